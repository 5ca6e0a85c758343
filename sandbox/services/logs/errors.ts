import {
  InvalidParameterException,
  LimitExceededException,
  ResourceAlreadyExistsException,
  ResourceNotFoundException,
} from '@aws-sdk/client-cloudwatch-logs'
import { unfit } from '../../wire/errors'
import type { Region } from '../../world/region'
import type { GroupRecord, StreamRecord } from './state'

const $metadata = {}
/** CloudWatch Logs' own words. */
export const invalid = (message: string) => new InvalidParameterException({ message, $metadata })
export const exists = (what: 'group' | 'stream') =>
  new ResourceAlreadyExistsException({ message: `The specified log ${what} already exists`, $metadata })
export const missing = (what: 'group' | 'stream') =>
  new ResourceNotFoundException({ message: `The specified log ${what} does not exist.`, $metadata })

export const filterMissing = (what: 'metric' | 'subscription') =>
  new ResourceNotFoundException({ message: `The specified ${what} filter does not exist.`, $metadata })
export const queryMissing = (id: string) =>
  new ResourceNotFoundException({ message: `Query with the id ${id} does not exist.`, $metadata })
export const full = () => new LimitExceededException({ message: 'Resource limit exceeded.', $metadata })

/** https://docs.aws.amazon.com/AmazonCloudWatchLogs/latest/APIReference/API_MetricFilter.html */
export function filterNameOf(name = ''): string {
  if (!/^[^:*]{1,512}$/s.test(name))
    throw invalid(unfit('filterName', name, 'satisfy regular expression pattern: [^:*]*'))
  return name
}

export function within(path: string, { length }: readonly unknown[], least: number, most: number): void {
  if (length >= least && length <= most) return
  const bound = length < least ? `greater than or equal to ${least}` : `less than or equal to ${most}`
  throw invalid(
    `1 validation error detected: Value at '${path}' failed to satisfy constraint: Member must have length ${bound}`,
  )
}

/** By name, or by the ARN or name that newer operations call an identifier. */
export function groupOf({ logs }: Region, name: string | undefined, identifier?: string): GroupRecord {
  if (name !== undefined && identifier !== undefined)
    throw invalid('LogGroup name and LogGroup ARN are mutually exclusive parameters.')
  const text = name ?? identifier
  if (text === undefined) throw invalid('Either logGroupName or logGroupIdentifier must be given.')
  const group = logs.groups.get(text.replace(/^arn:[^:]*:logs:[^:]*:\d*:log-group:/, '').replace(/:\*$/, ''))
  if (!group) throw missing('group')
  return group
}

export function streamOf(group: GroupRecord, name: string | undefined): StreamRecord {
  const stream = group.streams.get(name ?? '')
  if (!stream) throw missing('stream')
  return stream
}

export function limitOf(limit: number | undefined, most: number, usual = most, path = 'limit'): number {
  const given = limit ?? usual
  if (given < 1 || given > most)
    throw invalid(
      `1 validation error detected: Value '${given}' at '${path}' failed to satisfy constraint: Member must have value ${given < 1 ? 'greater than or equal to 1' : `less than or equal to ${most}`}`,
    )
  return given
}

/** Epoch milliseconds. A time beyond those a Date holds is as good as the last of these. */
export function timesOf(input: { startTime?: number | undefined; endTime?: number | undefined }) {
  const read = (path: 'startTime' | 'endTime', otherwise: number) => {
    const given = input[path] ?? otherwise
    if (given < 0) throw invalid(unfit(path, given, 'have value greater than or equal to 0'))
    return Math.min(Math.trunc(given), 8.64e15)
  }
  return { startTime: read('startTime', 0), endTime: read('endTime', 8.64e15) }
}

export const badToken = () => invalid('The specified nextToken is invalid.')
