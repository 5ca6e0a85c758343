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

/** What hosts are ordered by; the least goes first. Hosts are told by their place among the candidates. */
type Key = (index: number) => number

/**
 * Chooses hosts for tasks alike, one after another: what does not change between two of them is looked at once, so that
 * thousands of tasks on thousands of hosts are placed in a moment. Each host chosen is to be taken before the next is
 * asked for, and nothing else may change meanwhile. Among equals the host that registered first: the same world always
 * chooses the same. https://docs.aws.amazon.com/AmazonECS/latest/developerguide/task-placement.html
 */
export class Placing {
  /** Hosts that may take a task, in the order of registration. */
  #fit: HostRecord[] = []
  /** How many tasks of the group each runs, and of all. */
  readonly #own: number[] = []
  readonly #all: number[] = []
  #keys: Key[] = []
  #byChance = false
  #taken: number | undefined
  /** Told of a host that has taken one more. */
  readonly #counted: ((index: number) => void)[] = []

  constructor(
    private readonly cluster: ClusterRecord,
    private readonly wanted: Ask,
    private readonly random: Random,
  ) {
    this.#fit = this.#hosts().filter((host) => refusal(host, wanted) === undefined)
    for (const [index] of this.#fit.entries()) this.#count(index)
    this.#order()
  }

  next(): Placed {
    if (this.#taken !== undefined) this.#refresh(this.#taken)
    const index = this.#best()
    this.#taken = index
    const host = index === undefined ? undefined : this.#fit[index]
    return host ? { host } : this.#nearest()
  }

  #hosts(): HostRecord[] {
    const external = this.wanted.launchType === 'EXTERNAL'
    return [...this.cluster.hosts.values()].filter((host) => host.status === 'ACTIVE' && isExternal(host) === external)
  }

  #count(index: number): void {
    const host = this.#fit[index]
    this.#own[index] = host?.groups.get(this.wanted.group) ?? 0
    this.#all[index] = host?.tasks.size ?? 0
  }

  /** After a task was put there: the counts, and whether it may take another. */
  #refresh(index: number): void {
    const host = this.#fit[index]
    if (!host) return
    const before = this.#own[index] ?? 0
    this.#count(index)
    if (this.#own[index] !== before) for (const told of this.#counted) told(index)
    // No number: out of the running, while the others keep their places
    if (refusal(host, this.wanted)) this.#own[index] = Number.NaN
  }

  #order(): void {
    const { strategy } = this.wanted
    for (const { type, field } of strategy.length > 0 ? strategy : USUAL) {
      if (type === 'random') {
        this.#byChance = true
        return
      }
      if (type === 'binpack') {
        const of = field?.toLowerCase() === 'memory' ? 'memory' : 'cpu'
        this.#keys.push((index) => {
          const host = this.#fit[index]
          return host ? host.total[of] - host.used[of] : 0
        })
      } else if (field?.startsWith('attribute:')) this.#keys.push(this.#spread(field.slice('attribute:'.length)))
      else this.#keys.push((index) => this.#own[index] ?? 0)
    }
    // Among equals the one with fewest tasks of the group, then of all, unless packing was asked for
    if (strategy.at(-1)?.type === 'binpack') return
    this.#keys.push(
      (index) => this.#own[index] ?? 0,
      (index) => this.#all[index] ?? 0,
    )
  }

  #spread(name: string): Key {
    const value = (host: HostRecord | undefined) => host?.attributes.get(name) ?? ''
    const numbers = new Map<string, number>()
    const counts: number[] = []
    const numberOf = (text: string) => {
      const known = numbers.get(text)
      if (known !== undefined) return known
      numbers.set(text, counts.length)
      return counts.push(0) - 1
    }
    const numbered = this.#fit.map((host) => numberOf(value(host)))
    const add = (number: number, by: number) => {
      counts[number] = (counts[number] ?? 0) + by
    }
    // Full hosts count too: what they run is part of the balance
    for (const host of this.cluster.hosts.values()) {
      const own = host.groups.get(this.wanted.group)
      if (own) add(numberOf(value(host)), own)
    }
    this.#counted.push((index) => add(numbered[index] ?? 0, 1))
    return (index) => counts[numbered[index] ?? 0] ?? 0
  }

  #best(): number | undefined {
    const keys = this.#keys
    let least: number[] | undefined
    let equals: number[] = []
    for (let index = 0; index < this.#fit.length; index++) {
      if (Number.isNaN(this.#own[index])) continue
      const order = least ? compare(keys, index, least) : -1
      if (order > 0) continue
      if (order < 0) {
        least = keys.map((key) => key(index))
        equals = [index]
      } else if (this.#byChance) equals.push(index)
    }
    return this.#byChance && equals.length > 0 ? equals[this.random.below(equals.length)] : equals[0]
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

function compare(keys: readonly Key[], index: number, least: readonly number[]): number {
  for (let at = 0; at < keys.length; at++) {
    const order = (keys[at]?.(index) ?? 0) - (least[at] ?? 0)
    if (order !== 0) return order
  }
  return 0
}

/** Chooses one host. */
export const place = (cluster: ClusterRecord, wanted: Ask, random: Random): Placed =>
  new Placing(cluster, wanted, random).next()
