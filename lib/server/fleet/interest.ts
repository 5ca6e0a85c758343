import { sql } from 'drizzle-orm'
import type { ListQuery } from '@/lib/api/endpoint'
import { type Scope, scopeKey } from '@/lib/model/scope'
import { scopes } from '../config'
import { db, type Tx } from '../db/db'
import { once } from '../once'

/** How long the worker goes on reading first what a page showed, in seconds. Pages ask again sooner than that. */
const seconds = 30
const noted = () => once('interest', () => new Map<string, number>())

/** Notes that somebody looks at these clusters (none named: at all of a scope), so that the worker reads them first. */
export async function show(query: ListQuery): Promise<void> {
  const accounts = query.account as string[] | undefined
  const regions = query.region as string[] | undefined
  const clusters = (query.cluster as string[] | undefined) ?? ['']
  const asked = scopes().filter((s) => (accounts?.includes(s.account) ?? true) && (regions?.includes(s.region) ?? true))
  const rows = asked.flatMap((scope) => [...new Set(clusters)].map((cluster) => ({ scope: scopeKey(scope), cluster })))
  // A row each few seconds is enough, however many pages ask.
  const now = Date.now()
  for (const [key, at] of noted()) if (now - at > seconds * 1000) noted().delete(key)
  const due = rows.filter(
    ({ scope, cluster }) => now - (noted().get(`${scope}/${cluster}`) ?? 0) > (seconds / 4) * 1000,
  )
  if (due.length === 0) return
  for (const { scope, cluster } of due) noted().set(`${scope}/${cluster}`, now)
  // Only clusters there are: what a page asks for is anybody's text. In one order, so that two webs never wait in a ring.
  await db().execute(sql`
    insert into interest (scope, cluster, until)
    select scope, cluster, now() + make_interval(secs => ${seconds}) from json_to_recordset(${JSON.stringify(due)}::json)
      as asked(scope text, cluster text)
    where cluster = '' or exists (
      select 1 from facts where kind = 'cluster' and valid_to is null and facts.scope = asked.scope and facts.cluster = asked.cluster)
    order by scope, cluster
    on conflict (scope, cluster) do update set until = excluded.until`)
}

/** The clusters somebody is looking at. An empty name: somebody looks at the whole scope. */
export async function shown(on: Tx, scope: Scope): Promise<Set<string>> {
  const { rows } = await on.execute<{ cluster: string }>(
    sql`select cluster from interest where scope = ${scopeKey(scope)} and until > now()`,
  )
  return new Set(rows.map((row) => row.cluster))
}
