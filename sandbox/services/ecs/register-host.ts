import type * as ecs from '@aws-sdk/client-ecs'
import type { Handlers } from '../../wire/handlers'
import { hostChanged } from '../../world/changes'
import type { Region } from '../../world/region'
import { arns } from './arns'
import { client } from './errors'
import { findCluster, lookHost } from './find'
import { readResources, resources } from './host-resources'
import { describeHost } from './hosts'
import { attributeMap, type HostRecord } from './state'
import { checkTags } from './tag-set'

/** What the agent on a host sends. With its own ARN it says it is back; without, it is new each time. */
export const registerHost: Handlers<typeof ecs, Region> = {
  RegisterContainerInstance(input, world) {
    const cluster = findCluster(world, input.cluster)
    const { total, reserved } = readResources(input.totalResources)
    const known = input.containerInstanceArn ? lookHost(world, cluster, input.containerInstanceArn) : undefined
    if (input.containerInstanceArn && !known) throw client('The container instance to register again was not found.')
    if (known) {
      if (known.total.cpu !== total.cpu || known.total.memory !== total.memory)
        throw client('Container instance type changes are not supported.')
      known.connected = true
      if (input.versionInfo) known.view = { ...known.view, versionInfo: input.versionInfo }
      hostChanged(world, known)
      return { containerInstance: describeHost(world, cluster, known, ['TAGS']) }
    }
    const id = world.random.hex(32)
    const attributes = attributeMap(input.attributes)
    const host: HostRecord = {
      id,
      arn: arns.host(world, cluster.name, id),
      cluster: cluster.name,
      status: 'ACTIVE',
      connected: true,
      cut: false,
      machine: machineOf(world, input.instanceIdentityDocument, attributes.has('ecs.capability.external')),
      attributes,
      total,
      reserved,
      used: { cpu: 0, memory: 0, tcp: new Set(), udp: new Set() },
      tasks: new Set(),
      groups: new Map(),
      version: 0,
      tags: checkTags(input.tags),
      view: {
        versionInfo: input.versionInfo ?? {},
        registeredAt: world.clock.date(),
        registeredResources: resources(total.cpu, total.memory, reserved.tcp, reserved.udp),
      },
    }
    cluster.hosts.set(id, host)
    hostChanged(world, host)
    return { containerInstance: describeHost(world, cluster, host, ['TAGS']) }
  },
}

/** The machine's id as its signed document says; a made-up one where there is none. */
function machineOf(world: Region, document: string | undefined, external: boolean): string {
  const found = /"(?:instanceId|managedInstanceId)"\s*:\s*"((?:i|mi)-[0-9a-f]{17})"/.exec(document ?? '')
  return found?.[1] ?? `${external ? 'mi' : 'i'}-${world.random.hex(17)}`
}
