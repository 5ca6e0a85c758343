import { sql } from 'drizzle-orm'
import type { Bodies, Subject } from '@/lib/api/endpoint'
import type { Found } from '@/lib/api/fleet'
import { arnOf, readArn } from '@/lib/model/arn'
import { scopeKey } from '@/lib/model/scope'
import { knowsScope, scopes } from '../config'
import { db } from '../db/db'

const kinds = ['cluster', 'host', 'service', 'task', 'definition', 'activation'] as const

type Row = {
  kind: Subject
  arn: string
  name: string
  cluster: string | null
  family: string | null
  body: Bodies[Subject]
}

const foundOf = (row: Row): Found => ({
  kind: row.kind,
  arn: row.arn,
  name: row.kind === 'definition' ? row.arn.slice(row.arn.lastIndexOf('/') + 1) : row.name,
  cluster: row.cluster,
  account: row.body.account,
  region: row.body.region,
})

const columns = sql`kind, arn, name, cluster, family, body`
const known = () => sql.param(scopes().map(scopeKey))

/** Finds things by a part of their name, or the one thing an ARN or id names. An ARN is never guessed at. */
export async function searchFleet(text: string): Promise<{ rows: Found[]; error?: string }> {
  const query = text.trim()
  if (/^(arn:|mi-[0-9a-f]{4,}|i-[0-9a-f]{4,})/.test(query)) return resolve(query)
  const like = `%${query.toLowerCase().replace(/[\\%_]/g, '\\$&')}%`
  const { rows } = await db().execute<Row>(sql`
    select ${columns} from facts
    where valid_to is null and scope = any(${known()}::text[]) and kind = any(${sql.param([...kinds])}::text[]) and search like ${like}
    order by (lower(name) = ${query.toLowerCase()}) desc, array_position(array['cluster','host','service','definition','activation','task'], kind), name
    limit 20`)
  return { rows: rows.map(foundOf) }
}

/** The one thing that an ARN or an `mi-`/`i-` id names, or why there is none to go to. */
export async function resolve(text: string): Promise<{ rows: Found[]; error?: string }> {
  const read = readArn(text)
  if ('error' in read) return { rows: [], error: read.error }
  if ('node' in read) return byMachine(read.node)
  const { thing } = read
  if (!knowsScope(thing))
    return { rows: [], error: `Quayside does not know account ${thing.account} in ${thing.region}` }
  // The last row, open or closed: a thing that is gone still has its page.
  const { rows } = await db().execute<Row>(sql`
    select ${columns} from facts where arn = ${arnOf(thing)} and kind = ${thing.kind} order by valid_from desc limit 1`)
  return rows[0]
    ? { rows: rows.map(foundOf) }
    : { rows: [], error: `No such ${thing.kind} was ever seen: ${text.trim()}` }
}

async function byMachine(node: string): Promise<{ rows: Found[]; error?: string }> {
  const { rows } = await db().execute<Row>(sql`
    select distinct on (arn) ${columns} from facts
    where kind = 'host' and scope = any(${known()}::text[]) and body->>'machine' = ${node} order by arn, valid_from desc`)
  return rows.length > 0
    ? { rows: rows.map(foundOf) }
    : { rows: [], error: `No host with the id ${node} was ever seen` }
}
