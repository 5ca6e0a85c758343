import type { RunTaskCommandInput, TaskOverride } from '@aws-sdk/client-ecs'
import type { EcsParameters, Target } from '@aws-sdk/client-eventbridge'
import { type Envelope, onEvent } from '../../world/bus'
import type { Region } from '../../world/region'
import { handlers as ecs } from '../ecs'
import { isFifo } from '../sqs/attributes'
import { queueByArn } from '../sqs/queues'
import { put } from '../sqs/send'
import { inputFor } from './input'
import { compilePattern, type EventTest } from './pattern'
import { lets } from './queue-policy'
import type { RuleRecord } from './state'

interface Compiled {
  whole: EventTest
  /** Only what it says of source and detail-type, which are known before an event is put together. */
  about: EventTest
}

/** By the pattern's text: many regions and resets share a few patterns. */
const compiled = new WeakMap<RuleRecord, Compiled>()

function patternOf(rule: RuleRecord): Compiled | undefined {
  if (rule.pattern === undefined || rule.state === 'DISABLED') return undefined
  let known = compiled.get(rule)
  if (!known) {
    const whole = JSON.parse(rule.pattern) as Record<string, unknown>
    const kept = Object.entries(whole).filter(([key]) => key === 'source' || key === 'detail-type')
    known = {
      whole: compilePattern(rule.pattern),
      about: kept.length > 0 ? compilePattern(JSON.stringify(Object.fromEntries(kept))) : () => true,
    }
    compiled.set(rule, known)
  }
  return known
}

onEvent({
  wants(world, source, detailType) {
    if (world.events.rules.size === 0) return false
    const about = { source, 'detail-type': detailType }
    for (const rule of world.events.rules.values())
      if (rule.targets.size > 0 && patternOf(rule)?.about(about)) return true
    return false
  },
  hear(world, event) {
    for (const rule of world.events.rules.values()) if (patternOf(rule)?.whole(event)) publishTo(world, rule, event)
  },
})

/** Sends an event to each target of a rule. A target that cannot be reached loses it, as one without a dead-letter queue does. */
export function publishTo(world: Region, rule: RuleRecord, event: Envelope): void {
  for (const target of rule.targets.values()) {
    const service = target.Arn?.split(':')[2]
    const input = inputFor(target, event, rule)
    if (service === 'sqs') toQueue(world, rule, target, input)
    // Not at once: an event may come from the midst of a change.
    else if (service === 'ecs') world.clock.after(500, () => runTask(world, rule, target, input))
  }
}

function toQueue(world: Region, rule: RuleRecord, target: Target, body: string): void {
  const queue = queueByArn(world, target.Arn ?? '')
  if (!queue || !lets(queue, rule.arn)) return
  const group = target.SqsParameters?.MessageGroupId
  if (isFifo(queue)) {
    if (group) put(world, queue, { body, sender: 'AIDAEVENTBRIDGE', group, deduplication: world.random.uuid() })
  } else put(world, queue, { body, sender: 'AIDAEVENTBRIDGE' })
}

/** https://docs.aws.amazon.com/AmazonECS/latest/developerguide/tasks-scheduled-eventbridge-scheduler.html */
function runTask(world: Region, rule: RuleRecord, target: Target, input: string): void {
  const overrides = overridesOf(input)
  try {
    ecs.RunTask?.(
      {
        ...launchOf(target.EcsParameters),
        cluster: target.Arn,
        startedBy: `events-rule/${rule.name}`.slice(0, 36),
        ...(overrides && { overrides }),
      },
      world,
      {
        account: world.account,
        region: world.region,
        principal: target.RoleArn ?? 'events.amazonaws.com',
        accessKeyId: '',
        requestId: '',
      },
    )
  } catch (error) {
    // A call that ECS refuses is a failed invocation: nobody is told.
    if (!(error instanceof Error && ('$fault' in error || 'code' in error))) throw error
  }
}

function launchOf(given: EcsParameters | undefined): RunTaskCommandInput {
  const network = given?.NetworkConfiguration?.awsvpcConfiguration
  return {
    taskDefinition: given?.TaskDefinitionArn,
    count: given?.TaskCount ?? 1,
    launchType: given?.LaunchType,
    group: given?.Group,
    platformVersion: given?.PlatformVersion,
    capacityProviderStrategy: given?.CapacityProviderStrategy,
    placementConstraints: given?.PlacementConstraints,
    placementStrategy: given?.PlacementStrategy?.map(({ type, field }) => ({ type, field })),
    enableECSManagedTags: given?.EnableECSManagedTags,
    enableExecuteCommand: given?.EnableExecuteCommand,
    propagateTags: given?.PropagateTags,
    tags: given?.Tags?.map(({ Key, Value }) => ({ key: Key, value: Value })),
    ...(network && {
      networkConfiguration: {
        awsvpcConfiguration: {
          subnets: network.Subnets,
          securityGroups: network.SecurityGroups,
          assignPublicIp: network.AssignPublicIp,
        },
      },
    }),
  }
}

const texts = (value: unknown): string[] | undefined =>
  Array.isArray(value) && value.every((one) => typeof one === 'string') ? value : undefined

/** What of an input is a TaskOverride; an event as it came is none, and overrides nothing. */
function overridesOf(input: string): TaskOverride | undefined {
  let read: unknown
  try {
    read = JSON.parse(input)
  } catch {
    return undefined
  }
  if (typeof read !== 'object' || read === null || !('containerOverrides' in read)) return undefined
  const { containerOverrides, cpu, memory, taskRoleArn, executionRoleArn } = read as Record<string, unknown>
  if (!Array.isArray(containerOverrides)) return undefined
  return {
    containerOverrides: containerOverrides.map((one: unknown) => {
      const { name, command, environment, cpu, memory, memoryReservation } = Object(one) as Record<string, unknown>
      return {
        ...(typeof name === 'string' && { name }),
        ...(texts(command) && { command: texts(command) }),
        ...(Array.isArray(environment) && {
          environment: environment.map((pair: unknown) => {
            const { name, value } = Object(pair) as Record<string, unknown>
            return { name: String(name ?? ''), value: String(value ?? '') }
          }),
        }),
        ...(typeof cpu === 'number' && { cpu }),
        ...(typeof memory === 'number' && { memory }),
        ...(typeof memoryReservation === 'number' && { memoryReservation }),
      }
    }),
    ...(typeof cpu === 'string' && { cpu }),
    ...(typeof memory === 'string' && { memory }),
    ...(typeof taskRoleArn === 'string' && { taskRoleArn }),
    ...(typeof executionRoleArn === 'string' && { executionRoleArn }),
  }
}
