import type { Dimension } from '@aws-sdk/client-cloudwatch'
import { find } from '../../world/metrics/catalogue'
import type { Sample } from '../../world/metrics/load'
import type { Region } from '../../world/region'
import { badValue, checkLength } from './errors'

const MINUTE = 60_000
/** How many measurements of the world are taken of one period: an hour is whole, of a day every 24th minute is. */
const TAKEN = 60

export const sorted = (dimensions: readonly Dimension[] = []): Dimension[] =>
  dimensions
    .map(({ Name, Value }) => ({ Name, Value }))
    .sort((a, b) => ((a.Name ?? '') < (b.Name ?? '') ? -1 : (a.Name ?? '') > (b.Name ?? '') ? 1 : 0))

export const keyOf = (namespace: string, name: string, dimensions: readonly Dimension[], unit: string): string =>
  JSON.stringify([namespace, name, sorted(dimensions).map((one) => [one.Name, one.Value]), unit])

/** https://docs.aws.amazon.com/AmazonCloudWatch/latest/APIReference/API_Dimension.html: 30 at most, none twice */
export function checkDimensions(dimensions: readonly Dimension[] | undefined, at = 'dimensions'): void {
  if (!dimensions) return
  checkLength(dimensions, at, 30, 0)
  for (const [index, { Name = '', Value = '' }] of dimensions.entries()) {
    checkLength(Name, `${at}.${index + 1}.member.name`, 255)
    checkLength(Value, `${at}.${index + 1}.member.value`, 1024)
    if (Name.startsWith(':')) throw badValue(`Dimension name ${Name} must not start with a colon.`)
  }
  if (new Set(dimensions.map(({ Name }) => Name)).size < dimensions.length)
    throw badValue('A metric cannot have two dimensions of one name.')
}

/** How a metric is read: the samples of a period that begins at a time. */
export interface Reader {
  unit: string | undefined
  /** @param from epoch milliseconds, included @param until excluded */
  samples(from: number, until: number): Sample[]
}

/** A metric by its exact name and dimensions, put by somebody or the world's own. One never heard of has no samples. */
export function readerOf(
  world: Region,
  namespace: string,
  name: string,
  dimensions: readonly Dimension[] = [],
  unit?: string,
): Reader {
  const series = find(world, namespace, name, dimensions)
  if (series) {
    // One asked for in another unit has no data: https://docs.aws.amazon.com/AmazonCloudWatch/latest/APIReference/API_MetricStat.html
    if (unit !== undefined && unit !== series.unit) return { unit, samples: () => [] }
    const last = Math.floor(world.clock.now() / MINUTE) * MINUTE
    return {
      unit: series.unit,
      samples(from, until) {
        const stride = Math.max(1, Math.ceil((until - from) / MINUTE / TAKEN))
        const out: Sample[] = []
        // The minute that runs is not over, so nothing is known of it
        for (let at = Math.ceil(from / MINUTE) * MINUTE; at < until && at < last; at += stride * MINUTE) {
          const sample = series.sample(at)
          if (sample) out.push(stride === 1 ? sample : weigh(sample, stride))
        }
        return out
      },
    }
  }
  const own = sorted(dimensions)
  const units = unit === undefined ? unitsOf(world, namespace, name, own) : [unit]
  const stored = units.flatMap((one) => world.cloudwatch.metrics.get(keyOf(namespace, name, own, one)) ?? [])
  return {
    unit: stored[0]?.unit,
    samples: (from, until) => stored.flatMap(({ points }) => between(points, from, until)),
  }
}

const weigh = (sample: Sample, times: number): Sample => ({
  ...sample,
  count: sample.count * times,
  sum: sample.sum * times,
  ...(sample.values && { values: sample.values.map(([value, count]) => [value, count * times] as const) }),
})

function unitsOf(world: Region, namespace: string, name: string, dimensions: readonly Dimension[]): string[] {
  const start = keyOf(namespace, name, dimensions, '').slice(0, -3)
  const out: string[] = []
  for (const [key, metric] of world.cloudwatch.metrics) if (key.startsWith(start)) out.push(metric.unit)
  return out
}

/** The first of points, in the order of time, that is not before a moment. */
export function firstAt(points: readonly Sample[], at: number): number {
  let low = 0
  let high = points.length
  while (low < high) {
    const middle = (low + high) >> 1
    if ((points[middle]?.at ?? 0) < at) low = middle + 1
    else high = middle
  }
  return low
}

const between = (points: readonly Sample[], from: number, until: number): Sample[] =>
  points.slice(firstAt(points, from), firstAt(points, until))
