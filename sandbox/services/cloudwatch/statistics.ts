import type { Sample } from '../../world/metrics/load'

const round = (value: number): number => Number(value.toPrecision(15))

type Compute = (samples: readonly Sample[]) => number | undefined

const total = (samples: readonly Sample[]) => samples.reduce((sum, one) => sum + one.sum, 0)
const count = (samples: readonly Sample[]) => samples.reduce((sum, one) => sum + one.count, 0)

const basic: Record<string, Compute> = {
  SampleCount: count,
  Sum: (samples) => round(total(samples)),
  Average: (samples) => round(total(samples) / count(samples)),
  Minimum: (samples) => round(Math.min(...samples.map((one) => one.min))),
  Maximum: (samples) => round(Math.max(...samples.map((one) => one.max))),
}

type Weighted = readonly (readonly [value: number, count: number])[]

/**
 * What a statistic makes of samples: `Average`, `p99`, `tm99`, `TM(10%:90%)`, `PR(:300)`, `IQM`, `wm95`, `tc90`, `ts90`.
 * https://docs.aws.amazon.com/AmazonCloudWatch/latest/monitoring/Statistics-definitions.html
 * @returns undefined where there is no such statistic
 */
export function statistic(stat: string): Compute | undefined {
  const known = Object.hasOwn(basic, stat) ? basic[stat] : undefined
  if (known) return (samples) => (samples.length === 0 ? undefined : known(samples))
  const make = extended(stat)
  if (!make) return undefined
  return (samples) => {
    const values = valuesOf(samples)
    const made = values && values.length > 0 ? make(values) : undefined
    return made === undefined || !Number.isFinite(made) ? undefined : round(made)
  }
}

/** Values in their order; undefined where only statistics of them are known. */
function valuesOf(samples: readonly Sample[]): Weighted | undefined {
  const out: (readonly [number, number])[] = []
  for (const one of samples) {
    if (one.values) out.push(...one.values)
    // A set of statistics has percentiles only where all its values are one: API_PutMetricData
    else if (one.min === one.max) out.push([one.min, one.count])
    else return undefined
  }
  return out.sort((a, b) => a[0] - b[0])
}

function extended(stat: string): ((values: Weighted) => number | undefined) | undefined {
  const percentile = /^p(\d{1,2}(?:\.\d{1,10})?|100)$/.exec(stat)
  if (percentile) return (values) => percentileOf(values, Number(percentile[1]) / 100)
  if (stat === 'IQM') return (values) => trimmed('TM', values, percentileOf(values, 0.25), percentileOf(values, 0.75))
  const short = /^(tm|wm|tc|ts)(\d{1,2}(?:\.\d{1,10})?)$/.exec(stat)
  if (short)
    return (values) =>
      trimmed(
        (short[1] ?? '').toUpperCase(),
        values,
        Number.NEGATIVE_INFINITY,
        percentileOf(values, Number(short[2]) / 100),
      )
  const long = /^(TM|WM|TC|TS|PR)\((-?[\d.]+%?)?:(-?[\d.]+%?)?\)$/.exec(stat)
  if (!long || (long[2] === undefined && long[3] === undefined)) return undefined
  const bound = (values: Weighted, text: string | undefined, none: number) =>
    text === undefined
      ? none
      : text.endsWith('%')
        ? percentileOf(values, Number(text.slice(0, -1)) / 100)
        : Number(text)
  return (values) =>
    trimmed(
      long[1] ?? '',
      values,
      bound(values, long[2], Number.NEGATIVE_INFINITY),
      bound(values, long[3], Number.POSITIVE_INFINITY),
    )
}

/** Between the two values that stand around the rank. */
function percentileOf(values: Weighted, part: number): number {
  const all = values.reduce((sum, [, times]) => sum + times, 0)
  const rank = part * (all - 1)
  const [low, high] = [valueAt(values, Math.floor(rank)), valueAt(values, Math.ceil(rank))]
  return low + (high - low) * (rank - Math.floor(rank))
}

function valueAt(values: Weighted, rank: number): number {
  let seen = 0
  for (const [value, times] of values) {
    seen += times
    if (rank < seen) return value
  }
  return values.at(-1)?.[0] ?? 0
}

function trimmed(kind: string, values: Weighted, low: number, high: number): number | undefined {
  const all = values.reduce((sum, [, times]) => sum + times, 0)
  if (kind === 'WM') {
    const bent = values.reduce((sum, [value, times]) => sum + Math.min(high, Math.max(low, value)) * times, 0)
    return bent / all
  }
  const inside = values.filter(([value]) => value >= low && value <= high)
  const [times, sum] = inside.reduce(([n, s], [value, often]) => [n + often, s + value * often], [0, 0])
  if (kind === 'TC') return times
  if (kind === 'TS') return sum
  if (kind === 'PR') return (times / all) * 100
  return times === 0 ? undefined : sum / times
}
