import type { Container, TaskStopCode } from '@aws-sdk/client-ecs'
import { lookDefinition } from '../services/ecs/find'
import type { ClusterRecord, HostRecord, TaskRecord } from '../services/ecs/state'
import { hostChanged, taskChanged } from './changes'
import { ending, isMissing, isStubborn, pullError, pullTime, restarts, startError } from './images'
import { checkLogs, hush, speak } from './log-lines'
import type { Region } from './region'
import { release, takeDynamicPort } from './resources'
import { checkHealth } from './task-health'

/** A stopped task is shown for an hour: https://docs.aws.amazon.com/AmazonECS/latest/APIReference/API_DescribeTasks.html */
const REMEMBERED = 3_600_000

const hostOf = (cluster: ClusterRecord, task: TaskRecord): HostRecord | undefined =>
  task.host ? cluster.hosts.get(task.host) : undefined

/**
 * The next thing in a task's life: PROVISIONING → PENDING → (pull) → RUNNING → (STOPPING → DEPROVISIONING) → STOPPED.
 * A task whose host is away stays as it was: ECS cannot reach it. `resume` takes it up again.
 */
export function step(world: Region, cluster: ClusterRecord, task: TaskRecord): void {
  const { view } = task
  if (view.lastStatus === 'STOPPED') return
  const host = hostOf(cluster, task)
  if (host && !host.connected) return
  if (view.desiredStatus === 'STOPPED') stopping(world, cluster, task)
  else if (view.lastStatus === 'PROVISIONING') provisioned(world, cluster, task)
  else if (view.lastStatus === 'PENDING' && !view.pullStartedAt) pulling(world, cluster, task)
  else if (view.lastStatus === 'PENDING') running(world, cluster, task)
  else if (task.ends && task.ends.at <= world.clock.now()) ended(world, cluster, task)
}

const later = (world: Region, cluster: ClusterRecord, task: TaskRecord, delay: number) =>
  world.clock.after(delay, () => step(world, cluster, task))

function provisioned(world: Region, cluster: ClusterRecord, task: TaskRecord): void {
  const ip = `172.31.${world.random.below(64)}.${4 + world.random.below(250)}`
  for (const eni of task.view.attachments ?? []) {
    eni.status = 'ATTACHED'
    eni.details = [
      ...(eni.details ?? []),
      { name: 'networkInterfaceId', value: `eni-${world.random.hex(17)}` },
      { name: 'macAddress', value: `0a:${world.random.hex(10).match(/../g)?.join(':')}` },
      { name: 'privateDnsName', value: `ip-${ip.replaceAll('.', '-')}.ec2.internal` },
      { name: 'privateIPv4Address', value: ip },
    ]
    for (const container of task.view.containers ?? [])
      container.networkInterfaces = [{ attachmentId: eni.id, privateIpv4Address: ip }]
  }
  task.view.lastStatus = 'PENDING'
  taskChanged(world, task)
  later(world, cluster, task, 800 + world.random.below(400))
}

function pulling(world: Region, cluster: ClusterRecord, task: TaskRecord): void {
  const { view } = task
  view.connectivity = 'CONNECTED'
  view.connectivityAt = world.clock.date()
  view.pullStartedAt = world.clock.date()
  taskChanged(world, task)
  const longest = Math.max(...(view.containers ?? []).map((one) => pullTime(one.image ?? '')))
  later(world, cluster, task, longest + world.random.below(600))
}

function running(world: Region, cluster: ClusterRecord, task: TaskRecord): void {
  const { view } = task
  const definition = lookDefinition(world, task.definition)
  const missing = view.containers?.find((one) => isMissing(world, one.image ?? ''))
  if (missing) {
    failed(world, cluster, task, missing, pullError(missing.image ?? ''))
    return
  }
  view.pullStoppedAt = world.clock.date()
  for (const container of definition?.view.containerDefinitions ?? []) {
    const complaint = startError(container) ?? checkLogs(world, container, view.launchType)
    const shown = view.containers?.find((one) => one.name === container.name)
    if (complaint && shown) {
      failed(world, cluster, task, shown, complaint)
      return
    }
  }
  const host = hostOf(cluster, task)
  for (const container of definition?.view.containerDefinitions ?? []) {
    const shown = view.containers?.find((one) => one.name === container.name)
    if (!shown) continue
    shown.lastStatus = 'RUNNING'
    shown.imageDigest = `sha256:${digest(shown.image ?? '')}`
    shown.runtimeId =
      view.launchType === 'FARGATE' ? `${task.id}-${1000000000 + world.random.below(999999999)}` : world.random.hex(64)
    if (host && definition?.view.networkMode !== 'awsvpc')
      shown.networkBindings = (container.portMappings ?? []).flatMap((one) => {
        if (one.containerPort === undefined) return []
        const protocol = one.protocol ?? 'tcp'
        const hostPort = one.hostPort || takeDynamicPort(host, task.needs, protocol)
        return [{ bindIP: '0.0.0.0', containerPort: one.containerPort, hostPort, protocol }]
      })
    const end = ending(container)
    if (
      end &&
      container.essential !== false &&
      !restarts(container, end.code) &&
      (!task.ends || task.ends.at > world.clock.now() + end.after)
    )
      task.ends = {
        at: world.clock.now() + end.after + world.random.below(1_000),
        container: container.name ?? '',
        code: end.code,
        ...(end.reason && { reason: end.reason }),
      }
    speak(world, cluster.name, task.id, container)
  }
  view.lastStatus = 'RUNNING'
  view.startedAt = world.clock.date()
  // "Task failed container health checks": a service replaces it, a task of nobody runs on
  checkHealth(world, cluster, task, definition?.view.containerDefinitions ?? [], () => {
    if (task.service) stop(world, cluster, task, 'ServiceSchedulerInitiated', 'Task failed container health checks')
  })
  if (task.ends) later(world, cluster, task, task.ends.at - world.clock.now())
  if (host) hostChanged(world, host)
  taskChanged(world, task)
}

