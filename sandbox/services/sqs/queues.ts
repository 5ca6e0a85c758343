import type * as sqs from '@aws-sdk/client-sqs'
import type { Caller, Handlers } from '../../wire/handlers'
import { pageOf } from '../../wire/page'
import type { Region } from '../../world/region'
import { checkAttributes, describeAttributes, isFifo, numberOf, redriveOf } from './attributes'
import { badAddress, deletedRecently, invalidValue, nameExists, noQueue, purging } from './errors'
import type { QueueRecord } from './state'
import { wake } from './waiting'

/** https://docs.aws.amazon.com/AWSSimpleQueueService/latest/APIReference/API_CreateQueue.html */
const NAME = /^(?=.{1,80}$)[\w-]+(\.fifo)?$/
const MINUTE = 60_000

/** A queue's address leads back to the sandbox, wherever it was called. */
const urlOf = ({ account, region, host = `sqs.${region}.amazonaws.com` }: Caller, name: string) =>
  `http://${host}/${account}/${name}`

/** The queue at an address. Only its path counts: a client may reach the sandbox by more names than one. */
export function findQueue(world: Region, url: string | undefined): QueueRecord {
  const found = /^(?:https?:\/\/[^/?#]+)?\/?(?:(\d{12})\/)?([^/?#]+)$/.exec(url ?? '')
  if (!found) throw badAddress(url ?? '')
  const queue = world.sqs.queues.get(found[2] ?? '')
  if (!queue || (found[1] && found[1] !== world.account)) throw noQueue()
  return queue
}

export const queueByArn = (world: Region, arn: string): QueueRecord | undefined => {
  const queue = world.sqs.queues.get(arn.split(':').at(-1) ?? '')
  return queue?.arn === arn ? queue : undefined
}

const defined = (given: Readonly<Record<string, string | undefined>> = {}): Record<string, string> =>
  Object.fromEntries(Object.entries(given).flatMap(([key, value]) => (value === undefined ? [] : [[key, value]])))

function checkRedrive(world: Region, given: Readonly<Record<string, string>>): void {
  const redrive = redriveOf(given.RedrivePolicy)
  if (redrive && !queueByArn(world, redrive.target))
    throw invalidValue(
      `Value ${given.RedrivePolicy} for parameter RedrivePolicy is invalid. Reason: Dead letter target does not exist.`,
    )
}

export const queues: Handlers<typeof sqs, Region> = {
  CreateQueue(input, world, caller) {
    const name = input.QueueName ?? ''
    if (!NAME.test(name))
      throw invalidValue('Can only include alphanumeric characters, hyphens, or underscores. 1 to 80 in length')
    const given = defined(input.Attributes)
    const fifo = name.endsWith('.fifo')
    if (fifo !== (given.FifoQueue === 'true'))
      throw invalidValue(
        fifo
          ? 'The name of a FIFO queue can only include alphanumeric characters, hyphens, or underscores, must end with .fifo suffix and be 1 to 80 in length. FifoQueue must be true.'
          : 'The name of a FIFO queue must end with the .fifo suffix.',
      )
    checkAttributes(given, fifo)
    checkRedrive(world, given)
    const known = world.sqs.queues.get(name)
    const now = world.clock.now()
    if (known) {
      const has = describeAttributes(known, ['All'], now)
      for (const [key, value] of Object.entries(given)) if ((has[key] ?? '') !== value) throw nameExists(key)
      return { QueueUrl: urlOf(caller, name) }
    }
    const gone = world.sqs.deleted.get(name)
    if (gone !== undefined && gone + MINUTE > now) throw deletedRecently()
    world.sqs.deleted.delete(name)
    makeQueue(world, name, given, defined(input.tags))
    return { QueueUrl: urlOf(caller, name) }
  },

  DeleteQueue(input, world) {
    const { name } = findQueue(world, input.QueueUrl)
    world.sqs.queues.delete(name)
    world.sqs.deleted.set(name, world.clock.now())
    return {}
  },

  GetQueueUrl(input, world, caller) {
    const name = input.QueueName ?? ''
    const owner = input.QueueOwnerAWSAccountId
    if (!world.sqs.queues.has(name) || (owner && owner !== world.account)) throw noQueue()
    return { QueueUrl: urlOf(caller, name) }
  },

  ListQueues(input, world, caller) {
    const names = [...world.sqs.queues.keys()].filter((name) => name.startsWith(input.QueueNamePrefix ?? '')).sort()
    const { items, next } = pageOf(names, pageFrom(input))
    return {
      ...(items.length > 0 && { QueueUrls: items.map((name) => urlOf(caller, name)) }),
      // "To receive a value for NextToken, you must set MaxResults": API_ListQueues
      ...(next && input.MaxResults && { NextToken: next }),
    }
  },

  ListDeadLetterSourceQueues(input, world, caller) {
    const { arn } = findQueue(world, input.QueueUrl)
    const names = [...world.sqs.queues.values()]
      .filter(({ attributes }) => redriveOf(attributes.get('RedrivePolicy'))?.target === arn)
      .map(({ name }) => name)
    const { items, next } = pageOf(names, pageFrom(input))
    return { queueUrls: items.map((name) => urlOf(caller, name)), ...(next && { NextToken: next }) }
  },

  GetQueueAttributes(input, world) {
    const queue = findQueue(world, input.QueueUrl)
    dropOld(world, queue)
    const attributes = describeAttributes(queue, input.AttributeNames ?? [], world.clock.now())
    return Object.keys(attributes).length > 0 ? { Attributes: attributes } : {}
  },

  SetQueueAttributes(input, world) {
    const queue = findQueue(world, input.QueueUrl)
    const given = defined(input.Attributes)
    checkAttributes(given, isFifo(queue))
    if (given.FifoQueue !== undefined)
      throw invalidValue('Invalid value for the parameter FifoQueue. Reason: Modifying queue type is not supported.')
    checkRedrive(world, given)
    for (const [name, value] of Object.entries(given))
      if (value === '') queue.attributes.delete(name)
      else queue.attributes.set(name, value)
    queue.changedAt = world.clock.now()
    return {}
  },

  PurgeQueue(input, world) {
    const queue = findQueue(world, input.QueueUrl)
    const now = world.clock.now()
    if (queue.purgedAt !== undefined && queue.purgedAt + MINUTE > now) throw purging(queue.name)
    queue.purgedAt = now
    queue.messages.clear()
    return {}
  },

  TagQueue(input, world) {
    const queue = findQueue(world, input.QueueUrl)
    const tags = defined(input.Tags)
    for (const [key, value] of Object.entries(tags))
      if (!key || key.length > 128 || value.length > 256 || /^aws:/i.test(key))
        throw invalidValue(`Tag keys and values are of 1 to 128 and of 0 to 256 letters, and no key begins with aws:.`)
    if (new Set([...queue.tags.keys(), ...Object.keys(tags)]).size > 50)
      throw invalidValue('Too many tags added for queue. Maximum number of tags allowed is 50.')
    for (const [key, value] of Object.entries(tags)) queue.tags.set(key, value)
    return {}
  },

  UntagQueue(input, world) {
    const queue = findQueue(world, input.QueueUrl)
    for (const key of input.TagKeys ?? []) queue.tags.delete(key)
    return {}
  },

  ListQueueTags(input, world) {
    const { tags } = findQueue(world, input.QueueUrl)
    return tags.size > 0 ? { Tags: Object.fromEntries(tags) } : {}
  },
}

function pageFrom({ MaxResults, NextToken }: { MaxResults?: number | undefined; NextToken?: string | undefined }) {
  if (MaxResults !== undefined && (MaxResults < 1 || MaxResults > 1_000))
    throw invalidValue(`Value ${MaxResults} for parameter MaxResults is invalid. Reason: Must be between 1 and 1000.`)
  return { size: MaxResults ?? 1_000, token: NextToken, refuse: () => invalidValue('Invalid or expired next token.') }
}

export function makeQueue(
  world: Region,
  name: string,
  attributes: Readonly<Record<string, string>> = {},
  tags: Readonly<Record<string, string>> = {},
): QueueRecord {
  const queue: QueueRecord = {
    name,
    arn: `arn:aws:sqs:${world.region}:${world.account}:${name}`,
    attributes: new Map(Object.entries(attributes).filter(([, value]) => value !== '')),
    tags: new Map(Object.entries(tags)),
    createdAt: world.clock.now(),
    changedAt: world.clock.now(),
    messages: new Map(),
    sent: new Map(),
    sequence: 0,
  }
  world.sqs.queues.set(name, queue)
  return queue
}

/** What was kept for longer than the retention period is gone. */
export function dropOld(world: Region, queue: QueueRecord): void {
  const oldest = world.clock.now() - numberOf(queue, 'MessageRetentionPeriod') * 1_000
  for (const message of queue.messages.values()) {
    if (message.sentAt >= oldest) break
    queue.messages.delete(message.id)
  }
}

/** A message can be received from `visibleAt` on: whoever waits is told then. */
export function becomesVisible(world: Region, queue: QueueRecord, visibleAt: number): void {
  const wait = visibleAt - world.clock.now()
  if (wait <= 0) wake(queue)
  else world.clock.after(wait, () => wake(queue))
}
