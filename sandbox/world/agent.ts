import type { Attribute, Tag } from '@aws-sdk/client-ecs'
import { arns } from '../services/ecs/arns'
import { clusters } from '../services/ecs/clusters'
import { noCluster } from '../services/ecs/errors'
import { RESERVED, resources } from '../services/ecs/host-resources'
import { registerHost } from '../services/ecs/register-host'
import type { ClusterRecord, HostRecord } from '../services/ecs/state'
import { registerManagedInstance } from '../services/ssm/state'
import type { Caller } from '../wire/handlers'
import { CAPABILITIES, VERSION } from './agent-capabilities'
import { hostChanged, taskChanged } from './changes'
import type { Region } from './region'
import { resume } from './task-life'

export interface JoinInput {
  activationId: string
  activationCode: string
  cluster: string
  /** Where it stands; becomes the attribute `site`. */
  site?: string
  name?: string
  /** CPU units; 1024 a core. */
  cpu?: number
  /** MiB */
  memory?: number
  arch?: 'x86_64' | 'arm64'
}

export interface JoinOutput {
  managedInstanceId: string
  containerInstanceArn: string
}

/** Milliseconds from registration to a connected agent. */
const CONNECTS = 2_000
/** SSM says ConnectionLost after about five minutes without a ping (the figure is not published). */
const LOST = 300_000
const PING = 60_000

/**
 * What the install script does on a machine: uses the activation up, appears in SSM, then in ECS, connects.
 * The real agent would make a cluster named `default`; any other must exist.
 */
export function join(region: Region, input: JoinInput): JoinOutput {
  // Only `default` does the agent make where it is not there
  if (input.cluster === 'default') clusters.CreateCluster?.({}, region, agent(region))
  const cluster = region.ecs.clusters.get(input.cluster)
  if (cluster?.view.status !== 'ACTIVE') throw noCluster()
  const managedInstanceId = registerManagedInstance(region, {
    activationId: input.activationId,
    activationCode: input.activationCode,
    ...(input.name !== undefined && { name: input.name }),
    computerName: input.name ?? `host-${region.random.hex(6)}`,
    arch: input.arch ?? 'x86_64',
  }).id
  const host = register(region, cluster, {
    machine: managedInstanceId,
    cpu: input.cpu ?? 4096,
    memory: input.memory ?? 7_700,
    arch: input.arch ?? 'x86_64',
    attributes: [{ name: 'ecs.capability.external' }, ...(input.site ? [{ name: 'site', value: input.site }] : [])],
    // Without a name of its own it is called by its activation's default name, or by its host name, as SSM has them.
    tags: input.name === undefined ? [] : [{ key: 'Name', value: input.name }],
  })
  ping(region)
  return { managedInstanceId, containerInstanceArn: host.arn }
}

const agent = ({ account, region }: Region): Caller => ({
  account,
  region,
  principal: `arn:aws:sts::${account}:assumed-role/ecsAnywhereRole/agent`,
  accessKeyId: '',
  requestId: '',
})

export interface Machine {
  /** `i-…` or `mi-…` */
  machine: string
  cpu: number
  memory: number
  arch: 'x86_64' | 'arm64'
  attributes: Attribute[]
  tags: Tag[]
}

/** Registers a machine as its agent would, connected a moment later. */
export function register(region: Region, cluster: ClusterRecord, machine: Machine): HostRecord {
  const registered = registerHost.RegisterContainerInstance?.(
    {
      cluster: cluster.name,
      instanceIdentityDocument: JSON.stringify({ instanceId: machine.machine }),
      totalResources: resources(machine.cpu, machine.memory, RESERVED, []),
      versionInfo: VERSION,
      attributes: [
        { name: 'ecs.os-type', value: 'linux' },
        { name: 'ecs.os-family', value: 'LINUX' },
        { name: 'ecs.cpu-architecture', value: machine.arch },
        ...machine.attributes,
        ...CAPABILITIES.map((name) => ({ name })),
      ],
      tags: machine.tags,
    },
    region,
    agent(region),
  )
  if (!registered || registered instanceof Promise) throw new Error('RegisterContainerInstance answers at once')
  const host = cluster.hosts.get(registered.containerInstance?.containerInstanceArn?.split('/').at(-1) ?? '')
  if (!host) throw new Error('A host just registered is there')
  host.connected = false
  region.clock.after(CONNECTS, () => {
    if (host.status === 'INACTIVE' || host.cut) return
    host.connected = true
    hostChanged(region, host)
  })
  return host
}

/**
 * Cuts or mends the line of a host. Tasks run on while it is cut, and nobody moves them: ECS only marks them.
 * @param text container instance id or ARN, or the machine's own id
 */
export function setConnected(region: Region, text: string, connected: boolean): void {
  const found = find(region, text)
  if (!found) throw new RangeError(`No host ${text}`)
  const [cluster, host] = found
  host.cut = !connected
  if (host.connected === connected) return
  host.connected = connected
  hostChanged(region, host)
  for (const id of host.tasks) {
    const task = cluster.tasks.get(id)
    if (!task) continue
    if (task.view.connectivity) {
      task.view.connectivity = connected ? 'CONNECTED' : 'DISCONNECTED'
      task.view.connectivityAt = region.clock.date()
      taskChanged(region, task)
    }
    if (connected) resume(region, cluster, task)
  }
  const seen = region.ssm.instances.get(host.machine)
  if (!seen) return
  if (connected) {
    seen.pingStatus = 'Online'
    seen.lastPing = region.clock.now()
    return
  }
  region.clock.after(LOST, () => {
    // Cut again after it was mended, its time counts from its last ping
    if (!host.connected && region.clock.now() - seen.lastPing >= LOST) seen.pingStatus = 'ConnectionLost'
  })
}

/** @param text as for setConnected */
export const isConnected = (region: Region, text: string): boolean => find(region, text)?.[1].connected ?? false

function find(region: Region, text: string): [ClusterRecord, HostRecord] | undefined {
  for (const cluster of region.ecs.clusters.values())
    for (const host of cluster.hosts.values())
      if (
        host.status !== 'INACTIVE' &&
        (host.id === text ||
          host.machine === text ||
          host.arn === arns.host(region, cluster.name, text) ||
          host.arn === text)
      )
        return [cluster, host]
  return undefined
}

/** Every minute all agents that are connected tell SSM they are there; one agenda entry for all of them. */
export function ping(region: Region): void {
  if (region.ecs.pinging || region.ecs.quiet) return
  region.ecs.pinging = true
  region.clock.after(PING, () => {
    region.ecs.pinging = false
    pingOnce(region)
    if (region.ssm.instances.size > 0) ping(region)
  })
}

export function pingOnce(region: Region): void {
  for (const cluster of region.ecs.clusters.values())
    for (const host of cluster.hosts.values()) {
      const seen = host.connected ? region.ssm.instances.get(host.machine) : undefined
      if (seen) seen.lastPing = region.clock.now()
    }
}
