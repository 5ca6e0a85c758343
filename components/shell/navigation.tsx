'use client'
import NextLink from 'next/link'
import { usePathname } from 'next/navigation'
import type { ReactNode } from 'react'
import { cn } from '@/components/ui/cn'

export interface NavItem {
  href: string
  label: string
  /** An element, so that a server layout can pass it: <Server />. */
  icon: ReactNode
  count?: number | null
  /** Addresses that belong here besides `href` and what is under it. */
  also?: RegExp | string[]
}
export interface NavGroup {
  label: string
  items: NavItem[]
}

const here = (item: NavItem, path: string): boolean => {
  const under = (href: string) => (href === '/' ? path === '/' : path === href || path.startsWith(`${href}/`))
  if (under(item.href)) return true
  return item.also instanceof RegExp ? item.also.test(path) : (item.also?.some(under) ?? false)
}

/** `narrow`: gives way to icons when the sidebar is folded. In the drawer it never does. */
export function Navigation({ groups, narrow, onGo }: { groups: NavGroup[]; narrow?: boolean; onGo?: () => void }) {
  const path = usePathname()
  return (
    <nav aria-label="Main" className="grid content-start gap-4 px-2">
      {groups.map((group) => (
        <div key={group.label}>
          <p
            className={cn(
              'flex h-6 items-center px-2 text-2xs text-ink-3',
              narrow && 'folded:h-px folded:overflow-hidden folded:bg-line folded:px-0 folded:text-transparent',
            )}
          >
            {group.label}
          </p>
          <ul className="mt-0.5 grid gap-px">
            {group.items.map((item) => {
              const current = here(item, path)
              return (
                <li key={item.href}>
                  <NextLink
                    href={item.href}
                    {...(onGo ? { onClick: onGo } : {})}
                    aria-current={current ? 'page' : undefined}
                    title={narrow ? item.label : undefined}
                    className={cn(
                      'flex h-8 items-center gap-2.5 rounded-md px-2 wide:h-7 [&_svg]:size-4 [&_svg]:shrink-0',
                      narrow && 'folded:justify-center folded:px-0',
                      current
                        ? 'bg-sunken font-medium text-ink'
                        : 'text-ink-2 hover:bg-sunken hover:text-ink [&_svg]:text-ink-3',
                    )}
                  >
                    {item.icon}
                    <span className={cn('truncate', narrow && 'folded:sr-only')}>{item.label}</span>
                    {item.count != null && (
                      <span className={cn('ml-auto text-2xs text-ink-3', narrow && 'folded:hidden')}>
                        {item.count.toLocaleString('en-US')}
                      </span>
                    )}
                  </NextLink>
                </li>
              )
            })}
          </ul>
        </div>
      ))}
    </nav>
  )
}
