import {
  CreateServiceCommand,
  DeleteServiceCommand,
  DescribeServicesCommand,
  ListServicesCommand,
  type Service as RawService,
  UpdateServiceCommand,
} from '@aws-sdk/client-ecs'
import { refuse } from '@/lib/api/errors'
import type { CreateServiceInput } from '@/lib/api/services'
import { definitionOf, lastOf } from '@/lib/model/arn'
import { capacityOf, launchTypeOf } from '@/lib/model/capacity'
import { problemIn, type Service, type ServiceEvent, siteIn, stateOfService } from '@/lib/model/service'
import type { Aws } from './aws'
import { batches, iso, pages, tagsOf } from './shape'
import { atSite, networkOf } from './tasks'

/** A service and the newest of its events, which AWS keeps a hundred of. */
export interface Described {
  body: Service
  events: ServiceEvent[]
}

export const listServices = (aws: Aws, cluster: string): Promise<string[]> =>
  pages(async (nextToken) => {
    // ListServices answers 10 unless asked for more, 100 at most (ECS API reference).
    const page = await aws.ecs(ListServicesCommand, { cluster, maxResults: 100, nextToken })
    return { items: page.serviceArns, next: page.nextToken }
  })

export async function describeServices(aws: Aws, cluster: string, arns: string[]): Promise<Described[]> {
  const all: Described[] = []
  // DescribeServices takes 10 at most (ECS API reference).
  for (const services of batches(arns, 10)) {
    const reply = await aws.ecs(DescribeServicesCommand, { cluster, services, include: ['TAGS'] })
    all.push(...(reply.services ?? []).map((raw) => serviceFrom(raw, aws)))
  }
  return all
}

export async function createService(aws: Aws, cluster: string, input: CreateServiceInput): Promise<Described> {
  const { service } = await aws.ecs(CreateServiceCommand, {
    cluster,
    serviceName: input.name,
    taskDefinition: `${input.definition.family}:${input.definition.revision}`,
    launchType: launchTypeOf[input.capacity],
    desiredCount: input.desired,
    clientToken: input.token,
    enableECSManagedTags: true,
    propagateTags: 'SERVICE',
    deploymentConfiguration: {
      minimumHealthyPercent: input.minPercent,
      maximumPercent: input.maxPercent,
      deploymentCircuitBreaker: { enable: input.circuitBreaker, rollback: input.circuitBreaker },
    },
    ...(input.site ? { placementConstraints: [atSite(input.site)] } : {}),
    ...(input.network ? { networkConfiguration: networkOf(input.network) } : {}),
  })
  return answered(service, aws)
}

/** What may change of a service; what is left out stays as it is. */
export interface Change {
  desired?: number
  definition?: { family: string; revision: number }
  minPercent?: number
  maxPercent?: number
  force?: boolean
}

export async function updateService(aws: Aws, of: Service, change: Change): Promise<Described> {
  const { definition, minPercent, maxPercent } = change
  const { service } = await aws.ecs(UpdateServiceCommand, {
    cluster: of.cluster,
    service: of.name,
    ...(change.desired === undefined ? {} : { desiredCount: change.desired }),
    ...(definition ? { taskDefinition: `${definition.family}:${definition.revision}` } : {}),
    ...(minPercent === undefined || maxPercent === undefined
      ? {}
      : {
          deploymentConfiguration: {
            minimumHealthyPercent: minPercent,
            maximumPercent: maxPercent,
            // Left out, ECS would take it as switched off.
            ...(of.circuitBreaker ? { deploymentCircuitBreaker: of.circuitBreaker } : {}),
          },
        }),
    ...(change.force ? { forceNewDeployment: true } : {}),
  })
  return answered(service, aws)
}

export async function deleteService(aws: Aws, of: Service, force: boolean): Promise<Described> {
  const { service } = await aws.ecs(DeleteServiceCommand, { cluster: of.cluster, service: of.name, force })
  return answered(service, aws)
}

function answered(service: RawService | undefined, aws: Aws): Described {
  if (!service) throw refuse('aws-unknown', 'ECS did not say what became of the service. Look before trying again.')
  return serviceFrom(service, aws)
}

function serviceFrom(raw: RawService, aws: Aws): Described {
  const events = (raw.events ?? []).flatMap((event) => {
    const at = iso(event.createdAt)
    return event.id && at ? [{ id: event.id, at, message: event.message ?? '' }] : []
  })
  const deployments = (raw.deployments ?? []).map((d) => ({
    id: d.id ?? '',
    status: d.status ?? 'UNKNOWN',
    rollout: d.rolloutState ?? null,
    reason: d.rolloutStateReason ?? null,
    ...definitionOf(d.taskDefinition ?? ''),
    desired: d.desiredCount ?? 0,
    running: d.runningCount ?? 0,
    pending: d.pendingCount ?? 0,
    failed: d.failedTasks ?? 0,
    createdAt: iso(d.createdAt),
  }))
  const constraints = (raw.placementConstraints ?? []).map((c) => ({
    type: c.type ?? '',
    expression: c.expression ?? null,
  }))
  const configuration = raw.deploymentConfiguration
  const breaker = configuration?.deploymentCircuitBreaker
  const network = raw.networkConfiguration?.awsvpcConfiguration
  const service = {
    arn: raw.serviceArn ?? '',
    ...aws.scope,
    cluster: lastOf(raw.clusterArn ?? ''),
    name: raw.serviceName ?? '',
    capacity: capacityOf(raw.launchType, raw.capacityProviderStrategy?.[0]?.capacityProvider),
    status: raw.status ?? 'UNKNOWN',
    strategy: raw.schedulingStrategy === 'DAEMON' ? ('DAEMON' as const) : ('REPLICA' as const),
    desired: raw.desiredCount ?? 0,
    running: raw.runningCount ?? 0,
    pending: raw.pendingCount ?? 0,
    ...definitionOf(raw.taskDefinition ?? ''),
    minPercent: configuration?.minimumHealthyPercent ?? null,
    maxPercent: configuration?.maximumPercent ?? null,
    site: siteIn(constraints),
    constraints,
    placement: (raw.placementStrategy ?? []).map((p) => ({ type: p.type ?? '', field: p.field ?? null })),
    circuitBreaker: breaker ? { enable: breaker.enable ?? false, rollback: breaker.rollback ?? false } : null,
    subnets: network?.subnets ?? [],
    securityGroups: network?.securityGroups ?? [],
    deployments,
    problem: problemIn(events),
    createdAt: iso(raw.createdAt),
    tags: tagsOf(raw.tags),
  }
  return { body: { ...service, state: stateOfService(service) }, events }
}
