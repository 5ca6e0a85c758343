import type { PlacementConstraint, PlacementStrategy } from '@aws-sdk/client-ecs'
import type { ClusterRecord, DefinitionRecord, HostRecord, Needs } from '../services/ecs/state'
import { type HostTest, parseQuery } from './query'
import type { Random } from './random'
import { type Shortage, shortage } from './resources'

/** Why a host was not taken, from farthest to closest. */
export type Refusal = 'MEMBEROF' | 'DISTINCT' | 'ATTRIBUTE' | 'AGENT' | Shortage
const NEARNESS: Record<Refusal, number> = {
  MEMBEROF: 0,
  ATTRIBUTE: 1,
  AGENT: 2,
  DISTINCT: 3,
  'RESOURCE:CPU': 4,
  'RESOURCE:MEMORY': 5,
  'RESOURCE:PORTS': 6,
}

export interface Ask {
  launchType: 'EXTERNAL' | 'EC2'
  needs: Needs
  /** Names of attributes the definition requires. */
  attributes: readonly string[]
  tests: readonly HostTest[]
  distinct: boolean
  strategy: readonly PlacementStrategy[]
  /** Tasks of one group are spread and kept apart. */
  group: string
}

export type Placed = { host: HostRecord } | { refused: Refusal | 'NONE'; closest?: HostRecord }

export const ask = (
  launchType: 'EXTERNAL' | 'EC2',
  definition: DefinitionRecord,
  needs: Needs,
  group: string,
  constraints: readonly PlacementConstraint[] = [],
  strategy: readonly PlacementStrategy[] = [],
): Ask => ({
  launchType,
  needs,
  group,
  strategy,
  attributes: (definition.view.requiresAttributes ?? []).map((one) => one.name ?? ''),
  tests: [...constraints, ...(definition.view.placementConstraints ?? [])]
    .filter((one) => one.type === 'memberOf')
    .map((one) => parseQuery(one.expression ?? '')),
  distinct: constraints.some((one) => one.type === 'distinctInstance'),
})

const isExternal = (host: HostRecord) => host.attributes.has('ecs.capability.external')

/** @returns why the host cannot take the task, or undefined */
export function refusal(host: HostRecord, wanted: Ask): Refusal | undefined {
  if (!wanted.tests.every((test) => test(host))) return 'MEMBEROF'
  if (!wanted.attributes.every((name) => host.attributes.has(name))) return 'ATTRIBUTE'
  // "Only instances with a connected agent can accept task placement requests": API_ContainerInstance, agentConnected
  if (!host.connected) return 'AGENT'
  if (wanted.distinct && host.groups.has(wanted.group)) return 'DISTINCT'
  return shortage(host, wanted.needs)
}

/**
 * Chooses a host. Among equals the one that registered first: the same world always chooses the same.
 * https://docs.aws.amazon.com/AmazonECS/latest/developerguide/task-placement.html
 */
export function place(cluster: ClusterRecord, wanted: Ask, random: Random): Placed {
  const fit: HostRecord[] = []
  let refused: Refusal | 'NONE' = 'NONE'
  let closest: HostRecord | undefined
  for (const host of cluster.hosts.values()) {
    if (host.status !== 'ACTIVE' || isExternal(host) !== (wanted.launchType === 'EXTERNAL')) continue
    const reason = refusal(host, wanted)
    if (!reason) fit.push(host)
    else if (refused === 'NONE' || NEARNESS[reason] > NEARNESS[refused]) [refused, closest] = [reason, host]
  }
  const host = fit.length > 0 ? best(cluster, fit, wanted, random) : undefined
  return host ? { host } : { refused, ...(closest && { closest }) }
}

/** Without a strategy tasks are spread over zones, then hosts. */
const USUAL: readonly PlacementStrategy[] = [
  { type: 'spread', field: 'attribute:ecs.availability-zone' },
  { type: 'spread', field: 'instanceId' },
]

function best(
  cluster: ClusterRecord,
  fit: readonly HostRecord[],
  { strategy, group }: Ask,
  random: Random,
): HostRecord | undefined {
  let left = fit
  for (const step of strategy.length > 0 ? strategy : USUAL) {
    if (step.type === 'random') return left[random.below(left.length)]
    if (step.type === 'binpack') {
      const field = step.field?.toLowerCase() === 'memory' ? 'memory' : 'cpu'
      left = least(left, (host) => host.total[field] - host.used[field])
    } else left = spread(cluster, left, step.field ?? 'instanceId', group)
  }
  // Among equals the one with fewest tasks of the group, then of all, unless packing was asked for
  if (strategy.at(-1)?.type === 'binpack') return left[0]
  return least(
    least(left, (host) => host.groups.get(group) ?? 0),
    (host) => host.tasks.size,
  )[0]
}

function spread(
  cluster: ClusterRecord,
  fit: readonly HostRecord[],
  field: string,
  group: string,
): readonly HostRecord[] {
  if (!field.startsWith('attribute:')) return least(fit, (host) => host.groups.get(group) ?? 0)
  const name = field.slice('attribute:'.length)
  const value = (host: HostRecord) => host.attributes.get(name) ?? ''
  const counts = new Map<string, number>()
  // Full hosts count too: what they run is part of the balance
  for (const host of cluster.hosts.values()) {
    const own = host.groups.get(group)
    if (own) counts.set(value(host), (counts.get(value(host)) ?? 0) + own)
  }
  return least(fit, (host) => counts.get(value(host)) ?? 0)
}

function least(hosts: readonly HostRecord[], of: (host: HostRecord) => number): readonly HostRecord[] {
  let low = Number.POSITIVE_INFINITY
  let kept: HostRecord[] = []
  for (const host of hosts) {
    const value = of(host)
    if (value < low) [low, kept] = [value, [host]]
    else if (value === low) kept.push(host)
  }
  return kept
}
