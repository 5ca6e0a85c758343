'use client'
import { Plus, X } from 'lucide-react'
import { useRef } from 'react'
import { Button, IconButton } from './button'
import { useField, useFieldLabel } from './field'
import { inputClass } from './text-input'

export interface KeyValue {
  key: string
  value: string
}

/** Pairs of words: tags, attributes, environment. Inside `<Field group>`. */
export function KeyValueEditor({
  value,
  onChange,
  keyLabel = 'Key',
  valueLabel = 'Value',
  addLabel = 'Add',
  max = 50,
}: {
  value: KeyValue[]
  onChange: (next: KeyValue[]) => void
  keyLabel?: string
  valueLabel?: string
  addLabel?: string
  max?: number
}) {
  const root = useRef<HTMLDivElement>(null)
  const field = useField()
  const change = (index: number, part: Partial<KeyValue>) =>
    onChange(value.map((pair, at) => (at === index ? { ...pair, ...part } : pair)))
  const focusRow = (index: number) =>
    requestAnimationFrame(() => root.current?.querySelector<HTMLElement>(`[data-row="${index}"] input`)?.focus())
  return (
    // biome-ignore lint/a11y/useSemanticElements: a fieldset cannot take its name from the Field's label
    <div
      ref={root}
      role="group"
      aria-labelledby={useFieldLabel()}
      aria-describedby={field['aria-describedby']}
      className="grid gap-2"
    >
      {value.map((pair, index) => (
        // biome-ignore lint/suspicious/noArrayIndexKey: a row is its place; its key is what is being typed
        <div key={index} data-row={index} className="grid grid-cols-[minmax(0,2fr)_minmax(0,3fr)_32px] gap-2">
          <input
            aria-label={`${keyLabel} ${index + 1}`}
            placeholder={keyLabel}
            value={pair.key}
            onChange={(event) => change(index, { key: event.target.value })}
            autoComplete="off"
            spellCheck={false}
            className={inputClass(true)}
          />
          <input
            aria-label={`${valueLabel} ${index + 1}`}
            placeholder={valueLabel}
            value={pair.value}
            onChange={(event) => change(index, { value: event.target.value })}
            autoComplete="off"
            spellCheck={false}
            className={inputClass(true)}
          />
          <IconButton
            label={`Remove ${pair.key || `row ${index + 1}`}`}
            onClick={() => onChange(value.filter((_, at) => at !== index))}
          >
            <X aria-hidden />
          </IconButton>
        </div>
      ))}
      <div>
        <Button
          size="sm"
          icon={<Plus aria-hidden />}
          whyNot={value.length >= max ? `At most ${max}` : null}
          onClick={() => {
            onChange([...value, { key: '', value: '' }])
            focusRow(value.length)
          }}
        >
          {addLabel}
        </Button>
      </div>
    </div>
  )
}
