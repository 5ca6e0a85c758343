import { decode } from 'next-auth/jwt'
import { config } from './config'
import { type Actor, actorOfSession, actorOfToken } from './people'

/** next-auth's cookie; browsers are told to take the one with the prefix over https only. */
const cookieNames = ['__Secure-next-auth.session-token', 'next-auth.session-token']

/**
 * Who is asking. A Bearer token, where there is one, is the answer alone; else the session that the signed cookie
 * names, which must still be in the database. Nothing else a request says of itself counts.
 */
export async function actorOf(headers: Headers): Promise<Actor | null> {
  const authorization = headers.get('authorization')
  if (authorization !== null) {
    const token = /^Bearer (quay_[A-Za-z0-9_-]{43})$/.exec(authorization)?.[1]
    return token ? actorOfToken(token) : null
  }
  const id = await sessionIdOf(headers)
  return id ? actorOfSession(id) : null
}

async function sessionIdOf(headers: Headers): Promise<string | null> {
  const cookies = (headers.get('cookie') ?? '').split(/;\s*/)
  for (const name of cookieNames) {
    const cookie = cookies.find((c) => c.startsWith(`${name}=`))
    if (!cookie) continue
    // A forged or expired token makes decode throw, or answer null.
    const token = await decode({ token: cookie.slice(name.length + 1), secret: config().secret }).catch(() => null)
    if (typeof token?.sid === 'string') return token.sid
  }
  return null
}
