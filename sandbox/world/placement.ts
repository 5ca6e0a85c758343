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

/** Without a strategy tasks are spread over zones, then hosts. */
const USUAL: readonly PlacementStrategy[] = [
  { type: 'spread', field: 'attribute:ecs.availability-zone' },
  { type: 'spread', field: 'instanceId' },
]

/** What hosts are ordered by, the least first: of the host at a place among the candidates. */
type Key = (index: number) => number

/**
 * Chooses hosts for tasks alike, one after another: what does not change between two of them is looked at once, and the
 * candidates wait in a heap, so that thousands of tasks on thousands of hosts are placed in a moment. Each host chosen is
 * to be taken before the next is asked for, and nothing else may change meanwhile. Among equals the host that registered
 * first: the same world always chooses the same.
 * https://docs.aws.amazon.com/AmazonECS/latest/developerguide/task-placement.html
 */
export class Placing {
  /** In the order of registration. */
  readonly #fit: HostRecord[]
  readonly #keys: Key[] = []
  readonly #byChance: boolean
  /** The keys of each candidate as last looked at. They only grow, but for the one just chosen. */
  readonly #seen: number[][]
  /** A binary heap of places among the candidates. */
  readonly #heap: number[]
  #chosen: HostRecord | undefined
  /** Told of a host that has taken one more of the group. */
  readonly #taken: ((host: HostRecord) => void)[] = []

  constructor(
    private readonly cluster: ClusterRecord,
    private readonly wanted: Ask,
    private readonly random: Random,
  ) {
    this.#fit = this.#hosts().filter((host) => refusal(host, wanted) === undefined)
    this.#byChance = this.#order()
    this.#seen = this.#fit.map((_, index) => this.#keys.map((key) => key(index)))
    this.#heap = this.#fit.map((_, index) => index)
    for (let at = this.#heap.length >> 1; at >= 0; at--) this.#sink(at)
  }

  next(): Placed {
    if (this.#chosen) for (const told of this.#taken) told(this.#chosen)
    const index = this.#byChance ? this.#anyOfBest() : this.#first()
    this.#chosen = index === undefined ? undefined : this.#fit[index]
    return this.#chosen ? { host: this.#chosen } : this.#nearest()
  }

  #hosts(): HostRecord[] {
    const external = this.wanted.launchType === 'EXTERNAL'
    return [...this.cluster.hosts.values()].filter((host) => host.status === 'ACTIVE' && isExternal(host) === external)
  }

  /** @returns whether chance decides among equals */
  #order(): boolean {
    const { strategy, group } = this.wanted
    const own: Key = (index) => this.#fit[index]?.groups.get(group) ?? 0
    for (const { type, field } of strategy.length > 0 ? strategy : USUAL) {
      if (type === 'random') return true
      if (type === 'binpack') {
        const of = field?.toLowerCase() === 'memory' ? 'memory' : 'cpu'
        this.#keys.push((index) => {
          const host = this.#fit[index]
          return host ? host.total[of] - host.used[of] : 0
        })
      } else if (field?.startsWith('attribute:')) this.#spread(field.slice('attribute:'.length))
      else this.#keys.push(own)
    }
    // Among equals the one with fewest tasks of the group, then of all, unless packing was asked for
    if (strategy.at(-1)?.type === 'binpack') return false
    if (this.#keys.at(-1) !== own) this.#keys.push(own)
    this.#keys.push((index) => this.#fit[index]?.tasks.size ?? 0)
    return false
  }

  #spread(name: string): void {
    const value = (host: HostRecord) => host.attributes.get(name) ?? ''
    const values = this.#fit.map(value)
    if (new Set(values).size < 2) return
    const counts = new Map<string, number>()
    const add = (text: string, by: number) => counts.set(text, (counts.get(text) ?? 0) + by)
    // Full hosts count too: what they run is part of the balance
    for (const host of this.cluster.hosts.values()) {
      const own = host.groups.get(this.wanted.group)
      if (own) add(value(host), own)
    }
    this.#taken.push((host) => add(value(host), 1))
    this.#keys.push((index) => counts.get(values[index] ?? '') ?? 0)
  }

  /** The candidate that goes first, of those that still have room. */
  #first(): number | undefined {
    for (;;) {
      const index = this.#heap[0]
      const host = index === undefined ? undefined : this.#fit[index]
      if (index === undefined || !host) return undefined
      if (refusal(host, this.wanted)) {
        this.#drop()
        continue
      }
      const now = this.#keys.map((key) => key(index))
      const stale = now.some((value, at) => value > (this.#seen[index]?.[at] ?? 0))
      this.#seen[index] = now
      if (!stale) return index
      this.#sink(0)
    }
  }

  /** One of those that go first together, by chance. */
  #anyOfBest(): number | undefined {
    let left = this.#fit.flatMap((host, index) => (refusal(host, this.wanted) ? [] : [index]))
    for (const key of this.#keys) {
      const least = left.reduce((low, index) => Math.min(low, key(index)), Number.POSITIVE_INFINITY)
      left = left.filter((index) => key(index) === least)
    }
    return left.length > 0 ? left[this.random.below(left.length)] : undefined
  }

  #drop(): void {
    const last = this.#heap.pop()
    if (last === undefined || this.#heap.length === 0) return
    this.#heap[0] = last
    this.#sink(0)
  }

  #sink(from: number): void {
    const heap = this.#heap
    for (let at = from; ; ) {
      const left = 2 * at + 1
      let least = at
      for (const child of [left, left + 1]) if (child < heap.length && this.#before(child, least)) least = child
      if (least === at) return
      const [a = 0, b = 0] = [heap[at], heap[least]]
      heap[at] = b
      heap[least] = a
      at = least
    }
  }

  #before(one: number, other: number): boolean {
    const [a = 0, b = 0] = [this.#heap[one], this.#heap[other]]
    const [mine = [], theirs = []] = [this.#seen[a], this.#seen[b]]
    for (let at = 0; at < mine.length; at++) {
      const order = (mine[at] ?? 0) - (theirs[at] ?? 0)
      if (order !== 0) return order < 0
    }
    return a < b
  }

  /** Why none was found, told by the host that came closest. */
  #nearest(): Placed {
    let refused: Refusal | 'NONE' = 'NONE'
    let closest: HostRecord | undefined
    for (const host of this.#hosts()) {
      const reason = refusal(host, this.wanted)
      if (reason && (refused === 'NONE' || NEARNESS[reason] > NEARNESS[refused])) [refused, closest] = [reason, host]
    }
    return { refused, ...(closest && { closest }) }
  }
}

/** Chooses one host. */
export const place = (cluster: ClusterRecord, wanted: Ask, random: Random): Placed =>
  new Placing(cluster, wanted, random).next()
