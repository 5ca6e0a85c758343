import { badAttribute, invalidValue, unknownAttribute } from './errors'
import type { MessageRecord, QueueRecord } from './state'

/**
 * What can be set on a queue: its default and its bounds.
 * https://docs.aws.amazon.com/AWSSimpleQueueService/latest/APIReference/API_SetQueueAttributes.html
 */
const numbers: Readonly<Record<string, readonly [usual: number, least: number, most: number]>> = {
  VisibilityTimeout: [30, 0, 43_200],
  MaximumMessageSize: [1_048_576, 1_024, 1_048_576],
  MessageRetentionPeriod: [345_600, 60, 1_209_600],
  DelaySeconds: [0, 0, 900],
  ReceiveMessageWaitTimeSeconds: [0, 0, 20],
  KmsDataKeyReusePeriodSeconds: [300, 60, 86_400],
}
const words: Readonly<Record<string, readonly string[]>> = {
  FifoQueue: ['true', 'false'],
  ContentBasedDeduplication: ['true', 'false'],
  SqsManagedSseEnabled: ['true', 'false'],
  DeduplicationScope: ['queue', 'messageGroup'],
  FifoThroughputLimit: ['perQueue', 'perMessageGroupId'],
}
const texts = ['Policy', 'RedrivePolicy', 'RedriveAllowPolicy', 'KmsMasterKeyId']
const told = [
  'QueueArn',
  'CreatedTimestamp',
  'LastModifiedTimestamp',
  'ApproximateNumberOfMessages',
  'ApproximateNumberOfMessagesNotVisible',
  'ApproximateNumberOfMessagesDelayed',
]
const onlyFifo = ['FifoQueue', 'ContentBasedDeduplication', 'DeduplicationScope', 'FifoThroughputLimit']

/** Refuses what cannot be set. Nothing is set before all was looked at. */
export function checkAttributes(given: Readonly<Record<string, string>>, fifo: boolean): void {
  for (const [name, value] of Object.entries(given)) {
    const bounds = Object.hasOwn(numbers, name) ? numbers[name] : undefined
    const choice = Object.hasOwn(words, name) ? words[name] : undefined
    if (bounds) {
      const number = /^\d{1,9}$/.test(value) ? Number(value) : -1
      if (number < bounds[1] || number > bounds[2]) throw badAttribute(name)
    } else if (choice) {
      if (!choice.includes(value)) throw badAttribute(name)
      if (onlyFifo.includes(name) && !fifo) throw unknownAttribute(name)
    } else if (!texts.includes(name)) throw unknownAttribute(name)
    if (name === 'RedrivePolicy' && value !== '' && !redriveOf(value))
      throw invalidValue(
        `Value ${value} for parameter RedrivePolicy is invalid. Reason: Redrive policy is not a valid JSON map.`,
      )
    if ((name === 'Policy' || name === 'RedriveAllowPolicy') && value !== '' && !isJson(value)) throw badAttribute(name)
  }
}

function isJson(text: string): boolean {
  try {
    const read: unknown = JSON.parse(text)
    return typeof read === 'object' && read !== null && !Array.isArray(read)
  } catch {
    return false
  }
}

/** Where a queue sends what was received too often. */
export function redriveOf(text: string | undefined): { target: string; most: number } | undefined {
  if (!text || !isJson(text)) return undefined
  const { deadLetterTargetArn, maxReceiveCount } = JSON.parse(text) as Record<string, unknown>
  const most = Number(maxReceiveCount)
  if (typeof deadLetterTargetArn !== 'string' || !Number.isInteger(most) || most < 1 || most > 1_000) return undefined
  return { target: deadLetterTargetArn, most }
}

export const numberOf = ({ attributes }: QueueRecord, name: string): number =>
  Number(attributes.get(name) ?? numbers[name]?.[0] ?? 0)

export const isFifo = ({ name }: { name: string }) => name.endsWith('.fifo')

/** In flight: received and neither deleted nor visible again. */
export const inFlight = (message: MessageRecord, now: number) => message.receives > 0 && message.visibleAt > now

/** The attributes asked for, those that were never set and have no default left out. */
export function describeAttributes(queue: QueueRecord, asked: readonly string[], now: number): Record<string, string> {
  const known = [...Object.keys(numbers), ...Object.keys(words), ...texts, ...told, 'All']
  for (const name of asked) if (!known.includes(name)) throw unknownAttribute(name)
  const all: Record<string, string> = {
    QueueArn: queue.arn,
    CreatedTimestamp: String(Math.floor(queue.createdAt / 1_000)),
    LastModifiedTimestamp: String(Math.floor(queue.changedAt / 1_000)),
    ...counts(queue, now),
    SqsManagedSseEnabled: 'true',
  }
  for (const name of Object.keys(numbers))
    if (name !== 'KmsDataKeyReusePeriodSeconds' || queue.attributes.has('KmsMasterKeyId'))
      all[name] = String(numberOf(queue, name))
  if (isFifo(queue))
    Object.assign(all, {
      FifoQueue: 'true',
      ContentBasedDeduplication: 'false',
      DeduplicationScope: 'queue',
      FifoThroughputLimit: 'perQueue',
    })
  for (const [name, value] of queue.attributes) if (value !== '') all[name] = value
  if (asked.includes('All')) return all
  return Object.fromEntries(Object.entries(all).filter(([name]) => asked.includes(name)))
}

function counts(queue: QueueRecord, now: number): Record<string, string> {
  let [visible, flying, delayed] = [0, 0, 0]
  for (const message of queue.messages.values())
    if (message.visibleAt <= now) visible++
    else if (message.receives > 0) flying++
    else delayed++
  return {
    ApproximateNumberOfMessages: String(visible),
    ApproximateNumberOfMessagesNotVisible: String(flying),
    ApproximateNumberOfMessagesDelayed: String(delayed),
  }
}
