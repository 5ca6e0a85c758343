import type { ScalableDimension, ServiceNamespace } from '@aws-sdk/client-application-auto-scaling'
import {
  ScalableDimension as Dimensions,
  ServiceNamespace as Namespaces,
} from '@aws-sdk/client-application-auto-scaling'
import type { Region } from '../../world/region'
import type { ClusterRecord, ServiceRecord } from '../ecs/state'
import { checkLength, checkWord, invalid, notFound } from './errors'
import type { TargetRecord } from './state'

export interface Named {
  ServiceNamespace: ServiceNamespace | undefined
  ResourceId?: string | undefined
  ScalableDimension?: ScalableDimension | undefined
}

/** What names a target, checked; other namespaces are known words, but have nothing to scale here. */
export function checkNamed({ ServiceNamespace, ResourceId, ScalableDimension }: Named): void {
  checkWord(ServiceNamespace, Namespaces, 'serviceNamespace')
  checkWord(ScalableDimension, Dimensions, 'scalableDimension')
  checkLength(ResourceId, 'resourceId', 1600)
  if (ScalableDimension !== undefined && !ScalableDimension.startsWith(`${ServiceNamespace}:`))
    throw invalid('Unsupported service namespace, resource type or scalable dimension')
}

export function serviceOf(
  world: Region,
  resource: string,
): { cluster: ClusterRecord; service: ServiceRecord } | undefined {
  const [kind, clusterName = '', name = '', more] = resource.split('/')
  const cluster = world.ecs.clusters.get(clusterName)
  const service = cluster?.services.get(name)
  if (kind !== 'service' || more !== undefined || !cluster || !service) return undefined
  return service.view.status === 'ACTIVE' ? { cluster, service } : undefined
}

export const none = (what: string, { ServiceNamespace, ResourceId, ScalableDimension }: Named) =>
  notFound(
    `No ${what} found for service namespace: ${ServiceNamespace}, resource ID: ${ResourceId}, scalable dimension: ${ScalableDimension}`,
  )

export function findTarget(world: Region, input: Named): TargetRecord {
  checkNamed(input)
  const target = world.scaling.targets.get(input.ResourceId ?? '')
  if (!target || input.ServiceNamespace !== 'ecs') throw none('scalable target', input)
  return target
}

/** Targets that a list is asked of; a dimension without a resource is refused. */
export function targetsOf(world: Region, input: Named): TargetRecord[] {
  checkNamed(input)
  if (input.ScalableDimension !== undefined && input.ResourceId === undefined)
    throw invalid('Resource ID must be specified when scalable dimension is specified')
  if (input.ServiceNamespace !== 'ecs') return []
  const all = [...world.scaling.targets.values()]
  return input.ResourceId === undefined ? all : all.filter(({ view }) => view.ResourceId === input.ResourceId)
}
