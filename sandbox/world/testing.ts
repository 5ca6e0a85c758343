import type * as ecs from '@aws-sdk/client-ecs'
import type { ContainerDefinition, RegisterTaskDefinitionCommandInput } from '@aws-sdk/client-ecs'
import { handlers } from '../services/ecs/index'
import type { HostRecord } from '../services/ecs/state'
import type { Handlers } from '../wire/handlers'
import { register } from './agent'
import type { Region } from './region'
import { Worlds } from './worlds'

/** For tests: a region of its own, its operations called without a wire, its clock moved by hand. */
export const START = Date.parse('2026-11-24T08:00:00Z')

type Offered = Required<Handlers<typeof ecs, Region>>
type Settled<T> = T extends Promise<unknown> ? never : T
type Calls = { [K in keyof Offered]: (input: Parameters<Offered[K]>[0]) => Settled<ReturnType<Offered[K]>> }

export interface Bench {
  region: Region
  ecs: Calls
  /** Lives through so many seconds. */
  pass(seconds: number): void
  host(options?: {
    cluster?: string
    cpu?: number
    memory?: number
    external?: boolean
    attributes?: Record<string, string>
  }): HostRecord
  define(family: string, container?: ContainerDefinition, more?: Partial<RegisterTaskDefinitionCommandInput>): string
}

const caller = { account: '123456789012', region: 'us-east-1', principal: 'arn:aws:iam::123456789012:root' }

/** With one cluster, `c`, unless told otherwise. */
export function bench(seed = 1): Bench {
  const region = new Worlds(seed, START).get('123456789012', 'us-east-1')
  const calls = new Proxy(
    {},
    {
      get: (_, name: keyof Offered) => (input: never) => {
        const operation = handlers[name]
        if (!operation) throw new Error(`${name} is not offered`)
        return operation(input, region, { ...caller, accessKeyId: '', requestId: '' })
      },
    },
  ) as Calls
  calls.CreateCluster({ clusterName: 'c' })
  return {
    region,
    ecs: calls,
    pass: (seconds) => region.clock.advanceTo(region.clock.now() + seconds * 1_000),
    host({ cluster = 'c', cpu = 4096, memory = 8192, external = true, attributes = {} } = {}) {
      const into = region.ecs.clusters.get(cluster)
      if (!into) throw new Error(`No cluster ${cluster}`)
      const host = register(region, into, {
        machine: `${external ? 'mi' : 'i'}-${region.random.hex(17)}`,
        cpu,
        memory,
        arch: 'x86_64',
        tags: [],
        attributes: [
          ...(external ? [{ name: 'ecs.capability.external' }] : []),
          ...Object.entries(attributes).map(([name, value]) => ({ name, value })),
        ],
      })
      region.clock.advanceTo(region.clock.now() + 2_000)
      return host
    },
    define(family, container = {}, more = {}) {
      const made = calls.RegisterTaskDefinition({
        family,
        networkMode: 'bridge',
        containerDefinitions: [{ name: 'main', image: 'nginx:1', memory: 256, cpu: 256, ...container }],
        ...more,
      })
      return made.taskDefinition?.taskDefinitionArn ?? ''
    },
  }
}

/** A state as text: Maps and Sets become lists, in their order. */
export const asText = (state: unknown): string =>
  JSON.stringify(state, (_, value) => (value instanceof Map || value instanceof Set ? [...value] : value))
