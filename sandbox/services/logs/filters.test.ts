import * as logs from '@aws-sdk/client-cloudwatch-logs'
import { beforeEach, expect, test } from 'vitest'
import { createCore } from '../../wire/core'
import { loopback } from '../../wire/loopback'
import { START } from '../../world/testing'
import { Worlds } from '../../world/worlds'
import { logsMount } from '.'

let client: logs.CloudWatchLogsClient
const logGroupName = '/ecs/web'

beforeEach(async () => {
  const worlds = new Worlds(1, START)
  client = new logs.CloudWatchLogsClient({
    region: 'us-east-1',
    credentials: { accessKeyId: '123456789012', secretAccessKey: 'x' },
    requestHandler: loopback(
      createCore({ mounts: [logsMount], regionOf: (a, r) => worlds.get(a, r), now: () => START }),
    ),
    maxAttempts: 1,
  })
  await client.send(new logs.CreateLogGroupCommand({ logGroupName }))
})

const metric = { metricName: 'errors', metricNamespace: 'Shop', metricValue: '1' }
const putMetric = (filterName: string, more: object = {}, change: object = {}) =>
  client.send(
    new logs.PutMetricFilterCommand({
      ...{ logGroupName, filterName, filterPattern: 'ERROR' },
      metricTransformations: [{ ...metric, ...change }],
      ...more,
    }),
  )

test('metric filters are put, put again, told page by page and deleted', async () => {
  for (const name of ['b', 'a', 'c']) await putMetric(name)
  await putMetric('a', { filterPattern: 'WARN' }, { defaultValue: 0, unit: 'Bytes/Second' })
  const one = await client.send(new logs.DescribeMetricFiltersCommand({ logGroupName, limit: 2 }))
  expect(one.metricFilters?.map((filter) => filter.filterName)).toEqual(['a', 'b'])
  expect(one.metricFilters?.[0]).toEqual({
    ...{ filterName: 'a', filterPattern: 'WARN', creationTime: START, logGroupName, applyOnTransformedLogs: false },
    metricTransformations: [{ ...metric, defaultValue: 0, unit: 'Bytes/Second' }],
  })
  const two = await client.send(new logs.DescribeMetricFiltersCommand({ logGroupName, nextToken: one.nextToken }))
  expect(two.metricFilters?.map((filter) => filter.filterName)).toEqual(['c'])
  const { logGroups } = await client.send(new logs.DescribeLogGroupsCommand({}))
  expect(logGroups?.[0]?.metricFilterCount).toBe(3)
  await client.send(new logs.DeleteMetricFilterCommand({ logGroupName, filterName: 'b' }))
  const by = { metricName: 'errors', metricNamespace: 'Shop' }
  const rest = await client.send(new logs.DescribeMetricFiltersCommand(by))
  expect(rest.metricFilters).toHaveLength(2)
  const gone = client.send(new logs.DeleteMetricFilterCommand({ logGroupName, filterName: 'b' }))
  await expect(gone).rejects.toThrow(logs.ResourceNotFoundException)
})

test.for([
  [{ filterName: 'a:b' }, {}],
  [{ filterPattern: '{ $.a' }, {}],
  [{ metricTransformations: [] }, {}],
  [{ metricTransformations: [metric, metric] }, {}],
  [{}, { metricValue: 'many' }],
  [{}, { metricName: 'a*' }],
  [{}, { unit: 'Furlongs' }],
  [{}, { defaultValue: 1, dimensions: { a: '$.a' } }],
  [{}, { dimensions: { a: '$.a', b: '$.b', c: '$.c', d: '$.d' } }],
  [{}, { dimensions: { a: 'b' } }],
] as const)('a metric filter with %j and %j is refused', async ([more, change]) => {
  await expect(putMetric('a', more, change)).rejects.toThrow(logs.InvalidParameterException)
  expect((await client.send(new logs.DescribeMetricFiltersCommand({}))).metricFilters).toEqual([])
})

test('a half-named metric and a group that is not there are refused', async () => {
  await expect(client.send(new logs.DescribeMetricFiltersCommand({ metricName: 'a' }))).rejects.toThrow(
    /metricNamespace/,
  )
  await expect(putMetric('a', { logGroupName: 'none' })).rejects.toThrow(logs.ResourceNotFoundException)
})

const line = '127.0.0.1 - frank [10/Oct/2026:13:25:15] "GET / HTTP/1.0" 404 1534'
test.for([
  ['[ip, , user, ..., status = 4*, bytes]', line, { $ip: '127.0.0.1', $user: 'frank', $status: '404', $bytes: '1534' }],
  ['[]', 'a "b c"', { $1: 'a', $2: 'b c' }],
  ['[..., last]', 'a b c', { $1: 'a', $2: 'b', $last: 'c' }],
  ['{ $.took > 5 && $.user.id = "$.x" }', '{"took":9,"user":{"id":"$.x"}}', { '$.took': '9', '$.user.id': '$.x' }],
  ['frank', line, {}],
] as const)('TestMetricFilter: %s finds %s', async ([filterPattern, message, values]) => {
  const { matches } = await client.send(
    new logs.TestMetricFilterCommand({ filterPattern, logEventMessages: ['other, ones', message] }),
  )
  expect(matches?.at(-1)).toMatchObject({ eventNumber: 2, eventMessage: message, extractedValues: values })
})

test('TestMetricFilter takes 1 to 50 messages', async () => {
  for (const logEventMessages of [[], Array.from({ length: 51 }, () => 'a'), ['']]) {
    const call = client.send(new logs.TestMetricFilterCommand({ filterPattern: '', logEventMessages }))
    await expect(call).rejects.toThrow(logs.InvalidParameterException)
  }
})

const stream = 'arn:aws:kinesis:us-east-1:123456789012:stream/s'
const role = 'arn:aws:iam::123456789012:role/r'
const subscribe = (filterName: string, more: object = {}) =>
  client.send(
    new logs.PutSubscriptionFilterCommand({
      ...{ logGroupName, filterName, filterPattern: '', destinationArn: stream, roleArn: role },
      ...more,
    }),
  )

test('a group has two subscription filters at most', async () => {
  for (const name of ['b', 'a', 'a']) await subscribe(name, { distribution: 'Random' })
  await expect(subscribe('c')).rejects.toThrow(logs.LimitExceededException)
  const told = new logs.DescribeSubscriptionFiltersCommand({ logGroupName, limit: 1 })
  const { subscriptionFilters, nextToken } = await client.send(told)
  expect(subscriptionFilters).toEqual([
    {
      ...{ filterName: 'a', logGroupName, filterPattern: '', destinationArn: stream, roleArn: role },
      ...{ distribution: 'Random', applyOnTransformedLogs: false, creationTime: START },
    },
  ])
  expect(nextToken).toBeDefined()
  await client.send(new logs.DeleteSubscriptionFilterCommand({ logGroupName, filterName: 'a' }))
  await subscribe('c')
  const gone = client.send(new logs.DeleteSubscriptionFilterCommand({ logGroupName, filterName: 'a' }))
  await expect(gone).rejects.toThrow(logs.ResourceNotFoundException)
})

test.for([
  { roleArn: undefined },
  { destinationArn: 'arn:aws:lambda:us-east-1:123456789012:function:f' },
  { destinationArn: 'arn:aws:sqs:us-east-1:123456789012:q' },
  { distribution: 'Fair' },
  { filterPattern: '[a' },
])('a subscription filter with %j is refused', async (more) => {
  await expect(subscribe('a', more)).rejects.toThrow(logs.InvalidParameterException)
})
