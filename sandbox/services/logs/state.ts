import type { MetricFilter, SubscriptionFilter } from '@aws-sdk/client-cloudwatch-logs'
import type { Region } from '../../world/region'

/** CloudWatch Logs of one account and region. */
export interface LogsState {
  /** By name. */
  groups: Map<string, GroupRecord>
  /** Insights queries by id, the oldest first. */
  queries: Map<string, QueryRecord>
}

export interface GroupRecord {
  name: string
  createdAt: number
  retentionDays?: number
  storedBytes: number
  tags: Map<string, string>
  streams: Map<string, StreamRecord>
  /** By name. */
  metricFilters: Map<string, MetricFilter>
  subscriptionFilters: Map<string, SubscriptionFilter>
}

export interface StreamRecord {
  name: string
  createdAt: number
  /** In the order of time, then of arrival. */
  events: LogRecord[]
  /** Events ever taken, which numbers the next. */
  taken: number
  lastIngestion?: number
}

/** Times in epoch milliseconds. `id` grows with arrival. */
export interface LogRecord {
  id: number
  at: number
  ingested: number
  message: string
}

/** A query and what it found, which is told once it is complete. */
export interface QueryRecord {
  id: string
  text: string
  /** The first it looks at, and how many those are. */
  group: string
  groups: number
  /** ARN of the principal who started it. */
  by: string
  createdAt: number
  /** When its results were asked for last. */
  askedAt?: number
  completedAt?: number
  stoppedAt?: number
  columns: string[]
  rows: (string | undefined)[][]
  /** Events that fit the filters, events looked at, and the bytes of these. */
  matched: number
  scanned: number
  bytes: number
}

export const newLogsState = (): LogsState => ({ groups: new Map(), queries: new Map() })

/** A stream of containers that run for months must not fill the memory: the oldest fifth goes when it is full. */
const mostEvents = 20_000

export function ensureGroup(region: Region, name: string): GroupRecord {
  let group = region.logs.groups.get(name)
  if (!group) {
    group = {
      name,
      createdAt: region.clock.now(),
      storedBytes: 0,
      tags: new Map(),
      streams: new Map(),
      metricFilters: new Map(),
      subscriptionFilters: new Map(),
    }
    region.logs.groups.set(name, group)
  }
  return group
}

export function ensureStream(region: Region, group: GroupRecord, name: string): StreamRecord {
  let stream = group.streams.get(name)
  if (!stream) {
    stream = { name, createdAt: region.clock.now(), events: [], taken: 0 }
    group.streams.set(name, stream)
  }
  return stream
}

/** Puts one event where its time belongs. */
export function put(region: Region, group: GroupRecord, stream: StreamRecord, at: number, message: string): void {
  const record: LogRecord = { id: stream.taken++, at, ingested: region.clock.now(), message }
  const { events } = stream
  let index = events.length
  while (index > 0 && (events[index - 1]?.at ?? 0) > at) index--
  events.splice(index, 0, record)
  if (events.length > mostEvents) events.splice(0, mostEvents / 5)
  group.storedBytes += Buffer.byteLength(message) + 26
  stream.lastIngestion = record.ingested
}

/** What the awslogs driver does: one line, in a group and stream that are made when they are not there. */
export function appendLog(region: Region, group: string, stream: string, timestampMs: number, message: string): void {
  const into = ensureGroup(region, group)
  put(region, into, ensureStream(region, into, stream), timestampMs, message)
}

/** The index of the first event not before `start`. */
export function firstAt(events: readonly LogRecord[], start: number): number {
  let low = 0
  let high = events.length
  while (low < high) {
    const middle = (low + high) >> 1
    if ((events[middle]?.at ?? 0) < start) low = middle + 1
    else high = middle
  }
  return low
}
