import { lookDefinition } from '../services/ecs/find'
import type { ClusterRecord, DeploymentRecord, HostRecord, ServiceRecord, TaskRecord } from '../services/ecs/state'
import { onChange } from './changes'
import { complete, failedTask } from './deployments'
import { isProtected } from './protection'
import type { Region } from './region'
import { complain, haveStopped, IMPAIRED, STUCK, say } from './service-events'
import { askOf, daemonHosts, startTasks } from './service-start'
import { stop } from './task-life'
import { reconcileSets } from './task-sets'

/** Puts a look at the service on the agenda, unless one is there already. */
export function look(world: Region, cluster: ClusterRecord, service: ServiceRecord, delay = 500): void {
  if (service.due || service.view.status === 'INACTIVE') return
  service.due = true
  world.clock.after(delay, () => {
    service.due = false
    reconcile(world, cluster, service)
  })
}

onChange((world, change) => {
  if (change.kind === 'service' || change.kind === 'deployment') return
  const record = change.kind === 'task' ? change.task : change.host
  const cluster = world.ecs.clusters.get(record.cluster)
  if (!cluster) return
  if (change.kind === 'task') {
    const service = change.task.service ? cluster.services.get(change.task.service) : undefined
    if (!service) return
    const { lastStatus, stopCode } = change.task.view
    const primary = service.deployments[0]
    if (lastStatus === 'RUNNING' && primary && change.task.deployment === primary.id) primary.inARow = 0
    if (lastStatus === 'RUNNING') for (const set of service.sets) if (set.id === change.task.deployment) set.inARow = 0
    if (lastStatus === 'STOPPED' && (stopCode === 'TaskFailedToStart' || stopCode === 'EssentialContainerExited'))
      failedTask(world, service, change.task)
    if (lastStatus === 'RUNNING' || lastStatus === 'STOPPED') look(world, cluster, service)
    return
  }
  for (const service of cluster.services.values())
    if (service.complaint || service.view.schedulingStrategy === 'DAEMON' || onHost(service, change.host))
      look(world, cluster, service)
})

/** A host that drains or goes away matters to the services that have tasks there. */
const onHost = (service: ServiceRecord, host: HostRecord) =>
  host.status !== 'ACTIVE' && host.groups.has(`service:${service.name}`)

const recordsOf = (cluster: ClusterRecord, service: ServiceRecord): TaskRecord[] =>
  [...service.tasks].flatMap((id) => cluster.tasks.get(id) ?? [])

const isRunning = (task: TaskRecord) => task.view.lastStatus === 'RUNNING'

/** One look: starts what is missing, stops what is too much, within the deployment's percentages. */
export function reconcile(world: Region, cluster: ClusterRecord, service: ServiceRecord): void {
  if (service.view.deploymentController?.type === 'EXTERNAL') {
    reconcileSets(world, cluster, service, (delay) => {
      world.clock.after(delay, () => look(world, cluster, service))
    })
    return
  }
  const primary = service.deployments[0]
  const definition = lookDefinition(world, service.view.taskDefinition ?? '')
  if (!primary || !definition || service.view.status === 'INACTIVE') return
  const daemon = service.view.schedulingStrategy === 'DAEMON'
  const wanted = askOf(service, definition)
  const open = daemon ? daemonHosts(cluster, wanted) : []
  const fits = new Set<string | undefined>(open.map((host) => host.id))
  if (daemon && service.view.status === 'ACTIVE') service.view.desiredCount = open.length
  const all = recordsOf(cluster, service)
  const live = all.filter((task) => task.view.desiredStatus === 'RUNNING')
  const stopping = all.length - live.length
  const draining = (task: TaskRecord) => (task.host ? cluster.hosts.get(task.host)?.status !== 'ACTIVE' : false)
  // "PENDING service tasks are stopped at once" on a host that drains: API_UpdateContainerInstancesState
  const dropped: TaskRecord[] = []
  const good: TaskRecord[] = []
  const stale: TaskRecord[] = []
  for (const task of live) {
    if (draining(task)) (isRunning(task) ? stale : dropped).push(task)
    // A daemon leaves a host that no longer meets its constraints
    else if (daemon && !fits.has(task.host)) dropped.push(task)
    else (task.deployment === primary.id ? good : stale).push(task)
  }
  const desired = service.view.desiredCount ?? 0
  const { minimumHealthyPercent = 100, maximumPercent = 200 } = service.view.deploymentConfiguration ?? {}
  const least = Math.ceil((desired * minimumHealthyPercent) / 100)
  const most = Math.max(Math.floor((desired * maximumPercent) / 100), stale.length === 0 ? desired : 0)

  const room = Math.max(0, most - good.length - stale.length)
  const need = Math.max(0, desired - good.length)
  const failed = primary.view.rolloutState === 'FAILED'
  const waits = primary.notBefore > world.clock.now()
  const taken = new Set([...good, ...stale].map((task) => task.host))
  const free = daemon ? open.filter((host) => !taken.has(host.id)) : undefined
  const count = failed || waits ? 0 : Math.min(need, room, free?.length ?? need)
  const made = startTasks(world, cluster, { service, primary, definition, count, wanted, free, speaks: stopping === 0 })
  if (waits && need > 0 && !failed) impaired(world, cluster, service, primary)

  const running = good.filter(isRunning).length + stale.filter(isRunning).length
  // Old tasks go as new ones run; where new ones find no room, as many as the least healthy count allows
  const cramped = !failed && !waits && made < need
  const may = Math.max(0, running - (cramped ? least : desired))
  const done = desired === 0 || good.filter(isRunning).length >= desired
  const surplus = newestFirst(cluster, good).slice(0, Math.max(0, good.length - desired))
  const worn = wornOut(stale, done ? stale.length : failed ? 0 : may)
  const mayStop = (task: TaskRecord) => !isProtected(world, task)
  stopAll(world, cluster, service, [...dropped, ...surplus, ...worn].filter(mayStop))
  const stuck =
    cramped && room === 0 && may === 0 && stopping === 0 && stale.length > 0 && [...good, ...stale].every(isRunning)
  if (stuck) complain(world, service, STUCK)
  // A complaint that stands is made again in a while; what may end it is noticed at once
  if (service.complaint && service.complaint.at === world.clock.now())
    world.clock.after(901_000, () => look(world, cluster, service))
  settle(world, cluster, service, primary, { desired, stale: stale.length + dropped.length, failed })
}

