import { Random } from '../world/random'
import type { Worlds } from '../world/worlds'
import type { Flavour } from './query'
import type { Member, Shape, Structure } from './shape'

/** For tests: values that are right in type and wrong in every other way, or known to the world, so that calls get far in. */
export class Fuzz {
  readonly #random = new Random(7)
  constructor(
    readonly known: readonly string[],
    /** What members of a name may well be, where guessing would get nowhere. */
    readonly likely: Readonly<Record<string, string>> = {},
  ) {}

  pick = <T>(items: readonly [T, ...T[]] | readonly T[]): T => items[this.#random.below(items.length)] as T

  chance = (oneIn: number): boolean => this.#random.below(oneIn) === 0

  text = (): string => (this.chance(2) ? this.pick(this.known) : this.pick(hostile))

  structure(shape: Structure, depth = 0): Record<string, unknown> {
    const out: Record<string, unknown> = {}
    const chosen = shape.kind === 'union' ? [this.pick([...shape.members.keys()])] : undefined
    for (const [name, member] of shape.members) {
      const wanted = chosen ? chosen.includes(name) : shape.required.includes(name) || this.chance(3)
      if (wanted && depth < 6) out[name] = this.#likely(name) ?? this.#value(member.shape, depth + 1)
    }
    return out
  }

  #likely(name: string): string | undefined {
    return this.likely[name] !== undefined && !this.chance(4) ? this.likely[name] : undefined
  }

  #value(shape: Shape, depth: number): unknown {
    if (this.chance(60)) return this.pick<unknown>([null, 5, 'x', [], {}, true, [null]])
    switch (shape.kind) {
      case 'string':
        return this.text()
      case 'number':
        return this.pick([0, 1, 2, 5, 10, 100, -1, 1.5, 2 ** 31, 2 ** 53, -(2 ** 40)])
      case 'boolean':
        return this.chance(2)
      case 'timestamp':
        return this.pick([0, 1.79e9, 1.7955e9, -1, 1e12])
      case 'blob':
        return 'AAAA'
      case 'document':
        return {}
      case 'list':
        return Array.from({ length: this.#random.below(4) }, () => this.#value(shape.value.shape, depth))
      case 'map':
        return { [this.pick(hostile)]: this.#value(shape.value.shape, depth) }
      default:
        return this.structure(shape, depth)
    }
  }
}

const hostile = [
  '',
  ' ',
  '*',
  '__proto__',
  'constructor',
  '../../etc/passwd',
  'arn:aws:ecs:us-east-1:999999999999:cluster/other',
  'arn:aws:ecs:us-east-1:123456789012:task/quay/ffffffffffffffffffffffffffffffff',
  'arn:',
  ':::::/',
  "'; drop table hosts; --",
  '<script>',
  '\u202eabc\u0000\u0007',
  '🚢'.repeat(100),
  'a'.repeat(5000),
  '{"Statement":[]}',
  '{',
  'task:group == x and (',
  'attribute:site in [a',
  '%((a+)+)+$%',
  'Zm9v',
] as const

/** Every text of the world's own that a request could name. */
export function namesIn(worlds: Worlds): string[] {
  const { ecs, ssm, logs, ec2, sqs, iam } = worlds.get('123456789012', 'us-east-1')
  const out = ['EXTERNAL', 'FARGATE', 'EC2', 'awsvpc', 'bridge', 'ACTIVE', 'DRAINING', 'RUNNING', 'STOPPED', 'TAGS']
  for (const cluster of ecs.clusters.values()) {
    out.push(cluster.name, cluster.name, cluster.arn, ...[...cluster.services.keys()])
    out.push(...[...cluster.hosts.keys()].slice(0, 4), ...[...cluster.tasks.values()].slice(0, 4).map(({ arn }) => arn))
  }
  out.push(...ecs.families.keys(), ...ssm.activations.keys(), ...[...ssm.instances.keys()].slice(0, 4))
  for (const group of logs.groups.values()) out.push(group.name, ...[...group.streams.keys()].slice(0, 2))
  out.push(...sqs.queues.keys(), ...sqs.queues.keys())
  out.push(...ec2.subnets.keys(), ...ec2.securityGroups.keys(), ...ec2.instances.keys())
  out.push(...iam.roles.keys(), 'arn:aws:iam::123456789012:role/ecsAnywhereRole', 'AWS/ECS', 'CPUUtilization')
  return out
}

/** Names that no SDK would write. */
const strays = ['__proto__.a', 'constructor', 'Tags.member.-1', 'Tag.1e9.Key', '.', 'a..b', 'a.'.repeat(2_000), '']

/** An input as the form of the Query protocol, what is wrong in it left wrong. */
export function formOf(fuzz: Fuzz, input: Structure, value: unknown, flavour: Flavour): URLSearchParams {
  const form = new URLSearchParams()

  const nameOf = (name: string, { xmlName, ec2QueryName }: Member['traits']) => {
    const usual = xmlName ?? name
    return flavour === 'ec2' ? (ec2QueryName ?? usual.charAt(0).toUpperCase() + usual.slice(1)) : usual
  }

  function write({ shape, traits }: Member, given: unknown, key: string): void {
    const flat = flavour === 'ec2' || traits.xmlFlattened !== undefined
    if (shape.kind === 'list' && Array.isArray(given)) {
      const each = flat ? key : `${key}.${shape.value.traits.xmlName ?? 'member'}`
      if (given.length === 0) form.append(key, '')
      for (const [index, item] of given.entries()) write(shape.value, item, `${each}.${index + 1}`)
    } else if (shape.kind === 'map' && isObject(given)) {
      for (const [index, [name, item]] of Object.entries(given).entries()) {
        const entry = `${flat ? key : `${key}.entry`}.${index + 1}`
        form.append(`${entry}.${shape.key.traits.xmlName ?? 'key'}`, name)
        write(shape.value, item, `${entry}.${shape.value.traits.xmlName ?? 'value'}`)
      }
    } else if ('members' in shape && isObject(given)) members(shape, given, `${key}.`)
    else if (shape.kind === 'timestamp' && typeof given === 'number' && !fuzz.chance(10))
      form.append(key, new Date(given * 1000).toISOString())
    else form.append(key, typeof given === 'object' ? JSON.stringify(given) : String(given))
  }

  function members(shape: Structure, given: Record<string, unknown>, prefix: string): void {
    for (const [name, member] of shape.members)
      if (Object.hasOwn(given, name)) write(member, given[name], prefix + nameOf(name, member.traits))
  }

  if (isObject(value)) members(input, value, '')
  if (fuzz.chance(8)) form.append(fuzz.pick(strays), fuzz.text())
  return form
}

const isObject = (value: unknown): value is Record<string, unknown> =>
  typeof value === 'object' && value !== null && !Array.isArray(value)
