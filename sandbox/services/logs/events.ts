import type * as logs from '@aws-sdk/client-cloudwatch-logs'
import { unfit } from '../../wire/errors'
import type { Handlers } from '../../wire/handlers'
import type { Region } from '../../world/region'
import { badToken, groupOf, invalid, limitOf, streamOf, timesOf, within } from './errors'
import { type LogRecord, put } from './state'

const hour = 3_600_000
const day = 24 * hour
const megabyte = 1_048_576

export const events: Handlers<typeof logs, Region> = {
  // https://docs.aws.amazon.com/AmazonCloudWatchLogs/latest/APIReference/API_PutLogEvents.html
  PutLogEvents(input, world) {
    const group = groupOf(world, input.logGroupName)
    const stream = streamOf(group, input.logStreamName)
    const given = (input.logEvents ?? []).map(({ timestamp = 0, message = '' }) => ({ timestamp, message }))
    within('logEvents', given, 1, 10_000)
    let bytes = 0
    for (const [index, { timestamp, message }] of given.entries()) {
      const path = `logEvents.${index + 1}.member`
      if (timestamp < 0) throw invalid(unfit(`${path}.timestamp`, timestamp, 'have value greater than or equal to 0'))
      if (message === '') throw invalid(unfit(`${path}.message`, '', 'have length greater than or equal to 1'))
      if (timestamp < (given[index - 1]?.timestamp ?? 0))
        throw invalid('Log events in a single PutLogEvents request must be in chronological order.')
      bytes += Buffer.byteLength(message) + 26
    }
    if (bytes > megabyte) throw invalid('Upload too large: 1048576 bytes exceeded')
    if ((given.at(-1)?.timestamp ?? 0) - (given[0]?.timestamp ?? 0) > day)
      throw invalid('The batch of log events in a single PutLogEvents request cannot span more than 24 hours.')
    const now = world.clock.now()
    const oldest = now - 14 * day
    const expired = group.retentionDays === undefined ? 0 : now - group.retentionDays * day
    const tooOld = given.filter(({ timestamp }) => timestamp < oldest).length
    const tooExpired = given.filter(({ timestamp }) => timestamp < expired).length
    const tooNew = given.findIndex(({ timestamp }) => timestamp > now + 2 * hour)
    const taken = given.slice(Math.max(tooOld, tooExpired), tooNew < 0 ? undefined : tooNew)
    for (const { timestamp, message } of taken) put(world, group, stream, timestamp, message)
    const rejected = {
      ...(tooNew >= 0 && { tooNewLogEventStartIndex: tooNew }),
      ...(tooOld > 0 && { tooOldLogEventEndIndex: tooOld }),
      ...(tooExpired > 0 && { expiredLogEventEndIndex: tooExpired }),
    }
    return {
      nextSequenceToken: String(stream.taken).padStart(56, '4'),
      ...(Object.keys(rejected).length > 0 && { rejectedLogEventsInfo: rejected }),
    }
  },

  // https://docs.aws.amazon.com/AmazonCloudWatchLogs/latest/APIReference/API_GetLogEvents.html
  GetLogEvents(input, world) {
    const { startFromHead = false, nextToken } = input
    const { startTime, endTime } = timesOf(input)
    const most = limitOf(input.limit, 10_000)
    const group = groupOf(world, input.logGroupName, input.logGroupIdentifier)
    const all = streamOf(group, input.logStreamName).events.filter(({ at }) => at >= startTime && at < endTime)
    const token = nextToken ? readToken(nextToken) : undefined
    const forward = token ? token.direction === 'f' : startFromHead
    const cut = token?.cut
    const rest = cut ? all.filter((event) => (forward ? isAfter(event, cut) : !isAfter(event, cut))) : all
    const found = withinMegabyte(forward ? rest.slice(0, most) : rest.slice(-most).reverse())
    if (!forward) found.reverse()
    const [first] = found
    const last = found.at(-1)
    // With nothing found both tokens stay where they were: the same token coming back is how a reader knows the end.
    const here = cut ?? { at: startTime, rank: -1 }
    return {
      events: found.map(({ at, message, ingested }) => ({ timestamp: at, message, ingestionTime: ingested })),
      nextForwardToken: tokenOf('f', last ? { at: last.at, rank: 2 * last.id + 1 } : here),
      nextBackwardToken: tokenOf('b', first ? { at: first.at, rank: 2 * first.id - 1 } : here),
    }
  },
}

/** A place between two events of a stream: `rank` is odd, an event's own is twice its id. */
interface Cut {
  at: number
  rank: number
}

const isAfter = (event: LogRecord, { at, rank }: Cut) => event.at > at || (event.at === at && 2 * event.id > rank)

/** AWS's tokens look like `f/31132629274945519779805322857203735586714454643391594505/s`. */
const tokenOf = (direction: 'f' | 'b', { at, rank }: Cut) =>
  `${direction}/${String(at).padStart(28, '0')}${String(rank + 1).padStart(28, '0')}/s`

function readToken(text: string): { direction: 'f' | 'b'; cut: Cut } {
  const [, direction, at, rank] = /^([fb])\/(\d{28})(\d{28})\/s$/.exec(text) ?? []
  if (direction !== 'f' && direction !== 'b') throw badToken()
  return { direction, cut: { at: Number(at), rank: Number(rank) - 1 } }
}

/** A reply holds 1 MB at most, and one event at least. */
export function withinMegabyte<T extends { message: string }>(all: readonly T[]): T[] {
  let bytes = 0
  const end = all.findIndex(({ message }, index) => {
    bytes += Buffer.byteLength(message) + 26
    return bytes > megabyte && index > 0
  })
  return end < 0 ? [...all] : all.slice(0, end)
}
