import type { Region } from '../world/region'
import type { Call } from './core'

/** A resource that a request names, by the name people gave it. */
export interface Mention {
  name: string
  arn: string
}

/** The member in which an operation names what it makes: that name is no mention, since nothing has it yet. */
const made: Readonly<Record<string, string>> = {
  CreateCluster: 'clusterName',
  CreateService: 'serviceName',
  CreateCapacityProvider: 'name',
  RegisterTaskDefinition: 'family',
  CreateActivation: 'DefaultInstanceName',
  CreateLogGroup: 'logGroupName',
  CreateLogStream: 'logStreamName',
  CreateRole: 'RoleName',
  CreateQueue: 'QueueName',
  CreateBucket: 'Bucket',
}

/** Members whose text names a resource. A reason, a tag or an environment variable names none. */
const naming = new Set(
  `cluster clusters clusterName service services serviceName task tasks taskDefinition taskDefinitions family
  containerInstance containerInstances capacityProvider capacityProviders targetId resourceArn ResourceId InstanceId
  InstanceIds ActivationId logGroupName logGroupIdentifier logStreamName RoleName RoleArn QueueName QueueUrl Rule Bucket`.split(
    /\s+/,
  ),
)

/** Every resource that a request names, hosts and tasks by their given names too. */
export function mentions(call: Call): Mention[] {
  const { input, operation, region } = call
  const out: Mention[] = []
  const walk = (value: unknown, key: string) => {
    if (typeof value === 'string') {
      if (naming.has(key) && made[operation] !== key) out.push(...namesOf(region, key, value))
    } else if (Array.isArray(value)) {
      for (const item of value) walk(item, key)
    } else if (typeof value === 'object' && value !== null) {
      for (const [name, item] of Object.entries(value)) walk(item, name)
    }
  }
  walk(input, '')
  return out
}

/** `arn:…:service/cluster/name` → `name`; `family:3` → `family`. */
const lastOf = (text: string) => (text.split('/').at(-1) ?? text).replace(/:(\d+|\*)$/, '')

function namesOf(region: Region, key: string, text: string): Mention[] {
  const last = lastOf(text)
  const arn = text.startsWith('arn:') ? text : arnOf(region, key, last)
  const names = [last, ...givenNames(region, last)]
  return names.map((name) => ({ name, arn: hostArn(region, last) ?? arn }))
}

/** What people call a thing that requests name by an id. */
function givenNames({ ecs, ssm }: Region, id: string): string[] {
  const out: (string | undefined)[] = [ssm.activations.get(id)?.defaultInstanceName]
  const managed = ssm.instances.get(id)
  out.push(
    managed?.name,
    managed?.computerName,
    ...nameTags(managed?.tags.map((t) => ({ key: t.Key, value: t.Value }))),
  )
  for (const cluster of ecs.clusters.values()) {
    const task = cluster.tasks.get(id)
    if (task) out.push(task.family)
    const host = cluster.hosts.get(id) ?? [...cluster.hosts.values()].find(({ machine }) => machine === id)
    if (!host) continue
    const machine = ssm.instances.get(host.machine)
    out.push(...nameTags(host.tags), machine?.name, machine?.computerName)
  }
  return out.filter((name) => name !== undefined)
}

const nameTags = (tags: readonly { key?: string | undefined; value?: string | undefined }[] = []) =>
  tags.filter(({ key }) => key === 'Name').map(({ value }) => value)

function hostArn({ ecs }: Region, id: string): string | undefined {
  for (const cluster of ecs.clusters.values()) {
    const host = cluster.hosts.get(id)
    if (host) return host.arn
  }
  return undefined
}

const kinds: Readonly<Record<string, string>> = {
  cluster: 'ecs:cluster/',
  clusters: 'ecs:cluster/',
  service: 'ecs:service/',
  services: 'ecs:service/',
  task: 'ecs:task/',
  tasks: 'ecs:task/',
  taskDefinition: 'ecs:task-definition/',
  taskDefinitions: 'ecs:task-definition/',
  ResourceId: 'ssm:managed-instance/',
  InstanceId: 'ssm:managed-instance/',
  ActivationId: 'ssm:activation/',
  logGroupName: 'logs:log-group:',
  RoleName: 'iam:role/',
  QueueName: 'sqs:',
  QueueUrl: 'sqs:',
  Rule: 'events:rule/',
}

function arnOf({ account, region }: Region, key: string, name: string): string {
  const [service, kind] = (kinds[key] ?? '').split(/:(.*)/)
  if (!service) return '*'
  return `arn:aws:${service}:${service === 'iam' ? '' : region}:${account}:${kind}${name}`
}

/** The clusters that a request names, `default` where ECS would take that one. */
export function clustersIn({ input, mount }: Call): string[] {
  const { cluster, clusters, clusterName } = input
  const named = [cluster, clusters, clusterName].flat().filter((item) => typeof item === 'string')
  const out = named.map(lastOf)
  for (const item of Object.values(input).flat()) {
    // arn:aws:ecs:region:account:task/CLUSTER/id
    const inArn =
      typeof item === 'string' ? /^arn:aws:ecs:[^:]*:\d*:[a-z-]+\/([^/]+)\/[^/]+$/.exec(item)?.[1] : undefined
    if (inArn) out.push(inArn)
  }
  if (out.length === 0 && mount.signingName === 'ecs') out.push('default')
  return out
}
