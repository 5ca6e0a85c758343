import type { ClusterRecord, TaskRecord } from '../../services/ecs/state'
import type { Region } from '../region'
import { entryAt, roomHistory } from './counts'
import { hash, share } from './curves'
import type { Series } from './ecs'
import {
  around,
  clusterLoads,
  containersOf,
  type Load,
  merge,
  type Sample,
  serviceLoad,
  taskLoad,
  type Usage,
  usageOf,
} from './load'
import type { Held } from './state'

/** What a set of dimensions means. */
export interface Scope {
  cluster: ClusterRecord
  service?: string
  family?: string
  task?: TaskRecord
  container?: string
}

type Measure = { unit: Series['unit']; of: (usage: Usage) => number | undefined }

const MEGABYTE = 1024 * 1024

/** What is told of every task: https://docs.aws.amazon.com/AmazonCloudWatch/latest/monitoring/Container-Insights-metrics-ECS.html */
const task: Record<string, Measure> = {
  CpuUtilized: { unit: 'None', of: (usage) => usage.cpu },
  CpuReserved: { unit: 'None', of: (usage) => usage.kind.cpu },
  MemoryUtilized: { unit: 'Megabytes', of: (usage) => usage.memory },
  MemoryReserved: { unit: 'Megabytes', of: (usage) => usage.kind.memory },
  NetworkRxBytes: { unit: 'Bytes/Second', of: (usage) => (usage.kind.network ? usage.rx : undefined) },
  NetworkTxBytes: { unit: 'Bytes/Second', of: (usage) => (usage.kind.network ? usage.tx : undefined) },
  StorageReadBytes: { unit: 'Bytes/Second', of: (usage) => usage.read },
  StorageWriteBytes: { unit: 'Bytes/Second', of: (usage) => usage.write },
  EphemeralStorageReserved: { unit: 'Gigabytes', of: (usage) => (usage.kind.fargate ? 20 : undefined) },
  EphemeralStorageUtilized: {
    unit: 'Gigabytes',
    of: (usage) => (usage.kind.fargate ? 1.2 + usage.write / MEGABYTE : undefined),
  },
}

const percent = (part: number, whole: number) => (whole > 0 ? (part / whole) * 100 : undefined)

/** Enhanced observability adds these of each task and container. */
const enhancedTask: Record<string, Measure> = {
  TaskCpuUtilization: { unit: 'Percent', of: (usage) => percent(usage.cpu, usage.kind.cpu) },
  TaskMemoryUtilization: { unit: 'Percent', of: (usage) => percent(usage.memory, usage.kind.memory) },
  TaskEphemeralStorageUtilization: {
    unit: 'Percent',
    of: (usage) => (usage.kind.fargate ? (1.2 + usage.write / MEGABYTE) * 5 : undefined),
  },
}

const enhancedContainer: Record<string, Measure> = {
  ContainerCpuUtilized: { unit: 'None', of: (usage) => usage.cpu },
  ContainerCpuReserved: { unit: 'None', of: (usage) => usage.kind.cpu },
  ContainerCpuUtilization: { unit: 'Percent', of: (usage) => percent(usage.cpu, usage.kind.cpu) },
  ContainerMemoryUtilized: { unit: 'Megabytes', of: (usage) => usage.memory },
  ContainerMemoryReserved: { unit: 'Megabytes', of: (usage) => usage.kind.memory },
  ContainerMemoryUtilization: { unit: 'Percent', of: (usage) => percent(usage.memory, usage.kind.memory) },
  ContainerNetworkRxBytes: { unit: 'Bytes/Second', of: (usage) => (usage.kind.network ? usage.rx : undefined) },
  ContainerNetworkTxBytes: { unit: 'Bytes/Second', of: (usage) => (usage.kind.network ? usage.tx : undefined) },
  ContainerStorageReadBytes: { unit: 'Bytes/Second', of: (usage) => usage.read },
  ContainerStorageWriteBytes: { unit: 'Bytes/Second', of: (usage) => usage.write },
}

const serviceCounts: Record<string, (held: Held) => number> = {
  RunningTaskCount: (held) => held.running,
  PendingTaskCount: (held) => held.pending,
  DesiredTaskCount: (held) => held.desired,
  DeploymentCount: (held) => held.deployments,
  TaskSetCount: (held) => held.taskSets,
}

const clusterCounts = ['TaskCount', 'ServiceCount', 'ContainerInstanceCount'] as const

const settingOf = ({ view }: ClusterRecord) => view.settings?.find((one) => one.name === 'containerInsights')?.value
export const isInsightful = (cluster: ClusterRecord) => /^(enabled|enhanced)$/.test(settingOf(cluster) ?? '')
export const isEnhanced = (cluster: ClusterRecord) => settingOf(cluster) === 'enhanced'

