import * as ecs from '@aws-sdk/client-ecs'
import * as events from '@aws-sdk/client-eventbridge'
import * as sqs from '@aws-sdk/client-sqs'
import { beforeEach, expect, test } from 'vitest'
import { createSandbox, type Sandbox } from '../../server'
import { loopback } from '../../wire/loopback'
import { asText, START } from '../../world/testing'

let sandbox: Sandbox
let bus: events.EventBridgeClient
let queues: sqs.SQSClient
let fleet: ecs.ECSClient
let url = ''
const arn = (resource: string) => `arn:aws:${resource.replace(':', ':us-east-1:123456789012:')}`
const queue = arn('sqs:inbox')
const pass = (seconds: number) => sandbox.worlds.clock.advanceTo(sandbox.worlds.clock.now() + seconds * 1_000)

function clients(seed: string): void {
  sandbox = createSandbox({ seed, now: START })
  const config = {
    region: 'us-east-1',
    endpoint: 'http://127.0.0.1:1',
    credentials: { accessKeyId: '123456789012', secretAccessKey: 'x' },
    requestHandler: loopback(sandbox.core) as never,
    maxAttempts: 1,
  }
  bus = new events.EventBridgeClient(config)
  queues = new sqs.SQSClient(config)
  fleet = new ecs.ECSClient(config)
}

beforeEach(async () => {
  clients('empty')
  const Policy = JSON.stringify({
    Statement: [{ Effect: 'Allow', Principal: { Service: 'events.amazonaws.com' }, Action: 'sqs:SendMessage' }],
  })
  url = (await queues.send(new sqs.CreateQueueCommand({ QueueName: 'inbox', Attributes: { Policy } }))).QueueUrl ?? ''
})

const rule = async (Name: string, pattern: object, target: Partial<events.Target> = {}) => {
  const made = await bus.send(new events.PutRuleCommand({ Name, EventPattern: JSON.stringify(pattern) }))
  await bus.send(new events.PutTargetsCommand({ Rule: Name, Targets: [{ Id: 't', Arn: queue, ...target }] }))
  return made.RuleArn ?? ''
}
const tell = (detail: object, more: Partial<events.PutEventsRequestEntry> = {}) =>
  bus.send(
    new events.PutEventsCommand({
      Entries: [{ Source: 'shop', DetailType: 'Order', Detail: JSON.stringify(detail), Resources: ['r1'], ...more }],
    }),
  )
const bodies = async (QueueUrl = url) => {
  const { Messages = [] } = await queues.send(new sqs.ReceiveMessageCommand({ QueueUrl, MaxNumberOfMessages: 10 }))
  return Messages.map(({ Body = '' }) => Body)
}

test('an event reaches the queue whole, in part, in another form, or as a constant', async () => {
  const ruleArn = await rule('whole', { source: ['shop'], detail: { n: [1] } })
  await rule('part', { detail: { n: [2] } }, { InputPath: '$.detail' })
  await rule('constant', { detail: { n: [3] } }, { Input: '{"a":1}' })
  const InputTemplate = '{"order": <n>, "say": "no. <n> of <who>", "all": <list>, "rule": "<aws.events.rule-name>"}'
  const InputPathsMap = { n: '$.detail.n', who: '$.detail.who', list: '$.resources' }
  await rule('form', { detail: { n: [4] } }, { InputTransformer: { InputTemplate, InputPathsMap } })
  const { Entries } = await tell({ n: 1 })
  for (const n of [2, 3, 4]) await tell({ n, who: 'a "b"' })
  const [whole, ...others] = (await bodies()).map((one) => JSON.parse(one))
  expect(whole).toMatchObject({ id: Entries?.[0]?.EventId, source: 'shop', 'detail-type': 'Order', detail: { n: 1 } })
  expect(others).toEqual([
    { n: 2, who: 'a "b"' },
    { a: 1 },
    { order: 4, say: 'no. 4 of a "b"', all: ['r1'], rule: 'form' },
  ])
  expect(ruleArn).toBe(arn('events:rule/whole'))
})

