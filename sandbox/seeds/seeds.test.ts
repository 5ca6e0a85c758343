import { spawn } from 'node:child_process'
import { once } from 'node:events'
import { createInterface } from 'node:readline'
import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import { createSandbox } from '../server'
import { handlers as ecs } from '../services/ecs/index'
import { control } from '../wire/control'
import { digestOf } from '../world/digest'
import { START } from '../world/testing'
import { Worlds } from '../world/worlds'
import { big } from './big'
import { attacks } from './hostile'
import { ACCOUNT, plant, REGION, seedNames } from './index'
import { callerOf } from './tools'

const planted = (name: string) => {
  const worlds = new Worlds(7, START)
  plant(name, worlds)
  return worlds.get(ACCOUNT, REGION)
}
const hostsOf = (name: string) => [...planted(name).ecs.clusters.values()].flatMap((one) => [...one.hosts.values()])
// The big one is compared at its whole size by the bench
const seeds = seedNames.filter((name) => name !== 'big')

describe('the same seed', () => {
  test.for(seeds)('%s is the same twice in one process, and lives on the same', (name) => {
    const [a, b] = [new Worlds(7, START), new Worlds(7, START)]
    for (const one of [a, b]) plant(name, one)
    expect(digestOf(a)).toBe(digestOf(b))
    for (let step = 0; step < 20; step++) a.clock.advanceTo(a.clock.now() + 30_000)
    b.clock.advanceTo(a.clock.now())
    expect(digestOf(a)).toBe(digestOf(b))
    expect(digestOf(a)).not.toBe(digestOf(new Worlds(7, START)))
  })

  test('big, made small, is the same twice', () => {
    const digests = [1, 2].map(() => {
      const worlds = new Worlds(7, START)
      big(worlds.get(ACCOUNT, REGION), { hosts: 40, services: 10 })
      return digestOf(worlds)
    })
    expect(digests[0]).toBe(digests[1])
  })
})

describe('another process', () => {
  const args = ['--import', 'tsx', 'sandbox/main.ts', '--port', '0', '--still', '--now', new Date(START).toISOString()]
  const child = spawn(process.execPath, args, { stdio: ['ignore', 'pipe', 'inherit'] })
  let base = ''
  beforeAll(async () => {
    const [line] = (await once(createInterface(child.stdout), 'line')) as [string]
    base = /http:\S+/.exec(line)?.[0] ?? ''
  })
  afterAll(() => {
    child.kill()
  })

  test('comes to the same with every seed, one after another', async () => {
    const sandbox = createSandbox({ seed: 'small', now: START })
    sandbox.pace.begin({ paused: true })
    for (const name of seeds)
      for (const [method, path, body] of [
        ['POST', '/_sandbox/reset', JSON.stringify({ seed: name })],
        ['POST', '/_sandbox/clock', '{"advance":"10m"}'],
        ['GET', '/_sandbox/digest', ''],
      ] as const) {
        const there = await fetch(base + path, { method, ...(body && { body }) })
        expect(await there.text(), `${name} ${path}`).toBe(control(sandbox.controls, method, path, body).body)
      }
  })
})

describe('the workshop', () => {
  test('has its roles, its cluster and two machines that are heard, and runs nothing', () => {
    const region = planted('workshop')
    expect([...region.iam.roles.keys()]).toEqual(
      expect.arrayContaining(['ecsMithrilRole', 'ecsanywhereTaskExecutionRole', 'ecsanywhereTaskRole']),
    )
    const [cluster] = region.ecs.clusters.values()
    expect([...(cluster?.hosts.values() ?? [])].map((host) => host.connected)).toEqual([true, true])
    expect([cluster?.tasks.size, region.ecs.families.size]).toEqual([0, 0])
    expect([...region.ssm.instances.values()].map((one) => [one.iamRole, one.pingStatus])).toEqual([
      ['ecsMithrilRole', 'Online'],
      ['ecsMithrilRole', 'Online'],
    ])
  })
})

describe('the edge', () => {
  const hosts = hostsOf('edge')
  test('has sixty sites of one to eight hosts, arm and x86, each with its coordinates', () => {
    const sites = new Map<string, number>()
    for (const host of hosts) {
      const { latitude = '', longitude = '', site = '' } = Object.fromEntries(host.attributes)
      sites.set(site, (sites.get(site) ?? 0) + 1)
      expect([Math.abs(Number(latitude)) <= 90, Math.abs(Number(longitude)) <= 180, latitude !== '']).toEqual([
        true,
        true,
        true,
      ])
      expect(host.tags).toEqual(
        expect.arrayContaining([
          { key: 'latitude', value: latitude },
          { key: 'longitude', value: longitude },
        ]),
      )
    }
    expect([sites.size, Math.min(...sites.values()), Math.max(...sites.values())]).toEqual([60, 1, 8])
    expect(new Set(hosts.map((host) => host.cluster)).size).toBe(3)
    expect(new Set(hosts.map((host) => host.attributes.get('ecs.cpu-architecture')))).toEqual(
      new Set(['arm64', 'x86_64']),
    )
  })

  test('has one site that is dark and one host away', () => {
    const away = hosts.filter((host) => !host.connected)
    expect(new Set(away.map((host) => host.attributes.get('site')))).toEqual(new Set(['tromso', 'lisbon']))
    expect(hosts.filter((host) => host.attributes.get('site') === 'tromso' && host.connected)).toEqual([])
  })
})

describe('the hostile one', () => {
  const region = planted('hostile')
  test('attacks in reasons, logs, names and tags', () => {
    const cluster = region.ecs.clusters.get('constructor')
    const reasons = [...(cluster?.tasks.values() ?? [])].map((task) => task.view.stoppedReason)
    expect(reasons).toContain(attacks[0])
    const lines = [...region.logs.groups.values()].flatMap((group) =>
      [...group.streams.values()].flatMap((stream) => stream.events.map((event) => event.message)),
    )
    for (const text of attacks) expect(lines).toContain(text)
    expect(cluster?.services.has('__proto__')).toBe(true)
  })

  test('attacks by nothing that AWS would refuse', () => {
    const cluster = region.ecs.clusters.get('constructor')
    const tags = [...(cluster?.hosts.values() ?? [])].flatMap((host) => host.tags)
    for (const { key = '', value = '' } of [...tags, ...(cluster?.tags ?? [])]) {
      expect(key).toMatch(/^[\p{L}\p{Z}\p{N}_.:/=+\-@]{1,128}$/u)
      expect(value).toMatch(/^[\p{L}\p{Z}\p{N}_.:/=+\-@]{0,256}$/u)
    }
    const reads = () => ecs.DescribeClusters?.({ clusters: ['constructor'] }, region, callerOf(region))
    expect(reads()).toMatchObject({ clusters: [{ clusterName: 'constructor' }], failures: [] })
  })
})

test('an unknown seed is refused', () => {
  expect(() => planted('constructor')).toThrow(RangeError)
})
