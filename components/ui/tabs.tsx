import NextLink from 'next/link'
import { cn } from './cn'

export interface Tab {
  href: string
  label: string
  current: boolean
  count?: number | null
}

/** Tabs are links: which one is open is part of the address. */
export const Tabs = ({ tabs, label }: { tabs: Tab[]; label: string }) => (
  <nav aria-label={label} className="-mb-px flex gap-4 overflow-x-auto border-b">
    {tabs.map((tab) => (
      <NextLink
        key={tab.href}
        href={tab.href}
        scroll={false}
        aria-current={tab.current ? 'page' : undefined}
        className={cn(
          '-mb-px flex h-9 items-center gap-1.5 whitespace-nowrap rounded-t-sm border-b-2 outline-offset-[-2px]',
          tab.current
            ? 'border-ink font-medium text-ink'
            : 'border-transparent text-ink-2 hover:border-line-2 hover:text-ink',
        )}
      >
        {tab.label}
        {tab.count != null && (
          <span className="rounded bg-sunken px-1 text-2xs text-ink-2">{tab.count.toLocaleString('en-US')}</span>
        )}
      </NextLink>
    ))}
  </nav>
)
