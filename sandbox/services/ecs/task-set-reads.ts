import type * as ecs from '@aws-sdk/client-ecs'
import { type Failure, type TaskSet, TaskSetField } from '@aws-sdk/client-ecs'
import type { Handlers } from '../../wire/handlers'
import type { Region } from '../../world/region'
import { arns } from './arns'
import { isPending } from './clusters'
import { invalid } from './errors'
import { findCluster, findService } from './find'
import type { ClusterRecord, ServiceRecord, TaskSetRecord } from './state'
import { computedCount } from './task-set-count'
import { checkWord } from './words'

/** By its id or its ARN. */
export const lookSet = (service: ServiceRecord, text: string): TaskSetRecord | undefined =>
  service.sets.find((one) => one.id === text || one.arn === text)

/** As DescribeTaskSets answers it, its counts taken from the tasks there are. */
export function describeSet(
  cluster: ClusterRecord,
  service: ServiceRecord,
  set: TaskSetRecord,
  include: readonly TaskSetField[] = [],
): TaskSet {
  const statuses = [...service.tasks].flatMap((id) => {
    const task = cluster.tasks.get(id)
    return task?.deployment === set.id ? [task.view.lastStatus] : []
  })
  return {
    ...set.view,
    computedDesiredCount: computedCount(service, set),
    runningCount: statuses.filter((status) => status === 'RUNNING').length,
    pendingCount: statuses.filter(isPending).length,
    tags: include.includes('TAGS') ? set.tags : [],
  }
}

export const taskSetReads: Handlers<typeof ecs, Region> = {
  // https://docs.aws.amazon.com/AmazonECS/latest/APIReference/API_DescribeTaskSets.html
  DescribeTaskSets(input, world) {
    const cluster = findCluster(world, input.cluster)
    const service = findService(world, cluster, input.service)
    for (const field of input.include ?? []) checkWord(field, TaskSetField, 'include')
    const asked = input.taskSets ?? []
    if (asked.length > 10) throw invalid('TaskSets cannot have more than 10 elements.')
    const found: TaskSetRecord[] = asked.length === 0 ? service.sets : []
    const failures: Failure[] = []
    for (const text of asked) {
      const set = lookSet(service, text)
      if (set) found.push(set)
      else
        failures.push({
          arn: text.startsWith('arn:') ? text : arns.taskSet(world, cluster.name, service.name, text),
          reason: 'MISSING',
        })
    }
    return { taskSets: found.map((set) => describeSet(cluster, service, set, input.include)), failures }
  },
}
