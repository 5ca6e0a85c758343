import type { ReactNode } from 'react'

/** Nothing here: why, and the next step. */
export const EmptyState = ({ title, body, action }: { title: ReactNode; body?: ReactNode; action?: ReactNode }) => (
  <div className="flex flex-col items-center gap-1 px-6 py-12 text-center">
    <p className="font-medium text-base text-ink">{title}</p>
    {body && <div className="max-w-[52ch] text-ink-2">{body}</div>}
    {action && <div className="mt-3 flex gap-2">{action}</div>}
  </div>
)
