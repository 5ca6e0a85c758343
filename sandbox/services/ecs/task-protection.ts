import type * as ecs from '@aws-sdk/client-ecs'
import type { Failure, ProtectedTask } from '@aws-sdk/client-ecs'
import type { Handlers } from '../../wire/handlers'
import { isProtected } from '../../world/protection'
import type { Region } from '../../world/region'
import { look } from '../../world/scheduler'
import { arns, parseArn } from './arns'
import { invalid } from './errors'
import { findCluster, lookTask } from './find'
import type { ClusterRecord, TaskRecord } from './state'

const MINUTE = 60_000

/** https://docs.aws.amazon.com/AmazonECS/latest/developerguide/task-scale-in-protection.html */
export const taskProtection: Handlers<typeof ecs, Region> = {
  UpdateTaskProtection(input, world) {
    const cluster = findCluster(world, input.cluster)
    const asked = input.tasks ?? []
    if (asked.length === 0) throw invalid('Tasks cannot be empty.')
    // "up to 10 task IDs": API_UpdateTaskProtection
    if (asked.length > 10) throw invalid('Tasks cannot have more than 10 elements.')
    const minutes = input.expiresInMinutes ?? 120
    if (minutes < 1 || minutes > 2880) throw invalid('expiresInMinutes must be between 1 and 2880.')
    return each(world, cluster, asked, (task) => {
      const again = () => {
        const service = cluster.services.get(task.service ?? '')
        if (service && !isProtected(world, task)) look(world, cluster, service)
      }
      if (input.protectionEnabled) {
        task.protectedUntil = world.clock.now() + minutes * MINUTE
        world.clock.after(minutes * MINUTE, again)
      } else {
        delete task.protectedUntil
        again()
      }
    })
  },

  GetTaskProtection(input, world) {
    const cluster = findCluster(world, input.cluster)
    const asked = input.tasks ?? []
    if (asked.length > 100) throw invalid('Tasks cannot have more than 100 elements.')
    return each(world, cluster, asked, () => undefined)
  },
}

function each(world: Region, cluster: ClusterRecord, asked: readonly string[], run: (task: TaskRecord) => void) {
  const protectedTasks: ProtectedTask[] = []
  const failures: Failure[] = []
  for (const text of asked) {
    const arn = parseArn(world, text) ? text : arns.task(world, cluster.name, text)
    const task = lookTask(world, cluster, text)
    if (!task) failures.push({ arn, reason: 'MISSING' })
    // Only tasks that a service keeps are ever scaled in.
    else if (!task.service || task.view.lastStatus === 'STOPPED') failures.push({ arn, reason: 'TASK_NOT_VALID' })
    else {
      run(task)
      const on = isProtected(world, task)
      protectedTasks.push({
        taskArn: task.arn,
        protectionEnabled: on,
        ...(on && { expirationDate: new Date(task.protectedUntil ?? 0) }),
      })
    }
  }
  return { protectedTasks, failures }
}
