import { sql } from 'drizzle-orm'
import { attentionOfHost, attentionOfService, troubledHealth, troubledService } from '@/lib/model/attention'
import { Capacity } from '@/lib/model/capacity'
import type { Attention, Column, Fleet } from '@/lib/model/fleet'
import type { Host } from '@/lib/model/host'
import type { Place } from '@/lib/model/place'
import { scopeKey } from '@/lib/model/scope'
import type { Service } from '@/lib/model/service'
import { clock } from '../clock'
import { scopes } from '../config'
import { db } from '../db/db'
import { show } from './interest'
import { standing } from './sources'

/** How many things that need attention are listed; how many there are is always said. */
const mostAttention = 50
const live = sql`('starting', 'running', 'assumed', 'stopping')`

type HostRow = {
  capacity: string
  kind: Place['kind']
  name: string
  known: number
  connected: number
  cpu_used: number
  cpu_total: number
  memory_used: number
  memory_total: number
}
type TaskRow = {
  capacity: string
  kind: Place['kind']
  name: string
  running: number
  pending: number
  assumed: number
  cpu: number
  memory: number
}

/** The fleet at a glance, counted in the database: three columns, their places, and what needs attention. */
export async function fleetNow(): Promise<{ data: Fleet; asOf: string | null; error?: string; now: string }> {
  const known = sql.param(scopes().map(scopeKey))
  const open = sql`valid_to is null and scope = any(${known}::text[])`
  // What a host holds that ECS does not hear is no room: nothing can be placed there.
  const amount = (path: string) =>
    sql`coalesce(sum((body #>> ${sql.param(`{${path}}`)}::text[])::float) filter (where (body->>'connected')::bool), 0)::float`
  await show({})
  const [hosts, tasks, services, clusters, attention, source] = await Promise.all([
    db().execute<HostRow>(sql`
      select capacity, body #>> '{place,kind}' as kind, coalesce(place, '') as name,
        count(*)::int as known, count(*) filter (where (body->>'connected')::bool)::int as connected,
        ${amount('cpu,used')} as cpu_used, ${amount('cpu,total')} as cpu_total,
        ${amount('memory,used')} as memory_used, ${amount('memory,total')} as memory_total
      from facts where kind = 'host' and ${open} group by 1, 2, 3`),
    db().execute<TaskRow>(sql`
      select capacity, body #>> '{place,kind}' as kind, coalesce(place, '') as name,
        count(*) filter (where state in ('running', 'stopping'))::int as running,
        count(*) filter (where state = 'starting')::int as pending,
        count(*) filter (where state = 'assumed')::int as assumed,
        coalesce(sum(cpu), 0)::float as cpu, coalesce(sum(memory), 0)::float as memory
      from facts where kind = 'task' and ${open} and state in ${live} group by 1, 2, 3`),
    db().execute<{ capacity: string; total: number; troubled: number }>(sql`
      select capacity, count(*)::int as total,
        count(*) filter (where state = any(${sql.param([...troubledService])}::text[]))::int as troubled
      from facts where kind = 'service' and ${open} and state <> 'deleting' group by 1`),
    db().execute<{ n: number }>(sql`select count(*)::int as n from facts where kind = 'cluster' and ${open}`),
    troubles(known),
    standing(db(), scopes().map(scopeKey), ['cluster', 'host', 'service', 'task']),
  ])
  const columns = Capacity.options.map((capacity) =>
    columnOf(
      capacity,
      hosts.rows.filter((row) => row.capacity === capacity),
      tasks.rows.filter((row) => row.capacity === capacity),
      services.rows.find((row) => row.capacity === capacity),
    ),
  )
  return {
    data: { clusters: clusters.rows[0]?.n ?? 0, columns, ...attention },
    ...source,
    now: clock().date().toISOString(),
  }
}

const total = <Row>(rows: Row[], of: (row: Row) => number): number => rows.reduce((sum, row) => sum + of(row), 0)

