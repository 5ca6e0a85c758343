import type * as cloudwatch from '@aws-sdk/client-cloudwatch'
import { type DimensionFilter, type Metric, RecentlyActive } from '@aws-sdk/client-cloudwatch'
import type { Handlers } from '../../wire/handlers'
import { pageOf } from '../../wire/page'
import { catalogue, type Named, type Wanted } from '../../world/metrics/catalogue'
import type { Region } from '../../world/region'
import { badToken, checkLength, checkWord } from './errors'

const HOUR = 3_600_000
const PAGE = 500

/** Every metric that has had a point of late, each once: those of the world, then what PutMetricData said. */
export function allMetrics(world: Region, wanted: Wanted, since = 14 * 24 * HOUR): Named[] {
  const out = [...catalogue(world, wanted)]
  const from = world.clock.now() - since
  const seen = new Set<string>()
  for (const { namespace, name, dimensions, points } of world.cloudwatch.metrics.values()) {
    if ((points.at(-1)?.at ?? 0) < from || !wanted.namespace(namespace) || !wanted.name(name)) continue
    const named = dimensions.map(({ Name = '', Value = '' }) => ({ Name, Value }))
    if (!wanted.dimensions(named)) continue
    const key = JSON.stringify([namespace, name, dimensions])
    if (!seen.has(key)) out.push({ namespace, name, dimensions: named })
    seen.add(key)
  }
  return out
}

const passes = (filters: readonly DimensionFilter[]) => (dimensions: Named['dimensions']) =>
  filters.every(({ Name, Value }) =>
    dimensions.some((one) => one.Name === Name && (Value === undefined || one.Value === Value)),
  )

// https://docs.aws.amazon.com/AmazonCloudWatch/latest/APIReference/API_ListMetrics.html
export const listMetrics: Handlers<typeof cloudwatch, Region> = {
  ListMetrics(input, world) {
    const { Namespace, MetricName, Dimensions = [] } = input
    checkLength(Namespace, 'namespace', 255)
    checkLength(MetricName, 'metricName', 255)
    checkLength(Dimensions, 'dimensions', 10, 0)
    checkWord(input.RecentlyActive, RecentlyActive, 'recentlyActive')
    const found = allMetrics(
      world,
      {
        namespace: (namespace) => Namespace === undefined || namespace === Namespace,
        name: (name) => MetricName === undefined || name === MetricName,
        dimensions: passes(Dimensions),
      },
      input.RecentlyActive ? 3 * HOUR : undefined,
    )
    const { items, next } = pageOf(found, { size: PAGE, token: input.NextToken, refuse: badToken })
    const Metrics: Metric[] = items.map(({ namespace, name, dimensions }) => ({
      Namespace: namespace,
      MetricName: name,
      Dimensions: dimensions.map((one) => ({ ...one })),
    }))
    return { Metrics, ...(next && { NextToken: next }) }
  },
}
