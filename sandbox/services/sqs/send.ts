import { createHash } from 'node:crypto'
import type * as sqs from '@aws-sdk/client-sqs'
import type { SendMessageBatchRequestEntry, SendMessageResult } from '@aws-sdk/client-sqs'
import type { Caller, Handlers } from '../../wire/handlers'
import type { Region } from '../../world/region'
import { isFifo, numberOf } from './attributes'
import { inBatch } from './batch'
import { badContents, batch, invalidValue, missingParameter } from './errors'
import { checkMessageAttributes, md5, md5OfAttributes } from './message-attributes'
import { becomesVisible, dropOld, findQueue } from './queues'
import type { MessageRecord, QueueRecord } from './state'

type Sending = Omit<SendMessageBatchRequestEntry, 'Id'>

/** Within it a FIFO queue takes the same message once: API_SendMessage, MessageDeduplicationId */
const ONCE = 300_000
// biome-ignore lint/suspicious/noControlCharactersInRegex: these are the characters that SQS refuses
const REFUSED = /[\u0000-\u0008\u000b\u000c\u000e-\u001f\ufffe\uffff]/

export const send: Handlers<typeof sqs, Region> = {
  SendMessage(input, world, caller) {
    const queue = findQueue(world, input.QueueUrl)
    const size = check(queue, input)
    if (size > numberOf(queue, 'MaximumMessageSize')) throw tooLong(queue)
    return sent(world, queue, input, caller)
  },

  SendMessageBatch(input, world, caller) {
    const queue = findQueue(world, input.QueueUrl)
    const entries = input.Entries ?? []
    const size = entries.reduce((sum, { MessageBody = '' }) => sum + Buffer.byteLength(MessageBody), 0)
    if (size > 1_048_576) throw batch.tooLong(size)
    return inBatch('SendMessageBatchRequestEntry', entries, (entry) => {
      if (check(queue, entry) > numberOf(queue, 'MaximumMessageSize')) throw tooLong(queue)
      const { MessageId = '', MD5OfMessageBody = '', ...rest } = sent(world, queue, entry, caller)
      return { Id: entry.Id ?? '', MessageId, MD5OfMessageBody, ...rest }
    })
  },
}

const tooLong = (queue: QueueRecord) =>
  invalidValue(
    `One or more parameters are invalid. Reason: Message must be shorter than ${numberOf(queue, 'MaximumMessageSize')} bytes.`,
  )

/** @returns the message's size in bytes */
function check(queue: QueueRecord, asked: Sending): number {
  const { MessageBody = '', DelaySeconds, MessageGroupId, MessageDeduplicationId, MessageAttributes = {} } = asked
  if (MessageBody === '') throw missingParameter('MessageBody')
  const bad = REFUSED.exec(MessageBody)?.[0]
  if (bad !== undefined)
    throw badContents(
      `Invalid binary character '#x${bad.charCodeAt(0).toString(16).toUpperCase()}' was found in the message body, the set of allowed characters is #x9 | #xA | #xD | [#x20 to #xD7FF] | [#xE000 to #xFFFD] | [#x10000 to #x10FFFF]`,
    )
  if (DelaySeconds !== undefined && !(DelaySeconds >= 0 && DelaySeconds <= 900))
    throw invalidValue(
      `Value ${DelaySeconds} for parameter DelaySeconds is invalid. Reason: DelaySeconds must be >= 0 and <= 900.`,
    )
  for (const [name, value] of Object.entries({ MessageGroupId, MessageDeduplicationId }))
    if (value !== undefined && !/^[!-~]{1,128}$/.test(value))
      throw invalidValue(
        `Value ${value} for parameter ${name} is invalid. Reason: ${name} can only include alphanumeric and punctuation characters. 1 to 128 in length.`,
      )
  if (isFifo(queue)) {
    if (!MessageGroupId) throw missingParameter('MessageGroupId')
    if (DelaySeconds)
      throw invalidValue(
        `Value ${DelaySeconds} for parameter DelaySeconds is invalid. Reason: The request include parameter that is not valid for this queue type.`,
      )
    if (!MessageDeduplicationId && queue.attributes.get('ContentBasedDeduplication') !== 'true')
      throw invalidValue(
        'The queue should either have ContentBasedDeduplication enabled or MessageDeduplicationId provided explicitly',
      )
  } else if (MessageDeduplicationId)
    throw invalidValue(
      `Value ${MessageDeduplicationId} for parameter MessageDeduplicationId is invalid. Reason: The request include parameter that is not valid for this queue type.`,
    )
  return Buffer.byteLength(MessageBody) + checkMessageAttributes(MessageAttributes)
}

