import type { NextAuthOptions, Profile } from 'next-auth'
import Credentials from 'next-auth/providers/credentials'
import { Role } from '@/lib/model/role'
import { config } from './config'
import { db } from './db/db'
import { log } from './log'
import { once } from './once'
import { endSession, savePerson, signIn, startSession } from './people'

/** How people sign in: by password, and by the one OpenID Connect provider that the configuration names. */
export const authOptions = (): NextAuthOptions =>
  once('authOptions', () => ({
    secret: config().secret,
    session: { strategy: 'jwt' as const, maxAge: config().sessions.hours * 3600 },
    pages: { signIn: '/sign-in', error: '/sign-in', signOut: '/sign-in' },
    providers: [
      Credentials({
        id: 'password',
        name: 'Password',
        credentials: { email: { type: 'email' }, password: { type: 'password' } },
        async authorize(given, request) {
          const person = await signIn(String(given?.email ?? ''), String(given?.password ?? ''))
          return person && { ...person, agent: String(request.headers?.['user-agent'] ?? '') }
        },
      }),
      ...(config().oidc ? [oidcProvider()] : []),
    ],
    callbacks: {
      // The cookie carries a random session id and nothing about the person: the database says who that is now.
      async jwt({ token, user, account, profile }) {
        if (!user) return token
        if (account?.provider === 'oidc') {
          const id = await personOf(profile as Profile & Record<string, unknown>)
          return id ? { sid: await startSession(id, null) } : {}
        }
        return { sid: await startSession(user.id, (user as { agent?: string }).agent ?? null) }
      },
      async signIn({ account, profile }) {
        if (account?.provider !== 'oidc') return true
        // An address that nobody confirmed could be anybody's.
        if ((profile as { email_verified?: boolean }).email_verified === false) return '/sign-in?error=Unverified'
        return roleOf(profile as Record<string, unknown>) ? true : '/sign-in?error=NoRole'
      },
      async redirect({ url, baseUrl }) {
        if (url.startsWith('/') && !url.startsWith('//') && !url.startsWith('/\\')) return `${baseUrl}${url}`
        return URL.canParse(url) && new URL(url).origin === baseUrl ? url : baseUrl
      },
    },
    events: {
      async signOut({ token }) {
        if (typeof token?.sid === 'string') await endSession(token.sid)
      },
    },
    logger: {
      error: (code, metadata) => {
        const message = metadata instanceof Error ? metadata.message : metadata.error?.message
        log().error({ code, message }, 'signing in failed')
      },
      warn: (code) => log().debug({ code }, 'next-auth warns'),
      debug: () => undefined,
    },
  }))

function oidcProvider() {
  const oidc = config().oidc
  if (!oidc) throw new Error('No OpenID Connect provider is configured')
  return {
    id: 'oidc',
    name: oidc.name,
    type: 'oauth' as const,
    wellKnown: `${oidc.issuer.replace(/\/$/, '')}/.well-known/openid-configuration`,
    issuer: oidc.issuer,
    clientId: oidc.clientId,
    clientSecret: oidc.clientSecret,
    authorization: { params: { scope: oidc.scope } },
    idToken: true,
    checks: ['pkce' as const, 'state' as const, 'nonce' as const],
    profile: (profile: Profile) => ({
      id: profile.sub ?? '',
      name: profile.name ?? null,
      email: profile.email ?? null,
    }),
  }
}

/** The highest role that the provider's claim stands for, or null. */
export function roleOf(profile: Record<string, unknown>): Role | null {
  const oidc = config().oidc
  if (!oidc) return null
  const claim = profile[oidc.roleClaim]
  const values = (Array.isArray(claim) ? claim : [claim]).filter((value) => typeof value === 'string')
  const roles = Role.options.filter((role) => oidc.roles[role].some((value) => values.includes(value)))
  return roles.at(-1) ?? null
}

/** The person a provider vouches for, kept with the role it gives them today. */
async function personOf(profile: Profile & Record<string, unknown>): Promise<string | null> {
  const role = roleOf(profile)
  if (!role || !profile.email) return null
  return savePerson(db(), { email: profile.email, name: profile.name ?? profile.email, role, password: null })
}
