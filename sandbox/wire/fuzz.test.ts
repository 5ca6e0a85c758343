import { expect, test } from 'vitest'
import { plant } from '../seeds'
import { mounts } from '../server'
import { Random } from '../world/random'
import { Worlds } from '../world/worlds'
import { createCore } from './core'
import { type Mount, modelFor } from './mount'
import type { Shape, Structure } from './shape'

/** Values that are right in type and wrong in every other way, or known to the world, so that calls get far in. */
class Fuzz {
  readonly #random = new Random(7)
  constructor(
    readonly known: readonly string[],
    /** What members of a name may well be, where guessing would get nowhere. */
    readonly likely: Readonly<Record<string, string>> = {},
  ) {}

  #pick = <T>(items: readonly T[]): T | undefined => items[this.#random.below(items.length)]

  structure(shape: Structure, depth = 0): Record<string, unknown> {
    const out: Record<string, unknown> = {}
    const chosen = shape.kind === 'union' ? [this.#pick([...shape.members.keys()])] : undefined
    for (const [name, member] of shape.members) {
      const wanted = chosen ? chosen.includes(name) : shape.required.includes(name) || this.#random.below(3) === 0
      if (wanted && depth < 6) out[name] = this.#likely(name) ?? this.#value(member.shape, depth + 1)
    }
    return out
  }

  #likely(name: string): string | undefined {
    return this.likely[name] !== undefined && this.#random.below(4) > 0 ? this.likely[name] : undefined
  }

  #value(shape: Shape, depth: number): unknown {
    const wrong = this.#random.below(60) === 0
    if (wrong) return this.#pick([null, 5, 'x', [], {}, true, [null]])
    switch (shape.kind) {
      case 'string':
        return this.#pick(this.#random.below(2) ? this.known : hostile)
      case 'number':
        return this.#pick([0, 1, 2, 5, 10, 100, -1, 1.5, 2 ** 31, 2 ** 53, -(2 ** 40)])
      case 'boolean':
        return this.#random.below(2) === 0
      case 'timestamp':
        return this.#pick([0, 1.79e9, 1.7955e9, -1, 1e12])
      case 'blob':
        return 'AAAA'
      case 'document':
        return {}
      case 'list':
        return Array.from({ length: this.#random.below(4) }, () => this.#value(shape.value.shape, depth))
      case 'map':
        return { [this.#pick(hostile) ?? '']: this.#value(shape.value.shape, depth) }
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
]

/** By service. */
const likely: Record<string, Record<string, string>> = {
  'application-autoscaling': {
    ServiceNamespace: 'ecs',
    ResourceId: 'service/quay/nginx',
    ScalableDimension: 'ecs:service:DesiredCount',
    Schedule: 'rate(1 minute)',
  },
}

/** Every text of the world's own that a request could name. */
function namesIn(worlds: Worlds): string[] {
  const { ecs, ssm, logs, ec2, sqs } = worlds.get('123456789012', 'us-east-1')
  const out = ['EXTERNAL', 'FARGATE', 'EC2', 'awsvpc', 'bridge', 'ACTIVE', 'DRAINING', 'RUNNING', 'STOPPED', 'TAGS']
  for (const cluster of ecs.clusters.values()) {
    out.push(cluster.name, cluster.name, cluster.arn, ...[...cluster.services.keys()])
    out.push(...[...cluster.hosts.keys()].slice(0, 4), ...[...cluster.tasks.values()].slice(0, 4).map(({ arn }) => arn))
  }
  out.push(...ecs.families.keys(), ...ssm.activations.keys(), ...[...ssm.instances.keys()].slice(0, 4))
  for (const group of logs.groups.values()) out.push(group.name, ...[...group.streams.keys()].slice(0, 2))
  out.push(...sqs.queues.keys(), ...sqs.queues.keys())
  out.push(...ec2.subnets.keys(), ...ec2.securityGroups.keys(), ...ec2.instances.keys())
  return out
}

test.for(mounts.filter(({ json }) => json).map((mount) => [mount.signingName, mount] as const))(
  'nothing that %s can be sent breaks it',
  async ([, mount]: readonly [string, Mount]) => {
    const worlds = new Worlds(1, Date.parse('2026-11-24T12:00:00Z'))
    plant('small', worlds)
    const mistakes = new Map<string, string>()
    const core = createCore({
      mounts: [mount],
      regionOf: (account, region) => worlds.get(account, region),
      now: () => worlds.clock.now(),
      onMistake: (action, error) => mistakes.set(action, error instanceof Error ? (error.stack ?? '') : String(error)),
    })
    const model = await modelFor(mount)
    const offered = [...model.operations.values()].filter(({ name }) => Object.hasOwn(mount.handlers, name))
    const fuzz = new Fuzz(namesIn(worlds), likely[mount.signingName])
    let carriedOut = 0
    for (let round = 0; round < 60; round++) {
      for (const operation of offered) {
        const { status } = await core({
          method: 'POST',
          path: '/',
          query: new URLSearchParams(),
          headers: {
            'x-amz-target': `${mount.json?.target}.${operation.name}`,
            authorization: `AWS4-HMAC-SHA256 Credential=123456789012/20261124/us-east-1/${mount.signingName}/aws4_request`,
          },
          body: Buffer.from(JSON.stringify(fuzz.structure(operation.input))),
          // Nobody is there to wait for a message.
          signal: AbortSignal.abort(),
        })
        if (status === 200) carriedOut++
      }
      worlds.clock.advanceTo(worlds.clock.now() + 5_000)
    }
    expect(Object.fromEntries(mistakes)).toEqual({})
    // Were all refused at the door, nothing would have been tried.
    expect(carriedOut).toBeGreaterThan(offered.length)
  },
)
