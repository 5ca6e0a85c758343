import type { Instance } from '@aws-sdk/client-ec2'
import type { Attribute, Tag } from '@aws-sdk/client-ecs'
import { register, setConnected } from '../../world/agent'
import { EC2_CAPABILITIES } from '../../world/agent-capabilities'
import type { Region } from '../../world/region'
import { clusters } from '../ecs/clusters'
import { hosts } from '../ecs/hosts'
import type { ClusterRecord, HostRecord } from '../ecs/state'
import { typeNamed } from './instance-types'

/** From running to an agent that registers: the machine boots. */
const BOOTS = 15_000

const callerOf = ({ account, region }: Region, machine: string) => ({
  account,
  region,
  principal: `arn:aws:sts::${account}:assumed-role/ecsInstanceRole/${machine}`,
  accessKeyId: '',
  requestId: '',
})

/** https://docs.aws.amazon.com/AmazonECS/latest/developerguide/ecs-agent-config.html */
const setting = (userData: string, name: string): string | undefined =>
  new RegExp(`(?:^|[\\s"';])${name}=["']?([^\\s"';]+)`).exec(userData)?.[1]

function attributesIn(userData: string): Attribute[] {
  const text = /ECS_INSTANCE_ATTRIBUTES=['"]?(\{[^{}]*\})/.exec(userData)?.[1]
  if (text === undefined) return []
  try {
    const read: unknown = JSON.parse(text)
    return Object.entries(read ?? {}).flatMap(([name, value]) => (typeof value === 'string' ? [{ name, value }] : []))
  } catch {
    // The agent does not start with settings it cannot read; here it starts without them.
    return []
  }
}

/** An instance whose user data names a cluster runs the agent of ECS, as does one that a seed put into a cluster. */
export function started(world: Region, { InstanceId = '' }: Instance, userData: string): void {
  const clusterName = setting(userData, 'ECS_CLUSTER')
  world.clock.after(BOOTS, () => {
    const instance = world.ec2.instances.get(InstanceId)
    if (instance?.State?.Name !== 'running') return
    if (hostOf(world, InstanceId)) return setConnected(world, InstanceId, true)
    if (clusterName === undefined) return
    if (clusterName === 'default') clusters.CreateCluster?.({}, world, callerOf(world, InstanceId))
    const cluster = world.ecs.clusters.get(clusterName)
    // The agent of a cluster that is not there tries and fails, in its log alone
    if (cluster?.view.status !== 'ACTIVE') return
    join(world, cluster, instance, userData)
  })
}

function join(world: Region, cluster: ClusterRecord, instance: Instance, userData: string): void {
  const { InstanceId = '', InstanceType = '', ImageId, VpcId, SubnetId, Placement, Tags = [] } = instance
  const type = typeNamed(InstanceType)
  if (!type) return
  const named: [string, string | undefined][] = [
    ['ecs.availability-zone', Placement?.AvailabilityZone],
    ['ecs.instance-type', InstanceType],
    ['ecs.ami-id', ImageId],
    ['ecs.vpc-id', VpcId],
    ['ecs.subnet-id', SubnetId],
  ]
  const propagated = setting(userData, 'ECS_CONTAINER_INSTANCE_PROPAGATE_TAGS_FROM') === 'ec2_instance'
  const tags: Tag[] = propagated ? Tags.map(({ Key: key, Value: value }) => ({ key, value })) : []
  register(world, cluster, {
    machine: InstanceId,
    cpu: type.cpus * 1024,
    // The kernel keeps about a sixteenth
    memory: Math.floor((type.memory * 15) / 16),
    arch: type.arch,
    tags,
    attributes: [
      ...named.flatMap(([name, value]) => (value === undefined ? [] : [{ name, value }])),
      ...attributesIn(userData),
      ...EC2_CAPABILITIES.map((name) => ({ name })),
    ],
  })
}

export function stopping(world: Region, id: string): void {
  if (hostOf(world, id)) setConnected(world, id, false)
}

/**
 * ECS takes a container instance that is terminated out of its cluster where its agent is connected, else leaves it:
 * https://docs.aws.amazon.com/AmazonECS/latest/developerguide/deregister_container_instance.html
 */
export function terminating(world: Region, id: string): void {
  const host = hostOf(world, id)
  if (!host?.connected) return
  hosts.DeregisterContainerInstance?.(
    { cluster: host.cluster, containerInstance: host.id, force: true },
    world,
    callerOf(world, id),
  )
}

function hostOf(world: Region, machine: string): HostRecord | undefined {
  for (const cluster of world.ecs.clusters.values())
    for (const host of cluster.hosts.values()) if (host.machine === machine && host.status !== 'INACTIVE') return host
  return undefined
}
