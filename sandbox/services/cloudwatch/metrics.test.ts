import * as cw from '@aws-sdk/client-cloudwatch'
import { CloudWatchClient, type MetricDataQuery } from '@aws-sdk/client-cloudwatch'
import { beforeEach, expect, test } from 'vitest'
import { createCore } from '../../wire/core'
import { loopback } from '../../wire/loopback'
import { type Bench, bench, START } from '../../world/testing'
import { cloudwatchMount } from '.'

const MINUTE = 60_000
let world: Bench
let client: CloudWatchClient

beforeEach(() => {
  world = bench()
  const core = createCore({
    mounts: [cloudwatchMount],
    regionOf: () => world.region,
    now: () => world.region.clock.now(),
  })
  client = new CloudWatchClient({
    region: 'us-east-1',
    endpoint: 'http://127.0.0.1:1',
    maxAttempts: 1,
    credentials: { accessKeyId: '123456789012', secretAccessKey: 'x' },
    requestHandler: loopback(core),
  })
})

const put = (MetricData: cw.MetricDatum[], Namespace = 'Shop') =>
  client.send(new cw.PutMetricDataCommand({ Namespace, MetricData }))

const at = (minutes: number) => new Date(START + minutes * MINUTE)

/** Values a minute apart from the start of the world; a hole where there is none. */
async function line(MetricName: string, values: (number | undefined)[], Dimensions: cw.Dimension[] = []) {
  const data = values.flatMap((Value, i) =>
    Value === undefined ? [] : [{ MetricName, Value, Timestamp: at(i), Dimensions }],
  )
  await put(data)
}

const stat = (Id: string, MetricName: string, Stat = 'Average', Period = 60): MetricDataQuery => ({
  Id,
  MetricStat: { Metric: { Namespace: 'Shop', MetricName }, Period, Stat },
  ReturnData: false,
})

async function ask(Expression: string, queries: MetricDataQuery[], minutes = 4) {
  const { MetricDataResults = [] } = await client.send(
    new cw.GetMetricDataCommand({
      MetricDataQueries: [...queries, { Id: 'asked', Expression }],
      StartTime: at(0),
      EndTime: at(minutes),
      ScanBy: 'TimestampAscending',
    }),
  )
  return MetricDataResults.map(({ Values }) => Values)
}

test.for([
  ['a + b * 2', [[21, 42, 84]]],
  ['(a + b) / a', [[11, 11, 11]]],
  ['-a + 1', [[0, -1, -3]]],
  ['a > 1', [[0, 1, 1]]],
  ['a >= 2 AND b < 40', [[0, 1, 0]]],
  ['IF(a > 1, b, 0)', [[0, 20, 40]]],
  ['SUM(METRICS())', [[11, 22, 44]]],
  ['AVG([a, b])', [[5.5, 11, 22]]],
  ['MAX([a, b]) - MIN([a, b])', [[9, 18, 36]]],
  ['a - AVG(a)', [[1 - 7 / 3, 2 - 7 / 3, 4 - 7 / 3]]],
  ['FILL(a, 0)', [[1, 2, 0, 4]]],
  ['FILL(a, REPEAT)', [[1, 2, 2, 4]]],
  ['FILL(a, LINEAR)', [[1, 2, 3, 4]]],
  ['RATE(a) * PERIOD(a)', [[1, 1]]],
  ['DIFF(a)', [[1, 2]]],
  ['RUNNING_SUM(a)', [[1, 3, 7]]],
  [
    'SORT(METRICS(), MAX, ASC)',
    [
      [1, 2, 4],
      [10, 20, 40],
    ],
  ],
  [
    'METRICS() * 10',
    [
      [10, 20, 40],
      [100, 200, 400],
    ],
  ],
  ['CEIL(a / 3)', [[1, 1, 2]]],
  ["SEARCH('{Shop} MetricName=\"b\"', 'Sum', 60)", [[10, 20, 40]]],
  ["SUM(SEARCH('{Shop} (a OR b) NOT zzz', 'Average', 60))", [[11, 22, 44]]],
] as const)('%s', async ([expression, expected]) => {
  await line('a', [1, 2, undefined, 4])
  await line('b', [10, 20, undefined, 40])
  world.pass(600)
  const found = await ask(expression, [stat('a', 'a'), stat('b', 'b')])
  expect(found).toEqual(expected.map((values) => values.map((value) => expect.closeTo(value, 6))))
})

