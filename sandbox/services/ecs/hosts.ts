import type * as ecs from '@aws-sdk/client-ecs'
import {
  type ContainerInstance,
  ContainerInstanceField,
  ContainerInstanceStatus,
  type Failure,
} from '@aws-sdk/client-ecs'
import type { Handlers } from '../../wire/handlers'
import { hostChanged } from '../../world/changes'
import { parseQuery } from '../../world/query'
import type { Region } from '../../world/region'
import { stopped } from '../../world/task-life'
import { arns, parseArn } from './arns'
import { isPending } from './clusters'
import { invalid } from './errors'
import { findCluster, findHost, lookHost } from './find'
import { remainingOf } from './host-resources'
import { checkExpression } from './launch-rules'
import { page } from './page'
import type { ClusterRecord, HostRecord } from './state'
import { checkWord } from './words'

export const hosts: Handlers<typeof ecs, Region> = {
  ListContainerInstances(input, world) {
    const cluster = findCluster(world, input.cluster)
    checkWord(input.status, ContainerInstanceStatus, 'status')
    if (input.filter) checkExpression(input.filter)
    const test = input.filter ? parseQuery(input.filter) : () => true
    const status = input.status
    const all = [...cluster.hosts.values()]
      .filter((host) => host.status !== 'INACTIVE' && (!status || host.status === status) && test(host))
      .map((host) => host.arn)
    const { items, nextToken } = page(all, input)
    return { containerInstanceArns: items, ...(nextToken && { nextToken }) }
  },

  DescribeContainerInstances(input, world) {
    const cluster = findCluster(world, input.cluster)
    const asked = input.containerInstances ?? []
    if (asked.length === 0) throw invalid('Container instances cannot be empty.')
    if (asked.length > 100) throw invalid('Container instances cannot have more than 100 elements.')
    for (const field of input.include ?? []) checkWord(field, ContainerInstanceField, 'include')
    const found: ContainerInstance[] = []
    const failures: Failure[] = []
    for (const text of asked) {
      const host = lookHost(world, cluster, text)
      if (host) found.push(describeHost(world, cluster, host, input.include))
      else
        failures.push({ arn: parseArn(world, text) ? text : arns.host(world, cluster.name, text), reason: 'MISSING' })
    }
    return { containerInstances: found, failures }
  },

  DeregisterContainerInstance(input, world) {
    const cluster = findCluster(world, input.cluster)
    const host = findHost(world, cluster, input.containerInstance)
    const running = [...host.tasks].flatMap((id) => cluster.tasks.get(id) ?? [])
    if (running.length > 0 && !input.force) throw invalid('Found running tasks on the instance.')
    host.status = 'INACTIVE'
    host.connected = false
    // ECS no longer knows them; the containers run on, orphaned: API_DeregisterContainerInstance, force
    for (const task of running) {
      task.view.desiredStatus = 'STOPPED'
      task.view.stoppedReason = 'Instance deregistration forced by user'
      stopped(world, cluster, task)
      for (const container of task.view.containers ?? []) delete container.exitCode
    }
    hostChanged(world, host)
    // "INACTIVE container instances remain discoverable for one hour": ECS_instances
    world.clock.after(3_600_000, () => cluster.hosts.delete(host.id))
    return { containerInstance: describeHost(world, cluster, host) }
  },

  UpdateContainerInstancesState(input, world) {
    const cluster = findCluster(world, input.cluster)
    const asked = input.containerInstances ?? []
    if (asked.length === 0) throw invalid('Container instances cannot be empty.')
    if (asked.length > 10) throw invalid('Container instances cannot have more than 10 elements.')
    const status = input.status
    if (status !== 'ACTIVE' && status !== 'DRAINING')
      throw invalid('Container instances can only be updated to ACTIVE or DRAINING state.')
    const found: ContainerInstance[] = []
    const failures: Failure[] = []
    for (const text of asked) {
      const host = lookHost(world, cluster, text)
      if (!host || host.status === 'INACTIVE') {
        const arn = parseArn(world, text) ? text : arns.host(world, cluster.name, text)
        failures.push({ arn, reason: host ? 'INACTIVE' : 'MISSING' })
        continue
      }
      if (host.status !== status) {
        host.status = status
        hostChanged(world, host)
      }
      found.push(describeHost(world, cluster, host))
    }
    return { containerInstances: found, failures }
  },
}

export function describeHost(
  world: Region,
  cluster: ClusterRecord,
  host: HostRecord,
  include: readonly ContainerInstanceField[] = [],
): ContainerInstance {
  const tasks = [...host.tasks].map((id) => cluster.tasks.get(id)?.view.lastStatus)
  return {
    containerInstanceArn: host.arn,
    ec2InstanceId: host.machine,
    ...host.view,
    version: host.version,
    status: host.status,
    agentConnected: host.connected,
    runningTasksCount: tasks.filter((status) => status && !isPending(status)).length,
    pendingTasksCount: tasks.filter(isPending).length,
    remainingResources: remainingOf(host),
    attributes: [...host.attributes].map(([name, value]) => (value === '' ? { name } : { name, value })),
    attachments: [],
    tags: include.includes('TAGS') ? host.tags : [],
    ...(include.includes('CONTAINER_INSTANCE_HEALTH') && { healthStatus: health(world, host) }),
  }
}

/** Told by the agent about twice a minute; an agent that is away tells nothing new. */
function health(world: Region, host: HostRecord): NonNullable<ContainerInstance['healthStatus']> {
  const status = host.connected ? 'OK' : 'INSUFFICIENT_DATA'
  const lastUpdated = new Date(world.clock.now() - (world.clock.now() % 30_000))
  return {
    overallStatus: status,
    details: [{ type: 'CONTAINER_RUNTIME', status, lastUpdated, lastStatusChange: host.view.registeredAt }],
  }
}
