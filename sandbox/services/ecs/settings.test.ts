import { expect, test } from 'vitest'
import { bench } from '../../world/testing'

test('a cluster’s settings change one by one, and new clusters take the account’s', () => {
  const { ecs } = bench()
  const insights = (value: 'enabled' | 'disabled' | 'enhanced') => [{ name: 'containerInsights' as const, value }]
  expect(ecs.UpdateClusterSettings({ cluster: 'c', settings: insights('enabled') }).cluster?.settings).toEqual(
    insights('enabled'),
  )
  expect(ecs.UpdateCluster({ cluster: 'c', settings: insights('enhanced') }).cluster?.settings).toEqual(
    insights('enhanced'),
  )
  expect(() =>
    ecs.UpdateClusterSettings({ cluster: 'c', settings: [{ name: 'containerInsights', value: 'yes' }] }),
  ).toThrow(/Invalid cluster setting value/)
  expect(() => ecs.UpdateClusterSettings({ cluster: 'none', settings: insights('enabled') })).toThrow(
    /Cluster not found/,
  )
  ecs.PutAccountSettingDefault({ name: 'containerInsights', value: 'enhanced' })
  ecs.CreateCluster({ clusterName: 'd' })
  const { clusters } = ecs.DescribeClusters({ clusters: ['d'], include: ['SETTINGS'] })
  expect(clusters?.[0]?.settings).toEqual(insights('enhanced'))
})

test('an account setting is one’s own, else everybody’s, else AWS’s', () => {
  const { ecs } = bench()
  const held = () =>
    ecs.ListAccountSettings({ name: 'awsvpcTrunking', effectiveSettings: true }).settings?.map((one) => one.value)
  expect(held()).toEqual(['disabled'])
  ecs.PutAccountSettingDefault({ name: 'awsvpcTrunking', value: 'enabled' })
  expect(held()).toEqual(['enabled'])
  ecs.PutAccountSetting({ name: 'awsvpcTrunking', value: 'disabled' })
  expect(held()).toEqual(['disabled'])
  expect(ecs.ListAccountSettings({}).settings).toHaveLength(1)
  expect(ecs.DeleteAccountSetting({ name: 'awsvpcTrunking' }).setting?.value).toBe('disabled')
  expect(held()).toEqual(['enabled'])
  expect(() => ecs.PutAccountSetting({ name: 'awsvpcTrunking', value: 'maybe' })).toThrow(/Invalid setting value/)
  expect(() => ecs.ListAccountSettings({ value: 'enabled' })).toThrow(/must specify a setting name/)
  const page = ecs.ListAccountSettings({ effectiveSettings: true, maxResults: 10 })
  expect(page.settings).toHaveLength(10)
  expect(ecs.ListAccountSettings({ effectiveSettings: true, nextToken: page.nextToken }).settings).toHaveLength(1)
})

test('a protected task is not scaled in until its protection ends', () => {
  const { ecs, pass, host, define } = bench()
  host()
  define('web')
  ecs.CreateService({
    cluster: 'c',
    serviceName: 'web',
    taskDefinition: 'web',
    desiredCount: 2,
    launchType: 'EXTERNAL',
  })
  pass(30)
  const { taskArns = [] } = ecs.ListTasks({ cluster: 'c', serviceName: 'web' })
  const { protectedTasks } = ecs.UpdateTaskProtection({
    cluster: 'c',
    tasks: taskArns,
    protectionEnabled: true,
    expiresInMinutes: 10,
  })
  expect(protectedTasks?.map((one) => one.protectionEnabled)).toEqual([true, true])
  ecs.UpdateService({ cluster: 'c', service: 'web', desiredCount: 0 })
  pass(300)
  const running = () => ecs.DescribeServices({ cluster: 'c', services: ['web'] }).services?.[0]?.runningCount
  expect(running()).toBe(2)
  ecs.UpdateTaskProtection({ cluster: 'c', tasks: taskArns.slice(0, 1), protectionEnabled: false })
  pass(60)
  expect(running()).toBe(1)
  expect(ecs.GetTaskProtection({ cluster: 'c', tasks: taskArns.slice(1) }).protectedTasks?.[0]).toMatchObject({
    protectionEnabled: true,
    expirationDate: expect.any(Date),
  })
  pass(600)
  expect(running()).toBe(0)
})

test('only what a service keeps can be protected, and what is asked wrongly is said', () => {
  const { ecs, pass, host, define } = bench()
  host()
  define('job')
  const { tasks = [] } = ecs.RunTask({ cluster: 'c', taskDefinition: 'job', launchType: 'EXTERNAL' })
  pass(10)
  const own = tasks[0]?.taskArn ?? ''
  expect(
    ecs.UpdateTaskProtection({ cluster: 'c', tasks: [own, 'none'], protectionEnabled: true }).failures,
  ).toMatchObject([{ arn: own, reason: 'TASK_NOT_VALID' }, { reason: 'MISSING' }])
  const asked = (tasks: string[], expiresInMinutes = 1) =>
    ecs.UpdateTaskProtection({ cluster: 'c', tasks, protectionEnabled: true, expiresInMinutes })
  expect(() => asked(Array.from({ length: 11 }, (_, i) => `${i}`))).toThrow(/more than 10/)
  expect(() => asked([own], 0)).toThrow(/between 1 and 2880/)
})

test('an agent is told where to connect, and what it tells is acknowledged', () => {
  const { ecs, host } = bench()
  const { arn } = host()
  expect(ecs.DiscoverPollEndpoint({ cluster: 'c', containerInstance: arn })).toMatchObject({
    endpoint: expect.stringContaining('ecs-a-'),
    telemetryEndpoint: expect.stringContaining('ecs-t-'),
  })
  expect(() => ecs.DiscoverPollEndpoint({ cluster: 'c', containerInstance: 'none' })).toThrow(/not found/)
  expect(ecs.SubmitTaskStateChange({ cluster: 'c', task: 'x', status: 'RUNNING' }).acknowledgment).toBe('x')
  expect(ecs.SubmitContainerStateChange({ cluster: 'c', containerName: 'main' }).acknowledgment).toBe('main')
  expect(
    ecs.SubmitAttachmentStateChanges({ cluster: 'c', attachments: [{ attachmentArn: 'a', status: 'ATTACHED' }] })
      .acknowledgment,
  ).toBe('a')
})
