import type { ReactNode } from 'react'
import { cn } from './cn'
import { type Tone, ToneShape, toneBox, toneText } from './tone'

/** A word in a box: a state or a capacity. `title` adds a sentence on hover. */
export const Badge = ({ tone = 'neutral', children, title }: { tone?: Tone; children: ReactNode; title?: string }) => (
  <span
    title={title}
    className={cn(
      'inline-flex h-5 max-w-full items-center gap-1.5 whitespace-nowrap rounded-[5px] border px-1.5 font-medium text-2xs',
      toneBox[tone],
    )}
  >
    {tone !== 'neutral' && <ToneShape tone={tone} className="size-2" />}
    <span className="truncate">{children}</span>
  </span>
)

/** A state in running text or a table cell: its shape and its word, no box. */
export const StatusDot = ({ tone, children, title }: { tone: Tone; children: ReactNode; title?: string }) => (
  <span title={title} className="inline-flex max-w-full items-center gap-1.5 align-middle">
    <ToneShape tone={tone} className={toneText[tone]} />
    <span className="truncate">{children}</span>
  </span>
)