test('a rule is described, listed, disabled, tagged and deleted when it has no targets', async () => {
  const ruleArn = await rule('b', { source: ['shop'] })
  await rule('a', { source: ['shop'] })
  expect(await bus.send(new events.DescribeRuleCommand({ Name: 'b' }))).toMatchObject({
    Arn: ruleArn,
    State: 'ENABLED',
  })
  const page = await bus.send(new events.ListRulesCommand({ Limit: 1 }))
  const rest = await bus.send(new events.ListRulesCommand({ NextToken: page.NextToken }))
  expect([page.Rules?.[0]?.Name, rest.Rules?.[0]?.Name, rest.NextToken]).toEqual(['a', 'b', undefined])
  const byTarget = await bus.send(new events.ListRuleNamesByTargetCommand({ TargetArn: queue }))
  expect(byTarget.RuleNames).toEqual(['a', 'b'])
  for (const Name of ['a', 'b']) await bus.send(new events.DisableRuleCommand({ Name }))
  await tell({})
  expect(await bodies()).toEqual([])
  await bus.send(new events.EnableRuleCommand({ Name: 'a' }))
  await tell({})
  expect(await bodies()).toHaveLength(1)
  await bus.send(new events.TagResourceCommand({ ResourceARN: ruleArn, Tags: [{ Key: 'team', Value: 'x' }] }))
  expect((await bus.send(new events.ListTagsForResourceCommand({ ResourceARN: ruleArn }))).Tags).toHaveLength(1)
  await bus.send(new events.UntagResourceCommand({ ResourceARN: ruleArn, TagKeys: ['team'] }))
  await expect(bus.send(new events.DeleteRuleCommand({ Name: 'b' }))).rejects.toMatchObject({
    name: 'ValidationException',
  })
  expect((await bus.send(new events.ListTargetsByRuleCommand({ Rule: 'b' }))).Targets).toMatchObject([{ Id: 't' }])
  const removed = await bus.send(new events.RemoveTargetsCommand({ Rule: 'b', Ids: ['t', 'none'] }))
  expect(removed.FailedEntryCount).toBe(1)
  await bus.send(new events.DeleteRuleCommand({ Name: 'b' }))
  const gone = bus.send(new events.DescribeRuleCommand({ Name: 'b' }))
  await expect(gone).rejects.toBeInstanceOf(events.ResourceNotFoundException)
  expect((await bus.send(new events.DescribeEventBusCommand({}))).Name).toBe('default')
  expect((await bus.send(new events.ListEventBusesCommand({}))).EventBuses).toHaveLength(1)
})

test('one bad entry does not keep the others away, and a pattern can be tried', async () => {
  await rule('all', { source: [{ prefix: '' }] })
  const good = { Source: 'shop', DetailType: 'x', Detail: '{}' }
  const { FailedEntryCount, Entries } = await bus.send(
    new events.PutEventsCommand({
      Entries: [good, { ...good, Detail: '{' }, { ...good, Source: 'aws.ecs' }, { ...good, DetailType: '' }],
    }),
  )
  expect([FailedEntryCount, Entries?.map(({ ErrorCode }) => ErrorCode)]).toEqual([
    3,
    [undefined, 'MalformedDetail', 'NotAuthorizedForSourceException', 'InvalidArgument'],
  ])
  expect(await bodies()).toHaveLength(1)
  const Event = JSON.stringify({
    ...{ id: '1', account: '1', source: 'shop', time: 't', region: 'r', resources: [], 'detail-type': 'x', detail: {} },
  })
  const tried = await bus.send(new events.TestEventPatternCommand({ EventPattern: '{"source":["shop"]}', Event }))
  expect(tried.Result).toBe(true)
  const bad = bus.send(new events.TestEventPatternCommand({ EventPattern: '{"source":"shop"}', Event }))
  await expect(bad).rejects.toBeInstanceOf(events.InvalidEventPatternException)
})

test.each([
  () => bus.send(new events.PutRuleCommand({ Name: 'x' })),
  () => bus.send(new events.PutRuleCommand({ Name: 'a b', ScheduleExpression: 'rate(1 day)' })),
  () => bus.send(new events.PutRuleCommand({ Name: 'x', ScheduleExpression: 'rate(1 days)' })),
  () => bus.send(new events.PutRuleCommand({ Name: 'x', EventPattern: '{}' })),
  () => bus.send(new events.PutRuleCommand({ Name: 'x', EventPattern: '{"a":[1]}', EventBusName: 'none' })),
  () => bus.send(new events.ListRulesCommand({ NextToken: 'bad' })),
  () => bus.send(new events.PutTargetsCommand({ Rule: 'none', Targets: [{ Id: 'a', Arn: queue }] })),
  () => bus.send(new events.PutEventsCommand({ Entries: [] })),
])('a mistake changes nothing (%#)', async (call) => {
  const before = asText(sandbox.worlds.get('123456789012', 'us-east-1').events)
  await expect(call()).rejects.toMatchObject({ $fault: 'client' })
  expect(asText(sandbox.worlds.get('123456789012', 'us-east-1').events)).toBe(before)
})

