import { sql } from 'drizzle-orm'
import type { Tx } from '../db/db'

/** The channel of NOTIFY. A message says only which kind of which scope moved, and to which revision. */
export const channel = 'quayside'

/** Marks that the facts of a kind changed, in the transaction that changes them; listeners hear when it commits. */
export async function bump(tx: Tx, scope: string, kind: string): Promise<void> {
  await tx.execute(sql`
    with moved as (
      insert into revisions (scope, kind, n) values (${scope}, ${kind}, 1)
      on conflict (scope, kind) do update set n = revisions.n + 1
      returning scope, kind, n)
    select pg_notify(${channel}, json_build_object('scope', scope, 'kind', kind, 'n', n)::text) from moved`)
}
