import { z } from 'zod'
import { Capacity } from '@/lib/model/capacity'
import { Task } from '@/lib/model/task'
import { listQuery, read, write } from './endpoint'
import { thing, window } from './part'

export const tasks = read('/api/tasks', {
  summary: 'Tasks, stopped ones included for as long as they are remembered',
  noun: 'tasks',
  query: listQuery(
    ['account', 'region', 'cluster', 'capacity', 'place', 'state', 'family', 'service', 'host'],
    ['name', 'cluster', 'place', 'state', 'family', 'created'],
  ),
  output: window(Task),
})

export const task = read('/api/aws/[account]/[region]/clusters/[cluster]/tasks/[task]', {
  summary: 'One task',
  noun: 'tasks',
  output: thing(Task),
  subject: 'task',
})

export const LogLine = z.object({ at: z.iso.datetime(), text: z.string() })
export type LogLine = z.infer<typeof LogLine>

export const taskLog = read('/api/aws/[account]/[region]/clusters/[cluster]/tasks/[task]/log', {
  summary: "A container's newest log lines, or those before or after a token",
  noun: 'tasks',
  query: z.strictObject({ container: z.string().min(1).max(255), token: z.string().max(2048).optional() }),
  output: z.object({
    lines: z.array(LogLine),
    /** Give it back to read what comes next; AWS answers the same token at the end. */
    next: z.string().nullable(),
    back: z.string().nullable(),
    group: z.string().nullable(),
    stream: z.string().nullable(),
    whyNot: z.string().optional(),
  }),
  subject: 'task',
})

/** `family:revision`, as everybody writes it. */
export const DefinitionName = z.strictObject({
  family: z.string().regex(/^[A-Za-z0-9_-]{1,255}$/),
  revision: z.number().int().min(1),
})

/** Where tasks with an address of their own (awsvpc) are put. */
export const Network = z.strictObject({
  // awsvpcConfiguration: at most 16 subnets and 5 security groups (ECS API reference, AwsVpcConfiguration).
  subnets: z
    .array(z.string().regex(/^subnet-[0-9a-f]+$/))
    .min(1, 'Choose a subnet')
    .max(16),
  securityGroups: z.array(z.string().regex(/^sg-[0-9a-f]+$/)).max(5),
  publicIp: z.boolean(),
})
export type Network = z.infer<typeof Network>

export const RunTaskInput = z.strictObject({
  definition: DefinitionName,
  capacity: Capacity,
  count: z.number().int().min(1).max(10, 'RunTask starts at most 10 tasks at once'),
  overrides: z.array(
    z.strictObject({
      container: z.string().min(1).max(255),
      command: z.array(z.string()).nullable(),
      environment: z.record(z.string().min(1), z.string()),
    }),
  ),
  where: z.discriminatedUnion('kind', [
    z.strictObject({ kind: z.literal('anywhere') }),
    z.strictObject({ kind: z.literal('site'), site: z.string().min(1).max(128) }),
    z.strictObject({ kind: z.literal('host'), host: z.string().min(1).max(255).describe('The host’s id') }),
  ]),
  network: Network.nullable(),
  /** The same token with the same input runs the tasks once, however often it is sent (RunTask clientToken). */
  token: z.string().min(1).max(64),
})
export type RunTaskInput = z.infer<typeof RunTaskInput>

/** Why RunTask could not place a task: AWS answers 200 with these, and they are failures all the same. */
export const Failure = z.object({ arn: z.string().nullable(), reason: z.string(), detail: z.string().nullable() })
export type Failure = z.infer<typeof Failure>

export const runTask = write('/api/aws/[account]/[region]/clusters/[cluster]/tasks', {
  permission: 'task.run',
  summary: 'Run tasks',
  noun: 'tasks',
  input: RunTaskInput,
  output: z.object({ started: z.array(Task), failures: z.array(Failure) }),
  subject: 'cluster',
  whyNot: (of) => (of.status === 'ACTIVE' ? null : `Cluster ${of.name} is ${of.status}`),
  stales: ['tasks', 'hosts', 'fleet'],
  shortfall: ({ started, failures }) =>
    failures.length === 0
      ? null
      : {
          nothing: started.length === 0,
          message: `${failures.length} not started: ${failures.map((failure) => failure.reason).join(', ')}`,
        },
  // The values of environment overrides may be secrets; the audit keeps their names.
  redact: (input) => ({
    ...input,
    overrides: input.overrides.map((o) => ({ ...o, environment: Object.keys(o.environment) })),
  }),
})

export const stopTask = write('/api/aws/[account]/[region]/clusters/[cluster]/tasks/[task]/stop', {
  permission: 'task.stop',
  summary: 'Stop a task',
  noun: 'tasks',
  input: z.strictObject({ reason: z.string().trim().min(3, 'Say why, in a few words').max(255) }),
  output: Task,
  subject: 'task',
  whyNot: (of) => {
    if (of.state === 'stopped' || of.state === 'failed') return 'It has stopped already'
    return of.desired === 'STOPPED' ? 'It is stopping already' : null
  },
  stales: ['tasks', 'hosts', 'services', 'fleet'],
})
