'use client'
import { type ComponentProps, type ReactNode, useId } from 'react'
import { cn } from './cn'
import { useField, useFieldLabel } from './field'
import { type Tone, ToneShape, toneText } from './tone'

export interface Card {
  value: string
  label: ReactNode
  hint?: ReactNode
  tone?: Tone
  /** Why this one cannot be chosen. */
  whyNot?: string | null | undefined
}

type Native = Pick<ComponentProps<'input'>, 'name' | 'onChange' | 'onBlur' | 'ref' | 'required'>

/** One of a few, each with a sentence. Inside `<Field group>`. Takes register() props, or value and onChange. */
export function RadioCards({
  cards,
  value,
  defaultValue,
  columns = 3,
  name,
  ...rest
}: Native & { cards: Card[]; value?: string; defaultValue?: string; columns?: 1 | 2 | 3 }) {
  const id = useId()
  const field = useField()
  return (
    <div
      role="radiogroup"
      aria-labelledby={useFieldLabel()}
      aria-describedby={field['aria-describedby']}
      className={cn('grid gap-2', columns === 3 ? 'sm:grid-cols-3' : columns === 2 && 'sm:grid-cols-2')}
    >
      {cards.map((card) => (
        <label
          key={card.value}
          className={cn(
            'flex items-start gap-2 rounded-lg border border-line-2 p-2.5 has-checked:border-accent has-checked:bg-accent-soft has-checked:ring-1 has-checked:ring-accent has-focus-visible:outline-2 has-focus-visible:outline-accent-text has-focus-visible:outline-offset-2',
            card.whyNot ? 'cursor-not-allowed bg-sunken' : 'cursor-pointer hover:border-control',
          )}
        >
          <input
            {...rest}
            type="radio"
            name={name ?? id}
            value={card.value}
            aria-describedby={`${id}-${card.value}`}
            disabled={Boolean(card.whyNot)}
            {...(value === undefined
              ? { defaultChecked: card.value === defaultValue }
              : { checked: value === card.value })}
            className="mt-0.5 size-4 shrink-0 accent-accent outline-none"
          />
          <span className="grid min-w-0 gap-0.5">
            <span className="flex items-center gap-1.5 font-medium">
              {card.tone && <ToneShape tone={card.tone} className={toneText[card.tone]} />}
              {card.label}
            </span>
            <span id={`${id}-${card.value}`} className="text-ink-2 text-xs empty:hidden">
              {card.whyNot ?? card.hint}
            </span>
          </span>
        </label>
      ))}
    </div>
  )
}