function impaired(world: Region, cluster: ClusterRecord, service: ServiceRecord, primary: DeploymentRecord): void {
  const now = world.clock.now()
  look(world, cluster, service, primary.notBefore - now)
  if (primary.inARow < 3 || (service.impairedAt ?? 0) + 900_000 > now) return
  service.impairedAt = now
  say(world, service, IMPAIRED)
}

/** What to do without first: what does not run yet, then the newest; last what is out of reach and would not stop. */
function newestFirst(cluster: ClusterRecord, tasks: readonly TaskRecord[]): TaskRecord[] {
  const away = (task: TaskRecord) => (task.host ? cluster.hosts.get(task.host)?.connected === false : false)
  const rank = (task: TaskRecord) => (away(task) ? 2 : isRunning(task) ? 1 : 0)
  return [...tasks].reverse().sort((a, b) => rank(a) - rank(b))
}

/** Those that do not run cost nothing to stop; of those that do, `many`. */
const wornOut = (stale: readonly TaskRecord[], many: number) => [
  ...stale.filter((task) => !isRunning(task)),
  ...stale.filter(isRunning).slice(0, many),
]

function stopAll(world: Region, cluster: ClusterRecord, service: ServiceRecord, tasks: readonly TaskRecord[]): void {
  if (tasks.length === 0) return
  service.steadySince = undefined
  for (const task of tasks)
    stop(
      world,
      cluster,
      task,
      'ServiceSchedulerInitiated',
      `Scaling activity initiated by (deployment ${task.deployment})`,
    )
  for (let i = 0; i < tasks.length; i += 10) say(world, service, haveStopped(tasks.slice(i, i + 10)))
}

/** AWS says that a service is still steady about every six hours. */
const STILL = 21_600_000

function settle(
  world: Region,
  cluster: ClusterRecord,
  service: ServiceRecord,
  primary: DeploymentRecord,
  { desired, stale, failed }: { desired: number; stale: number; failed: boolean },
): void {
  const all = recordsOf(cluster, service)
  if (service.view.status === 'DRAINING') {
    if (all.length === 0) service.view.status = 'INACTIVE'
    return
  }
  const running = all.filter(isRunning).length
  if (failed || stale > 0 || running !== desired || all.length !== running) return
  if (all.some((task) => task.view.desiredStatus !== 'RUNNING')) return
  complete(world, service, primary)
  service.complaint = undefined
  if (service.steadySince !== undefined) return
  const since = world.clock.now()
  service.steadySince = since
  const steady = () => {
    if (service.steadySince !== since || service.view.status !== 'ACTIVE') return
    say(world, service, 'has reached a steady state.')
    world.clock.after(STILL, steady)
  }
  steady()
}
