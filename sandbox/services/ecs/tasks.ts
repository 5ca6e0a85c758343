import type * as ecs from '@aws-sdk/client-ecs'
import { DesiredStatus, type Failure, LaunchType, type Task, TaskField } from '@aws-sdk/client-ecs'
import type { Handlers } from '../../wire/handlers'
import type { Region } from '../../world/region'
import { stop } from '../../world/task-life'
import { arns, parseArn } from './arns'
import { invalid } from './errors'
import { findCluster, findHost, findService, findTask, lookTask } from './find'
import { page } from './page'
import type { TaskRecord } from './state'
import { checkWord } from './words'

export const tasks: Handlers<typeof ecs, Region> = {
  StopTask(input, world) {
    const cluster = findCluster(world, input.cluster)
    const task = findTask(world, cluster, input.task)
    if ((input.reason?.length ?? 0) > 1024) throw invalid('Reason can have at most 1024 characters.')
    stop(world, cluster, task, 'UserInitiated', input.reason || 'Task stopped by user')
    return { task: shown(task, ['TAGS']) }
  },

  DescribeTasks(input, world) {
    const cluster = findCluster(world, input.cluster)
    const asked = input.tasks ?? []
    if (asked.length === 0) throw invalid('Tasks cannot be empty.')
    if (asked.length > 100) throw invalid('Tasks cannot have more than 100 elements.')
    for (const field of input.include ?? []) checkWord(field, TaskField, 'include')
    const found: Task[] = []
    const failures: Failure[] = []
    for (const text of asked) {
      const task = lookTask(world, cluster, text)
      if (task && isSeen(world, task)) found.push(shown(task, input.include))
      else
        failures.push({ arn: parseArn(world, text) ? text : arns.task(world, cluster.name, text), reason: 'MISSING' })
    }
    return { tasks: found, failures }
  },

  ListTasks(input, world) {
    const cluster = findCluster(world, input.cluster)
    checkWord(input.desiredStatus, DesiredStatus, 'desiredStatus')
    checkWord(input.launchType, LaunchType, 'launchType')
    const tests: ((task: TaskRecord) => boolean)[] = []
    // Asked for PENDING AWS answers nothing: no task is wanted to be pending (API_ListTasks, desiredStatus)
    const desired = input.desiredStatus ?? 'RUNNING'
    tests.push((task) => task.view.desiredStatus === desired)
    if (world.settings.lag > 0) tests.push((task) => isSeen(world, task))
    if (input.containerInstance) {
      const host = findHost(world, cluster, input.containerInstance)
      tests.push((task) => task.host === host.id)
    }
    if (input.serviceName) {
      const service = findService(world, cluster, input.serviceName)
      tests.push((task) => task.service === service.name)
    }
    if (input.family) tests.push((task) => task.family === input.family)
    if (input.startedBy) tests.push((task) => task.view.startedBy === input.startedBy)
    if (input.launchType) tests.push((task) => task.view.launchType === input.launchType)
    if (input.startedBy && (input.family || input.serviceName))
      throw invalid('startedBy cannot be used together with another filter.')
    const all = [...cluster.tasks.values()].filter((task) => tests.every((test) => test(task))).map((task) => task.arn)
    const { items, nextToken } = page(all, input)
    return { taskArns: items, ...(nextToken && { nextToken }) }
  },
}

/** The API is eventually consistent, and a read may come before what was just made is seen: API_RunTask. */
const isSeen = (world: Region, { view }: TaskRecord) =>
  world.settings.lag === 0 || (view.createdAt?.getTime() ?? 0) + world.settings.lag <= world.clock.now()

/** A copy: what a client was told does not change afterwards. */
export const shown = ({ view, tags }: TaskRecord, include: readonly TaskField[] = []): Task => ({
  ...view,
  containers: view.containers?.map((one) => ({ ...one })),
  attachments: view.attachments?.map((one) => ({ ...one })),
  tags: include.includes('TAGS') ? tags : [],
})
