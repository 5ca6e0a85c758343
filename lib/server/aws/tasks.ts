import {
  DescribeTasksCommand,
  ListTasksCommand,
  type Task as RawTask,
  RunTaskCommand,
  StartTaskCommand,
  StopTaskCommand,
} from '@aws-sdk/client-ecs'
import { refuse } from '@/lib/api/errors'
import type { Failure, Network, RunTaskInput } from '@/lib/api/tasks'
import { definitionOf, lastOf } from '@/lib/model/arn'
import { capacityOf, launchTypeOf } from '@/lib/model/capacity'
import type { Host } from '@/lib/model/host'
import { zone } from '@/lib/model/place'
import { stateOf, type Task } from '@/lib/model/task'
import type { Aws } from './aws'
import type { Versioned } from './hosts'
import { batches, iso, pages, tagsOf } from './shape'

/** Hosts by ARN: a task's name of its host and its place come from there. */
export type Hosts = ReadonlyMap<string, Pick<Host, 'name' | 'place' | 'connected'>>

/** ARNs of a cluster's tasks, those that stopped within AWS's memory of about an hour included. */
export async function listTasks(aws: Aws, cluster: string): Promise<string[]> {
  const of = (desiredStatus: 'RUNNING' | 'STOPPED') =>
    pages(async (nextToken) => {
      const page = await aws.ecs(ListTasksCommand, { cluster, desiredStatus, nextToken })
      return { items: page.taskArns, next: page.nextToken }
    })
  // One after the other: a task only ever goes from the first list to the second, and so is in one of them.
  const running = await of('RUNNING')
  const stopped = await of('STOPPED')
  return [...new Set([...running, ...stopped])]
}

export async function describeTasks(
  aws: Aws,
  cluster: string,
  arns: string[],
  hosts: Hosts,
): Promise<Versioned<Task>[]> {
  const all: Versioned<Task>[] = []
  // DescribeTasks takes 100 at most (ECS API reference).
  for (const tasks of batches(arns, 100)) {
    const reply = await aws.ecs(DescribeTasksCommand, { cluster, tasks, include: ['TAGS'] })
    for (const raw of reply.tasks ?? []) all.push(versioned(raw, aws, hosts))
  }
  return all
}

const versioned = (raw: RawTask, aws: Aws, hosts: Hosts): Versioned<Task> => ({
  body: taskFrom(raw, aws, hosts),
  version: raw.version ?? null,
})

/** Runs tasks: RunTask, or StartTask where one host is chosen. What could not be placed comes back as failures. */
export async function runTask(
  aws: Aws,
  cluster: string,
  input: RunTaskInput,
  person: string,
  hosts: Hosts,
): Promise<{ started: Versioned<Task>[]; failures: Failure[] }> {
  const common = {
    cluster,
    taskDefinition: `${input.definition.family}:${input.definition.revision}`,
    startedBy: `quayside/${person}`.replace(/[^\w/-]/g, '-').slice(0, 128),
    enableECSManagedTags: true,
    propagateTags: 'TASK_DEFINITION' as const,
    ...(input.overrides.length > 0 ? { overrides: { containerOverrides: input.overrides.map(override) } } : {}),
    ...(input.network ? { networkConfiguration: networkOf(input.network) } : {}),
  }
  const reply =
    input.where.kind === 'host'
      ? // StartTask knows no count and no clientToken: a host is given once, and gets one task.
        await aws.ecs(StartTaskCommand, { ...common, containerInstances: [input.where.host] })
      : await aws.ecs(RunTaskCommand, {
          ...common,
          launchType: launchTypeOf[input.capacity],
          count: input.count,
          clientToken: input.token,
          ...(input.where.kind === 'site' ? { placementConstraints: [atSite(input.where.site)] } : {}),
        })
  return {
    started: (reply.tasks ?? []).map((raw) => versioned(raw, aws, hosts)),
    failures: (reply.failures ?? []).map((f) => ({
      arn: f.arn ?? null,
      reason: f.reason ?? 'unknown',
      detail: f.detail ?? null,
    })),
  }
}

export async function stopTask(aws: Aws, task: Task, reason: string, hosts: Hosts): Promise<Versioned<Task>> {
  const reply = await aws.ecs(StopTaskCommand, { cluster: task.cluster, task: task.arn, reason })
  if (!reply.task) throw refuse('aws-unknown', 'ECS did not say what became of the task. Look before trying again.')
  return versioned(reply.task, aws, hosts)
}

const override = ({ container, command, environment }: RunTaskInput['overrides'][number]) => ({
  name: container,
  ...(command ? { command } : {}),
  environment: Object.entries(environment).map(([name, value]) => ({ name, value })),
})

/** The constraint that holds tasks to the hosts of a site. */
export const atSite = (site: string) => ({ type: 'memberOf' as const, expression: `attribute:site == ${site}` })

export const networkOf = (network: Network) => ({
  awsvpcConfiguration: {
    subnets: network.subnets,
    securityGroups: network.securityGroups,
    assignPublicIp: network.publicIp ? ('ENABLED' as const) : ('DISABLED' as const),
  },
})

function taskFrom(raw: RawTask, aws: Aws, hosts: Hosts): Task {
  const arn = raw.taskArn ?? ''
  const on = raw.containerInstanceArn ? hosts.get(raw.containerInstanceArn) : undefined
  const group = raw.group ?? null
  const capacity = capacityOf(raw.launchType, raw.capacityProviderName)
  const task = {
    arn,
    ...aws.scope,
    cluster: lastOf(raw.clusterArn ?? ''),
    id: lastOf(arn),
    group,
    service: group?.startsWith('service:') ? group.slice('service:'.length) : null,
    ...definitionOf(raw.taskDefinitionArn ?? ''),
    capacity,
    status: raw.lastStatus ?? 'UNKNOWN',
    desired: raw.desiredStatus ?? 'UNKNOWN',
    connectivity: raw.connectivity ?? null,
    health: raw.healthStatus ?? null,
    host: raw.containerInstanceArn ?? null,
    hostName: on?.name ?? null,
    place: on?.place ?? zone(raw.availabilityZone),
    cpu: numberOf(raw.cpu),
    memory: numberOf(raw.memory),
    containers: (raw.containers ?? []).map((c) => ({
      name: c.name ?? '',
      image: c.image ?? null,
      digest: c.imageDigest ?? null,
      status: c.lastStatus ?? 'UNKNOWN',
      health: c.healthStatus ?? null,
      exitCode: c.exitCode ?? null,
      reason: c.reason ?? null,
      ports: (c.networkBindings ?? []).flatMap((b) =>
        b.hostPort === undefined
          ? []
          : [{ host: b.hostPort, container: b.containerPort ?? 0, protocol: b.protocol ?? 'tcp' }],
      ),
    })),
    stopCode: raw.stopCode ?? null,
    stoppedReason: raw.stoppedReason ?? null,
    startedBy: raw.startedBy ?? null,
    createdAt: iso(raw.createdAt),
    startedAt: iso(raw.startedAt),
    stoppedAt: iso(raw.stoppedAt),
    tags: tagsOf(raw.tags),
  }
  return { ...task, state: stateOf({ ...task, hostConnected: on?.connected ?? null }) }
}

const numberOf = (text: string | undefined): number | null => (text && /^\d+$/.test(text) ? Number(text) : null)
