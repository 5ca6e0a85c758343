import { sql } from 'drizzle-orm'
import fc from 'fast-check'
import { beforeEach, describe, expect, it } from 'vitest'
import type { Cluster } from '@/lib/model/cluster'
import { facts } from '../db/schema'
import { database } from '../testing/database'
import { closeFact, put, type Seen } from './facts'
import { note, standing } from './sources'

const scope = { account: '123456789012', region: 'us-east-1' }
const key = '123456789012/us-east-1'
const arnOf = (name: string) => `arn:aws:ecs:us-east-1:123456789012:cluster/${name}`
const cluster = (name: string, running = 0): Cluster => ({
  arn: arnOf(name),
  ...scope,
  name,
  status: 'ACTIVE',
  hosts: 0,
  services: 0,
  running,
  pending: 0,
  tags: {},
})
const seen = (body: Cluster, version: number | null = null): Seen<'cluster'> => ({ body, version })
const at = database()

type Row = {
  arn: string
  version: string | null
  body: Cluster
  valid_from: string
  valid_to: string | null
  gone: boolean
}
const rows = async (where = sql`true`): Promise<Row[]> =>
  (
    await at.db.execute<Row>(
      sql`select arn, version, body, valid_from, valid_to, gone from facts where ${where} order by arn, valid_from`,
    )
  ).rows
const open = () => rows(sql`valid_to is null`)
const revision = async () =>
  Number((await at.db.execute<{ n: string }>(sql`select n from revisions where kind = 'cluster'`)).rows[0]?.n ?? 0)

beforeEach(async () => {
  await at.db.delete(facts)
  await at.db.execute(sql`delete from revisions`)
})