/** Names of what is offered of a scope, whether or not there is anything to say. */
export function insightMetrics(scope: Scope): string[] {
  if (!isInsightful(scope.cluster)) return []
  const enhanced = isEnhanced(scope.cluster)
  if (scope.container !== undefined) return enhanced ? Object.keys(enhancedContainer) : []
  if (scope.task) return enhanced ? [...Object.keys(task), ...Object.keys(enhancedTask)] : []
  const more = enhanced ? [...Object.keys(enhancedTask), ...Object.keys(enhancedContainer)] : []
  if (scope.family !== undefined) return [...Object.keys(task), ...more]
  return [...Object.keys(task), ...more, ...(scope.service === undefined ? clusterCounts : Object.keys(serviceCounts))]
}

export function insightSeries(world: Region, scope: Scope, name: string): Series | undefined {
  if (!insightMetrics(scope).includes(name)) return undefined
  const { cluster, service } = scope
  const count = Object.hasOwn(serviceCounts, name) ? serviceCounts[name] : undefined
  if (count && service !== undefined) {
    const load = serviceLoad(world, cluster, service)
    return {
      unit: 'Count',
      sample(minute) {
        const held = load.at(minute)?.held
        return held && around(minute, 1, count(held), 0)
      },
    }
  }
  const clusterCount = clusterCounts.find((one) => one === name)
  if (clusterCount) return countOfCluster(world, cluster, clusterCount)
  const measure = task[name] ?? enhancedTask[name] ?? enhancedContainer[name]
  if (!measure) return undefined
  const loads = loadsOf(world, scope)
  const part = scope.container === undefined ? undefined : partOf(world, scope)
  return {
    unit: measure.unit,
    sample(minute) {
      const samples: Sample[] = []
      for (const load of loads) {
        const whole = usageOf(load, minute)
        const usage = whole && part ? part(whole, minute) : whole
        const value = usage && measure.of(usage)
        if (usage && value !== undefined) samples.push(around(minute, usage.running, value, load.spread))
      }
      return merge(minute, samples)
    },
  }
}

function loadsOf(world: Region, { cluster, service, family, task: one }: Scope): Load[] {
  if (one) return [taskLoad(world, cluster, one)]
  if (service !== undefined) return [serviceLoad(world, cluster, service)]
  const all = clusterLoads(world, cluster)
  return family === undefined ? all : all.filter((load) => load.family === family)
}

/** A container's part of its task, by what each has reserved; alike where none says. */
function partOf(world: Region, { task: record, container }: Scope): (usage: Usage, minute: number) => Usage {
  const containers = containersOf(world, record?.definition ?? '')
  const own = containers.find((one) => one.name === container)
  const even = 1 / Math.max(1, containers.length)
  const portion = (of: 'cpu' | 'memory') => {
    const reserved = (one: (typeof containers)[number] | undefined) =>
      of === 'cpu' ? (one?.cpu ?? 0) : (one?.memoryReservation ?? one?.memory ?? 0)
    const all = containers.reduce((sum, one) => sum + reserved(one), 0)
    return all > 0 ? reserved(own) / all : even
  }
  const [cpu, memory] = [portion('cpu'), portion('memory')]
  const seed = hash(`${record?.id}/${container}`)
  return (usage, minute) => {
    const about = Math.min(1.1, share(seed, minute))
    const kind = { ...usage.kind, cpu: own?.cpu ?? 0, memory: own?.memory ?? own?.memoryReservation ?? 0 }
    return {
      ...usage,
      kind,
      cpu: usage.cpu * cpu * about,
      memory: usage.memory * memory * about,
      rx: usage.rx * even,
      tx: usage.tx * even,
      read: usage.read * even,
      write: usage.write * even,
    }
  }
}

/** ContainerInstanceCount is of hosts that run tasks. */
function countOfCluster(world: Region, cluster: ClusterRecord, name: (typeof clusterCounts)[number]): Series {
  const rooms = roomHistory(world, cluster)
  const loads = clusterLoads(world, cluster)
  const since = Math.min(...[...cluster.services.values()].map(({ view }) => view.createdAt?.getTime() ?? 0))
  const count = (minute: number): number | undefined => {
    if (name === 'ContainerInstanceCount') return entryAt(rooms, minute)?.busy
    if (name === 'ServiceCount') return loads.filter((load) => load.at(minute)?.held).length
    return loads.reduce((sum, load) => sum + (load.at(minute)?.running ?? 0), 0)
  }
  return {
    unit: 'Count',
    sample(minute) {
      const value = count(minute)
      // Before there was anything to count nothing was counted
      if (value === undefined || (value === 0 && minute < since)) return undefined
      return around(minute, 1, value, 0)
    },
  }
}
