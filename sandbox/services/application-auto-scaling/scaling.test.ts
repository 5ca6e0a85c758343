import * as aas from '@aws-sdk/client-application-auto-scaling'
import { ApplicationAutoScalingClient } from '@aws-sdk/client-application-auto-scaling'
import * as cw from '@aws-sdk/client-cloudwatch'
import { CloudWatchClient } from '@aws-sdk/client-cloudwatch'
import { beforeEach, expect, test } from 'vitest'
import { createCore } from '../../wire/core'
import { loopback } from '../../wire/loopback'
import { type Bench, bench, START } from '../../world/testing'
import { cloudwatchMount } from '../cloudwatch'
import { applicationAutoScalingMount } from '.'

let world: Bench
let scaling: ApplicationAutoScalingClient
let metrics: CloudWatchClient
const on = {
  ServiceNamespace: 'ecs',
  ResourceId: 'service/c/web',
  ScalableDimension: 'ecs:service:DesiredCount',
} as const

beforeEach(() => {
  world = bench()
  const core = createCore({
    mounts: [cloudwatchMount, applicationAutoScalingMount],
    regionOf: () => world.region,
    now: () => world.region.clock.now(),
  })
  const config = {
    region: 'us-east-1',
    endpoint: 'http://127.0.0.1:1',
    maxAttempts: 1,
    credentials: { accessKeyId: '123456789012', secretAccessKey: 'x' },
    requestHandler: loopback(core),
  }
  scaling = new ApplicationAutoScalingClient(config)
  metrics = new CloudWatchClient(config)
  for (let i = 0; i < 4; i++) world.host()
  const taskDefinition = world.define('web', { memory: 64, cpu: 64 })
  world.ecs.CreateService({ cluster: 'c', serviceName: 'web', taskDefinition, desiredCount: 4, launchType: 'EXTERNAL' })
  world.pass(120)
})

const desired = () => world.region.ecs.clusters.get('c')?.services.get('web')?.view.desiredCount
const register = (more: Partial<aas.RegisterScalableTargetCommandInput> = {}) =>
  scaling.send(new aas.RegisterScalableTargetCommand({ ...on, MinCapacity: 2, MaxCapacity: 10, ...more }))
const activities = async () =>
  (await scaling.send(new aas.DescribeScalingActivitiesCommand({ ...on }))).ScalingActivities ?? []

/** So much of a queue for each of so many minutes, told at the end of each. */
async function backlog(value: number, minutes: number) {
  for (let i = 0; i < minutes; i++) {
    const MetricData = [{ MetricName: 'Backlog', Value: value }]
    await metrics.send(new cw.PutMetricDataCommand({ Namespace: 'Shop', MetricData }))
    world.pass(60)
  }
}

const track = (more: Partial<aas.TargetTrackingScalingPolicyConfiguration> = {}, PolicyName = 'backlog') =>
  scaling.send(
    new aas.PutScalingPolicyCommand({
      ...on,
      PolicyName,
      PolicyType: 'TargetTrackingScaling',
      TargetTrackingScalingPolicyConfiguration: {
        TargetValue: 10,
        CustomizedMetricSpecification: { MetricName: 'Backlog', Namespace: 'Shop', Statistic: 'Average' },
        ScaleOutCooldown: 60,
        ScaleInCooldown: 60,
        ...more,
      },
    }),
  )

