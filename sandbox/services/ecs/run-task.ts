import type * as ecs from '@aws-sdk/client-ecs'
import {
  ConflictException,
  type Failure,
  type RunTaskRequest,
  type StartTaskRequest,
  type Task,
  type TaskOverride,
} from '@aws-sdk/client-ecs'
import type { Handlers } from '../../wire/handlers'
import { ask, place, refusal } from '../../world/placement'
import type { Region } from '../../world/region'
import { needsOf } from '../../world/resources'
import { launch } from '../../world/task-launch'
import { arns, parseArn } from './arns'
import { client, invalid } from './errors'
import { findCluster, findDefinition, lookHost } from './find'
import { checkLaunch, checkPlacement, chooseCapacity, providerOf, taskTags } from './launch-rules'
import type { ClusterRecord, DefinitionRecord } from './state'
import { checkTags } from './tag-set'
import { shown } from './tasks'

/** https://docs.aws.amazon.com/AmazonECS/latest/APIReference/ECS_Idempotency.html: 24 hours */
const TOKEN_LIVES = 86_400_000

export const runTask: Handlers<typeof ecs, Region> = {
  RunTask(input, world) {
    const cluster = findCluster(world, input.cluster)
    const again = repeated(world, cluster, input)
    if (again) return again
    const count = input.count ?? 1
    if (count < 1 || count > 10) throw invalid('Count must be between 1 and 10.')
    const definition = findDefinition(world, input.taskDefinition)
    const { launchType, strategy } = chooseCapacity(world, cluster, input)
    checkLaunch(world, definition, launchType, input.networkConfiguration)
    checkPlacement(launchType, input.placementConstraints, input.placementStrategy)
    const common = commonOf(cluster, definition, input)
    const onHosts = launchType === 'EXTERNAL' || launchType === 'EC2'
    if (onHosts && ![...cluster.hosts.values()].some((host) => host.status === 'ACTIVE'))
      throw invalid('No Container Instances were found in your cluster.')
    const tasks: Task[] = []
    const failures: Failure[] = []
    for (let i = 0; i < count; i++) {
      if (!onHosts) {
        const capacityProvider = providerOf(strategy, i)
        const task = launch(world, cluster, {
          ...common,
          launchType,
          capacityProvider,
          platformVersion: input.platformVersion,
        })
        tasks.push(shown(task, ['TAGS']))
        continue
      }
      const needs = needsOf(definition, input.overrides)
      const wanted = ask(
        launchType,
        definition,
        needs,
        common.group,
        input.placementConstraints,
        input.placementStrategy,
      )
      const placed = place(cluster, wanted, world.random)
      if ('host' in placed)
        tasks.push(shown(launch(world, cluster, { ...common, launchType, host: placed.host }), ['TAGS']))
      else failures.push({ ...(placed.closest && { arn: placed.closest.arn }), reason: said(placed.refused) })
    }
    remember(world, cluster, input, tasks)
    return { tasks, failures }
  },

  StartTask(input, world) {
    const cluster = findCluster(world, input.cluster)
    const asked = input.containerInstances ?? []
    if (asked.length === 0) throw invalid('Container instances can not be empty.')
    if (asked.length > 10) throw invalid('You can specify at most 10 container instances.')
    const definition = findDefinition(world, input.taskDefinition)
    const common = commonOf(cluster, definition, input)
    const tasks: Task[] = []
    const failures: Failure[] = []
    for (const text of asked) {
      const host = lookHost(world, cluster, text)
      if (!host) {
        failures.push({ arn: parseArn(world, text) ? text : arns.host(world, cluster.name, text), reason: 'MISSING' })
        continue
      }
      const launchType = host.attributes.has('ecs.capability.external') ? 'EXTERNAL' : 'EC2'
      checkLaunch(world, definition, launchType, input.networkConfiguration)
      const wanted = ask(launchType, definition, needsOf(definition, input.overrides), common.group)
      const reason = host.status !== 'ACTIVE' ? 'INACTIVE' : refusal(host, { ...wanted, tests: [] })
      if (reason) failures.push({ arn: host.arn, reason: said(reason) })
      else tasks.push(shown(launch(world, cluster, { ...common, launchType, host }), ['TAGS']))
    }
    return { tasks, failures }
  },
}

