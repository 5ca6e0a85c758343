import { headers } from 'next/headers'
import { redirect } from 'next/navigation'
import type { ReactNode } from 'react'
import { Console } from '@/components/shell/console'
import { to } from '@/lib/api/to'
import { config } from '@/lib/server/config'
import { actorOf } from '@/lib/server/session'

/** Who is not signed in goes to sign in, and comes back. Every answer of the API is checked again by itself. */
export default async function ConsoleLayout({ children }: { children: ReactNode }) {
  const asked = await headers()
  const actor = await actorOf(asked)
  if (!actor) redirect(to('/sign-in', {}, { callbackUrl: asked.get('x-path') ?? '/' }))
  const user = { name: actor.name, email: actor.email ?? actor.name, role: actor.role }
  return (
    <Console user={user} practice={config().practice !== null}>
      {children}
    </Console>
  )
}
