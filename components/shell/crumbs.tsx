'use client'
import NextLink from 'next/link'
import { createContext, type ReactNode, useContext, useLayoutEffect, useState } from 'react'

export interface Crumb {
  label: string
  href?: string
}

const Shown = createContext<Crumb[]>([])
const Tell = createContext<(crumbs: Crumb[]) => void>(() => {})

export function CrumbsProvider({ children }: { children: ReactNode }) {
  const [crumbs, setCrumbs] = useState<Crumb[]>([])
  return (
    <Tell.Provider value={setCrumbs}>
      <Shown.Provider value={crumbs}>{children}</Shown.Provider>
    </Tell.Provider>
  )
}

/** A page says where it is; the top bar shows it. Draws nothing where it stands. */
export function Crumbs({ items }: { items: Crumb[] }) {
  const tell = useContext(Tell)
  const text = JSON.stringify(items)
  useLayoutEffect(() => {
    tell(JSON.parse(text) as Crumb[])
    return () => tell([])
  }, [tell, text])
  return null
}

/** The last crumb is where one is; the ones before it are ways back. The middle ones give way first when room is short. */
export function CrumbTrail() {
  const crumbs = useContext(Shown)
  return (
    <nav aria-label="Breadcrumbs" className="min-w-0 flex-1">
      <ol className="flex min-w-0 items-center">
        {crumbs.map((crumb, index) => {
          const last = index === crumbs.length - 1
          return (
            <li
              key={`${crumb.label} ${crumb.href ?? ''}`}
              className={last ? 'flex min-w-16 items-center' : 'flex min-w-0 shrink items-center max-wide:hidden'}
            >
              {index > 0 && (
                <span aria-hidden className="mx-1.5 text-line-2 max-wide:hidden">
                  /
                </span>
              )}
              {crumb.href && !last ? (
                <NextLink
                  href={crumb.href}
                  className="truncate rounded-xs text-ink-2 hover:text-ink hover:underline"
                  title={crumb.label}
                >
                  {crumb.label}
                </NextLink>
              ) : (
                <span
                  aria-current={last ? 'page' : undefined}
                  title={crumb.label}
                  className={last ? 'truncate font-medium' : 'truncate text-ink-2'}
                >
                  {crumb.label}
                </span>
              )}
            </li>
          )
        })}
      </ol>
    </nav>
  )
}
