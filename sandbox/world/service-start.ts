import { providerOf, taskTags } from '../services/ecs/launch-rules'
import type {
  ClusterRecord,
  DefinitionRecord,
  DeploymentRecord,
  HostRecord,
  ServiceRecord,
  TaskRecord,
} from '../services/ecs/state'
import { type Ask, ask, Placing, refusal } from './placement'
import type { Region } from './region'
import { needsOf } from './resources'
import { cannotPlace, complain, say, started } from './service-events'
import { launch } from './task-launch'

export const askOf = (service: ServiceRecord, definition: DefinitionRecord, capacity = service.capacity): Ask =>
  ask(
    capacity === 'EXTERNAL' ? 'EXTERNAL' : 'EC2',
    definition,
    needsOf(definition),
    `service:${service.name}`,
    service.view.placementConstraints,
    service.view.placementStrategy,
  )

/** A daemon has one task on every host that meets its constraints, full ones included. */
export const daemonHosts = (cluster: ClusterRecord, wanted: Ask): HostRecord[] =>
  [...cluster.hosts.values()].filter((host) => {
    if (
      host.status !== 'ACTIVE' ||
      host.attributes.has('ecs.capability.external') !== (wanted.launchType === 'EXTERNAL')
    )
      return false
    const reason = refusal(host, wanted)
    return reason === undefined || reason === 'AGENT' || reason.startsWith('RESOURCE:')
  })

/** Where and how tasks are run, where it is not the service that says so. */
interface SetStart {
  /** The task set's id. */
  set: string
  capacity: ServiceRecord['capacity']
  strategy: ServiceRecord['strategy']
  network: ServiceRecord['view']['networkConfiguration']
  platformVersion: string | undefined
}

export interface Start {
  service: ServiceRecord
  /** What starts them: a deployment, or a task set. */
  primary: Pick<DeploymentRecord, 'id'>
  as?: SetStart
  definition: DefinitionRecord
  count: number
  wanted: Ask
  /** A daemon's hosts without a task. */
  free: readonly HostRecord[] | undefined
  /** Whether to complain: while its own tasks still stop, the room they leave is worth waiting for. */
  speaks: boolean
}

/** Starts as many as there is room for, and says so. @returns how many */
export function startTasks(world: Region, cluster: ClusterRecord, asked: Start): number {
  const { service, primary, definition, count, wanted, free, speaks } = asked
  const { capacity, strategy } = asked.as ?? service
  const { network, platformVersion } = asked.as ?? {
    network: service.view.networkConfiguration,
    platformVersion: service.view.platformVersion,
  }
  const made: TaskRecord[] = []
  const placing = count > 0 && !free && capacity !== 'FARGATE' ? new Placing(cluster, wanted, world.random) : undefined
  for (let i = 0; i < count; i++) {
    const chosen = free?.[i]
    const placed = chosen ? byHost(chosen, wanted) : placing?.next()
    if (placed && !('host' in placed)) {
      if (speaks) complain(world, service, cannotPlace(placed.refused, placed.closest), asked.as?.set)
      break
    }
    made.push(
      launch(world, cluster, {
        definition,
        launchType: capacity,
        host: placed?.host,
        group: `service:${service.name}`,
        capacityProvider: providerOf(strategy, service.tasks.size),
        startedBy: primary.id,
        network,
        platformVersion,
        execute: service.view.enableExecuteCommand,
        service: service.name,
        deployment: primary.id,
        tags: taskTags(
          [],
          { propagate: service.view.propagateTags, definition, service: service.tags },
          service.view.enableECSManagedTags ? { cluster: cluster.name, service: service.name } : undefined,
        ),
      }),
    )
  }
  if (made.length > 0) {
    service.steadySince = undefined
    if (made.length === count) service.complaint = undefined
    for (let i = 0; i < made.length; i += 10) say(world, service, started(made.slice(i, i + 10)), asked.as?.set)
  }
  return made.length
}

function byHost(host: HostRecord, wanted: Ask) {
  const reason = refusal(host, wanted)
  return reason ? { refused: reason, closest: host } : { host }
}
