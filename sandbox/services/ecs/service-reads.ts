import type * as ecs from '@aws-sdk/client-ecs'
import { type Failure, LaunchType, SchedulingStrategy, type Service, ServiceField } from '@aws-sdk/client-ecs'
import type { Handlers } from '../../wire/handlers'
import type { Region } from '../../world/region'
import { isOpen } from '../../world/rollouts'
import { arns, parseArn } from './arns'
import { isPending } from './clusters'
import { invalid } from './errors'
import { findCluster, lookService } from './find'
import { page } from './page'
import type { ClusterRecord, ServiceRecord, TaskRecord } from './state'
import { describeSet } from './task-set-reads'
import { checkWord } from './words'

export const serviceReads: Handlers<typeof ecs, Region> = {
  DescribeServices(input, world) {
    const cluster = findCluster(world, input.cluster)
    for (const field of input.include ?? []) checkWord(field, ServiceField, 'include')
    const asked = input.services ?? []
    if (asked.length === 0) throw invalid('Services cannot be empty.')
    if (asked.length > 10) throw invalid('Services cannot have more than 10 elements.')
    const found: Service[] = []
    const failures: Failure[] = []
    for (const text of asked) {
      const service = lookService(world, cluster, text)
      if (service) found.push(describeService(cluster, service, input.include))
      else
        failures.push({
          arn: parseArn(world, text) ? text : arns.service(world, cluster.name, text),
          reason: 'MISSING',
        })
    }
    return { services: found, failures }
  },

  ListServices(input, world) {
    const cluster = findCluster(world, input.cluster)
    checkWord(input.launchType, LaunchType, 'launchType')
    checkWord(input.schedulingStrategy, SchedulingStrategy, 'schedulingStrategy')
    const all = [...cluster.services.values()]
      .filter(
        ({ view }) =>
          // A draining service is still described but no longer listed (ECS API reference, DeleteService).
          view.status === 'ACTIVE' &&
          (!input.launchType || view.launchType === input.launchType) &&
          (!input.schedulingStrategy || view.schedulingStrategy === input.schedulingStrategy),
      )
      .map((service) => service.arn)
    const { items, nextToken } = page(all, input, { usual: 10 })
    return { serviceArns: items, ...(nextToken && { nextToken }) }
  },

  /** No namespaces are offered, so that none can have a service. */
  ListServicesByNamespace(input) {
    if (!input.namespace) throw invalid('Namespace cannot be empty.')
    const { items } = page<string>([], input, { usual: 10 })
    return { serviceArns: items }
  },
}

/** As DescribeServices answers it, its counts taken from the tasks there are. */
export function describeService(
  cluster: ClusterRecord,
  service: ServiceRecord,
  include: readonly ServiceField[] = [],
): Service {
  const tasks = [...service.tasks].flatMap((id) => cluster.tasks.get(id) ?? [])
  const inactive = service.view.status === 'INACTIVE'
  return {
    ...service.view,
    ...counts(tasks),
    deployments: inactive
      ? []
      : service.deployments.map((one, index) => ({
          ...one.view,
          // An old deployment is wanted to be gone
          desiredCount: index === 0 ? service.view.desiredCount : 0,
          ...counts(tasks.filter((task) => task.deployment === one.id)),
          failedTasks: one.failed,
        })),
    ...(service.view.deploymentController?.type === 'EXTERNAL' && {
      taskSets: service.sets.map((set) => describeSet(cluster, service, set)),
    }),
    ...current(service, tasks),
    tags: include.includes('TAGS') ? service.tags : [],
  }
}

/** The service deployment under way, if one is, and the revisions that run. */
function current(service: ServiceRecord, tasks: readonly TaskRecord[]) {
  const [rollout] = service.rollouts
  return {
    ...(rollout && isOpen(rollout) && { currentServiceDeployment: rollout.arn }),
    currentServiceRevisions: service.deployments.flatMap(({ id, revision }, index) => {
      const own = counts(tasks.filter((task) => task.deployment === id))
      return revision
        ? [
            {
              arn: revision,
              requestedTaskCount: index === 0 ? service.view.desiredCount : 0,
              runningTaskCount: own.runningCount,
              pendingTaskCount: own.pendingCount,
            },
          ]
        : []
    }),
  }
}

const counts = (tasks: readonly TaskRecord[]) => ({
  runningCount: tasks.filter((task) => task.view.lastStatus === 'RUNNING').length,
  pendingCount: tasks.filter((task) => isPending(task.view.lastStatus)).length,
})
