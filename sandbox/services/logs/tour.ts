import type * as logs from '@aws-sdk/client-cloudwatch-logs'
import type { Guide, Tour } from '../../wire/tour'

const logGroupName = '/tour'
const stream = { logGroupName, logStreamName: 'main/1' }

export const tour: Tour<typeof logs> = async (guide) => {
  const { call, pass, now } = guide
  await call('CreateLogGroup', { logGroupName, tags: { a: 'b' } })
  await call('PutRetentionPolicy', { logGroupName, retentionInDays: 7 })
  const { logGroups } = await call('DescribeLogGroups', {})
  await call('DeleteRetentionPolicy', { logGroupName })
  await call('TagLogGroup', { logGroupName, tags: { c: 'd' } })
  await call('ListTagsLogGroup', { logGroupName })
  await call('UntagLogGroup', { logGroupName, tags: ['c'] })
  const resourceArn = logGroups?.find((one) => one.logGroupName === logGroupName)?.logGroupArn
  await call('TagResource', { resourceArn, tags: { e: 'f' } })
  await call('ListTagsForResource', { resourceArn })
  await call('UntagResource', { resourceArn, tagKeys: ['e'] })
  await call('CreateLogStream', stream)
  const logEvents = [
    { timestamp: now() - 1_000, message: '{"level":"error","ms":12}' },
    { timestamp: now(), message: 'ERROR of one line' },
  ]
  await call('PutLogEvents', { ...stream, logEvents })
  pass(5)
  await call('DescribeLogStreams', { logGroupName })
  await call('GetLogEvents', { ...stream, startFromHead: true })
  await call('FilterLogEvents', { logGroupName, filterPattern: '{ $.level = "error" }' })
  for (const one of logGroups?.slice(0, 3) ?? [])
    await call('FilterLogEvents', { logGroupName: one.logGroupName, limit: 50, startTime: now() - 600_000 })
  await filters(guide)
  await queries(guide)
  await call('DeleteLogStream', stream)
  await call('DeleteLogGroup', { logGroupName })
}

async function filters({ call }: Guide<typeof logs>): Promise<void> {
  const filter = { logGroupName, filterName: 'errors', filterPattern: 'ERROR' }
  await call('PutMetricFilter', {
    ...filter,
    metricTransformations: [{ metricName: 'errors', metricNamespace: 'Tour', metricValue: '1' }],
  })
  await call('DescribeMetricFilters', { logGroupName })
  await call('TestMetricFilter', { filterPattern: '[first, second]', logEventMessages: ['a b', 'c'] })
  await call('DeleteMetricFilter', filter)
  const destinationArn = 'arn:aws:kinesis:us-east-1:123456789012:stream/tour'
  await call('PutSubscriptionFilter', { ...filter, destinationArn, roleArn: 'arn:aws:iam::123456789012:role/tour' })
  await call('DescribeSubscriptionFilters', { logGroupName })
  await call('DeleteSubscriptionFilter', filter)
}

async function queries({ call, refused, pass, now }: Guide<typeof logs>): Promise<void> {
  const times = { startTime: Math.floor(now() / 1_000) - 600, endTime: Math.floor(now() / 1_000) }
  const asked = { logGroupName, ...times, queryString: 'fields level, ms | filter ms > 5 | sort ms desc' }
  const { queryId } = await call('StartQuery', asked)
  await call('GetQueryResults', { queryId })
  pass(2)
  await call('GetQueryResults', { queryId })
  const other = await call('StartQuery', { ...asked, queryString: 'stats count(*) by bin(5m)' })
  await call('StopQuery', { queryId: other.queryId })
  await call('DescribeQueries', { logGroupName })
  await refused('StartQuery', { ...asked, queryString: 'fields a |' }, 'MalformedQueryException')
}
