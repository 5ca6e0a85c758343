import type * as sqs from '@aws-sdk/client-sqs'
import type { Message, ReceiveMessageCommandInput } from '@aws-sdk/client-sqs'
import type { Handlers } from '../../wire/handlers'
import type { Region } from '../../world/region'
import { inFlight, isFifo, numberOf, redriveOf } from './attributes'
import { inBatch } from './batch'
import { badHandle, invalidValue, notInFlight } from './errors'
import { chosenAttributes, md5OfAttributes } from './message-attributes'
import { becomesVisible, dropOld, findQueue, queueByArn } from './queues'
import type { MessageRecord, QueueRecord } from './state'
import { waitFor, wake } from './waiting'

export const receive: Handlers<typeof sqs, Region> = {
  ReceiveMessage(input, world, caller) {
    const queue = findQueue(world, input.QueueUrl)
    within('MaxNumberOfMessages', input.MaxNumberOfMessages, 1, 10)
    within('WaitTimeSeconds', input.WaitTimeSeconds, 0, 20)
    within('VisibilityTimeout', input.VisibilityTimeout, 0, 43_200)
    const take = () => {
      const taken = takeSome(world, queue, input.MaxNumberOfMessages ?? 1, input.VisibilityTimeout)
      // AWS leaves the member out where there is none.
      return taken.length > 0 ? { Messages: taken.map((message) => shown(queue, message, input)) } : undefined
    }
    const taken = take()
    const wait = input.WaitTimeSeconds ?? numberOf(queue, 'ReceiveMessageWaitTimeSeconds')
    if (taken || wait === 0) return taken ?? {}
    return waitFor(queue, wait, caller.signal, take).then((found) => found ?? {})
  },

  DeleteMessage(input, world) {
    remove(findQueue(world, input.QueueUrl), input.ReceiptHandle)
    return {}
  },

  DeleteMessageBatch(input, world) {
    const queue = findQueue(world, input.QueueUrl)
    return inBatch('DeleteMessageBatchRequestEntry', input.Entries ?? [], ({ Id, ReceiptHandle }) => {
      remove(queue, ReceiptHandle)
      return { Id }
    })
  },

  ChangeMessageVisibility(input, world) {
    changeVisibility(world, findQueue(world, input.QueueUrl), input.ReceiptHandle, input.VisibilityTimeout)
    return {}
  },

  ChangeMessageVisibilityBatch(input, world) {
    const queue = findQueue(world, input.QueueUrl)
    return inBatch('ChangeMessageVisibilityBatchRequestEntry', input.Entries ?? [], (entry) => {
      changeVisibility(world, queue, entry.ReceiptHandle, entry.VisibilityTimeout ?? 0)
      return { Id: entry.Id }
    })
  },
}

function within(name: string, value: number | undefined, least: number, most: number): void {
  if (value === undefined || (Number.isInteger(value) && value >= least && value <= most)) return
  throw invalidValue(
    `Value ${value} for parameter ${name} is invalid. Reason: Must be between ${least} and ${most}, if provided.`,
  )
}

function takeSome(world: Region, queue: QueueRecord, most: number, timeout: number | undefined): MessageRecord[] {
  dropOld(world, queue)
  const now = world.clock.now()
  const redrive = redriveOf(queue.attributes.get('RedrivePolicy'))
  const dead = redrive && queueByArn(world, redrive.target)
  const visibleAt = now + (timeout ?? numberOf(queue, 'VisibilityTimeout')) * 1_000
  const taken: MessageRecord[] = []
  // FIFO: while a message of a group is in flight, the rest of the group waits.
  const busy = new Set<string>()
  if (isFifo(queue))
    for (const message of queue.messages.values()) if (inFlight(message, now)) busy.add(message.group ?? '')
  for (const message of queue.messages.values()) {
    if (taken.length === most) break
    if (message.visibleAt > now || (message.sequence !== undefined && busy.has(message.group ?? ''))) continue
    if (redrive && dead && message.receives >= redrive.most) {
      giveUp(queue, message, dead)
      continue
    }
    message.receives++
    message.firstReceivedAt ??= now
    message.visibleAt = visibleAt
    taken.push(message)
  }
  if (taken.length > 0) becomesVisible(world, queue, visibleAt)
  return taken
}

function giveUp(queue: QueueRecord, message: MessageRecord, dead: QueueRecord): void {
  queue.messages.delete(message.id)
  const { firstReceivedAt: _first, ...rest } = message
  dead.messages.set(message.id, { ...rest, receives: 0, from: queue.arn })
  wake(dead)
}

/** Names the message and which of its receipts this is: only the newest one counts. */
const handleOf = (queue: QueueRecord, { id, receives }: MessageRecord) =>
  Buffer.from(`${queue.name} ${id} ${receives}`).toString('base64')

/** @returns undefined where the message is gone or was received again since */
function receipt(queue: QueueRecord, handle = ''): MessageRecord | undefined {
  const read = /^(\S+) ([0-9a-f-]{36}) (\d+)$/.exec(Buffer.from(handle, 'base64').toString())
  if (!read || read[1] !== queue.name) throw badHandle(handle)
  const message = queue.messages.get(read[2] ?? '')
  return message?.receives === Number(read[3]) ? message : undefined
}

/** "If you use an old receipt handle, the request succeeds but the message might not be deleted": API_DeleteMessage */
function remove(queue: QueueRecord, handle: string | undefined): void {
  const message = receipt(queue, handle)
  if (!message) return
  queue.messages.delete(message.id)
  // The next of its group is free.
  if (message.sequence !== undefined) wake(queue)
}

function changeVisibility(world: Region, queue: QueueRecord, handle: string | undefined, timeout = 0): void {
  within('VisibilityTimeout', timeout, 0, 43_200)
  const message = receipt(queue, handle)
  if (!message)
    throw invalidValue(
      `Value ${handle} for parameter ReceiptHandle is invalid. Reason: Message does not exist or is not available for visibility timeout change.`,
    )
  if (!inFlight(message, world.clock.now())) throw notInFlight()
  message.visibleAt = world.clock.now() + timeout * 1_000
  becomesVisible(world, queue, message.visibleAt)
}

function shown(queue: QueueRecord, message: MessageRecord, asked: ReceiveMessageCommandInput): Message {
  const system = systemOf(message)
  const names: readonly string[] = [...(asked.AttributeNames ?? []), ...(asked.MessageSystemAttributeNames ?? [])]
  const given = Object.entries(system).filter(
    ([name, value]) => value !== undefined && (names.includes('All') || names.includes(name)),
  )
  const chosen = chosenAttributes(message.attributes, asked.MessageAttributeNames ?? [])
  const digest = md5OfAttributes(chosen)
  return {
    MessageId: message.id,
    ReceiptHandle: handleOf(queue, message),
    MD5OfBody: message.md5,
    Body: message.body,
    ...(given.length > 0 && { Attributes: Object.fromEntries(given) }),
    ...(digest && { MD5OfMessageAttributes: digest, MessageAttributes: chosen }),
  }
}

const systemOf = (message: MessageRecord): Record<string, string | undefined> => ({
  SenderId: message.sender,
  SentTimestamp: String(message.sentAt),
  ApproximateReceiveCount: String(message.receives),
  ApproximateFirstReceiveTimestamp: String(message.firstReceivedAt ?? message.sentAt),
  AWSTraceHeader: message.trace,
  MessageGroupId: message.group,
  MessageDeduplicationId: message.deduplication,
  SequenceNumber: message.sequence,
  DeadLetterQueueSourceArn: message.from,
})
