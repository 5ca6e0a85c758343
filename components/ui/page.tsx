import type { ReactNode } from 'react'

/** Every page: what it is, what can be done, then itself. One h1. */
export const Page = ({
  title,
  eyebrow,
  badges,
  description,
  actions,
  tabs,
  children,
}: {
  title: ReactNode
  /** What kind of thing this is: "Host", or AWS's word for it, said once. */
  eyebrow?: ReactNode
  badges?: ReactNode
  description?: ReactNode
  actions?: ReactNode
  tabs?: ReactNode
  children: ReactNode
}) => (
  <div className="mx-auto grid w-full max-w-[1600px] grid-cols-[minmax(0,1fr)] gap-5 px-4 py-5 wide:px-6">
    <header className="grid gap-3">
      <div className="flex flex-wrap items-start justify-between gap-x-6 gap-y-3">
        <div className="grid min-w-0 gap-0.5">
          {eyebrow && <p className="text-ink-3 text-xs first-letter:uppercase">{eyebrow}</p>}
          <div className="flex min-h-8 flex-wrap items-center gap-x-3 gap-y-1">
            <h1 className="min-w-0 break-words font-semibold text-xl tracking-[-0.015em]">{title}</h1>
            {badges && <div className="flex flex-wrap items-center gap-1.5">{badges}</div>}
          </div>
          {description && <div className="max-w-[80ch] text-ink-2">{description}</div>}
        </div>
        {actions && <div className="flex flex-wrap items-center gap-2">{actions}</div>}
      </div>
      {tabs}
    </header>
    {children}
  </div>
)

/** A titled part of a page. `card` draws it on a surface of its own. */
export const Section = ({
  title,
  description,
  actions,
  card,
  id,
  children,
}: {
  title: ReactNode
  description?: ReactNode
  actions?: ReactNode
  card?: boolean
  id?: string
  children: ReactNode
}) => (
  <section id={id} className="grid min-w-0 grid-cols-[minmax(0,1fr)] content-start gap-3">
    <div className="flex min-h-7 flex-wrap items-center justify-between gap-2">
      <div>
        <h2 className="font-semibold text-base">{title}</h2>
        {description && <p className="text-ink-2">{description}</p>}
      </div>
      {actions && <div className="flex gap-2">{actions}</div>}
    </div>
    {card ? <div className="rounded-lg border bg-surface p-4">{children}</div> : children}
  </section>
)