test.for([
  ['a +', 'Syntax error'],
  ['nobody', "Unknown query id 'nobody'"],
  ['asked', 'Circular dependency'],
  ['NONSENSE(a)', "Unsupported function 'NONSENSE'"],
  ['1 + 1', 'must return a time series'],
  [
    '(((((((((((((((((((((((((((((((((((((((((((((((((((((((((a)))))))))))))))))))))))))))))))))))))))))))))))))))))))))',
    'Syntax error',
  ],
  ["SEARCH('(((', 'Sum', 60)", 'Syntax error'],
] as const)('the expression %s is refused', async ([expression, message]) => {
  await expect(ask(expression, [stat('a', 'a')])).rejects.toMatchObject({
    name: 'ValidationException',
    message: expect.stringContaining(message),
  })
})

test('values with counts and sets of statistics come to every statistic', async () => {
  await put([
    { MetricName: 'x', Values: [1, 2, 3, 100], Counts: [1, 1, 1, 1], Timestamp: at(0), Unit: 'Seconds' },
    { MetricName: 'y', StatisticValues: { SampleCount: 4, Sum: 10, Minimum: 1, Maximum: 4 }, Timestamp: at(0) },
  ])
  world.pass(300)
  const read = (MetricName: string) =>
    client.send(
      new cw.GetMetricStatisticsCommand({
        Namespace: 'Shop',
        MetricName,
        StartTime: at(0),
        EndTime: at(5),
        Period: 300,
        Statistics: ['Average', 'Maximum', 'Minimum', 'SampleCount', 'Sum'],
        ExtendedStatistics: ['p50', 'p100', 'tm75'],
      }),
    )
  const { Datapoints: [x] = [] } = await read('x')
  expect(x).toMatchObject({ Average: 26.5, Maximum: 100, Minimum: 1, SampleCount: 4, Sum: 106, Unit: 'Seconds' })
  expect(x?.ExtendedStatistics).toEqual({ p50: 2.5, p100: 100, tm75: 2 })
  const { Datapoints: [y] = [], Label } = await read('y')
  expect([Label, y?.Average, y?.ExtendedStatistics]).toEqual(['y', 2.5, {}])
})

test('points come newest first and in pages of the size asked for', async () => {
  await line('a', [1, 2, 3, 4])
  await line('b', [5, 6])
  world.pass(600)
  const input = {
    MetricDataQueries: [stat('a', 'a'), stat('b', 'b')].map((query) => ({ ...query, ReturnData: true })),
    StartTime: at(0),
    EndTime: at(10),
    MaxDatapoints: 3,
  }
  const one = await client.send(new cw.GetMetricDataCommand(input))
  expect(one.MetricDataResults).toMatchObject([{ Id: 'a', Values: [4, 3, 2], StatusCode: 'PartialData' }])
  const two = await client.send(new cw.GetMetricDataCommand({ ...input, NextToken: one.NextToken }))
  expect(two.MetricDataResults).toMatchObject([
    { Id: 'a', Values: [1], StatusCode: 'Complete' },
    { Id: 'b', Values: [6, 5], StatusCode: 'Complete' },
  ])
  expect(two.NextToken).toBeUndefined()
  const bad = client.send(new cw.GetMetricDataCommand({ ...input, NextToken: 'x' }))
  await expect(bad).rejects.toBeInstanceOf(cw.InvalidNextToken)
})

test.for([
  [[{ MetricName: 'a' }], 'MissingRequiredParameterException'],
  [[{ MetricName: 'a', Value: 1, Values: [1] }], 'InvalidParameterCombinationException'],
  [[{ MetricName: 'a', Values: [1, 2], Counts: [1] }], 'InvalidParameterValueException'],
  [[{ MetricName: 'a', Values: Array(151).fill(1) }], 'ValidationException'],
  [[{ MetricName: 'a', Value: 1, Timestamp: at(200) }], 'InvalidParameterValueException'],
  [[{ MetricName: 'a', Value: 1, Timestamp: at(-21_000) }], 'InvalidParameterValueException'],
  [[{ MetricName: 'a', Value: 1, StorageResolution: 5 }], 'InvalidParameterValueException'],
  [[{ MetricName: '', Value: 1 }], 'ValidationException'],
  [
    [{ MetricName: 'a', Value: 1, Dimensions: Array.from({ length: 31 }, (_, i) => ({ Name: `d${i}`, Value: 'x' })) }],
    'ValidationException',
  ],
  [Array(1001).fill({ MetricName: 'a', Value: 1 }), 'InvalidParameterValueException'],
  [[], 'MissingRequiredParameterException'],
] as [cw.MetricDatum[], string][])(
  'data that are wrong in one way are refused and none of them is kept: %#',
  async ([data, name]) => {
    await expect(put([{ MetricName: 'good', Value: 1 }, ...data].slice(data.length ? 0 : 1))).rejects.toMatchObject({
      name,
    })
    expect(world.region.cloudwatch.metrics.size).toBe(0)
  },
)

