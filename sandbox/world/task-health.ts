import type { ContainerDefinition, HealthStatus } from '@aws-sdk/client-ecs'
import type { ClusterRecord, TaskRecord } from '../services/ecs/state'
import { taskChanged } from './changes'
import { isUnhealthy } from './images'
import type { Region } from './region'

/** Seconds between checks and how many in a row must fail, where none are said: API_HealthCheck. */
const INTERVAL = 30
const RETRIES = 3

/**
 * Puts the verdict of a task's health checks on the agenda: a good one comes with the first check, a bad one with the
 * last retry. Until then its health is UNKNOWN, as AWS has it.
 * @param worn told of a task whose essential container is UNHEALTHY
 */
export function checkHealth(
  world: Region,
  cluster: ClusterRecord,
  task: TaskRecord,
  containers: readonly ContainerDefinition[],
  worn: () => void,
): void {
  for (const container of containers) {
    const { healthCheck, image = '' } = container
    if (!healthCheck) continue
    const { interval = INTERVAL, retries = RETRIES, startPeriod = 0 } = healthCheck
    const bad = isUnhealthy(image)
    const seconds = bad ? startPeriod + interval * retries : interval
    world.clock.after(seconds * 1_000, () => {
      const shown = task.view.containers?.find((one) => one.name === container.name)
      const host = task.host ? cluster.hosts.get(task.host) : undefined
      if (!shown || task.view.lastStatus !== 'RUNNING' || host?.connected === false) return
      shown.healthStatus = bad ? 'UNHEALTHY' : 'HEALTHY'
      task.view.healthStatus = healthOf(task, containers)
      taskChanged(world, task)
      if (task.view.healthStatus === 'UNHEALTHY') worn()
    })
  }
}

/** Only what is essential counts: https://docs.aws.amazon.com/AmazonECS/latest/developerguide/healthcheck.html */
function healthOf(task: TaskRecord, containers: readonly ContainerDefinition[]): HealthStatus {
  const all = containers
    .filter((one) => one.healthCheck && one.essential !== false)
    .map((own) => task.view.containers?.find((one) => one.name === own.name)?.healthStatus)
  if (all.includes('UNHEALTHY')) return 'UNHEALTHY'
  return all.length === 0 || all.includes('UNKNOWN') ? 'UNKNOWN' : 'HEALTHY'
}
