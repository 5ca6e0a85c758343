import { eq, sql } from 'drizzle-orm'
import { beforeAll, describe, expect, it } from 'vitest'
import { sessions, users } from './db/schema'
import { actorOfSession, actorOfToken, createToken, endSession, savePerson, signIn, startSession } from './people'
import { database } from './testing/database'

const at = database()
const email = 'op@example.com'
let id = ''
beforeAll(async () => {
  id = await savePerson(at.db, { email, name: 'Op', role: 'operator', password: 'a good password' })
})

describe('signing in', () => {
  it('takes the right password, however the email is written', async () => {
    expect(await signIn(' OP@example.com', 'a good password')).toMatchObject({ id })
    expect(await signIn(email, 'wrong')).toBeNull()
    expect(await signIn('nobody@example.com', 'a good password')).toBeNull()
  })

  it('locks after five wrong tries, made side by side too, and opens again', async () => {
    await at.db.update(users).set({ failures: 0 })
    await Promise.all(Array.from({ length: 5 }, () => signIn(email, 'wrong')))
    expect(await signIn(email, 'a good password')).toBeNull()
    await at.db.update(users).set({ lockedUntil: sql`now() - interval '1 second'` })
    expect(await signIn(email, 'a good password')).toMatchObject({ id })
  })
})

describe('a session', () => {
  it('is whoever started it, until it is ended, ran out, or the role changed', async () => {
    const session = await startSession(id, 'a browser')
    expect(await actorOfSession(session)).toMatchObject({ email, role: 'operator', session })
    await at.db.update(users).set({ role: 'auditor' }).where(eq(users.id, id))
    expect(await actorOfSession(session)).toMatchObject({ role: 'auditor' })
    await at.db.update(sessions).set({ expiresAt: sql`now() - interval '1 second'` })
    expect(await actorOfSession(session)).toBeNull()
    const another = await startSession(id, null)
    expect(await endSession(another, '00000000-0000-0000-0000-000000000000')).toHaveLength(0)
    expect(await endSession(another, id)).toHaveLength(1)
    expect(await actorOfSession(another)).toBeNull()
  })
})

describe('an API token', () => {
  it('works as it was made, is kept as a hash alone, and is made once a name', async () => {
    const token = await createToken(at.db, 'ci', 'auditor')
    expect(await actorOfToken(token)).toMatchObject({ kind: 'token', role: 'auditor', label: 'token ci' })
    expect(await actorOfToken(`${token}x`)).toBeNull()
    const { rows } = await at.db.execute(sql`select * from tokens`)
    expect(JSON.stringify(rows)).not.toContain(token)
    await expect(createToken(at.db, 'ci', 'admin')).rejects.toThrow(/named ci already/)
  })
})
