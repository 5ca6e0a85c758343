import { lookDefinition } from '../../services/ecs/find'
import type { ClusterRecord, TaskRecord } from '../../services/ecs/state'
import type { Region } from '../region'
import { entryAt, kindOfTask, minuteOf, serviceHistory } from './counts'
import { bandwidth, cpuCurve, hash, memoryCurve, share } from './curves'
import type { Held, Kind } from './state'

/** What was measured in one minute: of a group, one value a member. */
export interface Sample {
  at: number
  count: number
  sum: number
  min: number
  max: number
  /** Values and how often each was said, where they are known: what percentiles need. */
  values?: readonly (readonly [value: number, count: number])[]
}

/** Tasks that are measured together: those of a service, or one by itself. */
export interface Load {
  family: string
  /** How many ran in a minute and what each was; undefined where there is nothing to say. */
  at(minute: number): { running: number; kind: Kind; held?: Held } | undefined
  /** Parts of what one task has reserved. */
  cpu(minute: number, running: number, usual: number): number
  memory(minute: number): number
  /** How far apart its members are, about 0.1. */
  spread: number
  /** Of its name: what else is made of it. */
  seed: number
}

export function serviceLoad(world: Region, cluster: ClusterRecord, name: string): Load {
  const history = serviceHistory(world, cluster.name, name)
  const seed = hash(`${cluster.name}/${name}`)
  return {
    family: history.at(-1)?.kind.family ?? '',
    seed,
    spread: 0.11,
    at(minute) {
      const held = entryAt(history, minute)
      return held && !held.gone ? { running: held.running, kind: held.kind, held } : undefined
    },
    // The work stays the same when there are more to do it: what lets a scaling policy come to rest.
    cpu: (minute, running, usual) => Math.min(1, (cpuCurve(seed, minute) * Math.max(1, usual)) / Math.max(1, running)),
    memory: (minute) => memoryCurve(seed, minute),
  }
}

/** One task; of a service, it shares the service's day. */
export function taskLoad(world: Region, cluster: ClusterRecord, task: TaskRecord): Load {
  const kind = kindOfTask(world, task)
  const from = task.view.startedAt?.getTime() ?? Number.POSITIVE_INFINITY
  const until = task.view.stoppedAt?.getTime() ?? Number.POSITIVE_INFINITY
  const seed = hash(task.id)
  const service = task.service === undefined ? undefined : serviceLoad(world, cluster, task.service)
  const own = service?.seed ?? seed
  return {
    family: task.family,
    seed,
    spread: 0,
    at: (minute) =>
      minute >= minuteOf(from) && minute < until && minute <= world.clock.now() ? { running: 1, kind } : undefined,
    cpu(minute) {
      const group = service?.at(minute)
      const mean = group ? service?.cpu(minute, group.running, group.held?.usual ?? 1) : cpuCurve(own, minute)
      return Math.min(1, (mean ?? 0) * share(seed, minute))
    },
    memory: (minute) => Math.min(1, memoryCurve(own, minute) * share(seed ^ 1, minute)),
  }
}

/** Everything that runs in a cluster: its services, and the tasks of none for as long as ECS remembers them. */
export function clusterLoads(world: Region, cluster: ClusterRecord): Load[] {
  const names = new Set(cluster.services.keys())
  for (const key of world.metrics.services.keys())
    if (key.startsWith(`${cluster.name}/`)) names.add(key.slice(cluster.name.length + 1))
  const loads = [...names].map((name) => serviceLoad(world, cluster, name))
  for (const task of cluster.tasks.values()) if (!task.service) loads.push(taskLoad(world, cluster, task))
  return loads
}

/** What one task uses of a thing, as a mean of the minute's tasks. */
export interface Usage {
  running: number
  kind: Kind
  cpu: number
  memory: number
  rx: number
  tx: number
  read: number
  write: number
}

export function usageOf(load: Load, minute: number): Usage | undefined {
  const found = load.at(minute)
  if (!found || found.running === 0) return undefined
  const { running, kind, held } = found
  const part = load.cpu(minute, running, held?.usual ?? 1)
  const rx = bandwidth(load.seed) * part
  return {
    running,
    kind,
    cpu: part * kind.cpu,
    memory: load.memory(minute) * kind.memory,
    rx,
    tx: rx * (0.4 + 1.4 * (load.seed % 97) * 0.01),
    read: bandwidth(load.seed ^ 2) * part * 0.05,
    write: bandwidth(load.seed ^ 3) * part * 0.2,
  }
}

/** The sample of a group whose members stand around a mean. */
export function around(at: number, count: number, mean: number, spread: number): Sample {
  const off = count < 2 ? 0 : spread * (1 - 1 / count)
  const min = mean * (1 - off)
  const max = mean * (1 + off)
  const values =
    count < 3
      ? count === 2
        ? ([
            [min, 1],
            [max, 1],
          ] as const)
        : ([[mean, 1]] as const)
      : ([
          [min, 1],
          [mean, count - 2],
          [max, 1],
        ] as const)
  return { at, count, sum: mean * count, min, max, values }
}

export function merge(at: number, samples: readonly Sample[]): Sample | undefined {
  const [first] = samples
  if (!first) return undefined
  if (samples.length === 1) return first
  const out = { at, count: 0, sum: 0, min: first.min, max: first.max }
  for (const one of samples) {
    out.count += one.count
    out.sum += one.sum
    if (one.min < out.min) out.min = one.min
    if (one.max > out.max) out.max = one.max
  }
  return { ...out, values: samples.flatMap((one) => one.values ?? []) }
}

/** The containers of a definition, each with its part of what the task has. */
export function containersOf(world: Region, definition: string) {
  const view = lookDefinition(world, definition)?.view
  return view?.containerDefinitions ?? []
}
