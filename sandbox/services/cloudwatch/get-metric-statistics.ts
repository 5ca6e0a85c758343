import type * as cloudwatch from '@aws-sdk/client-cloudwatch'
import { type Datapoint, StandardUnit, Statistic } from '@aws-sdk/client-cloudwatch'
import type { Handlers } from '../../wire/handlers'
import type { Region } from '../../world/region'
import { badCombination, badValue, checkLength, checkWord, required } from './errors'
import { roundStart } from './get-metric-data'
import { checkDimensions, readerOf } from './metric'
import { checkPeriod } from './queries'
import { statistic } from './statistics'

const MOST = 1440

// https://docs.aws.amazon.com/AmazonCloudWatch/latest/APIReference/API_GetMetricStatistics.html
export const getMetricStatistics: Handlers<typeof cloudwatch, Region> = {
  GetMetricStatistics(input, world) {
    const { Namespace = '', MetricName = '', Dimensions, Statistics, ExtendedStatistics, Unit } = input
    checkLength(Namespace, 'namespace', 255)
    checkLength(MetricName, 'metricName', 255)
    checkDimensions(Dimensions)
    checkWord(Unit, StandardUnit, 'unit')
    checkLength(Statistics, 'statistics', 5)
    checkLength(ExtendedStatistics, 'extendedStatistics', 10)
    for (const one of Statistics ?? []) checkWord(one, Statistic, 'statistics')
    for (const one of ExtendedStatistics ?? [])
      if (!statistic(one) || one in Statistic)
        throw badValue(`The value ${one} for parameter ExtendedStatistics is not supported.`)
    if (!Statistics?.length && !ExtendedStatistics?.length)
      throw required('Must specify either Statistics or ExtendedStatistics')
    const period = checkPeriod(input.Period, 'Period')
    const [start, until] = [input.StartTime?.getTime() ?? 0, input.EndTime?.getTime() ?? 0]
    if (start >= until) throw badValue('The parameter StartTime must be less than the parameter EndTime.')
    const from = roundStart(start, world.clock.now(), period)
    const asked = Math.ceil((until - from) / (period * 1000))
    if (asked > MOST)
      throw badCombination(
        `You have requested up to ${asked} datapoints, which exceeds the limit of ${MOST}. You may reduce the datapoints requested by increasing Period, or decreasing the time range.`,
      )
    const reader = readerOf(world, Namespace, MetricName, Dimensions, Unit)
    const Datapoints: Datapoint[] = []
    for (let at = from; at < until; at += period * 1000) {
      const samples = reader.samples(at, Math.min(until, at + period * 1000))
      if (samples.length === 0) continue
      const extended: Record<string, number> = {}
      for (const one of ExtendedStatistics ?? []) {
        const value = statistic(one)?.(samples)
        if (value !== undefined) extended[one] = value
      }
      Datapoints.push({
        Timestamp: new Date(at),
        ...Object.fromEntries((Statistics ?? []).map((one) => [one, statistic(one)?.(samples)])),
        Unit: unitOf(reader.unit),
        ...(ExtendedStatistics?.length && { ExtendedStatistics: extended }),
      })
    }
    return { Label: MetricName, Datapoints }
  },
}

const unitOf = (unit: string | undefined): StandardUnit =>
  Object.values(StandardUnit).find((one) => one === unit) ?? StandardUnit.None
