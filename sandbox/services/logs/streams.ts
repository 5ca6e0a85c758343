import type * as logs from '@aws-sdk/client-cloudwatch-logs'
import type { LogStream } from '@aws-sdk/client-cloudwatch-logs'
import type { Handlers } from '../../wire/handlers'
import { pageOf } from '../../wire/page'
import type { Region } from '../../world/region'
import { badToken, exists, groupOf, invalid, limitOf, streamOf } from './errors'
import { ensureStream, type GroupRecord, type StreamRecord } from './state'

export const streams: Handlers<typeof logs, Region> = {
  CreateLogStream(input, world) {
    const group = groupOf(world, input.logGroupName)
    const name = input.logStreamName ?? ''
    // https://docs.aws.amazon.com/AmazonCloudWatchLogs/latest/APIReference/API_CreateLogStream.html
    if (!/^[^:*]{1,512}$/s.test(name))
      throw invalid(
        `1 validation error detected: Value '${name}' at 'logStreamName' failed to satisfy constraint: Member must satisfy regular expression pattern: [^:*]*`,
      )
    if (group.streams.has(name)) throw exists('stream')
    ensureStream(world, group, name)
    return {}
  },

  DescribeLogStreams(input, world) {
    const { logStreamNamePrefix: prefix, orderBy = 'LogStreamName', descending = false, nextToken } = input
    if (prefix !== undefined && orderBy === 'LastEventTime')
      throw invalid('Cannot order by LastEventTime with a logStreamNamePrefix.')
    const group = groupOf(world, input.logGroupName, input.logGroupIdentifier)
    const found = [...group.streams.values()].filter(({ name }) => name.startsWith(prefix ?? ''))
    const lastOf = ({ events }: StreamRecord) => events.at(-1)?.at ?? 0
    const order = orderBy === 'LastEventTime' ? (a: StreamRecord, b: StreamRecord) => lastOf(a) - lastOf(b) : () => 0
    found.sort((a, b) => order(a, b) || (a.name < b.name ? -1 : 1))
    if (descending) found.reverse()
    const { items, next } = pageOf(found, { size: limitOf(input.limit, 50), token: nextToken, refuse: badToken })
    return { logStreams: items.map((stream) => view(world, group, stream)), ...(next && { nextToken: next }) }
  },

  DeleteLogStream(input, world) {
    const group = groupOf(world, input.logGroupName)
    group.streams.delete(streamOf(group, input.logStreamName).name)
    return {}
  },
}

function view({ account, region }: Region, group: GroupRecord, stream: StreamRecord): LogStream {
  const [first] = stream.events
  const last = stream.events.at(-1)
  return {
    logStreamName: stream.name,
    creationTime: stream.createdAt,
    ...(first && { firstEventTimestamp: first.at }),
    ...(last && { lastEventTimestamp: last.at }),
    ...(stream.lastIngestion !== undefined && { lastIngestionTime: stream.lastIngestion }),
    uploadSequenceToken: String(stream.taken).padStart(56, '4'),
    arn: `arn:aws:logs:${region}:${account}:log-group:${group.name}:log-stream:${stream.name}`,
    storedBytes: 0,
  }
}
