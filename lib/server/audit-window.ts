import { sql } from 'drizzle-orm'
import type { ListQuery } from '@/lib/api/endpoint'
import type { Window } from '@/lib/api/part'
import type { AuditRow } from '@/lib/model/audit'
import { clock } from './clock'
import { db } from './db/db'
import { audit } from './db/schema'

const columns = {
  actor: audit.actor,
  action: audit.action,
  phase: audit.phase,
  account: audit.account,
  region: audit.region,
  arn: audit.arn,
}
const counted = ['actor', 'action', 'phase'] as const

/** A stretch of the audit, newest first unless asked otherwise. */
export async function auditWindow(query: ListQuery): Promise<Window<AuditRow>> {
  const { from = 0, limit = 100 } = query
  const base = query.q
    ? [sql`(lower(target) like ${like(query.q)} or lower(actor) like ${like(query.q)} or request_id = ${query.q})`]
    : [sql`true`]
  const filters = Object.entries(columns).flatMap(([name, column]) =>
    Array.isArray(query[name]) ? [{ name, is: sql`${column} = any(${sql.param(query[name])}::text[])` }] : [],
  )
  const and = (without?: string) =>
    sql.join([...base, ...filters.filter((f) => f.name !== without).map((f) => f.is)], sql` and `)
  const [rows, total, ...facets] = await Promise.all([
    db()
      .select()
      .from(audit)
      .where(and())
      .orderBy(query.sort === 'created' ? sql`id asc` : sql`id desc`)
      .limit(limit)
      .offset(from),
    db().$count(audit, and()),
    ...counted.map(async (name) => {
      const { rows } = await db().execute<{ value: string; count: number }>(
        sql`select ${columns[name]} as value, count(*)::int as count from audit where ${and(name)} group by 1 order by 2 desc, 1 limit 100`,
      )
      return [name, rows] as const
    }),
  ])
  const now = clock().date().toISOString()
  return {
    rows: rows.map(({ previous: _, ...row }) => ({ ...row, at: row.at.toISOString() }) as AuditRow),
    total,
    from,
    facets: Object.fromEntries(facets),
    // The audit is ours: what is read of it is as it is now.
    asOf: now,
    now,
  }
}

const like = (text: string): string => `%${text.toLowerCase().replace(/[\\%_]/g, '\\$&')}%`
