import type { ClusterRecord } from '../../services/ecs/state'
import type { Region } from '../region'
import { ecsMetrics, ecsSeries, type Series } from './ecs'
import { insightMetrics, insightSeries, isEnhanced, isInsightful, type Scope } from './insights'
import { containersOf } from './load'

const ECS = 'AWS/ECS'
const INSIGHTS = 'ECS/ContainerInsights'

export interface Named {
  namespace: string
  name: string
  dimensions: readonly { Name: string; Value: string }[]
}

/** Whether a metric of these is wanted: asked before anything is made of it. */
export interface Wanted {
  namespace(namespace: string): boolean
  name(name: string): boolean
  dimensions(dimensions: Named['dimensions']): boolean
}

const dimensionsOf = (scope: Scope): Named['dimensions'] => [
  { Name: 'ClusterName', Value: scope.cluster.name },
  ...(scope.service === undefined ? [] : [{ Name: 'ServiceName', Value: scope.service }]),
  ...(scope.family === undefined ? [] : [{ Name: 'TaskDefinitionFamily', Value: scope.family }]),
  ...(scope.task ? [{ Name: 'TaskId', Value: scope.task.id }] : []),
  ...(scope.container === undefined ? [] : [{ Name: 'ContainerName', Value: scope.container }]),
]

/** Every metric the world itself has, in an order that stays. */
export function* catalogue(world: Region, wanted: Wanted): Generator<Named> {
  for (const cluster of world.ecs.clusters.values()) {
    for (const namespace of [ECS, INSIGHTS]) {
      if (!wanted.namespace(namespace)) continue
      for (const scope of namespace === ECS ? ecsScopes(cluster) : insightScopes(world, cluster)) {
        const names = (namespace === ECS ? ecsMetrics(cluster, scope.service) : insightMetrics(scope)).filter(
          wanted.name,
        )
        if (names.length === 0) continue
        const dimensions = dimensionsOf(scope)
        if (wanted.dimensions(dimensions)) for (const name of names) yield { namespace, name, dimensions }
      }
    }
  }
}

function* ecsScopes(cluster: ClusterRecord): Generator<Scope> {
  yield { cluster }
  for (const service of cluster.services.keys()) yield { cluster, service }
}

function* insightScopes(world: Region, cluster: ClusterRecord): Generator<Scope> {
  if (!isInsightful(cluster)) return
  yield* ecsScopes(cluster)
  const families = new Set<string>()
  for (const task of cluster.tasks.values()) families.add(task.family)
  for (const family of families) yield { cluster, family }
  if (!isEnhanced(cluster)) return
  for (const task of cluster.tasks.values()) {
    yield { cluster, family: task.family, task }
    for (const { name } of containersOf(world, task.definition))
      if (name !== undefined) yield { cluster, family: task.family, task, container: name }
  }
}

/** The series of a metric by its exact dimensions; undefined where the world has none such. */
export function find(
  world: Region,
  namespace: string,
  name: string,
  dimensions: readonly { Name?: string | undefined; Value?: string | undefined }[],
): Series | undefined {
  if (namespace !== ECS && namespace !== INSIGHTS) return undefined
  const given = new Map(dimensions.map(({ Name = '', Value = '' }) => [Name, Value]))
  const cluster = world.ecs.clusters.get(given.get('ClusterName') ?? '')
  if (!cluster || given.size !== dimensions.length) return undefined
  const [service, family, taskId, container] = ['ServiceName', 'TaskDefinitionFamily', 'TaskId', 'ContainerName'].map(
    (key) => given.get(key),
  )
  const known = ['ClusterName', 'ServiceName', 'TaskDefinitionFamily', 'TaskId', 'ContainerName']
  if ([...given.keys()].some((key) => !known.includes(key))) return undefined
  if (namespace === ECS)
    return family === undefined && taskId === undefined && container === undefined
      ? ecsSeries(world, cluster, service, name)
      : undefined
  if (service !== undefined && (family !== undefined || taskId !== undefined)) return undefined
  const task = taskId === undefined ? undefined : cluster.tasks.get(taskId)
  if (taskId !== undefined && (!task || task.family !== family)) return undefined
  if (container !== undefined && !containersOf(world, task?.definition ?? '').some((one) => one.name === container))
    return undefined
  const scope: Scope = {
    cluster,
    ...(service !== undefined && { service }),
    ...(family !== undefined && { family }),
    ...(task && { task }),
    ...(container !== undefined && { container }),
  }
  return insightSeries(world, scope, name)
}