test('a namespace of AWS is not written to', async () => {
  await expect(put([{ MetricName: 'a', Value: 1 }], 'AWS/ECS')).rejects.toBeInstanceOf(
    cw.InvalidParameterValueException,
  )
})

test.for([
  [{ MetricDataQueries: [] }, 'ValidationException'],
  [{ MetricDataQueries: Array.from({ length: 501 }, (_, i) => stat(`q${i}`, 'a')) }, 'ValidationException'],
  [{ MetricDataQueries: [stat('Up', 'a')] }, 'ValidationException'],
  [{ MetricDataQueries: [stat('a', 'a'), stat('a', 'a')] }, 'ValidationException'],
  [{ MetricDataQueries: [stat('a', 'a')] }, 'ValidationException'],
  [{ MetricDataQueries: [{ ...stat('a', 'a', 'Median'), ReturnData: true }] }, 'ValidationException'],
  [{ MetricDataQueries: [{ ...stat('a', 'a', 'Sum', 61), ReturnData: true }] }, 'ValidationException'],
  [{ MetricDataQueries: [{ ...stat('a', 'a'), ReturnData: true }], EndTime: at(-1) }, 'ValidationException'],
] as const)('a request that is wrong in one way is refused: %#', async ([input, name]) => {
  const request = { StartTime: at(0), EndTime: at(4), ...input } as unknown as cw.GetMetricDataCommandInput
  await expect(client.send(new cw.GetMetricDataCommand(request))).rejects.toMatchObject({ name })
})

test('more points than 1,440 are not given at once by GetMetricStatistics', async () => {
  const asked = { Namespace: 'a', MetricName: 'b', StartTime: at(-2000), EndTime: at(0), Period: 60 }
  const many = client.send(new cw.GetMetricStatisticsCommand({ ...asked, Statistics: ['Sum'] }))
  await expect(many).rejects.toBeInstanceOf(cw.InvalidParameterCombinationException)
  const none = client.send(new cw.GetMetricStatisticsCommand({ ...asked, StartTime: at(-10) }))
  await expect(none).rejects.toBeInstanceOf(cw.MissingRequiredParameterException)
})

// biome-ignore lint/suspicious/noTemplateCurlyInString: the placeholders are CloudWatch's
const DYNAMIC = "${PROP('MetricName')} mean ${AVG} last ${LAST}"

test('labels are filled in from what they stand beside', async () => {
  await line('a', [1, 2, 6])
  world.pass(600)
  const { MetricDataResults: [found] = [] } = await client.send(
    new cw.GetMetricDataCommand({
      MetricDataQueries: [{ ...stat('a', 'a'), ReturnData: true, Label: DYNAMIC }],
      StartTime: at(0),
      EndTime: at(5),
    }),
  )
  expect(found?.Label).toBe('a mean 3 last 6')
})

test('metrics are listed by what they are, page by page', async () => {
  const data = Array.from({ length: 600 }, (_, i) => ({
    MetricName: 'hits',
    Value: i,
    Dimensions: [{ Name: 'Page', Value: `p${i}` }],
  }))
  await put(data)
  const one = await client.send(new cw.ListMetricsCommand({ Namespace: 'Shop' }))
  const two = await client.send(new cw.ListMetricsCommand({ Namespace: 'Shop', NextToken: one.NextToken }))
  expect([one.Metrics?.length, two.Metrics?.length, two.NextToken]).toEqual([500, 100, undefined])
  const some = await client.send(new cw.ListMetricsCommand({ Dimensions: [{ Name: 'Page', Value: 'p7' }] }))
  expect(some.Metrics).toEqual([{ Namespace: 'Shop', MetricName: 'hits', Dimensions: [{ Name: 'Page', Value: 'p7' }] }])
  await expect(client.send(new cw.ListMetricsCommand({ NextToken: 'x' }))).rejects.toBeInstanceOf(cw.InvalidNextToken)
  world.pass(4 * 3600)
  const recent = await client.send(new cw.ListMetricsCommand({ Namespace: 'Shop', RecentlyActive: 'PT3H' }))
  expect(recent.Metrics).toEqual([])
})
