import { sql } from 'drizzle-orm'
import { describe, expect, it } from 'vitest'
import { note } from '@/lib/server/fleet/sources'
import { database } from '@/lib/server/testing/database'
import { Children, tsx } from './children.mjs'

const at = database()
const own = { account: '123456789012', region: 'us-east-1' }
const other = { account: '210987654321', region: 'us-east-1' }

describe('setup on a new world', () => {
  it("forgets the sandbox's last one, as often as it begins anew, and tells open pages", async () => {
    const env = {
      PATH: process.env.PATH,
      DATABASE_URL: at.url,
      NEXTAUTH_SECRET: 'x'.repeat(40),
      QUAYSIDE_PRACTICE_URL: 'http://127.0.0.1:9',
    }
    const scopes = async () => (await at.db.execute(sql`select scope from sources`)).rows.map((row) => row.scope)
    const revision = async () =>
      (await at.db.execute(sql`select n from revisions where scope = '123456789012/us-east-1'`)).rows.map((row) =>
        Number(row.n),
      )
    const setUp = (world: object) =>
      new Children().runToEnd(tsx('lib/server/setup.ts'), { ...env, ...world }, 'Setup failed.')
    await note(at.db, other, 'cluster', 1, null)
    for (const _ of ['started', 'started again']) {
      await note(at.db, own, 'cluster', 1, null)
      const before = await revision()
      await setUp({})
      expect(await scopes()).toHaveLength(2)
      await setUp({ QUAYSIDE_NEW_WORLD: 'true' })
      expect(await scopes()).toEqual(['210987654321/us-east-1'])
      expect(await revision()).toEqual(before.map((n) => n + 1))
    }
  })
})