function columnOf(
  capacity: Capacity,
  hosts: HostRow[],
  tasks: TaskRow[],
  services: { total: number; troubled: number } | undefined,
): Column {
  const fargate = capacity === 'fargate'
  return {
    capacity,
    hosts: fargate ? null : { known: total(hosts, (h) => h.known), connected: total(hosts, (h) => h.connected) },
    // Fargate has as much as it is asked for: what its tasks take is used, and there is no total.
    cpu: fargate
      ? { used: total(tasks, (t) => t.cpu), total: null }
      : { used: total(hosts, (h) => h.cpu_used), total: total(hosts, (h) => h.cpu_total) },
    memory: fargate
      ? { used: total(tasks, (t) => t.memory), total: null }
      : { used: total(hosts, (h) => h.memory_used), total: total(hosts, (h) => h.memory_total) },
    tasks: {
      running: total(tasks, (t) => t.running),
      pending: total(tasks, (t) => t.pending),
      assumed: total(tasks, (t) => t.assumed),
    },
    services: { total: services?.total ?? 0, troubled: services?.troubled ?? 0 },
    places: placesOf(hosts, tasks),
  }
}

function placesOf(hosts: HostRow[], tasks: TaskRow[]): Column['places'] {
  const at = (row: { kind: string; name: string }) => `${row.kind}/${row.name}`
  const places = new Map<string, Column['places'][number]>()
  for (const row of hosts)
    places.set(at(row), {
      kind: row.kind,
      name: row.name,
      hosts: { known: row.known, connected: row.connected },
      cpu: { used: row.cpu_used, total: row.cpu_total },
      tasks: 0,
    })
  for (const row of tasks) {
    const place = places.get(at(row)) ?? { kind: row.kind, name: row.name, hosts: null, cpu: null, tasks: 0 }
    place.tasks += row.running + row.pending + row.assumed
    places.set(at(row), place)
  }
  return [...places.values()].sort((a, b) => a.name.localeCompare(b.name))
}

async function troubles(known: unknown): Promise<{ attention: Attention[]; attentionTotal: number }> {
  const { rows } = await db().execute<{
    kind: 'host' | 'service'
    body: Host | Service
    since: string | null
    total: number
  }>(sql`
    with all_of_them as (
      select id, kind, scope, arn, state, name, body, count(*) over ()::int as total from facts
      where valid_to is null and scope = any(${known}::text[])
        and ((kind = 'host' and state = any(${sql.param([...troubledHealth])}::text[]))
          or (kind = 'service' and state = any(${sql.param([...troubledService])}::text[])))
      order by kind, name limit ${mostAttention})
    select kind, body, total, coalesce(
        -- Since it last was otherwise; a row may be younger than the trouble, since any change makes a new one.
        (select max(valid_to) from facts before where before.arn = now.arn and before.kind = now.kind and before.state <> now.state),
        -- It was so when it was first read: since its last ping, or the first event after it was last steady.
        case when now.state in ('offline', 'ssm-down') then
          (select at from observations o where o.kind = 'ping' and o.scope = now.scope and o.arn = now.body #>> '{node,id}') end,
        case when now.kind = 'service' then
          (select min(at) from events e where e.arn = now.arn and e.at > coalesce(
            (select max(at) from events s where s.arn = now.arn and s.message like '%steady state%'), '-infinity')) end) as since
    from all_of_them now order by kind, name`)
  const attention = rows.map((row) => {
    const since = row.since ? new Date(row.since).toISOString() : null
    return row.kind === 'host'
      ? attentionOfHost(row.body as Host, since)
      : attentionOfService(row.body as Service, since)
  })
  const rank = { failed: 0, attention: 1 }
  return {
    attention: attention.sort((a, b) => rank[a.severity] - rank[b.severity]),
    attentionTotal: rows[0]?.total ?? 0,
  }
}
