import { sql } from 'drizzle-orm'
import { type Scope, scopeKey } from '@/lib/model/scope'
import type { Tx } from '../db/db'
import { bump } from './revisions'

/** How a part of what is known stands: as of when, and why not since. */
export interface Standing {
  asOf: string | null
  error?: string
}

/**
 * Notes how a read of a kind went. `started` is on the fleet's clock. A failure keeps the time of the last success, and
 * what was known stays. A change between well and failed is told to whoever watches.
 */
export async function note(db: Tx, scope: Scope, kind: string, started: number, error: string | null): Promise<void> {
  const key = scopeKey(scope)
  const at = new Date(started)
  const { rows } = await db.execute<{ before: string | null; known: boolean }>(sql`
    with old as (select error from sources where scope = ${key} and kind = ${kind}),
    saved as (
      insert into sources (scope, kind, started, complete, error)
      values (${key}, ${kind}, ${at}, ${error === null ? at : null}, ${error})
      on conflict (scope, kind) do update
        set started = excluded.started, complete = coalesce(excluded.complete, sources.complete), error = excluded.error)
    select (select error from old) as before, exists (select 1 from old) as known`)
  const row = rows[0]
  if (!row?.known || row.before !== error) await bump(db, key, kind)
}

/** How the kinds stand in these scopes together: as old as the oldest, and with the first reason there is. */
export async function standing(db: Tx, scopes: string[], kinds: string[]): Promise<Standing> {
  const { rows } = await db.execute<{ complete: Date | string | null; error: string | null; scope: string }>(sql`
    select scope, complete, error from sources
    where scope = any(${sql.param(scopes)}::text[]) and kind = any(${sql.param(kinds)}::text[])`)
  const error = rows.find((row) => row.error)
  const several = scopes.length > 1 && error ? ` (${error.scope})` : ''
  // A part that was never wholly read has no age: unknown is never zero.
  const all = rows.map((row) => (row.complete ? new Date(row.complete).toISOString() : null))
  const never = rows.length < scopes.length * kinds.length || all.includes(null)
  return {
    asOf: never ? null : (all.sort()[0] ?? null),
    ...(error?.error ? { error: `${error.error}${several}` } : {}),
  }
}
