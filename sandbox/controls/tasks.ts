import { type Control, Refused } from '../wire/control'
import { stop } from '../world/task-life'
import type { Controlled } from './index'

/** Tasks: Fargate Spot takes its capacity back. */
export const tasks = ({ worlds }: Controlled): Control[] => [
  {
    method: 'POST',
    path: '/_sandbox/tasks/:task/interrupt',
    run: ({ task: id = '' }) => {
      for (const region of worlds.all())
        for (const cluster of region.ecs.clusters.values()) {
          const task = cluster.tasks.get(id)
          if (!task) continue
          if (task.view.capacityProviderName !== 'FARGATE_SPOT')
            throw new Refused(409, `The task ${id} does not run on FARGATE_SPOT`)
          // https://docs.aws.amazon.com/AmazonECS/latest/developerguide/stopped-task-error-codes.html
          stop(region, cluster, task, 'SpotInterruption', 'Your Spot Task was interrupted.')
          return { task: id, interrupted: true }
        }
      throw new Refused(404, `There is no task ${id}`)
    },
  },
]
