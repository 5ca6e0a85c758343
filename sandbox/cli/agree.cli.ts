import * as autoscaling from '@aws-sdk/client-application-auto-scaling'
import * as cloudwatch from '@aws-sdk/client-cloudwatch'
import * as logs from '@aws-sdk/client-cloudwatch-logs'
import * as ec2 from '@aws-sdk/client-ec2'
import * as ecs from '@aws-sdk/client-ecs'
import * as events from '@aws-sdk/client-eventbridge'
import * as iam from '@aws-sdk/client-iam'
import * as sqs from '@aws-sdk/client-sqs'
import * as ssm from '@aws-sdk/client-ssm'
import * as sts from '@aws-sdk/client-sts'
import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import { account, commands, region, type Shell, shell } from './aws'

interface Ask {
  /** The aws command's words, and how the SDK asks the same. */
  words: string[]
  ask: (options: object) => Promise<object>
}

const sent =
  <Client extends { send(command: never): Promise<object> }>(
    Made: new (options: object) => Client,
    command: object,
  ): Ask['ask'] =>
  (options) =>
    new Made(options).send(command as never)

/** Reads in every protocol there is: JSON 1.1, JSON 1.0 or Query by the client's age, Query, EC2's Query. */
const asks: Ask[] = [
  {
    words: ['ecs', 'describe-clusters', '--clusters', 'quay', 'edge', '--include', 'STATISTICS', 'TAGS', 'SETTINGS'],
    ask: sent(
      ecs.ECSClient,
      new ecs.DescribeClustersCommand({ clusters: ['quay', 'edge'], include: ['STATISTICS', 'TAGS', 'SETTINGS'] }),
    ),
  },
  {
    words: ['ecs', 'describe-services', '--cluster', 'quay', '--services', 'orders', 'reports', '--include', 'TAGS'],
    ask: sent(
      ecs.ECSClient,
      new ecs.DescribeServicesCommand({ cluster: 'quay', services: ['orders', 'reports'], include: ['TAGS'] }),
    ),
  },
  {
    words: ['ecs', 'describe-task-definition', '--task-definition', 'orders:2'],
    ask: sent(ecs.ECSClient, new ecs.DescribeTaskDefinitionCommand({ taskDefinition: 'orders:2' })),
  },
  {
    words: ['ecs', 'list-tasks', '--cluster', 'quay', '--no-paginate'],
    ask: sent(ecs.ECSClient, new ecs.ListTasksCommand({ cluster: 'quay' })),
  },
  {
    words: ['ssm', 'describe-instance-information'],
    ask: sent(ssm.SSMClient, new ssm.DescribeInstanceInformationCommand({ MaxResults: 50 })),
  },
  { words: ['ssm', 'describe-activations'], ask: sent(ssm.SSMClient, new ssm.DescribeActivationsCommand({})) },
  {
    words: ['logs', 'describe-log-groups'],
    ask: sent(logs.CloudWatchLogsClient, new logs.DescribeLogGroupsCommand({})),
  },
  { words: ['events', 'list-rules'], ask: sent(events.EventBridgeClient, new events.ListRulesCommand({})) },
  {
    words: ['application-autoscaling', 'describe-scalable-targets', '--service-namespace', 'ecs'],
    ask: sent(
      autoscaling.ApplicationAutoScalingClient,
      new autoscaling.DescribeScalableTargetsCommand({ ServiceNamespace: 'ecs' }),
    ),
  },
  {
    words: ['cloudwatch', 'list-metrics', '--namespace', 'AWS/ECS', '--metric-name', 'CPUUtilization'],
    ask: sent(
      cloudwatch.CloudWatchClient,
      new cloudwatch.ListMetricsCommand({ Namespace: 'AWS/ECS', MetricName: 'CPUUtilization' }),
    ),
  },
  {
    words: ['cloudwatch', 'describe-alarms'],
    ask: sent(cloudwatch.CloudWatchClient, new cloudwatch.DescribeAlarmsCommand({})),
  },
  {
    words: ['sqs', 'get-queue-url', '--queue-name', 'quayside-events'],
    ask: sent(sqs.SQSClient, new sqs.GetQueueUrlCommand({ QueueName: 'quayside-events' })),
  },
  { words: ['sqs', 'list-queues'], ask: sent(sqs.SQSClient, new sqs.ListQueuesCommand({})) },
  { words: ['sts', 'get-caller-identity'], ask: sent(sts.STSClient, new sts.GetCallerIdentityCommand({})) },
  {
    words: ['iam', 'get-role', '--role-name', 'ecsAnywhereRole'],
    ask: sent(iam.IAMClient, new iam.GetRoleCommand({ RoleName: 'ecsAnywhereRole' })),
  },
  {
    words: ['iam', 'list-attached-role-policies', '--role-name', 'ecsAnywhereRole'],
    ask: sent(iam.IAMClient, new iam.ListAttachedRolePoliciesCommand({ RoleName: 'ecsAnywhereRole' })),
  },
  { words: ['ec2', 'describe-subnets'], ask: sent(ec2.EC2Client, new ec2.DescribeSubnetsCommand({})) },
  { words: ['ec2', 'describe-instances'], ask: sent(ec2.EC2Client, new ec2.DescribeInstancesCommand({})) },
]

const moment = /^\d{4}-\d\d-\d\dT\d\d:\d\d:\d\d(\.\d+)?(Z|[+-]\d\d:?\d\d)$/

/** The same value however a client says it: moments as milliseconds, policy documents as objects, nothing for nothing. */
function plain(value: unknown): unknown {
  if (value instanceof Date) return value.getTime()
  if (typeof value === 'string') {
    if (moment.test(value)) return Date.parse(value)
    // The SDK leaves IAM's documents as they come, encoded; the aws command reads them.
    if (value.startsWith('%7B')) return JSON.parse(decodeURIComponent(value))
    return value
  }
  if (Array.isArray(value)) return value.length === 0 ? undefined : value.map(plain)
  if (typeof value !== 'object' || value === null) return value ?? undefined
  const members = Object.entries(value).flatMap(([name, item]) => {
    const one = name === '$metadata' ? undefined : plain(item)
    return one === undefined ? [] : [[name, one] as const]
  })
  return members.length === 0 ? undefined : Object.fromEntries(members)
}

describe.each(commands())('aws-cli $version and the SDK read the same', ({ path }) => {
  let sh: Shell
  beforeAll(async () => {
    sh = await shell(path, 'small')
    // What time does by itself between two reads is no disagreement.
    await sh.control('clock', { pause: true })
    await sh.text('configure', 'set', 'cli_timestamp_format', 'iso8601')
  })
  afterAll(() => sh.close())

  test.each(asks.map((ask) => [ask.words.slice(0, 2).join(' '), ask] as const))('%s', async (_, { words, ask }) => {
    const said = plain(
      await ask({
        region,
        endpoint: sh.url,
        credentials: { accessKeyId: account, secretAccessKey: 'x' },
      }),
    )
    const read = plain(await sh.aws(...words))
    // An older client does not know every member of today: what it reads is what the SDK reads.
    expect(said ?? {}).toMatchObject((read ?? {}) as object)
    expect(Object.keys((said ?? {}) as object)).toEqual(expect.arrayContaining(Object.keys((read ?? {}) as object)))
  })
})