/** AWS's words for why nothing was placed: https://docs.aws.amazon.com/AmazonECS/latest/developerguide/api_failures_messages.html */
function said(refused: string): string {
  if (refused === 'MEMBEROF') return 'MemberOf placement constraint unsatisfied.'
  if (refused === 'DISTINCT') return 'DistinctInstance placement constraint unsatisfied.'
  // Hosts there are, but none of this capacity
  return refused === 'NONE' ? 'ATTRIBUTE' : refused
}

function commonOf(cluster: ClusterRecord, definition: DefinitionRecord, input: RunTaskRequest | StartTaskRequest) {
  checkOverrides(definition, input.overrides)
  // AWS keeps startedBy to 128 characters of letters, numbers and a few signs: API_RunTask
  if (input.startedBy && !/^[A-Za-z0-9_/.-]{1,128}$/.test(input.startedBy))
    throw invalid(
      'Invalid startedBy. It may have up to 128 letters, numbers, hyphens, underscores, slashes and periods.',
    )
  if (input.group?.startsWith('service:')) throw invalid('Group names starting with "service:" are reserved.')
  if (input.propagateTags === 'SERVICE') throw invalid('SERVICE is not a supported value for propagateTags.')
  return {
    definition,
    group: input.group ?? `family:${definition.family}`,
    startedBy: input.startedBy,
    overrides: input.overrides,
    network: input.networkConfiguration,
    execute: input.enableExecuteCommand,
    tags: taskTags(
      checkTags(input.tags),
      { propagate: input.propagateTags, definition },
      input.enableECSManagedTags ? { cluster: cluster.name } : undefined,
    ),
  }
}

function checkOverrides({ view }: DefinitionRecord, overrides: TaskOverride | undefined): void {
  if (overrides && JSON.stringify(overrides).length > 8192) throw client('Overrides length must be at most 8192.')
  const names = (view.containerDefinitions ?? []).map((one) => one.name)
  for (const { name } of overrides?.containerOverrides ?? [])
    if (!names.includes(name))
      throw invalid(`Override for container named ${name} is not a container in the TaskDefinition.`)
}

function repeated(world: Region, cluster: ClusterRecord, input: RunTaskRequest) {
  if (!input.clientToken) return undefined
  if (input.clientToken.length > 64) throw invalid('clientToken can have at most 64 characters.')
  const known = world.ecs.tokens.get(`${cluster.name}/${input.clientToken}`)
  if (!known || known.at + TOKEN_LIVES < world.clock.now()) return undefined
  if (known.input !== JSON.stringify(input))
    throw new ConflictException({
      message: 'The request has the same client token as a previous request, but the parameters do not match.',
      resourceIds: known.tasks.map((id) => arns.task(world, cluster.name, id)),
      $metadata: {},
    })
  const tasks = known.tasks.flatMap((id) => cluster.tasks.get(id) ?? [])
  return { tasks: tasks.map((task) => shown(task, ['TAGS'])), failures: [] }
}

function remember(world: Region, cluster: ClusterRecord, input: RunTaskRequest, tasks: readonly Task[]): void {
  if (!input.clientToken || tasks.length === 0) return
  const ids = tasks.map((task) => task.taskArn?.split('/').at(-1) ?? '')
  const key = `${cluster.name}/${input.clientToken}`
  world.ecs.tokens.set(key, { at: world.clock.now(), input: JSON.stringify(input), tasks: ids })
  world.clock.after(TOKEN_LIVES, () => world.ecs.tokens.delete(key))
}
