import {
  type ContainerInstance,
  DescribeContainerInstancesCommand,
  ListContainerInstancesCommand,
  UpdateContainerInstancesStateCommand,
} from '@aws-sdk/client-ecs'
import { refuse } from '@/lib/api/errors'
import { lastOf } from '@/lib/model/arn'
import { healthOf } from '@/lib/model/health'
import type { Host, Node, Share } from '@/lib/model/host'
import { nowhere, zone } from '@/lib/model/place'
import type { Scope } from '@/lib/model/scope'
import type { Aws } from './aws'
import { batches, iso, pages, tagsOf } from './shape'

export interface Versioned<Body> {
  body: Body
  /** AWS's own version: of two readings the higher is the newer. */
  version: number | null
}

export const listHosts = (aws: Aws, cluster: string): Promise<string[]> =>
  pages(async (nextToken) => {
    const page = await aws.ecs(ListContainerInstancesCommand, { cluster, nextToken })
    return { items: page.containerInstanceArns, next: page.nextToken }
  })

/** The hosts of these ARNs that there still are. `nodes` is what Systems Manager knows, by managed node id. */
export async function describeHosts(
  aws: Aws,
  cluster: string,
  arns: string[],
  nodes: ReadonlyMap<string, Node>,
): Promise<Versioned<Host>[]> {
  const all: Versioned<Host>[] = []
  // DescribeContainerInstances takes 100 at most (ECS API reference).
  for (const batch of batches(arns, 100)) {
    const reply = await aws.ecs(DescribeContainerInstancesCommand, {
      cluster,
      containerInstances: batch,
      include: ['TAGS'],
    })
    for (const raw of reply.containerInstances ?? []) {
      const node = nodes.get(raw.ec2InstanceId ?? '') ?? null
      all.push({ body: hostFrom(raw, cluster, aws.scope, node), version: raw.version ?? null })
    }
  }
  return all
}

/** Sets a host's state, and answers the host as AWS then says it is. */
export async function setHostState(aws: Aws, host: Host, status: 'ACTIVE' | 'DRAINING'): Promise<Versioned<Host>> {
  const reply = await aws.ecs(UpdateContainerInstancesStateCommand, {
    cluster: host.cluster,
    containerInstances: [host.id],
    status,
  })
  // It answers 200 with failures[] when it did nothing.
  const failure = reply.failures?.[0]
  if (failure) throw refuse('aws-refused', `ECS did not change ${host.name}: ${failure.reason} ${failure.detail ?? ''}`)
  const raw = reply.containerInstances?.[0]
  if (!raw) throw refuse('aws-unknown', `ECS did not say what became of ${host.name}. Look before trying again.`)
  // This reply leaves tags out.
  const tags = Object.entries(host.tags).map(([key, value]) => ({ key, value }))
  return { body: hostFrom({ ...raw, tags }, host.cluster, aws.scope, host.node), version: raw.version ?? null }
}

/** Ports AWS keeps for Docker and the agent on every host (ECS API reference, PortMapping). */
const reserved = new Set(['22', '2375', '2376', '51678', '51679', '51680'])

export function hostFrom(raw: ContainerInstance, cluster: string, scope: Scope, node: Node | null): Host {
  const arn = raw.containerInstanceArn ?? ''
  const attributes = Object.fromEntries(
    (raw.attributes ?? []).flatMap((a) => (a.name ? [[a.name, a.value ?? '']] : [])),
  )
  const tags = tagsOf(raw.tags)
  const machine = raw.ec2InstanceId ?? ''
  const external = 'ecs.capability.external' in attributes || machine.startsWith('mi-')
  const host = {
    arn,
    ...scope,
    cluster,
    id: lastOf(arn),
    name: tags.Name || node?.name || machine || lastOf(arn),
    machine,
    capacity: external ? ('external' as const) : ('ec2' as const),
    status: raw.status ?? 'UNKNOWN',
    connected: raw.agentConnected ?? false,
    place: external
      ? attributes.site
        ? { kind: 'site' as const, name: attributes.site }
        : nowhere
      : zone(attributes['ecs.availability-zone'], attributes['ecs.outpost-arn']),
    cpu: share(raw, 'CPU'),
    memory: share(raw, 'MEMORY'),
    gpus: raw.registeredResources?.find((r) => r.name === 'GPU')?.stringSetValue?.length ?? 0,
    ports: (raw.remainingResources?.find((r) => r.name === 'PORTS')?.stringSetValue ?? [])
      .filter((port) => !reserved.has(port))
      .map(Number),
    running: raw.runningTasksCount ?? 0,
    pending: raw.pendingTasksCount ?? 0,
    architecture: attributes['ecs.cpu-architecture'] ?? null,
    os: node?.platform ?? attributes['ecs.os-family'] ?? attributes['ecs.os-type'] ?? null,
    agentVersion: raw.versionInfo?.agentVersion ?? null,
    dockerVersion: raw.versionInfo?.dockerVersion ?? null,
    attributes,
    tags,
    registeredAt: iso(raw.registeredAt),
    node,
  }
  return { ...host, health: healthOf(host) }
}

/** What tasks have reserved of a resource: what was registered less what remains. */
function share(raw: ContainerInstance, name: string): Share {
  const total = raw.registeredResources?.find((r) => r.name === name)?.integerValue ?? 0
  const left = raw.remainingResources?.find((r) => r.name === name)?.integerValue ?? total
  return { used: total - left, total }
}
