import { sql } from 'drizzle-orm'
import type { Host } from '@/lib/model/host'
import { scopeKey } from '@/lib/model/scope'
import { scopes } from '../config'
import { db } from '../db/db'

/** When Systems Manager last heard a machine, if it ever did. */
export async function pingOf(machine: string): Promise<string | null> {
  const { rows } = await db().execute<{ at: string }>(sql`
    select at from observations where kind = 'ping' and arn = ${machine} and scope = any(${sql.param(scopes().map(scopeKey))}::text[])
    order by at desc limit 1`)
  return rows[0] ? new Date(rows[0].at).toISOString() : null
}

/** The hosts that registered with an activation. */
export async function hostsByActivation(activation: string): Promise<Host[]> {
  const { rows } = await db().execute<{ body: Host }>(sql`
    select body from facts
    where kind = 'host' and valid_to is null and scope = any(${sql.param(scopes().map(scopeKey))}::text[])
      and body #>> '{node,activation}' = ${activation}
    order by name`)
  return rows.map((row) => row.body)
}