test('a schedule keeps time until it is disabled, and a queue that does not let EventBridge in gets nothing', async () => {
  await bus.send(new events.PutRuleCommand({ Name: 'tick', ScheduleExpression: 'rate(1 minute)' }))
  await bus.send(new events.PutTargetsCommand({ Rule: 'tick', Targets: [{ Id: 't', Arn: queue }] }))
  pass(125)
  await bus.send(new events.DisableRuleCommand({ Name: 'tick' }))
  pass(600)
  expect((await bodies()).map((one) => JSON.parse(one)['detail-type'])).toEqual(['Scheduled Event', 'Scheduled Event'])
  await queues.send(new sqs.SetQueueAttributesCommand({ QueueUrl: url, Attributes: { Policy: '' } }))
  await rule('shut', { source: ['shop'] })
  await tell({})
  pass(60)
  expect((await bodies()).filter((one) => JSON.parse(one).source === 'shop')).toEqual([])
})

test('a rule runs a task on hosts of its own, told what to do by its input', async () => {
  clients('small')
  const InputTemplate = '{"containerOverrides":[{"name":"telemetry","environment":[{"name":"KEY","value":"<key>"}]}]}'
  await bus.send(new events.PutRuleCommand({ Name: 'order', EventPattern: '{"source":["shop"]}' }))
  const target = {
    Id: 'run',
    Arn: arn('ecs:cluster/quay'),
    RoleArn: 'arn:aws:iam::123456789012:role/ecsEventsRole',
    EcsParameters: { TaskDefinitionArn: arn('ecs:task-definition/telemetry'), LaunchType: 'EXTERNAL' as const },
    InputTransformer: { InputPathsMap: { key: '$.detail.object.key' }, InputTemplate },
  }
  await bus.send(new events.PutTargetsCommand({ Rule: 'order', Targets: [target] }))
  await tell({ object: { key: 'orders.csv' } })
  pass(5)
  const startedBy = 'events-rule/order'
  const { taskArns: tasks } = await fleet.send(new ecs.ListTasksCommand({ cluster: 'quay', startedBy }))
  const described = await fleet.send(new ecs.DescribeTasksCommand({ cluster: 'quay', tasks }))
  expect(described.tasks?.[0]?.overrides?.containerOverrides?.[0]?.environment).toEqual([
    { name: 'KEY', value: 'orders.csv' },
  ])
  const noRole = { Rule: 'order', Targets: [{ ...target, RoleArn: undefined }] }
  await expect(bus.send(new events.PutTargetsCommand(noRole))).rejects.toMatchObject({ name: 'ValidationException' })
})

test("the seed's rule tells of tasks, hosts, services and deployments, with the versions that Describe* has", async () => {
  clients('small')
  url = (await queues.send(new sqs.GetQueueUrlCommand({ QueueName: 'quayside-events' }))).QueueUrl ?? ''
  await fleet.send(new ecs.UpdateServiceCommand({ cluster: 'quay', service: 'sensors', desiredCount: 3 }))
  await fleet.send(new ecs.UpdateServiceCommand({ cluster: 'quay', service: 'nginx', forceNewDeployment: true }))
  pass(600)
  const heard: Record<string, { detail: Record<string, unknown>; resources: string[] }[]> = {}
  for (let some = await bodies(); some.length > 0; some = await bodies())
    for (const event of some.map((one) => JSON.parse(one))) {
      heard[event['detail-type']] = [...(heard[event['detail-type']] ?? []), event]
    }
  expect(Object.keys(heard).sort()).toEqual([
    'ECS Container Instance State Change',
    'ECS Deployment State Change',
    'ECS Service Action',
    'ECS Task State Change',
  ])
  const deployments = heard['ECS Deployment State Change'] ?? []
  expect(deployments.map(({ detail }) => detail.eventName)).toContain('SERVICE_DEPLOYMENT_IN_PROGRESS')
  const newest = new Map<unknown, Record<string, unknown>>()
  for (const { detail } of heard['ECS Task State Change'] ?? [])
    if (Number(newest.get(detail.taskArn)?.version ?? 0) < Number(detail.version)) newest.set(detail.taskArn, detail)
  const tasks = [...newest.keys()].map(String).slice(0, 100)
  const described = await fleet.send(new ecs.DescribeTasksCommand({ cluster: 'quay', tasks }))
  for (const { taskArn, version, lastStatus, createdAt } of described.tasks ?? [])
    expect(newest.get(taskArn)).toMatchObject({ version, lastStatus, createdAt: createdAt?.toISOString() })
  expect(described.tasks?.length).toBeGreaterThan(0)
})