describe('put', () => {
  it('writes a change as a new row, and nothing for what is the same', async () => {
    expect(await put(at.db, scope, 'cluster', [seen(cluster('a', 1))], 1000)).toBe(true)
    expect(await put(at.db, scope, 'cluster', [seen(cluster('a', 1))], 2000)).toBe(false)
    expect(await put(at.db, scope, 'cluster', [seen(cluster('a', 2))], 3000)).toBe(true)
    const life = await rows()
    expect(life.map((row) => row.body.running)).toEqual([1, 2])
    expect(life[0]?.valid_to).toBe(life[1]?.valid_from)
    expect(await revision()).toBe(2)
  })

  it('lets no read that started earlier overwrite one that started later', async () => {
    await put(at.db, scope, 'cluster', [seen(cluster('a', 1))], 1000)
    // The same again, read later: nothing is written, but it is what an older read must not undo.
    await put(at.db, scope, 'cluster', [seen(cluster('a', 1))], 3000)
    await put(at.db, scope, 'cluster', [seen(cluster('a', 9))], 2000)
    expect((await open()).map((row) => row.body.running)).toEqual([1])
  })

  it('lets the higher version win, whenever it was read', async () => {
    await put(at.db, scope, 'cluster', [seen(cluster('a', 5), 5)], 1000)
    await put(at.db, scope, 'cluster', [seen(cluster('a', 4), 4)], 2000)
    await put(at.db, scope, 'cluster', [seen(cluster('a', 6), 6)], 500)
    expect((await open()).map((row) => row.body.running)).toEqual([6])
  })

  it('closes what a complete list did not hold, unless it was seen after that list began', async () => {
    await put(at.db, scope, 'cluster', [seen(cluster('a')), seen(cluster('b'))], 1000)
    await put(at.db, scope, 'cluster', [seen(cluster('c'))], 3000)
    await put(at.db, scope, 'cluster', [seen(cluster('a'))], 2000, { arns: [arnOf('a')], cluster: null })
    expect((await open()).map((row) => row.body.name)).toEqual(['a', 'c'])
    expect((await rows(sql`gone`)).map((row) => row.body.name)).toEqual(['b'])
  })

  it('closes only within the cluster that was listed', async () => {
    await put(at.db, scope, 'cluster', [seen(cluster('a')), seen(cluster('b'))], 1000)
    await put(at.db, scope, 'cluster', [], 2000, { arns: [], cluster: 'a' })
    expect((await open()).map((row) => row.body.name)).toEqual(['b'])
  })

  it('opens a new row for a thing that comes back', async () => {
    await put(at.db, scope, 'cluster', [seen(cluster('a'))], 1000)
    await closeFact(at.db, scope, 'cluster', arnOf('a'), 2000)
    expect(await open()).toEqual([])
    await put(at.db, scope, 'cluster', [seen(cluster('a'))], 3000)
    expect((await rows()).map((row) => row.gone)).toEqual([true, false])
  })

  it('lets a read that began before a thing was gone not bring it back', async () => {
    await put(at.db, scope, 'cluster', [seen(cluster('a'))], 1000)
    await closeFact(at.db, scope, 'cluster', arnOf('a'), 3000)
    await put(at.db, scope, 'cluster', [seen(cluster('a', 7))], 2000)
    expect(await open()).toEqual([])
    await put(at.db, scope, 'cluster', [seen(cluster('a', 8))], 4000)
    const [closed, again] = await rows()
    expect(Date.parse(again?.valid_from ?? '')).toBeGreaterThanOrEqual(Date.parse(closed?.valid_to ?? ''))
  })

  it('is not held up by a row that was read by a clock far ahead', async () => {
    const hour = 3_600_000
    await put(at.db, scope, 'cluster', [seen(cluster('a', 1))], Date.now() + hour)
    await put(at.db, scope, 'cluster', [seen(cluster('a', 2))], Date.now())
    expect((await open()).map((row) => row.body.running)).toEqual([2])
  })

  it('gives two changes of one moment moments of their own', async () => {
    await put(at.db, scope, 'cluster', [seen(cluster('a', 1), 1)], 1000)
    await put(at.db, scope, 'cluster', [seen(cluster('a', 2), 2)], 1000)
    const life = await rows()
    expect(life).toHaveLength(2)
    expect(new Set(life.map((row) => row.valid_from)).size).toBe(2)
  })

  it('leaves the same open rows for any order, repetition and interleaving of the same sightings', async () => {
    const names = ['a', 'b', 'c']
    const sighting = fc.record({ name: fc.constantFrom(...names), version: fc.integer({ min: 1, max: 6 }) })
    await fc.assert(
      fc.asyncProperty(fc.array(sighting, { minLength: 1, maxLength: 12 }), fc.integer(), async (all, mix) => {
        const result = async (order: typeof all, writers: number) => {
          await at.db.delete(facts)
          const one = (s: (typeof all)[number]) =>
            put(at.db, scope, 'cluster', [seen(cluster(s.name, s.version), s.version)], 1000)
          for (let i = 0; i < order.length; i += writers) await Promise.all(order.slice(i, i + writers).map(one))
          return (await open()).map((row) => `${row.body.name}:${row.version}:${row.body.running}`)
        }
        const newest = names.flatMap((name) => {
          const versions = all.filter((s) => s.name === name).map((s) => s.version)
          return versions.length > 0 ? [`${name}:${Math.max(...versions)}:${Math.max(...versions)}`] : []
        })
        const shuffled = [...all, ...all].sort((x, y) => ((x.version * 31 + mix) % 7) - ((y.version * 17 + mix) % 5))
        expect(await result(all, 1)).toEqual(newest)
        expect(await result(shuffled, 2)).toEqual(newest)
      }),
      { numRuns: 25 },
    )
  })
})

describe('how a source stands', () => {
  it('keeps the time of its last success and says why not since', async () => {
    expect(await standing(at.db, [key], ['host'])).toEqual({ asOf: null })
    await note(at.db, scope, 'host', 1000, 'Rate exceeded')
    expect(await standing(at.db, [key], ['host'])).toEqual({ asOf: null, error: 'Rate exceeded' })
    await note(at.db, scope, 'host', 2000, null)
    await note(at.db, scope, 'host', 3000, 'Rate exceeded')
    expect(await standing(at.db, [key], ['host'])).toEqual({
      asOf: new Date(2000).toISOString(),
      error: 'Rate exceeded',
    })
  })

  it('is as old as its oldest part, and has no age while a part was never read', async () => {
    await note(at.db, scope, 'task', 5000, null)
    await note(at.db, scope, 'service', 4000, null)
    expect((await standing(at.db, [key], ['task', 'service'])).asOf).toBe(new Date(4000).toISOString())
    expect((await standing(at.db, [key], ['task', 'service', 'definition'])).asOf).toBeNull()
  })
})
