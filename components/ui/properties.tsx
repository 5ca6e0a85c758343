import type { ReactNode } from 'react'

export interface Property {
  label: string
  value: ReactNode
  /** A long value (an ARN, a reason) takes the whole row. */
  wide?: boolean
}

/** What a thing is, term by term. An absent value says what `missing` says, "none" otherwise: never blank. */
export const Properties = ({ items, missing = 'none' }: { items: Property[]; missing?: string }) => (
  <dl className="grid grid-cols-[repeat(auto-fill,minmax(200px,1fr))] gap-x-6 gap-y-4 rounded-lg border bg-surface p-4">
    {items.map((item) => (
      <div key={item.label} className={item.wide ? 'col-span-full min-w-0' : 'min-w-0'}>
        <dt className="text-ink-3 text-xs">{item.label}</dt>
        <dd className="mt-0.5 min-h-5 min-w-0 break-words">
          {item.value === null || item.value === undefined || item.value === '' ? (
            <span className="text-ink-3">{missing}</span>
          ) : (
            item.value
          )}
        </dd>
      </div>
    ))}
  </dl>
)
