import type * as logs from '@aws-sdk/client-cloudwatch-logs'
import type { Handlers } from '../../wire/handlers'
import type { Region } from '../../world/region'
import { badToken, groupOf, invalid, limitOf, streamOf, timesOf } from './errors'
import { withinMegabyte } from './events'
import { matcher } from './pattern'
import { firstAt, type LogRecord, type StreamRecord } from './state'

/** Where a page ended: the last event given, in the order of time, stream and arrival. */
interface Place {
  at: number
  stream: string
  id: number
}

interface Found extends LogRecord {
  stream: string
}

const order = (a: Place, b: Place) => a.at - b.at || (a.stream < b.stream ? -1 : a.stream > b.stream ? 1 : a.id - b.id)

// https://docs.aws.amazon.com/AmazonCloudWatchLogs/latest/APIReference/API_FilterLogEvents.html
export const filter: Handlers<typeof logs, Region> = {
  FilterLogEvents(input, world) {
    const { logStreamNames, logStreamNamePrefix } = input
    const { startTime, endTime } = timesOf(input)
    if (logStreamNames && logStreamNamePrefix !== undefined)
      throw invalid('logStreamNames and logStreamNamePrefix are mutually exclusive parameters.')
    if (logStreamNames && (logStreamNames.length < 1 || logStreamNames.length > 100))
      throw invalid('logStreamNames takes 1 to 100 names.')
    const most = limitOf(input.limit, 10_000)
    const fits = matcher(input.filterPattern)
    const group = groupOf(world, input.logGroupName, input.logGroupIdentifier)
    const from = input.nextToken ? readToken(input.nextToken) : undefined
    const searched = logStreamNames
      ? logStreamNames.map((name) => streamOf(group, name))
      : [...group.streams.values()].filter(({ name }) => name.startsWith(logStreamNamePrefix ?? ''))
    const start = Math.max(startTime, from?.at ?? 0)
    const all = searched.flatMap((stream) => take(stream, start, endTime, most + 1, from, fits)).sort(order)
    const found = withinMegabyte(all.slice(0, most))
    const last = found.at(-1)
    return {
      events: found.map(({ stream, at, message, ingested, id }) => ({
        logStreamName: stream,
        timestamp: at,
        message,
        ingestionTime: ingested,
        eventId: eventId(stream, at, id),
      })),
      // Always empty nowadays, says AWS.
      searchedLogStreams: [],
      ...(last && found.length < all.length && { nextToken: tokenOf(last) }),
    }
  },
}

/** The first `most` events of a stream that fit; here the end of the range is part of it, unlike in GetLogEvents. */
function take(
  { name, events }: StreamRecord,
  start: number,
  end: number,
  most: number,
  from: Place | undefined,
  fits: (message: string) => boolean,
): Found[] {
  const out: Found[] = []
  for (let index = firstAt(events, start); index < events.length && out.length < most; index++) {
    const event = events[index]
    if (!event || event.at > end) break
    const found = { ...event, stream: name }
    if ((!from || order(found, from) > 0) && fits(event.message)) out.push(found)
  }
  return out
}

const tokenOf = ({ at, stream, id }: Place) =>
  Buffer.from(JSON.stringify(['filter', at, stream, id])).toString('base64url')

function readToken(token: string): Place {
  let read: unknown
  try {
    read = JSON.parse(Buffer.from(token, 'base64url').toString())
  } catch {
    throw badToken()
  }
  const [kind, at, stream, id] = Array.isArray(read) ? read : []
  if (kind !== 'filter' || typeof at !== 'number' || typeof stream !== 'string' || typeof id !== 'number')
    throw badToken()
  return { at, stream, id }
}

/** 56 digits that differ for every event of a group, as AWS's are. */
function eventId(stream: string, at: number, id: number): string {
  let h = 0
  for (let i = 0; i < stream.length; i++) h = (Math.imul(h, 31) + stream.charCodeAt(i)) >>> 0
  return `3${String(at).padStart(19, '0')}${String(h).padStart(12, '0')}${String(id).padStart(24, '0')}`
}
