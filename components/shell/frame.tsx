'use client'
import { Menu as MenuIcon, PanelLeft, Search, X } from 'lucide-react'
import NextLink from 'next/link'
import { Dialog } from 'radix-ui'
import { type ReactNode, useState, useSyncExternalStore } from 'react'
import { IconButton } from '@/components/ui/button'
import { Kbd } from '@/components/ui/kbd'
import { to } from '@/lib/api/to'
import { CrumbsProvider, CrumbTrail } from './crumbs'
import { Mark } from './mark'
import { type NavGroup, Navigation } from './navigation'
import { sidebar } from './sidebar-state'
import { type FrameUser, ThemeMenu, UserMenu } from './user-menu'

const Home = () => (
  <NextLink href={to('/')} className="flex items-center gap-2.5 rounded-md font-semibold text-base tracking-[-0.01em]">
    <Mark className="size-6 shrink-0" />
    <span className="folded:sr-only">Quayside</span>
  </NextLink>
)

/** Left: navigation by noun. Top: where, which scope, what time, go anywhere, who. The page scrolls; these stay. */
export function Frame({
  nav,
  user,
  banner,
  scope,
  time,
  settingsHref,
  onSignOut,
  onPalette,
  children,
}: {
  nav: NavGroup[]
  user: FrameUser
  /** One quiet line over everything: "This is practice: a sandbox, no AWS account." */
  banner?: ReactNode
  /** Account, region, cluster. */
  scope?: ReactNode
  /** Now, or a moment in the past. */
  time?: ReactNode
  settingsHref?: string
  onSignOut: () => void
  /** Opens the palette. ⌘K and Ctrl+K belong to Palette itself. */
  onPalette?: () => void
  children: ReactNode
}) {
  const [drawer, setDrawer] = useState(false)
  const folded = useSyncExternalStore(sidebar.watch, sidebar.folded, () => false)
  return (
    <CrumbsProvider>
      <a
        href="#main"
        className="fixed top-2 left-2 z-60 -translate-y-16 rounded-md bg-accent px-3 py-1.5 font-medium text-accent-ink focus:translate-y-0"
      >
        Skip to the page
      </a>
      <div className="flex min-h-dvh [--frame-top:48px]">
        <aside className="sticky top-0 hidden h-dvh w-54 shrink-0 flex-col border-r bg-canvas folded:w-13 wide:flex">
          <div className="flex h-12 shrink-0 items-center px-3.5">
            <Home />
          </div>
          <div className="min-h-0 flex-1 overflow-y-auto py-2">
            <Navigation groups={nav} narrow />
          </div>
          <div className="flex shrink-0 border-t p-2 folded:justify-center">
            <IconButton
              label={folded ? 'Unfold the sidebar' : 'Fold the sidebar'}
              aria-expanded={!folded}
              tooltipSide="right"
              onClick={sidebar.toggle}
            >
              <PanelLeft aria-hidden />
            </IconButton>
          </div>
        </aside>
        <div className="flex min-w-0 flex-1 flex-col">
          {banner && (
            <section aria-label="Notice" className="border-b bg-sunken px-4 py-1 text-center text-ink-2 text-xs">
              {banner}
            </section>
          )}
          <header className="sticky top-0 z-30 flex h-12 items-center gap-2 border-b bg-canvas px-3 wide:px-6">
            <Dialog.Root open={drawer} onOpenChange={setDrawer}>
              <Dialog.Trigger asChild>
                <button
                  type="button"
                  aria-label="Open the navigation"
                  className="inline-flex size-8 shrink-0 items-center justify-center rounded-md text-ink-2 hover:bg-sunken wide:hidden"
                >
                  <MenuIcon aria-hidden className="size-4" />
                </button>
              </Dialog.Trigger>
              <Dialog.Portal>
                <Dialog.Overlay className="scrim fixed inset-0 z-40 bg-scrim" />
                <Dialog.Content
                  aria-describedby={undefined}
                  className="drawer fixed inset-y-0 left-0 z-50 w-64 max-w-[85vw] overflow-y-auto bg-raised pb-4 shadow-pop outline-none"
                >
                  <div className="flex h-12 items-center justify-between pr-2 pl-4">
                    <Dialog.Title className="font-semibold text-base">Quayside</Dialog.Title>
                    <Dialog.Close
                      aria-label="Close the navigation"
                      className="inline-flex size-8 items-center justify-center rounded-md text-ink-2 hover:bg-sunken"
                    >
                      <X aria-hidden className="size-4" />
                    </Dialog.Close>
                  </div>
                  <Navigation groups={nav} onGo={() => setDrawer(false)} />
                </Dialog.Content>
              </Dialog.Portal>
            </Dialog.Root>
            <CrumbTrail />
            <div className="flex shrink-0 items-center gap-1.5">
              {scope}
              {time}
              {onPalette && (
                <button
                  type="button"
                  onClick={onPalette}
                  aria-label="Go to or run"
                  aria-keyshortcuts="Meta+K Control+K"
                  className="inline-flex h-8 items-center gap-2 rounded-md border border-line-2 bg-surface px-2 text-ink-3 hover:text-ink"
                >
                  <Search aria-hidden className="size-3.5" />
                  <span className="text-xs max-[1100px]:hidden">Go to</span>
                  <span className="max-wide:hidden">
                    <Kbd>⌘K</Kbd>
                  </span>
                </button>
              )}
              <ThemeMenu />
              <UserMenu user={user} {...(settingsHref ? { settingsHref } : {})} onSignOut={onSignOut} />
            </div>
          </header>
          <main id="main" tabIndex={-1} className="min-w-0 flex-1 outline-none">
            {children}
          </main>
        </div>
      </div>
    </CrumbsProvider>
  )
}
