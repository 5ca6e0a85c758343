import { sql } from 'drizzle-orm'
import { arnOf } from '@/lib/model/arn'
import type { Capacity } from '@/lib/model/capacity'
import { staticPorts } from '@/lib/model/definition'
import { whyStuck } from '@/lib/model/deploy-check'
import { type Scope, scopeKey } from '@/lib/model/scope'
import type { Service } from '@/lib/model/service'
import { db } from '../db/db'
import { find } from './windows'

/** What a service is, as far as deploying it goes. */
export interface Deployable {
  definition: { family: string; revision: number }
  capacity: Capacity
  desired: number
  minPercent: number
  maxPercent: number
  site: string | null
}

/** Why the next deployment of such a service would hang, from its definition's ports and the hosts there are now. */
export async function stuckNext(scope: Scope, cluster: string, of: Deployable): Promise<string | null> {
  const definition = await find('definition', arnOf({ kind: 'definition', ...of.definition, ...scope }))
  return whyStuck({
    ...of,
    staticPorts: definition ? staticPorts(definition.data) : [],
    hosts: of.capacity === 'fargate' ? null : await countHosts(scope, cluster, of),
  })
}

/** Hosts of the cluster that take new tasks of this capacity, at the site if one is asked for. */
async function countHosts(scope: Scope, cluster: string, of: Deployable): Promise<number> {
  const { rows } = await db().execute<{ n: number }>(sql`
    select count(*)::int as n from facts
    where kind = 'host' and valid_to is null and scope = ${scopeKey(scope)} and cluster = ${cluster}
      and capacity = ${of.capacity} and (body->>'connected')::bool and body->>'status' = 'ACTIVE'
      and (${of.site}::text is null or place = ${of.site})`)
  return rows[0]?.n ?? 0
}

/** The same of a service as it is. A daemon runs one task a host by itself, and its ports cannot be in each other's way. */
export const stuckOf = async (scope: Scope, of: Service): Promise<string | null> =>
  of.strategy === 'DAEMON'
    ? null
    : stuckNext(scope, of.cluster, {
        ...of,
        definition: { family: of.family, revision: of.revision },
        // What ECS takes where nothing was said (ECS API reference, DeploymentConfiguration).
        minPercent: of.minPercent ?? 100,
        maxPercent: of.maxPercent ?? 200,
      })
