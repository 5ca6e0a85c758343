import type { Region } from '../../world/region'
import { nameOf, parseArn } from './arns'
import { client, invalid, noCluster, noService } from './errors'
import type { ClusterRecord, DefinitionRecord, HostRecord, ServiceRecord, TaskRecord } from './state'

/** The cluster a call means; no name means `default`. Refuses one that was deleted. */
export function findCluster(world: Region, text: string | undefined): ClusterRecord {
  const cluster = world.ecs.clusters.get(nameOf(world, 'cluster', text || 'default'))
  if (!cluster) throw noCluster()
  if (cluster.view.status !== 'ACTIVE') throw noCluster('The referenced cluster was inactive.')
  return cluster
}

/** A thing of a cluster by id or ARN; an ARN of another cluster finds nothing. */
function own<T>(world: Region, cluster: ClusterRecord, kind: string, text: string, all: Map<string, T>): T | undefined {
  const arn = parseArn(world, text)
  if (!arn) return all.get(text)
  if (arn.kind !== kind) return undefined
  // The short format has no cluster: arn:…:task/ID
  if (arn.path.length > 1 && arn.path[0] !== cluster.name) return undefined
  return all.get(arn.path.at(-1) ?? '')
}

export const lookHost = (world: Region, cluster: ClusterRecord, text: string): HostRecord | undefined =>
  own(world, cluster, 'container-instance', text, cluster.hosts)

export const lookTask = (world: Region, cluster: ClusterRecord, text: string): TaskRecord | undefined =>
  own(world, cluster, 'task', text, cluster.tasks)

export const lookService = (world: Region, cluster: ClusterRecord, text: string): ServiceRecord | undefined =>
  own(world, cluster, 'service', text, cluster.services)

export function findHost(world: Region, cluster: ClusterRecord, text: string | undefined): HostRecord {
  if (!text) throw invalid('Container instance can not be blank.')
  const host = lookHost(world, cluster, text)
  if (!host || host.status === 'INACTIVE') throw invalid('The specified container instance was not found.')
  return host
}

export function findTask(world: Region, cluster: ClusterRecord, text: string | undefined): TaskRecord {
  if (!text) throw invalid('Task can not be blank.')
  const task = lookTask(world, cluster, text)
  if (!task) throw invalid('The referenced task was not found.')
  return task
}

export function findService(world: Region, cluster: ClusterRecord, text: string | undefined): ServiceRecord {
  if (!text) throw invalid('Service cannot be empty.')
  const service = lookService(world, cluster, text)
  if (!service) throw noService()
  return service
}

/** `family` (its newest ACTIVE revision), `family:revision` or an ARN. */
export function lookDefinition(world: Region, text: string): DefinitionRecord | undefined {
  const [name = '', revision] = nameOf(world, 'task-definition', text).split(':')
  const family = world.ecs.families.get(name)
  if (!family) return undefined
  if (revision !== undefined) return family.revisions.get(Number(revision))
  return [...family.revisions.values()].reverse().find((one) => one.view.status === 'ACTIVE')
}

/** The definition a task or service is to be started from. */
export function findDefinition(world: Region, text: string | undefined): DefinitionRecord {
  if (!text) throw invalid('TaskDefinition can not be blank.')
  const definition = lookDefinition(world, text)
  if (!definition) throw client('TaskDefinition not found.')
  if (definition.view.status !== 'ACTIVE') throw client('TaskDefinition is inactive')
  return definition
}
