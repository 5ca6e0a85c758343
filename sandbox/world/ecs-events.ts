import { arns } from '../services/ecs/arns'
import { describeHost } from '../services/ecs/hosts'
import type { HostRecord, ServiceRecord, TaskRecord } from '../services/ecs/state'
import { shown } from '../services/ecs/tasks'
import { emit } from './bus'
import { onChange } from './changes'
import type { Region } from './region'

/**
 * What ECS tells the event bus: https://docs.aws.amazon.com/AmazonECS/latest/developerguide/ecs_cwe_events.html
 * A detail has the shape of what Describe* answers, its times in ISO 8601, and is put together only when a rule wants it.
 */
const source = 'aws.ecs'

onChange((world, change) => {
  if (change.kind === 'task') taskEvent(world, change.task)
  else if (change.kind === 'host') hostEvent(world, change.host)
  else if (change.kind === 'service') serviceEvent(world, change.service, change.event)
  else if (change.kind === 'deployment')
    deploymentEvent(
      world,
      change.service,
      change.deployment.id,
      'INFO',
      'SERVICE_DEPLOYMENT_IN_PROGRESS',
      'in progress.',
    )
})

function taskEvent(world: Region, task: TaskRecord): void {
  const detail = () => {
    const { tags: _tags, ...view } = shown(task)
    return { ...view, updatedAt: world.clock.date() }
  }
  emit(world, { source, detailType: 'ECS Task State Change', resources: [task.arn], detail })
}

function hostEvent(world: Region, host: HostRecord): void {
  const cluster = world.ecs.clusters.get(host.cluster)
  if (!cluster) return
  const detail = () => {
    const { tags: _tags, attachments: _attachments, ...view } = describeHost(world, cluster, host)
    return { clusterArn: cluster.arn, ...view, updatedAt: world.clock.date() }
  }
  emit(world, { source, detailType: 'ECS Container Instance State Change', resources: [host.arn], detail })
}

/** What a service's own event, in words, is on the bus; most of them are not on it. */
const actions: readonly [words: RegExp, eventType: 'INFO' | 'WARN' | 'ERROR', eventName: string][] = [
  [/\) has reached a steady state\.$/, 'INFO', 'SERVICE_STEADY_STATE'],
  [/\) is unable to consistently start tasks successfully\./, 'WARN', 'SERVICE_TASK_START_IMPAIRED'],
  [/\) was unable to place a task/, 'ERROR', 'SERVICE_TASK_PLACEMENT_FAILURE'],
  [/\) operations are being throttled\./, 'ERROR', 'ECS_OPERATION_THROTTLED'],
]

const deployments: readonly [words: RegExp, eventType: 'INFO' | 'ERROR', eventName: string, reason: string][] = [
  [/ deployment completed\.$/, 'INFO', 'SERVICE_DEPLOYMENT_COMPLETED', 'completed.'],
  [/ deployment failed: /, 'ERROR', 'SERVICE_DEPLOYMENT_FAILED', 'circuit breaker: tasks failed to start.'],
]

function deploymentEvent(
  world: Region,
  service: ServiceRecord,
  deploymentId: string,
  eventType: 'INFO' | 'ERROR',
  eventName: string,
  how: string,
): void {
  const detail = () => ({
    eventType,
    eventName,
    clusterArn: clusterOf(world, service),
    deploymentId,
    updatedAt: world.clock.date(),
    reason: eventType === 'ERROR' ? `ECS deployment ${how}` : `ECS deployment ${deploymentId} ${how}`,
  })
  emit(world, { source, detailType: 'ECS Deployment State Change', resources: [service.arn], detail })
}

function serviceEvent(world: Region, service: ServiceRecord, words: string): void {
  const deployment = /\(deployment (ecs-svc\/\d+)\)/.exec(words)?.[1]
  const ended = deployment && deployments.find(([pattern]) => pattern.test(words))
  if (ended) {
    deploymentEvent(world, service, deployment, ended[1], ended[2], ended[3])
    return
  }
  const action = actions.find(([pattern]) => pattern.test(words))
  if (!action) return
  const [, eventType, eventName] = action
  const detail = () => ({
    eventType,
    eventName,
    clusterArn: clusterOf(world, service),
    createdAt: world.clock.date(),
    ...(eventName === 'SERVICE_TASK_PLACEMENT_FAILURE' && placement(world, service, words)),
  })
  emit(world, { source, detailType: 'ECS Service Action', resources: [service.arn], detail })
}

const clusterOf = (world: Region, service: ServiceRecord) => arns.cluster(world, service.cluster)

/** Why a task found no place, as its words say. */
const reasons: readonly [words: string, reason: string][] = [
  ['insufficient CPU', 'RESOURCE:CPU'],
  ['insufficient memory', 'RESOURCE:MEMORY'],
  ['already using a port', 'RESOURCE:PORTS'],
  ['missing an attribute', 'ATTRIBUTE'],
  ['"AGENT"', 'AGENT'],
  ['No Container Instances', 'NO_CONTAINER_INSTANCES'],
]

function placement(world: Region, service: ServiceRecord, words: string) {
  const closest = /\(container-instance ([0-9a-f]+)\)/.exec(words)?.[1]
  return {
    reason: reasons.find(([part]) => words.includes(part))?.[1] ?? 'PLACEMENT',
    ...(closest && { containerInstanceArns: [arns.host(world, service.cluster, closest)] }),
    desiredCount: service.view.desiredCount ?? 0,
  }
}
