import type * as cloudwatch from '@aws-sdk/client-cloudwatch'
import { type MetricDataResult, ScanBy } from '@aws-sdk/client-cloudwatch'
import type { Handlers } from '../../wire/handlers'
import type { Region } from '../../world/region'
import { badToken, checkLength, checkWord, invalid } from './errors'
import { labelOf } from './labels'
import { answer, checkQueries } from './queries'

const DAY = 86_400_000
const MOST = 100_800

/**
 * The older a time, the coarser it is taken, down to what is kept of it; a short period goes by its own divisions of the
 * minute. https://docs.aws.amazon.com/AmazonCloudWatch/latest/APIReference/API_GetMetricData.html
 */
export function roundStart(start: number, now: number, shortest: number): number {
  const age = now - start
  const step = age > 63 * DAY ? 3600 : age > 15 * DAY ? 300 : Math.min(shortest, 60)
  return Math.floor(start / (step * 1000)) * step * 1000
}

export const getMetricData: Handlers<typeof cloudwatch, Region> = {
  GetMetricData(input, world) {
    const { MetricDataQueries: queries = [], StartTime, EndTime, MaxDatapoints = MOST, ScanBy: scan } = input
    checkLength(queries, 'metricDataQueries', 500, 1)
    checkWord(scan, ScanBy, 'scanBy')
    if (!Number.isInteger(MaxDatapoints) || MaxDatapoints < 1 || MaxDatapoints > MOST)
      throw invalid(`The value ${MaxDatapoints} for parameter MaxDatapoints must be between 1 and ${MOST}.`)
    const trees = checkQueries(queries, 'MetricDataQueries')
    if (queries.every((one) => one.ReturnData === false))
      throw invalid('At least one MetricDataQuery must return data: ReturnData is false for all of them.')
    const [start, until] = [StartTime?.getTime() ?? 0, EndTime?.getTime() ?? 0]
    if (start >= until) throw invalid('The parameter StartTime must be less than the parameter EndTime.')
    const from = roundStart(start, world.clock.now(), Math.min(...queries.map((one) => one.MetricStat?.Period ?? 60)))
    // What is not kept, and what is not yet, has no points: it need not be looked through
    const oldest = Math.max(from, roundStart(world.clock.now() - 455 * DAY, world.clock.now(), 60))
    const shortest = Math.min(...queries.map((one) => one.MetricStat?.Period ?? one.Period ?? 60)) * 1000
    const end = Math.min(until, world.clock.now() + 3 * 3_600_000)
    if ((end - oldest) / shortest > 10 * MOST)
      throw invalid('You have requested more data points than can be returned.')
    const skip = positionOf(input.NextToken)
    const lines = answer(world, queries, trees, { from: oldest, until: end })
      .filter(({ query }) => query.ReturnData !== false)
      .flatMap(({ id, query, lines }) => lines.map((line) => ({ id, label: labelOf(world, query, line), line })))
    const results: MetricDataResult[] = []
    let [passed, room, left] = [0, MaxDatapoints, false]
    for (const { id, label, line } of lines) {
      const points = [...line.points]
      if (scan !== 'TimestampAscending') points.reverse()
      const first = Math.min(points.length, Math.max(0, skip - passed))
      const page = points.slice(first, first + room)
      passed += points.length
      // A line without points is on the first page, one with points where they are
      if (points.length > 0 ? page.length === 0 && (first === points.length || room === 0) : skip > 0) {
        left ||= first < points.length
        continue
      }
      const partial = first + page.length < points.length
      left ||= partial
      room -= page.length
      results.push({
        Id: id,
        Label: label,
        Timestamps: page.map(([at]) => new Date(at)),
        Values: page.map(([, value]) => value),
        StatusCode: partial ? 'PartialData' : 'Complete',
      })
    }
    const next = left ? { NextToken: tokenOf(skip + MaxDatapoints - room) } : {}
    return { MetricDataResults: results, Messages: [], ...next }
  },
}

const tokenOf = (position: number) => Buffer.from(`points:${position}`).toString('base64url')

function positionOf(token: string | undefined): number {
  if (!token) return 0
  const found = /^points:(\d{1,9})$/.exec(Buffer.from(token, 'base64url').toString())
  if (!found) throw badToken()
  return Number(found[1])
}
