import { lookDefinition } from '../../services/ecs/find'
import type { ClusterRecord, ServiceRecord, TaskRecord } from '../../services/ecs/state'
import { onChange } from '../changes'
import type { Region } from '../region'
import type { Held, Kind, Room } from './state'

/**
 * How many tasks a service had and how many hosts a cluster had, minute by minute, kept only where they change: a
 * minute in which something changed is counted when it ends, and what did not change is not looked at.
 */
const MINUTE = 60_000
/** CloudWatch keeps points of a minute for 15 days. */
const KEPT = 15 * 86_400_000

export const minuteOf = (at: number): number => Math.floor(at / MINUTE) * MINUTE

onChange((world, change) => {
  if (change.kind === 'task') {
    if (change.task.service) note(world, `${change.task.cluster}/${change.task.service}`)
  } else if (change.kind === 'host') note(world, change.host.cluster)
  else if (change.kind === 'service') note(world, `${change.service.cluster}/${change.service.name}`)
})

function note(world: Region, key: string): void {
  const { metrics, clock } = world
  metrics.changed.add(key)
  if (metrics.counting) return
  metrics.counting = true
  const minute = minuteOf(clock.now())
  clock.after(minute + MINUTE - clock.now(), () => {
    metrics.counting = false
    for (const changed of metrics.changed) count(world, changed, minute)
    metrics.changed.clear()
  })
}

function count(world: Region, key: string, minute: number): void {
  const { metrics, ecs } = world
  const [clusterName = '', name] = key.split('/')
  const cluster = ecs.clusters.get(clusterName)
  if (!cluster) return
  if (name === undefined) append(metrics.clusters, key, roomOf(cluster, minute))
  else append(metrics.services, key, heldOf(world, cluster, name, minute, metrics.services.get(key)?.at(-1)))
}

function append<T extends { at: number }>(logs: Map<string, T[]>, key: string, entry: T): void {
  const log = logs.get(key)
  const last = log?.at(-1)
  if (!log || !last) {
    logs.set(key, [entry])
    return
  }
  if (same(last, entry)) return
  log.push(entry)
  const from = log.findIndex((one) => one.at > entry.at - KEPT)
  if (from > 64) log.splice(0, from - 1)
}

const same = <T extends { at: number }>(a: T, b: T) =>
  (Object.keys(a) as (keyof T)[]).every((key) => key === 'at' || a[key] === b[key])

const PENDING = new Set(['PROVISIONING', 'PENDING', 'ACTIVATING'])

function heldOf(world: Region, cluster: ClusterRecord, name: string, at: number, last: Held | undefined): Held {
  const service = cluster.services.get(name)
  const kind = sameKind(service ? kindOfService(world, service) : undefined, last?.kind)
  if (!service || service.view.status === 'INACTIVE')
    return { at, gone: true, running: 0, pending: 0, desired: 0, deployments: 0, taskSets: 0, usual: 0, kind }
  let running = 0
  let pending = 0
  for (const id of service.tasks) {
    const status = cluster.tasks.get(id)?.view.lastStatus ?? ''
    if (status === 'RUNNING') running++
    else if (PENDING.has(status)) pending++
  }
  const desired = service.view.desiredCount ?? 0
  const usual = last && !last.gone && last.usual > 0 ? last.usual : desired
  const taskSets = service.sets.length
  return { at, gone: false, running, pending, desired, deployments: service.deployments.length, taskSets, usual, kind }
}

const UNKNOWN: Kind = { family: '', fargate: false, cpu: 0, memory: 0, network: false }

/** Entries of the same kind share one object. */
function sameKind(now: Kind | undefined, before: Kind | undefined): Kind {
  if (!now) return before ?? UNKNOWN
  return before && JSON.stringify(before) === JSON.stringify(now) ? before : now
}

function kindOf(world: Region, definition: string, fargate: boolean, size: { cpu: number; memory: number }): Kind {
  const found = lookDefinition(world, definition)
  const mode = found?.view.networkMode ?? 'bridge'
  return { family: found?.family ?? '', fargate, ...size, network: mode === 'bridge' || mode === 'awsvpc' }
}

function kindOfService(world: Region, service: ServiceRecord): Kind {
  const definition = service.view.taskDefinition ?? ''
  const view = lookDefinition(world, definition)?.view
  const sum = (of: 'cpu' | 'memory') =>
    (view?.containerDefinitions ?? []).reduce((all, one) => {
      const reserved = of === 'memory' ? (one.memoryReservation ?? one.memory) : one.cpu
      return all + (reserved ?? 0)
    }, 0)
  const size = { cpu: Number(view?.cpu) || sum('cpu'), memory: Number(view?.memory) || sum('memory') }
  return kindOf(world, definition, service.capacity === 'FARGATE', size)
}

export const kindOfTask = (world: Region, task: TaskRecord): Kind =>
  kindOf(world, task.definition, task.view.launchType === 'FARGATE', {
    cpu: task.needs.cpu,
    memory: task.needs.memory,
  })

function roomOf(cluster: ClusterRecord, at: number): Room {
  const room: Room = { at, hosts: 0, busy: 0, cpu: 0, memory: 0, usedCpu: 0, usedMemory: 0 }
  for (const host of cluster.hosts.values()) {
    if (host.status === 'INACTIVE') continue
    room.hosts++
    if (host.tasks.size > 0) room.busy++
    room.cpu += host.total.cpu
    room.memory += host.total.memory
    room.usedCpu += host.used.cpu
    room.usedMemory += host.used.memory
  }
  return room
}

/** What was counted and, where it differs, how it stands in the minute that runs. */
function withNow<T extends { at: number }>(log: T[] | undefined, now: T, since: number): readonly T[] {
  const last = log?.at(-1)
  if (!log || !last) return [{ ...now, at: Math.min(now.at, since) }]
  return same(last, now) ? log : [...log, now]
}

/** How a service stood, oldest first; nothing where none of that name was ever known. */
export function serviceHistory(world: Region, clusterName: string, name: string): readonly Held[] {
  const key = `${clusterName}/${name}`
  const cluster = world.ecs.clusters.get(clusterName)
  const log = world.metrics.services.get(key)
  const service = cluster?.services.get(name)
  if (!cluster || !service) return log ?? []
  const now = heldOf(world, cluster, name, minuteOf(world.clock.now()), log?.at(-1))
  return withNow(log, now, minuteOf(service.view.createdAt?.getTime() ?? now.at))
}

/** How the hosts of a cluster stood, oldest first. */
export function roomHistory(world: Region, cluster: ClusterRecord): readonly Room[] {
  const now = roomOf(cluster, minuteOf(world.clock.now()))
  let since = now.at
  for (const { view } of cluster.hosts.values())
    since = Math.min(since, minuteOf(view.registeredAt?.getTime() ?? since))
  return withNow(world.metrics.clusters.get(cluster.name), now, since)
}

/** The entry that holds in a minute; undefined before the first. */
export function entryAt<T extends { at: number }>(history: readonly T[], minute: number): T | undefined {
  let low = 0
  let high = history.length
  while (low < high) {
    const middle = (low + high) >> 1
    if ((history[middle]?.at ?? 0) <= minute) low = middle + 1
    else high = middle
  }
  return history[low - 1]
}
