import type { Call } from '../wire/core'
import { clustersIn } from '../wire/mentions'
import type { Region } from '../world/region'

/** One resource that an action is about: where its name stands in the input, and the ARN of a bare name. */
interface Rule {
  members: readonly string[]
  /** `{cluster}` and `{name}` are filled in. */
  arn: string
}

const rule = (members: string, arn: string): Rule => ({ members: members.split(' '), arn })
const ecs = (kind: string) => `arn:aws:ecs:{region}:{account}:${kind}`
const ssm = (kind: string) => `arn:aws:ssm:{region}:{account}:${kind}`

/** Actions by the resource that AWS holds them against; those that are in no row are held against `*`. */
const table: readonly [service: string, actions: RegExp, rule: Rule][] = [
  [
    'ecs',
    /^(Delete|Update|Describe)Clusters?$|^UpdateClusterSettings$|^PutClusterCapacityProviders$|^CreateCluster$/,
    rule('cluster clusters clusterName', ecs('cluster/{name}')),
  ],
  ['ecs', /^(List|Register|Deregister)ContainerInstances?$/, rule('cluster', ecs('cluster/{name}'))],
  [
    'ecs',
    /^(DescribeContainerInstances|UpdateContainerInstancesState|UpdateContainerAgent)$/,
    rule('containerInstance containerInstances', ecs('container-instance/{cluster}/{name}')),
  ],
  [
    'ecs',
    /^(Create|Update|Delete|Describe)Services?$/,
    rule('service services serviceName', ecs('service/{cluster}/{name}')),
  ],
  [
    'ecs',
    /^(DescribeTasks|StopTask|ExecuteCommand|(Get|Update)TaskProtection)$/,
    rule('task tasks', ecs('task/{cluster}/{name}')),
  ],
  ['ecs', /^(RunTask|StartTask)$/, rule('taskDefinition', ecs('task-definition/{name}'))],
  ['ecs', /^(DeleteTaskDefinitions|DeregisterTaskDefinition)$/, rule('taskDefinition taskDefinitions', '*')],
  [
    'ecs',
    /^(Describe|Update|Delete)CapacityProviders?$/,
    rule('capacityProvider capacityProviders name', ecs('capacity-provider/{name}')),
  ],
  ['ecs', /^(Tag|Untag)Resource$|^ListTagsForResource$/, rule('resourceArn', '{name}')],
  ['ssm', /^(Put|Get|Delete)Parameters?$|^GetParameterHistory$/, rule('Name Names', ssm('parameter/{name}'))],
  ['ssm', /^GetParametersByPath$/, rule('Path', ssm('parameter/{name}'))],
  [
    'ssm',
    /^(DeregisterManagedInstance|UpdateManagedInstanceRole)$/,
    rule('InstanceId', ssm('managed-instance/{name}')),
  ],
  ['ssm', /^SendCommand$/, rule('InstanceIds', ssm('managed-instance/{name}'))],
  ['ssm', /^SendCommand$/, rule('DocumentName', ssm('document/{name}'))],
  [
    'logs',
    /LogGroup$|RetentionPolicy$|^FilterLogEvents$|^DescribeLogStreams$|(Metric|Subscription)Filter$/,
    rule('logGroupName logGroupIdentifier', 'arn:aws:logs:{region}:{account}:log-group:{name}'),
  ],
  [
    'logs',
    /^((Create|Delete)LogStream|(Put|Get)LogEvents)$/,
    rule('logGroupName logGroupIdentifier', 'arn:aws:logs:{region}:{account}:log-group:{name}:log-stream:{stream}'),
  ],
  ['iam', /Role|ListInstanceProfilesForRole$/, rule('RoleName', 'arn:aws:iam::{account}:role/{name}')],
  ['iam', /^(?!.*Role)/, rule('PolicyArn', '{name}')],
  ['iam', /InstanceProfile$/, rule('InstanceProfileName', 'arn:aws:iam::{account}:instance-profile/{name}')],
  ['sts', /^AssumeRole$/, rule('RoleArn', '{name}')],
  ['sqs', /^(?!List)/, rule('QueueUrl QueueName', 'arn:aws:sqs:{region}:{account}:{name}')],
  ['cloudwatch', /Alarm/, rule('AlarmName AlarmNames', 'arn:aws:cloudwatch:{region}:{account}:alarm:{name}')],
  ['events', /Rule|Targets/, rule('Rule Name', 'arn:aws:events:{region}:{account}:rule/{name}')],
  ['secretsmanager', /./, rule('SecretId Name', 'arn:aws:secretsmanager:{region}:{account}:secret:{name}-AAAAAA')],
  ['s3', /Object/, rule('Bucket', 'arn:aws:s3:::{name}/{key}')],
  ['s3', /^(?!.*Object)/, rule('Bucket', 'arn:aws:s3:::{name}')],
  ['ecr', /./, rule('repositoryName', 'arn:aws:ecr:{region}:{account}:repository/{name}')],
]

