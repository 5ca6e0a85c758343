import type { ClusterRecord } from '../../services/ecs/state'
import type { Region } from '../region'
import { entryAt, roomHistory } from './counts'
import { around, clusterLoads, type Load, type Sample, serviceLoad, usageOf } from './load'

/** A metric as it is read: what was measured in the minute that begins at a time, if anything. */
export interface Series {
  unit: 'Percent' | 'None' | 'Count' | 'Bytes/Second' | 'Megabytes' | 'Gigabytes'
  sample(minute: number): Sample | undefined
}

const CLUSTER = ['CPUUtilization', 'MemoryUtilization', 'CPUReservation', 'MemoryReservation'] as const
const SERVICE = ['CPUUtilization', 'MemoryUtilization'] as const

/** AWS/ECS of a cluster or of a service: https://docs.aws.amazon.com/AmazonECS/latest/developerguide/available-metrics.html */
export function ecsMetrics(cluster: ClusterRecord, service: string | undefined): readonly string[] {
  if (service !== undefined) return SERVICE
  return cluster.hosts.size > 0 ? CLUSTER : []
}

export function ecsSeries(
  world: Region,
  cluster: ClusterRecord,
  service: string | undefined,
  name: string,
): Series | undefined {
  if (!ecsMetrics(cluster, service).includes(name)) return undefined
  const of = name.startsWith('CPU') ? 'cpu' : 'memory'
  if (service !== undefined) {
    const load = serviceLoad(world, cluster, service)
    return { unit: 'Percent', sample: (minute) => serviceSample(load, of, minute) }
  }
  return name.endsWith('Reservation') ? reservation(world, cluster, of) : utilization(world, cluster, of)
}

/** One value a running task: how many there are is the SampleCount. */
function serviceSample(load: Load, of: 'cpu' | 'memory', minute: number): Sample | undefined {
  const usage = usageOf(load, minute)
  if (!usage) return undefined
  const reserved = usage.kind[of]
  // What is used is said of what is reserved; a task that reserves no CPU may use what is there
  const percent = reserved > 0 ? (usage[of] / reserved) * 100 : 100 * (of === 'cpu' ? 0.01 : 0)
  return around(minute, usage.running, percent, load.spread)
}

/** Of what hosts have registered, Fargate having none. One value a host. */
function utilization(world: Region, cluster: ClusterRecord, of: 'cpu' | 'memory'): Series {
  const rooms = roomHistory(world, cluster)
  const loads = clusterLoads(world, cluster)
  return {
    unit: 'Percent',
    sample(minute) {
      const room = entryAt(rooms, minute)
      if (!room || room.hosts === 0 || room[of] === 0) return undefined
      let used = 0
      for (const load of loads) {
        const usage = usageOf(load, minute)
        if (usage && !usage.kind.fargate) used += usage[of] * usage.running
      }
      return around(minute, room.hosts, Math.min(100, (used / room[of]) * 100), 0.2)
    },
  }
}

function reservation(world: Region, cluster: ClusterRecord, of: 'cpu' | 'memory'): Series {
  const rooms = roomHistory(world, cluster)
  return {
    unit: 'Percent',
    sample(minute) {
      const room = entryAt(rooms, minute)
      if (!room || room[of] === 0) return undefined
      const used = of === 'cpu' ? room.usedCpu : room.usedMemory
      return around(minute, 1, (used / room[of]) * 100, 0)
    },
  }
}
