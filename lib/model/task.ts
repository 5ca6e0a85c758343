import { z } from 'zod'
import { Capacity } from './capacity'
import { Place } from './place'
import { Thing } from './thing'

export const Container = z.object({
  name: z.string(),
  image: z.string().nullable(),
  digest: z.string().nullable(),
  status: z.string(),
  health: z.string().nullable(),
  exitCode: z.number().nullable(),
  reason: z.string().nullable(),
  ports: z.array(z.object({ host: z.number(), container: z.number(), protocol: z.string() })),
})
export type Container = z.infer<typeof Container>

export const Task = Thing.extend({
  cluster: z.string(),
  id: z.string(),
  group: z.string().nullable(),
  service: z.string().nullable(),
  family: z.string(),
  revision: z.number(),
  capacity: Capacity,
  status: z.string().describe("AWS's lastStatus"),
  desired: z.string(),
  state: z.enum(['starting', 'running', 'assumed', 'stopping', 'stopped', 'failed']),
  connectivity: z.string().nullable(),
  health: z.string().nullable(),
  host: z.string().nullable().describe('ARN of the host; none on Fargate'),
  hostName: z.string().nullable(),
  place: Place,
  cpu: z.number().nullable().describe('CPU units'),
  memory: z.number().nullable().describe('MiB'),
  containers: z.array(Container),
  stopCode: z.string().nullable(),
  stoppedReason: z.string().nullable(),
  startedBy: z.string().nullable(),
  createdAt: z.iso.datetime().nullable(),
  startedAt: z.iso.datetime().nullable(),
  stoppedAt: z.iso.datetime().nullable(),
  tags: z.record(z.string(), z.string()),
})
export type Task = z.infer<typeof Task>

const starting = ['PROVISIONING', 'PENDING', 'ACTIVATING']
const stopping = ['DEACTIVATING', 'STOPPING', 'DEPROVISIONING']

/**
 * What a task is doing, for a person. A task on a host that ECS does not hear is "assumed running": never "running",
 * never "stopped" (ECS neither knows nor reschedules, aws/containers-roadmap#2040). A stop that nobody asked for and
 * that left a non-zero exit or never started is a failure.
 */
export function stateOf(
  task: Pick<Task, 'status' | 'desired' | 'connectivity' | 'stopCode' | 'containers'> & {
    hostConnected: boolean | null
  },
): Task['state'] {
  if (task.status === 'STOPPED') {
    const broke = task.containers.some((container) => (container.exitCode ?? 0) !== 0)
    if (task.stopCode === 'TaskFailedToStart') return 'failed'
    return task.stopCode === 'EssentialContainerExited' && broke ? 'failed' : 'stopped'
  }
  if (task.connectivity === 'DISCONNECTED' || task.hostConnected === false) return 'assumed'
  if (stopping.includes(task.status) || task.desired === 'STOPPED') return 'stopping'
  return starting.includes(task.status) ? 'starting' : 'running'
}

export const stateLabel: Record<Task['state'], string> = {
  starting: 'Starting',
  running: 'Running',
  assumed: 'Assumed running',
  stopping: 'Stopping',
  stopped: 'Stopped',
  failed: 'Failed',
}