test('a policy by target makes its alarms, scales out in proportion and in when it is quiet, within bounds', async () => {
  const { ScalableTargetARN } = await register()
  expect(ScalableTargetARN).toMatch(/^arn:aws:application-autoscaling:us-east-1:123456789012:scalable-target\//)
  const { Alarms, PolicyARN } = await track()
  expect(Alarms?.map((one) => one.AlarmName?.replace(/-[0-9a-f-]{36}$/, ''))).toEqual([
    'TargetTracking-service/c/web-AlarmHigh',
    'TargetTracking-service/c/web-AlarmLow',
  ])
  const { MetricAlarms } = await metrics.send(new cw.DescribeAlarmsCommand({ AlarmNamePrefix: 'TargetTracking-' }))
  expect(MetricAlarms).toMatchObject([
    { EvaluationPeriods: 3, Threshold: 10, AlarmActions: [PolicyARN] },
    { EvaluationPeriods: 15, Threshold: 9, ComparisonOperator: 'LessThanThreshold' },
  ])
  await backlog(15, 5)
  expect(desired()).toBeGreaterThanOrEqual(6)
  await backlog(15, 10)
  expect(desired()).toBe(10)
  const [last] = await activities()
  expect(last).toMatchObject({
    Description: 'Setting desired count to 10.',
    Cause: `monitor alarm ${Alarms?.[0]?.AlarmName} in state ALARM triggered policy backlog`,
    StatusCode: 'Successful',
    StatusMessage: 'Successfully set desired count to 10. Change successfully fulfilled by ecs.',
  })
  await backlog(1, 25)
  expect(desired()).toBe(2)
})

test('cooldowns hold further scaling back', async () => {
  await register({ MaxCapacity: 40 })
  await track({ ScaleOutCooldown: 1200, ScaleInCooldown: 3600 })
  await backlog(20, 12)
  expect(desired()).toBe(8)
  await backlog(1, 25)
  expect(desired()).toBe(8)
})

test('what is suspended does not happen, and a deployment holds scaling in back', async () => {
  await register({ SuspendedState: { DynamicScalingOutSuspended: true } })
  await track()
  await backlog(30, 6)
  expect(desired()).toBe(4)
  await register({ SuspendedState: { DynamicScalingOutSuspended: false, DynamicScalingInSuspended: true } })
  await backlog(1, 20)
  expect(desired()).toBe(4)
  await register({ SuspendedState: { DynamicScalingInSuspended: false } })
  const broken = world.define('web', { memory: 64, cpu: 64, image: 'broken:1' })
  world.ecs.UpdateService({ cluster: 'c', service: 'web', taskDefinition: broken })
  await backlog(1, 3)
  expect(desired()).toBe(4)
  world.ecs.UpdateService({
    cluster: 'c',
    service: 'web',
    taskDefinition: world.define('web', { memory: 64, cpu: 64 }),
  })
  await backlog(1, 3)
  expect(desired()).toBe(2)
})

test('the CPU of the service itself brings it to rest', async () => {
  await register({ MinCapacity: 1, MaxCapacity: 30 })
  const put = (TargetValue: number) =>
    track({
      TargetValue,
      CustomizedMetricSpecification: undefined,
      PredefinedMetricSpecification: { PredefinedMetricType: 'ECSServiceAverageCPUUtilization' },
    })
  await put(8)
  world.pass(3600)
  const count = desired() ?? 0
  expect(count).toBeGreaterThan(4)
  expect(count).toBeLessThan(30)
  await put(4)
  world.pass(3600)
  expect(desired()).toBeGreaterThan(count)
})

test('a step policy is called by the alarms that name it', async () => {
  await register()
  const { PolicyARN } = await scaling.send(
    new aas.PutScalingPolicyCommand({
      ...on,
      PolicyName: 'steps',
      StepScalingPolicyConfiguration: {
        AdjustmentType: 'PercentChangeInCapacity',
        Cooldown: 600,
        MinAdjustmentMagnitude: 1,
        StepAdjustments: [
          { MetricIntervalLowerBound: 0, MetricIntervalUpperBound: 10, ScalingAdjustment: 10 },
          { MetricIntervalLowerBound: 10, ScalingAdjustment: 50 },
        ],
      },
    }),
  )
  await metrics.send(
    new cw.PutMetricAlarmCommand({
      AlarmName: 'deep',
      Namespace: 'Shop',
      MetricName: 'Backlog',
      Statistic: 'Maximum',
      Period: 60,
      EvaluationPeriods: 1,
      Threshold: 20,
      ComparisonOperator: 'GreaterThanThreshold',
      AlarmActions: [PolicyARN ?? ''],
    }),
  )
  await backlog(25, 2)
  expect(desired()).toBe(5)
  await backlog(90, 2)
  expect(desired()).toBe(6)
  const { ScalingPolicies } = await scaling.send(new aas.DescribeScalingPoliciesCommand({ ...on }))
  expect(ScalingPolicies).toMatchObject([{ PolicyName: 'steps', Alarms: [{ AlarmName: 'deep' }] }])
  await scaling.send(new aas.DeleteScalingPolicyCommand({ ...on, PolicyName: 'steps' }))
  await expect(scaling.send(new aas.DeleteScalingPolicyCommand({ ...on, PolicyName: 'steps' }))).rejects.toBeInstanceOf(
    aas.ObjectNotFoundException,
  )
})

test('bounds are kept when they change, by hand and by schedule', async () => {
  await register({ MinCapacity: 6 })
  expect(desired()).toBe(6)
  expect((await activities())[0]?.Cause).toBe('minimum capacity was set to 6')
  const put = (ScheduledActionName: string, Schedule: string, ScalableTargetAction: aas.ScalableTargetAction) =>
    scaling.send(new aas.PutScheduledActionCommand({ ...on, ScheduledActionName, Schedule, ScalableTargetAction }))
  await put('night', 'cron(0 20 * * ? *)', { MinCapacity: 0, MaxCapacity: 1 })
  await put('once', 'at(2026-11-24T10:00:00)', { MinCapacity: 9 })
  const list = () => scaling.send(new aas.DescribeScheduledActionsCommand({ ...on }))
  expect((await list()).ScheduledActions?.map((one) => one.ScheduledActionName)).toEqual(['night', 'once'])
  world.region.clock.advanceTo(START + 2 * 3_600_000)
  expect(desired()).toBe(9)
  expect((await list()).ScheduledActions?.map((one) => one.ScheduledActionName)).toEqual(['night'])
  world.region.clock.advanceTo(START + 12 * 3_600_000)
  expect(desired()).toBe(1)
  expect((await activities())[0]?.Cause).toBe('scheduled action name night was triggered')
  await register({ SuspendedState: { ScheduledScalingSuspended: true }, MinCapacity: 3, MaxCapacity: 5 })
  world.region.clock.advanceTo(START + 36 * 3_600_000)
  expect(desired()).toBe(3)
  await scaling.send(new aas.DeleteScheduledActionCommand({ ...on, ScheduledActionName: 'night' }))
  expect((await list()).ScheduledActions).toEqual([])
  await expect(put('past', 'at(2026-11-24T10:00:00)', { MinCapacity: 1 })).rejects.toBeInstanceOf(
    aas.ValidationException,
  )
  await expect(put('odd', 'cron(x)', { MinCapacity: 1 })).rejects.toBeInstanceOf(aas.ValidationException)
})

test('a target that goes takes its policies and their alarms along', async () => {
  await register()
  await track()
  await scaling.send(new aas.DeregisterScalableTargetCommand({ ...on }))
  expect(world.region.cloudwatch.alarms.size).toBe(0)
  const again = scaling.send(new aas.DeregisterScalableTargetCommand({ ...on }))
  await expect(again).rejects.toBeInstanceOf(aas.ObjectNotFoundException)
  const { ScalableTargets } = await scaling.send(new aas.DescribeScalableTargetsCommand({ ServiceNamespace: 'ecs' }))
  expect(ScalableTargets).toEqual([])
})

test('targets have tags and pages', async () => {
  const { ScalableTargetARN: ResourceARN } = await register({ Tags: { a: '1' } })
  await scaling.send(new aas.TagResourceCommand({ ResourceARN, Tags: { b: '2' } }))
  await scaling.send(new aas.UntagResourceCommand({ ResourceARN, TagKeys: ['a'] }))
  expect((await scaling.send(new aas.ListTagsForResourceCommand({ ResourceARN }))).Tags).toEqual({ b: '2' })
  const nobody = scaling.send(new aas.ListTagsForResourceCommand({ ResourceARN: 'arn:x' }))
  await expect(nobody).rejects.toBeInstanceOf(aas.ResourceNotFoundException)
  const list = (more: object) =>
    scaling.send(new aas.DescribeScalableTargetsCommand({ ServiceNamespace: 'ecs', ...more }))
  expect((await list({ ResourceIds: ['service/c/web'] })).ScalableTargets).toMatchObject([
    { MinCapacity: 2, MaxCapacity: 10 },
  ])
  await expect(list({ NextToken: 'x' })).rejects.toBeInstanceOf(aas.InvalidNextTokenException)
  await expect(list({ MaxResults: 51 })).rejects.toBeInstanceOf(aas.ValidationException)
})

test.for([
  [{ ResourceId: 'service/c/nobody' }],
  [{ ResourceId: 'table/x' }],
  [{ MinCapacity: 11 }],
  [{ MinCapacity: -1 }],
  [{ MaxCapacity: undefined }],
  [{ ServiceNamespace: 'odd' }],
  [{ ScalableDimension: 'dynamodb:table:ReadCapacityUnits' }],
] as [object][])('a target that is wrong in one way is not registered: %j', async ([more]) => {
  await expect(register(more)).rejects.toBeInstanceOf(aas.ValidationException)
  expect(world.region.scaling.targets.size).toBe(0)
})

test.for([
  [{ TargetValue: 0 }],
  [{ ScaleInCooldown: -1 }],
  [{ CustomizedMetricSpecification: undefined }],
  [{ CustomizedMetricSpecification: { MetricName: 'a' } }],
  [{ PredefinedMetricSpecification: { PredefinedMetricType: 'ECSServiceAverageCPUUtilization' } }],
] as [Partial<aas.TargetTrackingScalingPolicyConfiguration>][])(
  'a policy that is wrong in one way is not put: %j',
  async ([more]) => {
    await expect(track()).rejects.toBeInstanceOf(aas.ObjectNotFoundException)
    await register()
    await expect(track(more)).rejects.toBeInstanceOf(aas.ValidationException)
    const { ScalingPolicies } = await scaling.send(new aas.DescribeScalingPoliciesCommand({ ServiceNamespace: 'ecs' }))
    expect([ScalingPolicies, world.region.cloudwatch.alarms.size]).toEqual([[], 0])
  },
)
