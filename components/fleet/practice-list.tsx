import type { ReactNode } from 'react'
import { StatusDot } from '@/components/ui/badge'
import type { Tone } from '@/components/ui/tone'

export interface PracticeRow {
  key: string
  name: ReactNode
  tone: Tone
  state: string
  action: ReactNode
}

/** What can be broken in the sandbox: its name, how it stands, and the one thing to do to it. */
export const PracticeList = ({ rows }: { rows: PracticeRow[] }) => (
  <ul className="divide-y rounded-lg border bg-surface">
    {rows.map(({ key, name, tone, state, action }) => (
      <li
        key={key}
        className="grid min-h-11 grid-cols-[minmax(8rem,1fr)_minmax(8rem,1fr)_auto] items-center gap-4 px-4 py-1.5"
      >
        <span className="min-w-0 break-words font-medium">{name}</span>
        <StatusDot tone={tone}>{state}</StatusDot>
        <span>{action}</span>
      </li>
    ))}
  </ul>
)
