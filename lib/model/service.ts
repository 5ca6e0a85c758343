import { z } from 'zod'
import { Capacity } from './capacity'
import { Thing } from './thing'

export const Deployment = z.object({
  id: z.string(),
  status: z.string().describe('PRIMARY, ACTIVE or INACTIVE'),
  rollout: z.string().nullable(),
  reason: z.string().nullable(),
  family: z.string(),
  revision: z.number(),
  desired: z.number(),
  running: z.number(),
  pending: z.number(),
  failed: z.number(),
  createdAt: z.iso.datetime().nullable(),
})
export type Deployment = z.infer<typeof Deployment>

export const Service = Thing.extend({
  cluster: z.string(),
  name: z.string(),
  capacity: Capacity,
  status: z.string().describe("AWS's status: ACTIVE, DRAINING, INACTIVE"),
  state: z.enum(['steady', 'deploying', 'short', 'stuck', 'stopped', 'deleting']),
  strategy: z.enum(['REPLICA', 'DAEMON']),
  desired: z.number(),
  running: z.number(),
  pending: z.number(),
  family: z.string(),
  revision: z.number(),
  minPercent: z.number().nullable(),
  maxPercent: z.number().nullable(),
  site: z.string().nullable().describe('The site a constraint holds it to'),
  constraints: z.array(z.object({ type: z.string(), expression: z.string().nullable() })),
  placement: z.array(z.object({ type: z.string(), field: z.string().nullable() })),
  circuitBreaker: z.object({ enable: z.boolean(), rollback: z.boolean() }).nullable(),
  subnets: z.array(z.string()),
  securityGroups: z.array(z.string()),
  deployments: z.array(Deployment),
  problem: z.string().nullable().describe('The newest event, where it says that ECS could not do what was asked'),
  createdAt: z.iso.datetime().nullable(),
  tags: z.record(z.string(), z.string()),
})
export type Service = z.infer<typeof Service>

/** An entry of a service's own event list, which AWS keeps a hundred of. */
export const ServiceEvent = z.object({ id: z.string(), at: z.iso.datetime(), message: z.string() })
export type ServiceEvent = z.infer<typeof ServiceEvent>

/** Events in which ECS says it could not do what was asked (wordings: ECS guide, "service event messages"). */
const trouble =
  /unable to place|unable to consistently start|unable to stop or start|deployment failed|being throttled|rolling back/

export function stateOfService(
  service: Pick<Service, 'status' | 'desired' | 'running' | 'pending' | 'deployments' | 'problem'>,
): Service['state'] {
  if (service.status !== 'ACTIVE') return 'deleting'
  const rolling = service.deployments.some((d) => d.rollout === 'IN_PROGRESS' || d.status === 'ACTIVE')
  if (service.running < service.desired) {
    if (service.problem) return 'stuck'
    return service.pending > 0 || rolling ? 'deploying' : 'short'
  }
  if (rolling && service.deployments.length > 1) return service.problem ? 'stuck' : 'deploying'
  return service.desired === 0 ? 'stopped' : 'steady'
}

/** The newest event if it tells of trouble: a steady state after it means the trouble is over. */
export function problemIn(events: ServiceEvent[]): string | null {
  const newest = events[0]
  return newest && trouble.test(newest.message) ? newest.message : null
}

/** `attribute:site == berlin` among the constraints: the site a service is held to. */
export function siteIn(constraints: Service['constraints']): string | null {
  for (const { expression } of constraints) {
    const match = /^\s*attribute:site\s*==\s*['"]?([^'"\s()]+)['"]?\s*$/.exec(expression ?? '')
    if (match?.[1]) return match[1]
  }
  return null
}

export const serviceStateLabel: Record<Service['state'], string> = {
  steady: 'Steady',
  deploying: 'Deploying',
  short: 'Short of tasks',
  stuck: 'Stuck',
  stopped: 'Scaled to 0',
  deleting: 'Draining',
}
