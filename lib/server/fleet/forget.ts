import { sql } from 'drizzle-orm'
import { type Scope, scopeKey } from '@/lib/model/scope'
import type { Db } from '../db/db'
import { events, facts, interest, observations, revisions, sources } from '../db/schema'
import { bump } from './revisions'

/**
 * Forgets all that was seen of these scopes. The sandbox begins a new world under the same names: what was known of the
 * last one would stand in the way of it, since its versions and its clock begin anew. Open pages are told.
 */
export async function forgetWorld(db: Db, scopes: Scope[]): Promise<void> {
  const known = sql`scope = any(${sql.param(scopes.map(scopeKey))}::text[])`
  await db.transaction(async (tx) => {
    for (const table of [facts, observations, events, sources, interest]) await tx.delete(table).where(known)
    for (const { scope, kind } of await tx.select().from(revisions).where(known)) await bump(tx, scope, kind)
  })
}
