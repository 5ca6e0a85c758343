import { lookDefinition } from '../services/ecs/find'
import type { ClusterRecord, ServiceRecord, TaskRecord, TaskSetRecord } from '../services/ecs/state'
import { computedCount } from '../services/ecs/task-set-count'
import { isProtected } from './protection'
import type { Region } from './region'
import { haveStopped, say } from './service-events'
import { askOf, startTasks } from './service-start'
import { stop } from './task-life'

const isRunning = (task: TaskRecord) => task.view.lastStatus === 'RUNNING'

/**
 * One look at a service that is deployed from outside: no rolling, each of its task sets has its share of the desired
 * count. https://docs.aws.amazon.com/AmazonECS/latest/developerguide/deployment-type-external.html
 * @param again puts another look on the agenda
 */
export function reconcileSets(
  world: Region,
  cluster: ClusterRecord,
  service: ServiceRecord,
  again: (delay: number) => void,
): void {
  const tasks = [...service.tasks].flatMap((id) => cluster.tasks.get(id) ?? [])
  for (const set of [...service.sets]) {
    const own = tasks.filter((task) => task.deployment === set.id)
    reconcileSet(world, cluster, service, set, own, again)
  }
  if (service.complaint && service.complaint.at === world.clock.now()) again(901_000)
  if (service.view.status === 'DRAINING' && service.tasks.size === 0) service.view.status = 'INACTIVE'
}

function reconcileSet(
  world: Region,
  cluster: ClusterRecord,
  service: ServiceRecord,
  set: TaskSetRecord,
  own: readonly TaskRecord[],
  again: (delay: number) => void,
): void {
  const now = world.clock.now()
  const desired = computedCount(service, set)
  const live = own.filter((task) => task.view.desiredStatus === 'RUNNING')
  const leaving = live.filter((task) => task.host !== undefined && cluster.hosts.get(task.host)?.status !== 'ACTIVE')
  const good = live.filter((task) => !leaving.includes(task))
  const need = Math.max(0, desired - good.length)
  const definition = lookDefinition(world, set.view.taskDefinition ?? '')
  const waits = set.notBefore > now
  if (waits && need > 0 && set.wakes !== set.notBefore) {
    set.wakes = set.notBefore
    again(set.notBefore - now)
  }
  let made = 0
  if (definition && need > 0 && !waits)
    made = startTasks(world, cluster, {
      service,
      primary: set,
      as: {
        set: set.id,
        capacity: set.capacity,
        strategy: set.strategy,
        network: set.view.networkConfiguration,
        platformVersion: set.view.platformVersion,
      },
      definition,
      count: need,
      wanted: askOf(service, definition, set.capacity),
      free: undefined,
      speaks: live.length === own.length,
    })
  // What does not run yet goes first, then the newest
  const surplus = [...good]
    .reverse()
    .sort((a, b) => Number(isRunning(a)) - Number(isRunning(b)))
    .slice(0, Math.max(0, good.length - desired))
  const replaced = good.filter(isRunning).length >= desired
  const gone = [...surplus, ...leaving.filter((task) => replaced || !isRunning(task))].filter(
    (task) => !isProtected(world, task),
  )
  for (const task of gone)
    stop(world, cluster, task, 'ServiceSchedulerInitiated', `Scaling activity initiated by (taskSet ${set.id})`)
  for (let i = 0; i < gone.length; i += 10) say(world, service, haveStopped(gone.slice(i, i + 10)), set.id)
  const steady = made === 0 && own.length === desired && live.length === desired && live.every(isRunning)
  settle(world, service, set, steady)
  if (set.view.status === 'DRAINING' && own.length === 0) service.sets = service.sets.filter((one) => one !== set)
}

function settle(world: Region, service: ServiceRecord, { id, view }: TaskSetRecord, steady: boolean): void {
  const status = steady ? 'STEADY_STATE' : 'STABILIZING'
  if (view.stabilityStatus === status) return
  view.stabilityStatus = status
  view.stabilityStatusAt = world.clock.date()
  if (steady && view.status !== 'DRAINING') say(world, service, 'has reached a steady state.', id)
}
