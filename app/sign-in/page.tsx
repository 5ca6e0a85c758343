import type { Metadata } from 'next'
import { headers } from 'next/headers'
import { redirect } from 'next/navigation'
import { SignIn } from '@/components/forms/sign-in'
import { Mark } from '@/components/shell/mark'
import { config } from '@/lib/server/config'
import { actorOf } from '@/lib/server/session'

export const metadata: Metadata = { title: 'Sign in' }

/** Only a path of this site is gone back to: anything else would let a link send people elsewhere. */
const backTo = (asked: string | string[] | undefined): string => {
  const path = typeof asked === 'string' ? asked.replace(config().publicUrl, '') : ''
  return /^\/(?![/\\])/.test(path) && URL.canParse(path, 'http://here') && new URL(path, 'http://here').host === 'here'
    ? path
    : '/'
}

const reasons: Record<string, string> = {
  SessionEnded: 'Your session has ended. Sign in again to go on where you were.',
  NoRole: 'You are known there, but have no role here. Ask an admin for one.',
  Unverified: 'Your address is not verified there yet.',
}

export default async function SignInPage({
  searchParams,
}: {
  searchParams: Promise<Record<string, string | string[]>>
}) {
  const { callbackUrl, error } = await searchParams
  const back = backTo(callbackUrl)
  if (await actorOf(await headers())) redirect(back)
  const said = typeof error === 'string' ? (reasons[error] ?? 'Signing in did not work. Try again.') : null
  return (
    <main className="grid min-h-dvh place-items-center bg-canvas p-6">
      <div className="w-full max-w-84">
        <div className="mb-6 flex flex-col items-center gap-3 text-center">
          <Mark className="size-10" />
          <h1 className="font-semibold text-xl tracking-[-0.01em]">Sign in to Quayside</h1>
          {config().practice && (
            <p className="text-balance text-ink-2 text-sm">
              Practice: this fleet is simulated. No AWS account is touched.
            </p>
          )}
        </div>
        <SignIn back={back} said={said} provider={config().oidc?.name ?? null} practice={config().practice !== null} />
      </div>
    </main>
  )
}