/** https://docs.aws.amazon.com/service-authorization/latest/reference/reference_policies_actions-resources-contextkeys.html */
export function resourcesOf(call: Call): string[] {
  const { action, operation, input, region } = call
  const service = action.split(':')[0]
  const cluster = clustersIn(call)[0] ?? 'default'
  const out: string[] = []
  for (const [whose, actions, { members, arn }] of table) {
    if (whose !== service || !actions.test(operation)) continue
    const stream = typeof input.logStreamName === 'string' ? input.logStreamName : ''
    const key = typeof input.Key === 'string' ? input.Key : '*'
    const names = members.flatMap((member) => input[member] ?? []).filter((name) => typeof name === 'string')
    for (const name of names.length > 0 || !members.includes('cluster') ? names : ['default']) {
      // `$&` in a name is text of its own: hence functions.
      const filled = arn.replace(/\{(\w+)\}/g, (_, part: string) =>
        part === 'name'
          ? bare(region, service, name)
          : ({ region: region.region, account: region.account, cluster, stream, key }[part] ?? ''),
      )
      out.push(name.startsWith('arn:') && arn !== '*' && !arn.endsWith('{stream}') ? name : filled)
    }
  }
  return out.length > 0 ? out : ['*']
}

/** A name as its ARN has it: a role with its path, a definition with its revision, a queue without its address. */
function bare({ iam, ecs: { families } }: Region, service: string | undefined, name: string): string {
  if (name.startsWith('arn:')) return name.replace(/^arn:[^:]*:logs:[^:]*:[^:]*:log-group:/, '')
  if (service === 'iam') return (iam.roles.get(name)?.path ?? '/').slice(1) + name
  if (service === 'sqs') return name.split('/').at(-1) ?? name
  if (service === 'ssm') return name.replace(/^\//, '')
  const family = name.includes(':') ? undefined : families.get(name)
  const newest = family && service === 'ecs' ? [...family.revisions.keys()].at(-1) : undefined
  return newest === undefined ? name : `${name}:${newest}`
}

/** The tags of a resource that exists: ECS's own, roles' and nodes'. */
export function tagsOfResource(
  { ecs: state, iam, ssm: nodes }: Region,
  arn: string,
): Record<string, readonly string[]> {
  const service = arn.split(':')[2]
  const [kind = '', first = '', second = ''] = arn.split(':').slice(5).join(':').split('/')
  let tags: readonly { key?: string | undefined; value?: string | undefined }[] = []
  if (service === 'ecs') {
    const cluster = state.clusters.get(first)
    if (kind === 'cluster') tags = cluster?.tags ?? []
    if (kind === 'service') tags = cluster?.services.get(second)?.tags ?? []
    if (kind === 'task') tags = cluster?.tasks.get(second)?.tags ?? []
    if (kind === 'container-instance') tags = cluster?.hosts.get(second)?.tags ?? []
    if (kind === 'task-definition') {
      const [family = '', revision] = first.split(':')
      tags = state.families.get(family)?.revisions.get(Number(revision))?.tags ?? []
    }
  }
  const upper = (list: readonly { Key?: string | undefined; Value?: string | undefined }[] = []) =>
    list.map(({ Key, Value }) => ({ key: Key, value: Value }))
  if (service === 'iam' && kind === 'role') tags = upper(iam.roles.get(arn.split('/').at(-1) ?? '')?.tags)
  if (service === 'ssm' && kind === 'managed-instance') tags = upper(nodes.instances.get(first)?.tags)
  const out: Record<string, readonly string[]> = {}
  for (const { key = '', value = '' } of tags)
    for (const prefix of ['aws', service]) out[`${prefix}:resourcetag/${key.toLowerCase()}`] = [value]
  return out
}
