import { sql } from 'drizzle-orm'
import { describe, expect, it } from 'vitest'
import { type Entry, record, verify } from './audit'
import { database } from './testing/database'

const at = database()
const entry = (input: unknown): Entry => ({
  phase: 'intent',
  intent: null,
  actor: 'operator@quayside.local',
  role: 'operator',
  action: 'task.run',
  target: 'POST /api/aws/123456789012/us-east-1/clusters/quay/tasks',
  account: '123456789012',
  region: 'us-east-1',
  arn: null,
  input,
  calls: [],
  error: null,
  requestId: 'r',
})

describe('the audit', () => {
  it('numbers and chains its rows, also when many are written at once', async () => {
    await Promise.all(
      Array.from({ length: 40 }, (_, i) => at.db.transaction((tx) => record(entry({ z: i, a: [null, 'ü'] }), tx))),
    )
    expect(await verify(at.db)).toEqual({ rows: 40, problems: [] })
  })

  it('cannot be changed or cut by mistake', async () => {
    await expect(at.db.execute(sql`update audit set actor = 'x' where id = 3`)).rejects.toThrow()
    await expect(at.db.execute(sql`delete from audit where id = 3`)).rejects.toThrow()
  })

  it.each([
    ['a changed row', sql`update audit set actor = 'somebody else' where id = 7`, /row 7 is not as it was written/],
    ['a changed time', sql`update audit set at = at + interval '1 second' where id = 7`, /row 7 is not/],
    ['a row taken out', sql`delete from audit where id = 7`, /rows 7 to 7 are missing/],
    [
      'two rows changed about',
      sql`update audit set hash = (select hash from audit where id = 9) where id = 8`,
      /row 8 is not/,
    ],
  ])('shows %s, made on purpose', async (_, tampering, problem) => {
    await at.db
      .transaction(async (tx) => {
        await tx.execute(sql`alter table audit disable trigger audit_append_only`)
        await tx.execute(tampering)
        const { problems } = await verify(tx)
        expect(problems.join('\n')).toMatch(problem)
        throw new Error('undo')
      })
      .catch((error: Error) => expect(error.message).toBe('undo'))
    expect((await verify(at.db)).problems).toEqual([])
  })
})
