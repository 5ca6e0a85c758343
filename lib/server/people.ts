import { randomBytes } from 'node:crypto'
import { eq, sql } from 'drizzle-orm'
import type { Session } from '@/lib/api/settings'
import { Role } from '@/lib/model/role'
import { sha256 } from './canonical'
import { config } from './config'
import type { Db } from './db/db'
import { db } from './db/db'
import { sessions, tokens, users } from './db/schema'
import { checkPassword, hashPassword } from './password'

/** Who is asking: a person with a session, or a program with a token. */
export interface Actor {
  kind: 'person' | 'token'
  id: string
  /** For the audit: a person's email, a token's name. */
  label: string
  name: string
  email: string | null
  role: Role
  session: string | null
}

const triesBeforeLock = 5
const lockMinutes = 15

/** Signs in by password. Null when it is wrong, the person unknown, or locked out: the answer never says which. */
export async function signIn(
  email: string,
  password: string,
): Promise<{ id: string; email: string; name: string } | null> {
  const address = email.trim().toLowerCase()
  const [user] = await db().select().from(users).where(eq(users.email, address))
  const right = await checkPassword(password, user?.password ?? null)
  if (!user) return null
  if (user.lockedUntil && user.lockedUntil > new Date()) return null
  if (!right) {
    // One statement, so that tries made side by side are all counted.
    await db()
      .update(users)
      .set({
        failures: sql`case when ${users.failures} + 1 >= ${triesBeforeLock} then 0 else ${users.failures} + 1 end`,
        lockedUntil: sql`case when ${users.failures} + 1 >= ${triesBeforeLock} then now() + make_interval(mins => ${lockMinutes}) else ${users.lockedUntil} end`,
      })
      .where(eq(users.id, user.id))
    return null
  }
  if (user.failures > 0) await db().update(users).set({ failures: 0 }).where(eq(users.id, user.id))
  return user
}

/** Starts a session and answers its id, which the signed cookie carries. Old sessions go at the same time. */
export async function startSession(user: string, agent: string | null): Promise<string> {
  const id = randomBytes(24).toString('base64url')
  const expiresAt = new Date(Date.now() + config().sessions.hours * 3_600_000)
  await db().delete(sessions).where(sql`${sessions.expiresAt} < now()`)
  await db()
    .insert(sessions)
    .values({ id, user, agent: agent?.slice(0, 255) ?? null, expiresAt })
  return id
}

export const endSession = (id: string, ofUser?: string) =>
  db()
    .delete(sessions)
    .where(ofUser ? sql`${sessions.id} = ${id} and ${sessions.user} = ${ofUser}` : eq(sessions.id, id))
    .returning({ id: sessions.id })

/** A person's own sessions that still hold; a program has none. */
export async function sessionsOf(actor: Actor): Promise<Session[]> {
  if (actor.kind !== 'person') return []
  const rows = await db()
    .select()
    .from(sessions)
    .where(sql`${sessions.user} = ${actor.id} and ${sessions.expiresAt} > now()`)
    .orderBy(sql`${sessions.seenAt} desc`)
  return rows.map((row) => ({
    // Its id is what the signed cookie carries, and is no use without the signature.
    id: row.id,
    createdAt: row.createdAt.toISOString(),
    seenAt: row.seenAt.toISOString(),
    expiresAt: row.expiresAt.toISOString(),
    agent: row.agent,
    current: row.id === actor.session,
  }))
}

/** The person of a session, asked of the database at every request, so that ending one works at once. */
export async function actorOfSession(id: string): Promise<Actor | null> {
  const [row] = await db()
    .select({ user: users, seenAt: sessions.seenAt })
    .from(sessions)
    .innerJoin(users, eq(users.id, sessions.user))
    .where(sql`${sessions.id} = ${id} and ${sessions.expiresAt} > now()`)
  const role = Role.safeParse(row?.user.role)
  if (!row || !role.success) return null
  if (Date.now() - row.seenAt.getTime() > 60_000)
    await db().update(sessions).set({ seenAt: sql`now()` }).where(eq(sessions.id, id))
  const { user } = row
  return {
    kind: 'person',
    id: user.id,
    label: user.email,
    name: user.name,
    email: user.email,
    role: role.data,
    session: id,
  }
}

/** The program of an API token. Only the token's hash is kept; 256 random bits need no slow one. */
export async function actorOfToken(token: string): Promise<Actor | null> {
  const [row] = await db()
    .update(tokens)
    .set({ usedAt: sql`now()` })
    .where(eq(tokens.hash, sha256(token)))
    .returning()
  const role = Role.safeParse(row?.role)
  if (!row || !role.success) return null
  return {
    kind: 'token',
    id: row.id,
    label: `token ${row.name}`,
    name: row.name,
    email: null,
    role: role.data,
    session: null,
  }
}

/** Makes an API token and answers it, the only time it is seen. Throws when the name is taken. */
export async function createToken(on: Db, name: string, role: Role): Promise<string> {
  const token = `quay_${randomBytes(32).toString('base64url')}`
  const made = await on
    .insert(tokens)
    .values({ name, role, hash: sha256(token) })
    .onConflictDoNothing()
    .returning()
  if (made.length === 0) throw new Error(`There is a token named ${name} already`)
  return token
}

/** Makes or changes the person of this email. `password` null leaves what there is. */
export async function savePerson(
  on: Db,
  person: { email: string; name: string; role: Role; password: string | null },
): Promise<string> {
  const password = person.password === null ? null : await hashPassword(person.password)
  const set = {
    name: person.name,
    role: person.role,
    ...(password ? { password, failures: 0, lockedUntil: null } : {}),
  }
  const [row] = await on
    .insert(users)
    .values({ email: person.email.toLowerCase(), password, ...set })
    .onConflictDoUpdate({ target: users.email, set })
    .returning({ id: users.id })
  if (!row) throw new Error('The person was not saved')
  return row.id
}