const digests = new Map<string, string>()

/** The same image has the same digest everywhere. */
function digest(image: string): string {
  const known = digests.get(image)
  if (known) return known
  let out = ''
  for (let round = 0; out.length < 64; round++) {
    let hash = 2166136261 ^ round
    for (const char of image) hash = Math.imul(hash ^ (char.codePointAt(0) ?? 0), 16777619)
    out += (hash >>> 0).toString(16).padStart(8, '0')
  }
  if (digests.size < 10_000) digests.set(image, out)
  return out
}

/** It never ran. On hosts the agent says why on the container; Fargate says it on the task. */
function failed(world: Region, cluster: ClusterRecord, task: TaskRecord, container: Container, reason: string): void {
  container.reason = reason
  const onTask = task.view.launchType === 'FARGATE' || reason.startsWith('ResourceInitializationError')
  want(world, task, 'TaskFailedToStart', onTask ? reason : 'Task failed to start')
  stopped(world, cluster, task)
}

function ended(world: Region, cluster: ClusterRecord, task: TaskRecord): void {
  const container = task.view.containers?.find((one) => one.name === task.ends?.container)
  if (container && task.ends) container.exitCode = task.ends.code
  if (container && task.ends?.reason) container.reason = task.ends.reason
  want(world, task, 'EssentialContainerExited', 'Essential container in task exited')
  stopped(world, cluster, task)
}

function want(world: Region, task: TaskRecord, stopCode: TaskStopCode, reason: string): void {
  task.view.desiredStatus = 'STOPPED'
  task.view.stoppingAt = world.clock.date()
  task.view.stopCode = stopCode
  task.view.stoppedReason = reason
}

/** Asks for a task to be stopped. Where its host is away nothing more happens until it is back. */
export function stop(
  world: Region,
  cluster: ClusterRecord,
  task: TaskRecord,
  stopCode: TaskStopCode,
  reason: string,
): void {
  if (task.view.desiredStatus === 'STOPPED') return
  want(world, task, stopCode, reason)
  taskChanged(world, task)
  later(world, cluster, task, 200)
}

function stopping(world: Region, cluster: ClusterRecord, task: TaskRecord): void {
  const { view } = task
  // A task that has not started has nothing to be told
  if (view.lastStatus !== 'RUNNING') {
    stopped(world, cluster, task)
    return
  }
  if (task.ends && task.ends.at <= world.clock.now()) {
    stopped(world, cluster, task)
    return
  }
  view.lastStatus = 'STOPPING'
  taskChanged(world, task)
  const definition = lookDefinition(world, task.definition)?.view.containerDefinitions ?? []
  const stubborn = view.containers?.filter((one) => isStubborn(one.image ?? '')) ?? []
  const wait = Math.max(0, ...stubborn.map((one) => definition.find((own) => own.name === one.name)?.stopTimeout ?? 30))
  world.clock.after(wait > 0 ? wait * 1_000 : 600 + world.random.below(700), () => {
    for (const container of view.containers ?? []) container.exitCode ??= isStubborn(container.image ?? '') ? 137 : 0
    stopped(world, cluster, task)
  })
}

/** Gives back what it took and forgets it after an hour. */
export function stopped(world: Region, cluster: ClusterRecord, task: TaskRecord): void {
  const { view } = task
  if (view.lastStatus === 'STOPPED') return
  for (const container of view.containers ?? []) {
    if (view.startedAt) container.exitCode ??= 0
    container.lastStatus = 'STOPPED'
  }
  for (const eni of view.attachments ?? []) eni.status = 'DELETED'
  view.lastStatus = 'STOPPED'
  view.executionStoppedAt = world.clock.date()
  view.stoppedAt = world.clock.date()
  hush(world, task.id)
  if (task.service) cluster.services.get(task.service)?.tasks.delete(task.id)
  const host = hostOf(cluster, task)
  if (host) {
    release(host, task.id, view.group ?? '', task.needs)
    hostChanged(world, host)
  }
  taskChanged(world, task)
  world.clock.after(REMEMBERED, () => cluster.tasks.delete(task.id))
}

/** The host is back: its tasks go on with what was asked of them meanwhile. */
export function resume(world: Region, cluster: ClusterRecord, task: TaskRecord): void {
  if (task.view.lastStatus !== 'STOPPING') later(world, cluster, task, 300)
}
