import type { ReactNode } from 'react'

export const Kbd = ({ children }: { children: ReactNode }) => (
  <kbd className="inline-flex h-[18px] min-w-[18px] items-center justify-center rounded border border-line-2 bg-surface px-1 font-sans text-2xs text-ink-3">
    {children}
  </kbd>
)
