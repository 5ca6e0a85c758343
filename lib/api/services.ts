import { z } from 'zod'
import { Capacity } from '@/lib/model/capacity'
import { Service, ServiceEvent } from '@/lib/model/service'
import { listQuery, read, write } from './endpoint'
import { thing, window } from './part'
import { DefinitionName, Network } from './tasks'

export const services = read('/api/services', {
  summary: 'Services',
  noun: 'services',
  query: listQuery(
    ['account', 'region', 'cluster', 'capacity', 'place', 'state', 'family'],
    ['name', 'cluster', 'state', 'running', 'desired', 'created'],
  ),
  output: window(Service),
})

export const service = read('/api/aws/[account]/[region]/clusters/[cluster]/services/[service]', {
  summary: 'One service, and its newest events',
  noun: 'services',
  output: thing(
    Service.extend({
      events: z.array(ServiceEvent),
      /** Why its next deployment would hang, from its ports, percentages and the hosts there are now. */
      stuckNext: z.string().nullable(),
    }),
  ),
  subject: 'service',
})

const gone = (of: Service) => (of.status === 'ACTIVE' ? null : `${of.name} is ${of.status}: it is being deleted`)

export const CreateServiceInput = z.strictObject({
  name: z.string().regex(/^[A-Za-z0-9_-]{1,255}$/, '1 to 255 letters, digits, hyphens and underscores'),
  definition: DefinitionName,
  capacity: Capacity,
  desired: z.number().int().min(0).max(5000),
  minPercent: z.number().int().min(0).max(200),
  maxPercent: z.number().int().min(100, 'ECS takes 100 at least').max(200),
  circuitBreaker: z.boolean(),
  site: z.string().min(1).max(128).nullable(),
  network: Network.nullable(),
  token: z.string().min(1).max(36),
})
export type CreateServiceInput = z.infer<typeof CreateServiceInput>

export const createService = write('/api/aws/[account]/[region]/clusters/[cluster]/services', {
  permission: 'service.create',
  summary: 'Create a service',
  noun: 'services',
  input: CreateServiceInput,
  output: Service,
  subject: 'cluster',
  whyNot: (of) => (of.status === 'ACTIVE' ? null : `Cluster ${of.name} is ${of.status}`),
  stales: ['services', 'tasks', 'fleet'],
})

/** What a service would do about deploying if its numbers were these: what forms warn with. */
export const checkService = read('/api/aws/[account]/[region]/clusters/[cluster]/services/check', {
  summary: 'Would a deployment of such a service hang?',
  // What it answers changes with the hosts there are.
  noun: 'hosts',
  input: CreateServiceInput.pick({
    definition: true,
    capacity: true,
    desired: true,
    minPercent: true,
    maxPercent: true,
    site: true,
  }),
  output: z.object({ stuck: z.string().nullable() }),
  subject: 'cluster',
})

export const scaleService = write('/api/aws/[account]/[region]/clusters/[cluster]/services/[service]/scale', {
  permission: 'service.update',
  summary: 'Scale a service: how many of its tasks are wanted',
  noun: 'services',
  input: z.strictObject({ desired: z.number().int().min(0).max(5000) }),
  output: Service,
  subject: 'service',
  whyNot: (of) =>
    gone(of) ?? (of.strategy === 'DAEMON' ? 'A daemon service runs one task a host; it has no count' : null),
  stales: ['services', 'tasks', 'hosts', 'fleet'],
})

export const changeService = write('/api/aws/[account]/[region]/clusters/[cluster]/services/[service]/definition', {
  permission: 'service.update',
  summary: "Change a service's task definition and how it is deployed, or deploy it anew",
  noun: 'services',
  input: z.strictObject({
    definition: DefinitionName,
    minPercent: z.number().int().min(0).max(200),
    maxPercent: z.number().int().min(100, 'ECS takes 100 at least').max(200),
    force: z.boolean(),
  }),
  output: Service,
  subject: 'service',
  whyNot: gone,
  stales: ['services', 'tasks', 'hosts', 'fleet'],
})

export const deleteService = write('/api/aws/[account]/[region]/clusters/[cluster]/services/[service]', {
  method: 'DELETE',
  permission: 'service.delete',
  summary: 'Delete a service; force stops its tasks first',
  noun: 'services',
  input: z.strictObject({ force: z.boolean() }),
  output: Service,
  subject: 'service',
  whyNot: gone,
  stales: ['services', 'tasks', 'hosts', 'fleet'],
})
