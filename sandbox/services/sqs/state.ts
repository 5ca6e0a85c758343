import type { MessageAttributeValue } from '@aws-sdk/client-sqs'

/** SQS of one account and region. */
export interface SqsState {
  /** By name. */
  queues: Map<string, QueueRecord>
  /** When a queue of a name was deleted: the name is free again a minute later. */
  deleted: Map<string, number>
}

/** Times in epoch milliseconds. */
export interface QueueRecord {
  name: string
  arn: string
  /** What was set, by name; `attributes.ts` knows what the rest are. */
  attributes: Map<string, string>
  tags: Map<string, string>
  createdAt: number
  changedAt: number
  purgedAt?: number
  /** By id, oldest first. */
  messages: Map<string, MessageRecord>
  /** FIFO: what was sent of late, by deduplication id (and group, where the scope is the group). */
  sent: Map<string, { at: number; id: string; sequence: string }>
  sequence: number
}

export interface MessageRecord {
  id: string
  body: string
  md5: string
  attributes: Record<string, MessageAttributeValue>
  attributesMd5?: string
  sender: string
  sentAt: number
  /** World time from which it can be received. */
  visibleAt: number
  receives: number
  firstReceivedAt?: number
  trace?: string
  group?: string
  deduplication?: string
  sequence?: string
  /** The ARN of the queue that gave up on it. */
  from?: string
}

export const newSqsState = (): SqsState => ({ queues: new Map(), deleted: new Map() })
