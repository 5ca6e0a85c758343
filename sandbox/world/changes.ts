import type { DeploymentRecord, HostRecord, ServiceRecord, TaskRecord } from '../services/ecs/state'
import type { Region } from './region'

/**
 * What just changed, told to whoever listens: the service scheduler, the event bus. It keeps those who
 * change things from having to know who cares.
 */
export type Change =
  | { kind: 'task'; task: TaskRecord }
  | { kind: 'host'; host: HostRecord }
  | { kind: 'service'; service: ServiceRecord; event: string }
  | { kind: 'deployment'; service: ServiceRecord; deployment: DeploymentRecord }

type Listener = (world: Region, change: Change) => void
const listeners: Listener[] = []

export function onChange(listener: Listener): void {
  listeners.push(listener)
}

function publish(world: Region, change: Change): void {
  for (const listener of listeners) listener(world, change)
}

/** Every change of a task makes its version greater: so do AWS's events and DescribeTasks. */
export function taskChanged(world: Region, task: TaskRecord): void {
  task.view.version = (task.view.version ?? 0) + 1
  publish(world, { kind: 'task', task })
}

export function hostChanged(world: Region, host: HostRecord): void {
  host.version += 1
  publish(world, { kind: 'host', host })
}

export function serviceChanged(world: Region, service: ServiceRecord, event: string): void {
  publish(world, { kind: 'service', service, event })
}

/** A deployment has begun; how it goes on is said in the service's events. */
export function deploymentBegan(world: Region, service: ServiceRecord, deployment: DeploymentRecord): void {
  publish(world, { kind: 'deployment', service, deployment })
}
