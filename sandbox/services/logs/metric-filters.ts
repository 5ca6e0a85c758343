import type * as logs from '@aws-sdk/client-cloudwatch-logs'
import { type MetricFilter, type MetricTransformation, StandardUnit } from '@aws-sdk/client-cloudwatch-logs'
import { unfit } from '../../wire/errors'
import type { Handlers } from '../../wire/handlers'
import { pageOf } from '../../wire/page'
import type { Region } from '../../world/region'
import { badToken, filterMissing, filterNameOf, full, groupOf, invalid, limitOf, within } from './errors'
import { matcher } from './pattern'
import { extractor } from './pattern-values'

/** https://docs.aws.amazon.com/AmazonCloudWatch/latest/logs/cloudwatch_limits_cwl.html */
const most = 100

/** Metric filters as records: they are kept and told, and make no metrics. */
export const metricFilters: Handlers<typeof logs, Region> = {
  // https://docs.aws.amazon.com/AmazonCloudWatchLogs/latest/APIReference/API_PutMetricFilter.html
  PutMetricFilter(input, world) {
    const name = filterNameOf(input.filterName)
    const transformations = input.metricTransformations ?? []
    within('metricTransformations', transformations, 1, 1)
    for (const one of transformations) check(one)
    matcher(input.filterPattern)
    const group = groupOf(world, input.logGroupName)
    if (!group.metricFilters.has(name) && group.metricFilters.size >= most) throw full()
    group.metricFilters.set(name, {
      filterName: name,
      filterPattern: input.filterPattern ?? '',
      metricTransformations: transformations,
      creationTime: group.metricFilters.get(name)?.creationTime ?? world.clock.now(),
      logGroupName: group.name,
      applyOnTransformedLogs: input.applyOnTransformedLogs ?? false,
    })
    return {}
  },

  // https://docs.aws.amazon.com/AmazonCloudWatchLogs/latest/APIReference/API_DescribeMetricFilters.html
  DescribeMetricFilters(input, world) {
    const { logGroupName, filterNamePrefix = '', metricName, metricNamespace } = input
    if ((metricName === undefined) !== (metricNamespace === undefined))
      throw invalid('metricName and metricNamespace must both be specified or both be left out.')
    const size = limitOf(input.limit, 50)
    const groups = logGroupName === undefined ? [...world.logs.groups.values()] : [groupOf(world, logGroupName)]
    const makes = ({ metricTransformations = [] }: MetricFilter) =>
      metricName === undefined ||
      metricTransformations.some((one) => one.metricName === metricName && one.metricNamespace === metricNamespace)
    const found = groups
      .flatMap((group) => [...group.metricFilters.values()])
      .filter((one) => (one.filterName ?? '').startsWith(filterNamePrefix) && makes(one))
      .sort((a, b) => order(a.filterName, b.filterName) || order(a.logGroupName, b.logGroupName))
    const { items, next } = pageOf(found, { size, token: input.nextToken, refuse: badToken })
    return { metricFilters: items, ...(next && { nextToken: next }) }
  },

  DeleteMetricFilter(input, world) {
    const group = groupOf(world, input.logGroupName)
    if (!group.metricFilters.delete(filterNameOf(input.filterName))) throw filterMissing('metric')
    return {}
  },

  // https://docs.aws.amazon.com/AmazonCloudWatchLogs/latest/APIReference/API_TestMetricFilter.html
  TestMetricFilter({ filterPattern, logEventMessages = [] }) {
    within('logEventMessages', logEventMessages, 1, 50)
    if (logEventMessages.includes('')) throw invalid('Log event message must not be empty')
    const fits = matcher(filterPattern)
    const values = extractor(filterPattern ?? '')
    const matches = logEventMessages.flatMap((eventMessage, index) =>
      fits(eventMessage) ? [{ eventNumber: index + 1, eventMessage, extractedValues: values(eventMessage) }] : [],
    )
    return { matches }
  },
}

const order = (a = '', b = '') => (a < b ? -1 : a > b ? 1 : 0)

/** https://docs.aws.amazon.com/AmazonCloudWatchLogs/latest/APIReference/API_MetricTransformation.html */
function check({
  metricName,
  metricNamespace,
  metricValue = '',
  defaultValue,
  dimensions,
  unit,
}: MetricTransformation) {
  const path = 'metricTransformations.1.member'
  for (const [key, value = ''] of [
    ['metricName', metricName],
    ['metricNamespace', metricNamespace],
  ] as const)
    if (!/^[^:*$]{0,255}$/s.test(value))
      throw invalid(unfit(`${path}.${key}`, value, 'satisfy regular expression pattern: [^:*$]*'))
  if (metricValue.length > 100)
    throw invalid(unfit(`${path}.metricValue`, metricValue, 'have length less than or equal to 100'))
  if (!metricValue.startsWith('$') && (metricValue.trim() === '' || !Number.isFinite(Number(metricValue))))
    throw invalid(
      'Invalid metric transformation: the metric value must be a number or a field such as $size or $.size.',
    )
  if (unit !== undefined && !Object.values(StandardUnit).includes(unit))
    throw invalid(unfit(`${path}.unit`, unit, `satisfy enum value set: [${Object.values(StandardUnit).join(', ')}]`))
  const pairs = Object.entries(dimensions ?? {})
  if (pairs.length > 3) throw invalid('Invalid metric transformation: at most 3 dimensions are allowed.')
  if (pairs.length > 0 && defaultValue !== undefined)
    throw invalid('Invalid metric transformation: dimensions and a default value are mutually exclusive properties.')
  for (const [key, value] of pairs)
    if (key === '' || key.length > 255 || !value.startsWith('$') || value.length > 255)
      throw invalid(`Invalid metric transformation: the dimension ${key} must name a field such as $size or $.size.`)
}
