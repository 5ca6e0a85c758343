'use client'
import { MutationCache, QueryCache, QueryClient, QueryClientProvider } from '@tanstack/react-query'
import { signOut } from 'next-auth/react'
import { NuqsAdapter } from 'nuqs/adapters/next/app'
import { type ReactNode, Suspense, useState } from 'react'
import { ApiError } from '@/lib/api/errors'
import { to } from '@/lib/api/to'
import { useLive } from '@/lib/api/use-live'
import { Finder } from './finder'
import { Frame } from './frame'
import { nav, practiceNav } from './nav'
import type { FrameUser } from './user-menu'

/** An answer that will be the same again is not asked for again. */
const worthRetrying = (times: number, error: Error) =>
  times < 2 && !(error instanceof ApiError && error.status >= 400 && error.status < 500)

/** To sign in, and back to here. */
const toSignIn = () => {
  const back = `${window.location.pathname}${window.location.search}`
  window.location.assign(to('/sign-in', {}, { callbackUrl: back, error: 'SessionEnded' }))
}
/** A session that ended while nobody listened (a laptop asleep) is met by the next question. */
const onError = (error: Error) => error instanceof ApiError && error.status === 401 && toSignIn()

const newClient = () =>
  new QueryClient({
    queryCache: new QueryCache({ onError }),
    mutationCache: new MutationCache({ onError }),
    defaultOptions: { queries: { staleTime: 2000, retry: worthRetrying, refetchOnWindowFocus: true } },
  })

/** What every signed-in page stands in: data, the URL's state, live updates, the frame and the palette. */
export function Console({ user, practice, children }: { user: FrameUser; practice: boolean; children: ReactNode }) {
  const [client] = useState(newClient)
  return (
    <QueryClientProvider client={client}>
      <NuqsAdapter>
        <Suspense>
          <Framed user={user} practice={practice}>
            {children}
          </Framed>
        </Suspense>
      </NuqsAdapter>
    </QueryClientProvider>
  )
}

function Framed({ user, practice, children }: { user: FrameUser; practice: boolean; children: ReactNode }) {
  const [finding, setFinding] = useState(false)
  useLive(toSignIn)
  return (
    <Frame
      nav={practice ? [...nav, practiceNav] : nav}
      user={user}
      banner={practice ? 'Practice: this fleet is simulated. No AWS account is touched.' : undefined}
      settingsHref={to('/settings')}
      onSignOut={() => void signOut({ callbackUrl: to('/sign-in') })}
      onPalette={() => setFinding(true)}
    >
      {children}
      <Finder open={finding} onOpenChange={setFinding} />
    </Frame>
  )
}
