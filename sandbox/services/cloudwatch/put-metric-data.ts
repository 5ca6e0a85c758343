import type * as cloudwatch from '@aws-sdk/client-cloudwatch'
import { type MetricDatum, StandardUnit } from '@aws-sdk/client-cloudwatch'
import type { Handlers } from '../../wire/handlers'
import type { Sample } from '../../world/metrics/load'
import type { Region } from '../../world/region'
import { badCombination, badValue, checkLength, checkWord, required } from './errors'
import { checkDimensions, firstAt, keyOf, sorted } from './metric'

const HOUR = 3_600_000
/** Points of a minute are kept for 15 days: https://docs.aws.amazon.com/AmazonCloudWatch/latest/monitoring/cloudwatch_concepts.html */
const KEPT = 15 * 24 * HOUR
const LARGEST = 2 ** 360

/** One datum's measurements, checked. https://docs.aws.amazon.com/AmazonCloudWatch/latest/APIReference/API_MetricDatum.html */
function measured(datum: MetricDatum, at: string): Omit<Sample, 'at'> {
  const { Value, Values, Counts, StatisticValues: set } = datum
  const given = [Value, Values, set].filter((one) => one !== undefined).length
  if (given === 0)
    throw required(
      `At least one of the parameters ${at}.Value, ${at}.Values and ${at}.StatisticValues must be specified.`,
    )
  if (given > 1)
    throw badCombination(`The parameters ${at}.Value, ${at}.Values and ${at}.StatisticValues are mutually exclusive.`)
  const number = (value: number | undefined, name: string) => {
    if (value === undefined || !Number.isFinite(value) || Math.abs(value) > LARGEST)
      throw badValue(`The value ${value} for parameter ${at}.${name} is invalid.`)
    return value
  }
  if (set) {
    const count = number(set.SampleCount, 'StatisticValues.SampleCount')
    const min = number(set.Minimum, 'StatisticValues.Minimum')
    const max = number(set.Maximum, 'StatisticValues.Maximum')
    if (count <= 0)
      throw badValue(`The value ${count} for parameter ${at}.StatisticValues.SampleCount must be greater than 0.`)
    if (min > max) throw badValue(`The parameter ${at}.StatisticValues.Minimum must not be greater than Maximum.`)
    return { count, sum: number(set.Sum, 'StatisticValues.Sum'), min, max }
  }
  const values = Values ?? [Value ?? 0]
  const counts = Counts ?? values.map(() => 1)
  checkLength(values, `${at}.Values`, 150)
  if (counts.length !== values.length)
    throw badValue(`The parameters ${at}.Values and ${at}.Counts must be of the same length.`)
  let [count, sum, min, max] = [0, 0, Number.POSITIVE_INFINITY, Number.NEGATIVE_INFINITY]
  for (const [index, one] of values.entries()) {
    const value = number(one, Values ? `Values.member.${index + 1}` : 'Value')
    const times = number(counts[index], `Counts.member.${index + 1}`)
    if (times < 0)
      throw badValue(`The value ${times} for parameter ${at}.Counts.member.${index + 1} must not be negative.`)
    count += times
    sum += value * times
    min = Math.min(min, value)
    max = Math.max(max, value)
  }
  return { count, sum, min, max, values: values.map((value, index) => [value, counts[index] ?? 1] as const) }
}

export const putMetricData: Handlers<typeof cloudwatch, Region> = {
  PutMetricData(input, world) {
    const { Namespace: namespace = '' } = input
    checkLength(namespace, 'namespace', 255)
    // https://docs.aws.amazon.com/AmazonCloudWatch/latest/APIReference/API_PutMetricData.html
    if (namespace.startsWith('AWS/'))
      throw badValue('The value AWS/ for parameter Namespace is invalid: it must not start with AWS/.')
    if (namespace.startsWith(':')) throw badValue(`The value ${namespace} for parameter Namespace is invalid.`)
    const data = [...(input.MetricData ?? []), ...(input.EntityMetricData ?? []).flatMap((one) => one.MetricData ?? [])]
    if (data.length === 0) throw required('The parameter MetricData is required.')
    if (data.length > 1000) throw badValue('The collection MetricData must not have a size greater than 1000.')
    const now = world.clock.now()
    const checked = data.map((datum, index) => {
      const at = `MetricData.member.${index + 1}`
      checkLength(datum.MetricName ?? '', `metricData.${index + 1}.member.metricName`, 255)
      checkDimensions(datum.Dimensions, `metricData.${index + 1}.member.dimensions`)
      checkWord(datum.Unit, StandardUnit, `metricData.${index + 1}.member.unit`)
      const { StorageResolution: resolution = 60 } = datum
      if (resolution !== 1 && resolution !== 60)
        throw badValue(`The value ${resolution} for parameter ${at}.StorageResolution must be 1 or 60.`)
      const when = datum.Timestamp?.getTime() ?? now
      if (when < now - 14 * 24 * HOUR || when > now + 2 * HOUR)
        throw badValue(
          `The parameter ${at}.Timestamp must specify a time within the past two weeks and the next two hours.`,
        )
      const step = resolution * 1000
      return { datum, sample: { at: Math.floor(when / step) * step, ...measured(datum, at) } }
    })
    for (const { datum, sample } of checked) store(world, namespace, datum, sample)
    return {}
  },
}

function store(world: Region, namespace: string, datum: MetricDatum, sample: Sample): void {
  if (sample.count === 0) return
  const { metrics } = world.cloudwatch
  const { MetricName: name = '', Unit: unit = 'None' } = datum
  const key = keyOf(namespace, name, datum.Dimensions ?? [], unit)
  let metric = metrics.get(key)
  if (!metric) {
    metric = { namespace, name, dimensions: sorted(datum.Dimensions), unit, points: [] }
    metrics.set(key, metric)
  }
  const { points } = metric
  const index = firstAt(points, sample.at)
  const there = points[index]
  if (there?.at === sample.at) points[index] = together(there, sample)
  else points.splice(index, 0, sample)
  const old = firstAt(points, world.clock.now() - KEPT)
  if (old > 64) points.splice(0, old)
}

function together(a: Sample, b: Sample): Sample {
  const { values: one, values: _, ...rest } = a
  const merged = {
    ...rest,
    count: a.count + b.count,
    sum: a.sum + b.sum,
    min: Math.min(a.min, b.min),
    max: Math.max(a.max, b.max),
  }
  if (!one || !b.values) return merged
  const all = new Map(one)
  for (const [value, times] of b.values) all.set(value, (all.get(value) ?? 0) + times)
  return { ...merged, values: [...all] }
}