function sent(world: Region, queue: QueueRecord, asked: Sending, caller: Caller): SendMessageResult {
  const { MessageBody = '', MessageAttributes = {}, MessageSystemAttributes = {} } = asked
  const now = world.clock.now()
  const attributesMd5 = md5OfAttributes(MessageAttributes)
  const systemMd5 = md5OfAttributes(MessageSystemAttributes as typeof MessageAttributes)
  const fifo = isFifo(queue)
  const deduplication = fifo
    ? (asked.MessageDeduplicationId ?? createHash('sha256').update(MessageBody).digest('hex'))
    : undefined
  const once = deduplication && onceKey(queue, deduplication, asked.MessageGroupId)
  const before = once ? queue.sent.get(once) : undefined
  const digests = {
    MD5OfMessageBody: md5(MessageBody),
    ...(attributesMd5 && { MD5OfMessageAttributes: attributesMd5 }),
    ...(systemMd5 && { MD5OfMessageSystemAttributes: systemMd5 }),
  }
  if (before && before.at + ONCE > now) return { ...digests, MessageId: before.id, SequenceNumber: before.sequence }
  const message = put(world, queue, {
    body: MessageBody,
    attributes: MessageAttributes,
    delay: asked.DelaySeconds,
    sender: caller.accessKeyId || caller.account,
    trace: MessageSystemAttributes.AWSTraceHeader?.StringValue,
    group: asked.MessageGroupId,
    deduplication,
  })
  const { id, sequence } = message
  return { ...digests, MessageId: id, ...(sequence && { SequenceNumber: sequence }) }
}

const onceKey = (queue: QueueRecord, deduplication: string, group = '') =>
  queue.attributes.get('DeduplicationScope') === 'messageGroup' ? `${group} ${deduplication}` : deduplication

interface Put {
  body: string
  sender: string
  attributes?: MessageRecord['attributes']
  delay?: number | undefined
  trace?: string | undefined
  group?: string | undefined
  deduplication?: string | undefined
}

/** Lays a message into a queue and wakes whoever waits for one. */
export function put(world: Region, queue: QueueRecord, given: Put): MessageRecord {
  dropOld(world, queue)
  const { body, attributes = {}, delay = numberOf(queue, 'DelaySeconds'), sender, trace, group, deduplication } = given
  const now = world.clock.now()
  const attributesMd5 = md5OfAttributes(attributes)
  const sequence = isFifo(queue) ? String(++queue.sequence).padStart(20, '18800000000000000000') : undefined
  const message: MessageRecord = {
    id: world.random.uuid(),
    body,
    md5: md5(body),
    attributes,
    ...(attributesMd5 && { attributesMd5 }),
    sender,
    sentAt: now,
    visibleAt: now + delay * 1_000,
    receives: 0,
    ...(trace !== undefined && { trace }),
    ...(group !== undefined && { group }),
    ...(deduplication !== undefined && { deduplication }),
    ...(sequence !== undefined && { sequence }),
  }
  queue.messages.set(message.id, message)
  if (deduplication !== undefined && sequence !== undefined) remember(queue, message, now)
  becomesVisible(world, queue, message.visibleAt)
  return message
}

function remember(queue: QueueRecord, { id, deduplication = '', group, sequence = '' }: MessageRecord, now: number) {
  for (const [key, { at }] of queue.sent) {
    if (at + ONCE > now) break
    queue.sent.delete(key)
  }
  const key = onceKey(queue, deduplication, group)
  queue.sent.delete(key)
  queue.sent.set(key, { at: now, id, sequence })
}
