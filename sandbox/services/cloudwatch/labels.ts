import type { MetricDataQuery } from '@aws-sdk/client-cloudwatch'
import type { Region } from '../../world/region'
import type { Line } from './math-values'

const shown = (value: number | undefined) => (value === undefined ? '--' : String(Number(value.toPrecision(6))))

/** https://docs.aws.amazon.com/AmazonCloudWatch/latest/monitoring/graph-dynamic-labels.html, the parts that take no time zone */
export function labelOf(world: Region, query: MetricDataQuery, line: Line): string {
  const text = query.Label ?? line.label
  if (!text.includes('${'))
    return query.Label && line.label !== query.Label && !query.MetricStat ? joined(query, line) : text
  const values = [...line.points.values()]
  const sum = values.reduce((all, one) => all + one, 0)
  const metric = query.MetricStat?.Metric
  return text.replaceAll(/\$\{([A-Z_]+)(?:\('([^']*)'\))?\}/g, (whole, name: string, of: string | undefined) => {
    switch (name) {
      case 'AVG':
        return shown(values.length ? sum / values.length : undefined)
      case 'SUM':
        return shown(values.length ? sum : undefined)
      case 'MIN':
        return shown(values.length ? Math.min(...values) : undefined)
      case 'MAX':
        return shown(values.length ? Math.max(...values) : undefined)
      case 'FIRST':
        return shown(values[0])
      case 'LAST':
        return shown(values.at(-1))
      case 'DATAPOINT_COUNT':
        return String(values.length)
      case 'LABEL':
        return line.label
      case 'PROP':
        if (of === 'AccountId') return world.account
        if (of === 'Region') return world.region
        if (of === 'MetricName') return metric?.MetricName ?? whole
        if (of === 'Namespace') return metric?.Namespace ?? whole
        if (of === 'Period') return String(line.period)
        if (of === 'Stat') return query.MetricStat?.Stat ?? whole
        return metric?.Dimensions?.find((one) => `Dim.${one.Name}` === of)?.Value ?? whole
      default:
        return whole
    }
  })
}

/** Several lines of one query are told apart by their own labels after the query's. */
const joined = (query: MetricDataQuery, line: Line) =>
  line.label ? `${query.Label} ${line.label}` : (query.Label ?? '')
