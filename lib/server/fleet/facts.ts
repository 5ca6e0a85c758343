import { sql } from 'drizzle-orm'
import type { Bodies, Subject } from '@/lib/api/endpoint'
import { type Scope, scopeKey } from '@/lib/model/scope'
import { canonical, sha256 } from '../canonical'
import { clock } from '../clock'
import type { Db, Tx } from '../db/db'
import { facts } from '../db/schema'
import { project } from './project'
import { bump } from './revisions'

/** One thing as it was seen. */
export interface Seen<K extends Subject> {
  body: Bodies[K]
  /** AWS's own version, for kinds that have one: the higher wins. */
  version: number | null
}

/** What a complete list of a part of a scope's things saw: whatever else was known of that part is gone. */
export interface Complete {
  arns: string[]
  /** The cluster listed, or null for the whole scope. */
  cluster: string | null
}

/** The last row of a thing: open, or closed since `valid_to`. `read` is epoch milliseconds. */
type Last = {
  id: number
  arn: string
  version: number | null
  read: number
  hash: string
  valid_from: string
  valid_to: string | null
}

/**
 * Puts what a read saw into the table, and answers whether anything changed.
 *
 * `started` is when that read began, on the fleet's clock (epoch milliseconds). The higher version wins; of equal
 * versions, or of kinds without one, the read that started later. Equal content moves only the row's `read_at`.
 * Writers of one scope and kind go one after another, so that any interleaving leaves the same open rows.
 */
export async function put<K extends Subject>(
  db: Db,
  scope: Scope,
  kind: K,
  seen: Seen<K>[],
  started: number,
  complete?: Complete,
): Promise<boolean> {
  if (seen.length === 0 && !complete) return false
  const key = scopeKey(scope)
  return db.transaction(async (tx) => {
    await alone(tx, key, kind)
    const last = await lastRows(
      tx,
      key,
      kind,
      seen.map((s) => s.body.arn),
    )
    const fresh: { seen: Seen<K>; hash: string; before: Last | undefined }[] = []
    const confirmed: number[] = []
    for (const one of newestOf(seen)) {
      const before = last.get(one.body.arn)
      const hash = sha256(canonical(one.body))
      if (before && !isNewer(one.version, started, before)) continue
      if (before?.valid_to === null && before.hash === hash && before.version === one.version) confirmed.push(before.id)
      else fresh.push({ seen: one, hash, before })
    }
    if (confirmed.length > 0)
      await tx.execute(
        sql`update facts set read_at = to_timestamp(${started / 1000}) where id = any(${sql.param(confirmed)}::bigint[])`,
      )
    for (let i = 0; i < fresh.length; i += 500) await replace(tx, key, kind, fresh.slice(i, i + 500), started)
    const gone = complete ? await closeGone(tx, key, kind, complete, started) : 0
    if (fresh.length === 0 && gone === 0) return false
    await bump(tx, key, kind)
    return true
  })
}

/** Of several sightings of one thing in one read, the newest by AWS's version. */
function newestOf<K extends Subject>(seen: Seen<K>[]): Seen<K>[] {
  const byArn = new Map<string, Seen<K>>()
  for (const one of seen) {
    const other = byArn.get(one.body.arn)
    if (!other || (one.version ?? 0) >= (other.version ?? 0)) byArn.set(one.body.arn, one)
  }
  return [...byArn.values()]
}

/** One writer of a scope and kind at a time, until the transaction ends. */
const alone = (tx: Tx, scope: string, kind: string) =>
  tx.execute(sql`select pg_advisory_xact_lock(hashtext('facts'), hashtext(${`${scope}/${kind}`}))`)

/** How far ahead of now a row may have been read, in milliseconds, before the clock it was read by is taken as wrong. */
const skewMs = 5000

function isNewer(version: number | null, started: number, than: Last): boolean {
  // A read that began before the thing was gone says nothing about after.
  if (than.valid_to !== null && started <= Date.parse(than.valid_to)) return false
  if (than.valid_to === null && than.read > clock().now() + skewMs) return true
  if (version !== null && than.version !== null && version !== than.version) return version > than.version
  return started >= than.read
}

async function lastRows(tx: Tx, scope: string, kind: string, arns: string[]): Promise<Map<string, Last>> {
  const { rows } = await tx.execute<
    Omit<Last, 'id' | 'version' | 'read'> & Record<'id' | 'version' | 'read', string | null>
  >(sql`
    select distinct on (arn) id, arn, version, extract(epoch from read_at) * 1000 as read, hash, valid_from, valid_to
    from facts where scope = ${scope} and kind = ${kind} and arn = any(${sql.param(arns)}::text[])
    order by arn, valid_from desc`)
  return new Map(
    rows.map((row) => [
      row.arn,
      {
        ...row,
        id: Number(row.id),
        read: Number(row.read),
        version: row.version === null ? null : Number(row.version),
      },
    ]),
  )
}

/** Closes what held before and opens what holds now, at one moment each: a microsecond later than before at least. */
async function replace<K extends Subject>(
  tx: Tx,
  scope: string,
  kind: K,
  rows: { seen: Seen<K>; hash: string; before: Last | undefined }[],
  started: number,
): Promise<void> {
  const values = rows.map(({ seen, hash, before }) => {
    const at = sql`to_timestamp(${started / 1000})`
    const validFrom = before
      ? sql`greatest(${at}, ${before.valid_to}::timestamptz, ${before.valid_from}::timestamptz + interval '1 microsecond')`
      : at
    const { body, version } = seen
    const columns = project[kind](body)
    return { scope, kind, arn: body.arn, version, readAt: at, hash, validFrom, body, ...columns }
  })
  const before = rows.flatMap((row) => (row.before?.valid_to === null ? [row.before.id] : []))
  if (before.length > 0)
    await tx.execute(sql`
      update facts set valid_to = greatest(to_timestamp(${started / 1000}), valid_from + interval '1 microsecond')
      where id = any(${sql.param(before)}::bigint[])`)
  await tx.insert(facts).values(values as unknown as (typeof facts.$inferInsert)[])
}

/** Closes what a complete list did not hold, if the list started after it was last seen. A cut list comes never here. */
async function closeGone(tx: Tx, scope: string, kind: string, of: Complete, started: number): Promise<number> {
  const { rowCount } = await tx.execute(sql`
    update facts set gone = true, valid_to = greatest(to_timestamp(${started / 1000}), valid_from + interval '1 microsecond')
    where scope = ${scope} and kind = ${kind} and valid_to is null
      and (${of.cluster}::text is null or cluster = ${of.cluster})
      and read_at < to_timestamp(${started / 1000})
      and not (arn = any(${sql.param(of.arns)}::text[]))`)
  return rowCount ?? 0
}

/** Closes one thing that is known to be gone. */
export async function closeFact(db: Db, scope: Scope, kind: Subject, arn: string, at: number): Promise<void> {
  const key = scopeKey(scope)
  await db.transaction(async (tx) => {
    await alone(tx, key, kind)
    const { rowCount } = await tx.execute(sql`
      update facts set gone = true, valid_to = greatest(to_timestamp(${at / 1000}), valid_from + interval '1 microsecond')
      where scope = ${key} and kind = ${kind} and arn = ${arn} and valid_to is null`)
    if (rowCount) await bump(tx, key, kind)
  })
}
