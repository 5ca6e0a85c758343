import type { TaskRecord } from '../services/ecs/state'
import type { Region } from './region'

/**
 * Whether a task of a service is kept from being stopped by the scheduler: while scaling in, while deploying, while its
 * host drains. https://docs.aws.amazon.com/AmazonECS/latest/developerguide/task-scale-in-protection.html
 */
export const isProtected = (world: Region, task: TaskRecord): boolean => (task.protectedUntil ?? 0) > world.clock.now()
