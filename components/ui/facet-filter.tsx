'use client'
import { ChevronDown, X } from 'lucide-react'
import { useState } from 'react'
import { cn } from './cn'
import { Popover } from './popover'

export interface FacetValue {
  value: string
  count: number
}

/** One filter of a table: several values of one facet, each with how many rows hold it. */
export function FacetFilter({
  label,
  values,
  words,
  chosen,
  onChange,
}: {
  label: string
  values: FacetValue[]
  /** How a value is said, when it is not said as it is: { external: 'On-premises' }. */
  words?: Record<string, string>
  chosen: string[]
  onChange: (next: string[]) => void
}) {
  const [text, setText] = useState('')
  const say = (value: string) => words?.[value] ?? (value || 'none')
  // What is chosen stays in the list even when no row holds it now, so that it can be let go.
  const all = [
    ...values,
    ...chosen.filter((value) => !values.some((v) => v.value === value)).map((value) => ({ value, count: 0 })),
  ]
  const shown = text ? all.filter((v) => say(v.value).toLowerCase().includes(text.toLowerCase())) : all
  const first = chosen[0]
  return (
    <span
      className={cn(
        'inline-flex h-8 items-center rounded-md border text-sm',
        chosen.length ? 'border-line-2 bg-surface' : 'border-line-2 border-dashed',
      )}
    >
      <Popover
        label={`Filter by ${label.toLowerCase()}`}
        trigger={
          <button
            type="button"
            className="inline-flex h-full items-center gap-1.5 rounded-md px-2.5 text-ink-2 hover:text-ink data-[state=open]:text-ink"
          >
            {label}
            {first !== undefined && (
              <span className="font-medium text-ink">
                {chosen.length === 1 ? say(first) : `${chosen.length} chosen`}
              </span>
            )}
            {chosen.length === 0 && <ChevronDown aria-hidden className="size-3.5" />}
          </button>
        }
      >
        {all.length > 8 && (
          <input
            type="search"
            aria-label={`Search ${label.toLowerCase()}`}
            placeholder="Search"
            value={text}
            onChange={(event) => setText(event.target.value)}
            className="mb-1 h-8 w-full rounded border border-control bg-surface px-2 outline-offset-0"
          />
        )}
        {shown.length === 0 && <p className="px-2 py-1.5 text-ink-3">{text ? 'Nothing matches' : 'No values'}</p>}
        {shown.map((v) => (
          <label key={v.value} className="flex h-8 cursor-pointer items-center gap-2 rounded px-2 hover:bg-sunken">
            <input
              type="checkbox"
              className="size-4 shrink-0 accent-accent"
              checked={chosen.includes(v.value)}
              onChange={(event) =>
                onChange(event.target.checked ? [...chosen, v.value] : chosen.filter((value) => value !== v.value))
              }
            />
            <span className="truncate">{say(v.value)}</span>
            <span className="ml-auto text-ink-3 text-xs">{v.count.toLocaleString('en-US')}</span>
          </label>
        ))}
      </Popover>
      {chosen.length > 0 && (
        <button
          type="button"
          aria-label={`Clear the ${label.toLowerCase()} filter`}
          onClick={() => onChange([])}
          className="inline-flex h-full items-center rounded-md pr-2 pl-0.5 text-ink-3 hover:text-ink"
        >
          <X aria-hidden className="size-3.5" />
        </button>
      )}
    </span>
  )
}
