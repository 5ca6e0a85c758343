import { type SQL, sql } from 'drizzle-orm'
import type { Bodies, ListQuery, Subject } from '@/lib/api/endpoint'
import type { Known, Window } from '@/lib/api/part'
import { noPlace } from '@/lib/model/place'
import { scopeKey } from '@/lib/model/scope'
import { clock } from '../clock'
import { scopes } from '../config'
import { db } from '../db/db'
import { show } from './interest'
import { standing } from './sources'

/** Which columns a list of each kind counts by, for its filters. */
const facetsOf: Record<Subject, string[]> = {
  cluster: ['state'],
  host: ['capacity', 'cluster', 'place', 'state'],
  service: ['capacity', 'cluster', 'place', 'state', 'family'],
  task: ['capacity', 'cluster', 'place', 'state', 'family', 'service'],
  definition: ['state', 'family'],
  activation: ['cluster', 'place', 'state'],
}

/** The columns a query may name. Names reach SQL only through this table. */
const columns: Record<string, SQL> = {
  account: sql`split_part(scope, '/', 1)`,
  region: sql`split_part(scope, '/', 2)`,
  name: sql`name`,
  cluster: sql`cluster`,
  capacity: sql`capacity`,
  place: sql`coalesce(place, ${sql.raw(`'${noPlace}'`)})`,
  state: sql`state`,
  family: sql`family`,
  service: sql`service`,
  host: sql`host`,
  running: sql`running`,
  desired: sql`desired`,
  cpu: sql`cpu`,
  memory: sql`memory`,
  created: sql`created_at`,
}

/** What a kind is read from: what clusters hold is only known while it is known which clusters there are. */
const sourcesOf = (kind: Subject): string[] =>
  kind === 'host' || kind === 'service' || kind === 'task' ? [kind, 'cluster'] : [kind]

const known = () => scopes().map(scopeKey)
const and = (parts: SQL[]): SQL => sql.join(parts, sql` and `)

/** A stretch of a list as it is now, how long the whole list is, and what its filters would find. */
export async function list<K extends Subject>(kind: K, query: ListQuery): Promise<Window<Bodies[K]>> {
  const { from = 0, limit = 100 } = query
  const base = [sql`kind = ${kind}`, sql`valid_to is null`, sql`scope = any(${sql.param(known())}::text[])`]
  if (query.q) base.push(sql`search like ${`%${escaped(query.q.toLowerCase())}%`}`)
  const filters = Object.entries(query).flatMap(([name, value]) => {
    const column = columns[name]
    return column && Array.isArray(value) ? [{ name, is: sql`${column} = any(${sql.param(value)}::text[])` }] : []
  })
  const all = and([...base, ...filters.map((filter) => filter.is)])
  await show(query)
  const counts = facetsOf[kind].map(async (name) => {
    // A filter's own counts are of what the other filters leave, so that one can be added to it.
    const others = and([...base, ...filters.filter((filter) => filter.name !== name).map((filter) => filter.is)])
    const { rows } = await db().execute<{ value: string; count: number }>(sql`
      select ${columns[name]} as value, count(*)::int as count from facts
      where ${others} and ${columns[name]} is not null group by 1 order by 2 desc, 1 limit 100`)
    return [name, rows] as const
  })
  const [page, totals, source, ...facets] = await Promise.all([
    db().execute<{ body: Bodies[K] }>(sql`
      select body from facts where ${all} order by ${order(query.sort)}, arn limit ${limit} offset ${from}`),
    db().execute<{ total: number }>(sql`select count(*)::int as total from facts where ${all}`),
    standing(db(), known(), sourcesOf(kind)),
    ...counts,
  ])
  return {
    rows: page.rows.map((row) => row.body),
    total: totals.rows[0]?.total ?? 0,
    from,
    facets: Object.fromEntries(facets),
    ...source,
    now: clock().date().toISOString(),
  }
}

function order(sort = 'name'): SQL {
  const name = sort.replace(/^-/, '')
  const column = columns[name] ?? sql`name`
  return sort.startsWith('-') ? sql`${column} desc nulls last` : sql`${column} asc nulls last`
}

/** `%`, `_` and `\` mean themselves in what a person types. */
const escaped = (text: string): string => text.replace(/[\\%_]/g, '\\$&')

/** One thing as it is, or as it last was. Null when it was never seen. */
export async function find<K extends Subject>(kind: K, arn: string): Promise<Known<Bodies[K]> | null> {
  const { rows } = await db().execute<{
    body: Bodies[K]
    since: string
    until: string | null
    scope: string
    gone: boolean
  }>(sql`
    select body, valid_from as since, valid_to as until, scope, gone from facts
    where kind = ${kind} and arn = ${arn} and scope = any(${sql.param(known())}::text[])
    order by valid_from desc limit 1`)
  const row = rows[0]
  if (!row) return null
  const { cluster } = row.body as { cluster?: string | null; name?: string }
  await show({ account: [row.body.account], region: [row.body.region], ...(cluster ? { cluster: [cluster] } : {}) })
  return {
    data: row.body,
    ...(await standing(db(), [row.scope], sourcesOf(kind))),
    goneAt: row.until ? new Date(row.until).toISOString() : null,
    since: new Date(row.since).toISOString(),
    now: clock().date().toISOString(),
  }
}
