'use client'
import { type ComponentProps, type ReactNode, useId } from 'react'

type Native = Omit<ComponentProps<'input'>, 'className' | 'type'>

/** A checkbox with its words beside it. Takes register() props. */
export function Checkbox({ label, hint, ...rest }: Native & { label: ReactNode; hint?: ReactNode }) {
  const id = useId()
  return (
    <div className="flex items-start gap-2">
      <input
        id={id}
        aria-describedby={hint ? `${id}-hint` : undefined}
        {...rest}
        type="checkbox"
        className="mt-0.5 size-4 shrink-0 accent-accent"
      />
      <div className="grid">
        <label htmlFor={rest.id ?? id}>{label}</label>
        {hint && (
          <span id={`${id}-hint`} className="text-ink-3 text-xs">
            {hint}
          </span>
        )}
      </div>
    </div>
  )
}
