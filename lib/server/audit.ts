import { sql } from 'drizzle-orm'
import type { AuditRow } from '@/lib/model/audit'
import { canonical, sha256 } from './canonical'
import { clock } from './clock'
import { db, type Tx } from './db/db'
import { audit } from './db/schema'

/** Any number will do, as long as nothing else of ours uses it. */
const chainLock = 7_270_002
const origin = '0'.repeat(64)

export type Entry = Pick<
  AuditRow,
  | 'phase'
  | 'intent'
  | 'actor'
  | 'role'
  | 'action'
  | 'target'
  | 'account'
  | 'region'
  | 'arn'
  | 'calls'
  | 'error'
  | 'requestId'
> & { input: unknown }

/** The hash of a row: over all it says and the hash of the row before. */
export const hashOf = (row: Omit<typeof audit.$inferSelect, 'hash'>): string =>
  sha256(canonical({ ...row, at: row.at.toISOString() }))

/**
 * Adds a row to the audit, and answers its number once it is committed. Rows are numbered and chained one at a time,
 * under a lock that ends with the transaction, so that the chain has no gap and no fork.
 */
export async function record(entry: Entry, on?: Tx): Promise<number> {
  const write = async (tx: Tx): Promise<number> => {
    await tx.execute(sql`select pg_advisory_xact_lock(${chainLock})`)
    const [last] = await tx.select({ id: audit.id, hash: audit.hash }).from(audit).orderBy(sql`id desc`).limit(1)
    // jsonb keeps no undefined members: what is hashed is what will be read back.
    const plain = JSON.parse(
      JSON.stringify({ input: entry.input ?? null, calls: entry.calls, error: entry.error }),
    ) as object
    const row = {
      ...entry,
      ...(plain as { input: unknown; calls: unknown; error: unknown }),
      id: (last?.id ?? 0) + 1,
      at: new Date(Math.floor(clock().now())),
      previous: last?.hash ?? origin,
    }
    await tx.insert(audit).values({ ...row, hash: hashOf(row) })
    return row.id
  }
  return on ? write(on) : db().transaction(write)
}

/** What is wrong with the chain, row by row, or how many rows there are when nothing is. */
export async function verify(on: Tx): Promise<{ rows: number; problems: string[] }> {
  const problems: string[] = []
  let previous = origin
  let id = 0
  for (;;) {
    const batch = await on.select().from(audit).where(sql`id > ${id}`).orderBy(audit.id).limit(5000)
    if (batch.length === 0) return { rows: id, problems }
    for (const { hash, ...row } of batch) {
      if (row.id !== id + 1) problems.push(`rows ${id + 1} to ${row.id - 1} are missing`)
      else if (row.previous !== previous) problems.push(`row ${row.id} does not follow the row before it`)
      if (hashOf(row) !== hash) problems.push(`row ${row.id} is not as it was written`)
      previous = hash
      id = row.id
    }
  }
}
