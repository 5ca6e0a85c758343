import * as cw from '@aws-sdk/client-cloudwatch'
import { CloudWatchClient } from '@aws-sdk/client-cloudwatch'
import { beforeEach, expect, test } from 'vitest'
import { createCore } from '../../wire/core'
import { loopback } from '../../wire/loopback'
import { type Envelope, onEvent } from '../../world/bus'
import { type Bench, bench, START } from '../../world/testing'
import { cloudwatchMount } from '.'
import { type AlarmAction, onAlarmAction } from './alarm-state'

let world: Bench
let client: CloudWatchClient
let heard: Envelope[] = []
onEvent({ wants: (_, source) => source === 'aws.cloudwatch', hear: (_, event) => heard.push(event) })

let acted: AlarmAction[] = []
onAlarmAction((_, action) => acted.push(action))

beforeEach(() => {
  world = bench()
  acted = []
  heard = []
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

const alarm: cw.PutMetricAlarmCommandInput = {
  AlarmName: 'hot',
  Namespace: 'Shop',
  MetricName: 'load',
  Statistic: 'Average',
  Period: 60,
  EvaluationPeriods: 3,
  Threshold: 5,
  ComparisonOperator: 'GreaterThanThreshold',
}
const make = (more: Partial<cw.PutMetricAlarmCommandInput> = {}) =>
  client.send(new cw.PutMetricAlarmCommand({ ...alarm, ...more }))
const seen = async (input: cw.DescribeAlarmsCommandInput = {}) => client.send(new cw.DescribeAlarmsCommand(input))
const stateOf = async (name = 'hot') => {
  const { MetricAlarms = [], CompositeAlarms = [] } = await seen({
    AlarmNames: [name],
    AlarmTypes: ['MetricAlarm', 'CompositeAlarm'],
  })
  return [...MetricAlarms, ...CompositeAlarms][0]?.StateValue
}
const put = (Value: number, minute: number) =>
  client.send(
    new cw.PutMetricDataCommand({
      Namespace: 'Shop',
      MetricData: [{ MetricName: 'load', Value, Timestamp: new Date(START + minute * 60_000) }],
    }),
  )

/** The rows of "How alarm state is evaluated when data is missing": newest last; X breaches, 0 does not, - is missing. */
test.for([
  ['0-X-X', 3, 'OK', 'OK', 'OK', 'OK'],
  ['----0', 3, 'OK', 'OK', 'OK', 'OK'],
  ['-----', 3, 'INSUFFICIENT_DATA', 'INSUFFICIENT_DATA', 'ALARM', 'OK'],
  ['0XX-X', 3, 'ALARM', 'ALARM', 'ALARM', 'ALARM'],
  ['--X--', 3, 'ALARM', 'INSUFFICIENT_DATA', 'ALARM', 'OK'],
  ['0-X-X', 2, 'ALARM', 'ALARM', 'ALARM', 'ALARM'],
  ['00X0X', 2, 'ALARM', 'ALARM', 'ALARM', 'ALARM'],
  ['0-X--', 2, 'OK', 'OK', 'ALARM', 'OK'],
  ['----0', 2, 'OK', 'OK', 'ALARM', 'OK'],
  ['---X-', 2, 'ALARM', 'INSUFFICIENT_DATA', 'ALARM', 'OK'],
] as const)('%s with %i of 3 datapoints', async ([points, DatapointsToAlarm, ...states]) => {
  for (const [i, char] of [...points].entries()) if (char !== '-') await put(char === 'X' ? 9 : 1, i)
  world.pass(4 * 60 + 59)
  for (const treat of ['missing', 'ignore', 'breaching', 'notBreaching'])
    await make({ AlarmName: treat, DatapointsToAlarm, TreatMissingData: treat })
  world.pass(1)
  const found = []
  for (const treat of ['missing', 'ignore', 'breaching', 'notBreaching']) found.push(await stateOf(treat))
  expect(found).toEqual(states)
})

test('an alarm goes off and comes back, and says so in history, event and reason', async () => {
  await make({
    AlarmDescription: 'too hot',
    EvaluationPeriods: 1,
    AlarmActions: ['arn:aws:sns:us-east-1:123456789012:ops'],
  })
  world.pass(1)
  await put(9, 0)
  world.pass(60)
  expect(await stateOf()).toBe('ALARM')
  await put(1, 1)
  world.pass(60)
  expect(await stateOf()).toBe('OK')
  const { AlarmHistoryItems = [] } = await client.send(
    new cw.DescribeAlarmHistoryCommand({ AlarmName: 'hot', ScanBy: 'TimestampAscending' }),
  )
  expect(AlarmHistoryItems.map((item) => item.HistorySummary)).toEqual([
    'Alarm "hot" created',
    'Alarm updated from INSUFFICIENT_DATA to ALARM',
    'Successfully executed action arn:aws:sns:us-east-1:123456789012:ops',
    'Alarm updated from ALARM to OK',
  ])
  const { MetricAlarms: [now] = [] } = await seen()
  expect(now?.StateReason).toBe(
    'Threshold Crossed: 1 out of the last 1 datapoint [1.0 (24/11/26 08:01:00)] was not greater than the threshold (5.0) (minimum 1 datapoint for ALARM -> OK transition).',
  )
  expect(JSON.parse(now?.StateReasonData ?? '')).toMatchObject({ period: 60, recentDatapoints: [1], threshold: 5 })
  expect(heard).toMatchObject([
    {
      'detail-type': 'CloudWatch Alarm State Change',
      resources: ['arn:aws:cloudwatch:us-east-1:123456789012:alarm:hot'],
      detail: {
        alarmName: 'hot',
        state: { value: 'ALARM' },
        previousState: { value: 'INSUFFICIENT_DATA' },
        configuration: { description: 'too hot', metrics: [{ metricStat: { metric: { name: 'load' }, period: 60 } }] },
      },
    },
    { detail: { state: { value: 'OK' }, previousState: { value: 'ALARM' } } },
  ])
})

test('an alarm of metric math and one of the fleet itself are evaluated', async () => {
  const Metric = { Namespace: 'Shop', MetricName: 'load' }
  const { Namespace, MetricName, Statistic, Period, ...rest } = alarm
  const math = {
    ...rest,
    AlarmName: 'math',
    EvaluationPeriods: 1,
    Metrics: [
      { Id: 'm', MetricStat: { Metric, Period: 60, Stat: 'Sum' }, ReturnData: false },
      { Id: 'e', Expression: 'm * 10' },
    ],
  }
  await client.send(new cw.PutMetricAlarmCommand(math))
  await put(2, 0)
  const taskDefinition = world.define('web')
  world.host()
  world.ecs.CreateService({ cluster: 'c', serviceName: 'web', taskDefinition, desiredCount: 2, launchType: 'EXTERNAL' })
  await make({
    AlarmName: 'few',
    Namespace: 'AWS/ECS',
    MetricName: 'CPUUtilization',
    Dimensions: [
      { Name: 'ServiceName', Value: 'web' },
      { Name: 'ClusterName', Value: 'c' },
    ],
    Statistic: 'SampleCount',
    EvaluationPeriods: 1,
    Threshold: 2,
    ComparisonOperator: 'LessThanThreshold',
  })
  world.pass(120)
  expect([await stateOf('math'), await stateOf('few')]).toEqual(['ALARM', 'OK'])
})

test('a composite alarm follows those of its rule, and may not lead back to itself', async () => {
  await make({ AlarmName: 'a' })
  await make({ AlarmName: 'b' })
  const composite = (AlarmName: string, AlarmRule: string) =>
    client.send(new cw.PutCompositeAlarmCommand({ AlarmName, AlarmRule }))
  const say = (AlarmName: string, StateValue: cw.StateValue) =>
    client.send(new cw.SetAlarmStateCommand({ AlarmName, StateValue, StateReason: 'test' }))
  await composite('both', 'ALARM(a) AND (ALARM("b") OR FALSE) AND NOT OK(a)')
  await composite('above', 'ALARM(both)')
  expect([await stateOf('both'), await stateOf('above')]).toEqual(['OK', 'OK'])
  await say('a', 'ALARM')
  await say('b', 'ALARM')
  expect([await stateOf('both'), await stateOf('above')]).toEqual(['ALARM', 'ALARM'])
  for (const rule of ['ALARM(above)', 'ALARM(both)', 'ALARM(nobody)', 'ALARM(', 'perhaps', ''])
    await expect(composite('both', rule), rule).rejects.toMatchObject({ name: 'ValidationException' })
  const children = await seen({ ChildrenOfAlarmName: 'both' })
  expect(children.MetricAlarms?.map((one) => one.AlarmName)).toEqual(['a', 'b'])
  const parents = await seen({ ParentsOfAlarmName: 'both' })
  expect(parents.CompositeAlarms?.map((one) => one.AlarmName)).toEqual(['above'])
  const used = client.send(new cw.DeleteAlarmsCommand({ AlarmNames: ['a'] }))
  await expect(used).rejects.toMatchObject({ name: 'ValidationException' })
  await client.send(new cw.DeleteAlarmsCommand({ AlarmNames: ['above'] }))
  await client.send(new cw.DeleteAlarmsCommand({ AlarmNames: ['both', 'a', 'b', 'nobody'] }))
  expect(world.region.cloudwatch.alarms.size).toBe(0)
})

test('alarms are found by prefix, state, action and metric, page by page', async () => {
  for (let i = 0; i < 5; i++) await make({ AlarmName: `x-${i}`, Threshold: i })
  await make({ AlarmName: 'y', MetricName: 'other', AlarmActions: ['arn:aws:sns:us-east-1:123456789012:ops'] })
  const one = await seen({ AlarmNamePrefix: 'x-', MaxRecords: 3 })
  const two = await seen({ AlarmNamePrefix: 'x-', MaxRecords: 3, NextToken: one.NextToken })
  expect([one.MetricAlarms?.length, two.MetricAlarms?.length, two.NextToken]).toEqual([3, 2, undefined])
  expect((await seen({ StateValue: 'OK' })).MetricAlarms).toEqual([])
  expect((await seen({ ActionPrefix: 'arn:aws:sns' })).MetricAlarms?.map((each) => each.AlarmName)).toEqual(['y'])
  const { MetricAlarms } = await client.send(
    new cw.DescribeAlarmsForMetricCommand({ Namespace: 'Shop', MetricName: 'other' }),
  )
  expect(MetricAlarms?.map((each) => each.AlarmName)).toEqual(['y'])
  await expect(seen({ NextToken: 'x' })).rejects.toBeInstanceOf(cw.InvalidNextToken)
  await expect(seen({ MaxRecords: 101 })).rejects.toMatchObject({ name: 'ValidationException' })
  await expect(seen({ AlarmNames: ['y'], AlarmNamePrefix: 'y' })).rejects.toBeInstanceOf(
    cw.InvalidParameterCombinationException,
  )
})

test.for([
  [{ Period: 45 }, 'ValidationException'],
  [{ EvaluationPeriods: 0 }, 'ValidationException'],
  [{ DatapointsToAlarm: 4 }, 'ValidationException'],
  [{ EvaluationPeriods: 1441 }, 'ValidationException'],
  [{ Threshold: undefined }, 'MissingRequiredParameterException'],
  [{ Statistic: undefined }, 'MissingRequiredParameterException'],
  [{ ExtendedStatistic: 'p99' }, 'InvalidParameterCombinationException'],
  [{ ComparisonOperator: 'IsNotThreshold' }, 'ValidationException'],
  [{ TreatMissingData: 'odd' }, 'ValidationException'],
  [{ AlarmActions: Array(6).fill('arn:aws:sns:us-east-1:123456789012:x') }, 'ValidationException'],
  [{ AlarmActions: ['ops'] }, 'ValidationException'],
  [{ AlarmName: 'x'.repeat(256) }, 'ValidationException'],
  [{ Metrics: [] }, 'InvalidParameterCombinationException'],
] as [Partial<cw.PutMetricAlarmCommandInput>, string][])(
  'an alarm that is wrong in one way is not made: %#',
  async ([more, name]) => {
    await expect(make(more)).rejects.toMatchObject({ name })
    expect(world.region.cloudwatch.alarms.size).toBe(0)
  },
)

test('actions are switched, states set by hand, tags kept', async () => {
  await make({ Tags: [{ Key: 'a', Value: '1' }] })
  const ResourceARN = 'arn:aws:cloudwatch:us-east-1:123456789012:alarm:hot'
  await client.send(new cw.TagResourceCommand({ ResourceARN, Tags: [{ Key: 'b', Value: '2' }] }))
  await client.send(new cw.UntagResourceCommand({ ResourceARN, TagKeys: ['a'] }))
  const { Tags } = await client.send(new cw.ListTagsForResourceCommand({ ResourceARN }))
  expect(Tags).toEqual([{ Key: 'b', Value: '2' }])
  const nobody = client.send(new cw.ListTagsForResourceCommand({ ResourceARN: `${ResourceARN}ter` }))
  await expect(nobody).rejects.toBeInstanceOf(cw.ResourceNotFoundException)
  await client.send(new cw.DisableAlarmActionsCommand({ AlarmNames: ['hot', 'nobody'] }))
  expect((await seen()).MetricAlarms?.[0]?.ActionsEnabled).toBe(false)
  await client.send(new cw.EnableAlarmActionsCommand({ AlarmNames: ['hot'] }))
  expect((await seen()).MetricAlarms?.[0]?.ActionsEnabled).toBe(true)
  const set = (AlarmName: string, StateReasonData?: string) =>
    client.send(new cw.SetAlarmStateCommand({ AlarmName, StateValue: 'ALARM', StateReason: 'r', StateReasonData }))
  await expect(set('nobody')).rejects.toBeInstanceOf(cw.ResourceNotFound)
  await expect(set('hot', '{')).rejects.toBeInstanceOf(cw.InvalidFormatFault)
  await set('hot', '{"a":1}')
  expect(await stateOf()).toBe('ALARM')
})

test('nothing is evaluated while there is no alarm', async () => {
  await make()
  expect(world.region.cloudwatch.evaluating).toBe(true)
  await client.send(new cw.DeleteAlarmsCommand({ AlarmNames: ['hot'] }))
  world.pass(61)
  expect(world.region.cloudwatch.evaluating).toBe(false)
})

test('a scaling policy is asked in every period in which the alarm stands, anybody else once', async () => {
  const policy = 'arn:aws:autoscaling:us-east-1:123456789012:scalingPolicy:x:resource/ecs/service/c/web:policyName/p'
  const topic = 'arn:aws:sns:us-east-1:123456789012:ops'
  await make({ EvaluationPeriods: 1, AlarmActions: [policy, topic] })
  world.pass(1)
  for (const minute of [0, 1, 2]) await put(9 + minute, minute)
  world.pass(180)
  const told = acted.map(({ action, state, value }) => [action, state, value])
  expect(told).toEqual([
    [policy, 'ALARM', 9],
    [topic, 'ALARM', 9],
    [policy, 'ALARM', 10],
    [policy, 'ALARM', 11],
  ])
})
