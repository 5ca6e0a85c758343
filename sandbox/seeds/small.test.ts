import { describe, expect, test } from 'vitest'
import { join } from '../world/agent'
import { asText, START } from '../world/testing'
import { Worlds } from '../world/worlds'
import { ACCOUNT, plant, REGION } from './index'

const planted = (name = 'small') => {
  const worlds = new Worlds(7, START)
  plant(name, worlds)
  return worlds.get(ACCOUNT, REGION)
}

describe('the small seed', () => {
  const region = planted()
  const clusters = [...region.ecs.clusters.values()]
  const hosts = clusters.flatMap((one) => [...one.hosts.values()])
  const tasks = clusters.flatMap((one) => [...one.tasks.values()])

  test('has its sites, zones, services and tasks', () => {
    const count = (site: string) => hosts.filter((host) => host.attributes.get('site') === site).length
    expect(['berlin', 'oslo', 'porto'].map(count)).toEqual([6, 4, 2])
    const zones = hosts.flatMap((host) => host.attributes.get('ecs.availability-zone') ?? [])
    expect(new Set(zones)).toEqual(new Set(['us-east-1a', 'us-east-1b', 'us-east-1-bos-1a']))
    expect(zones).toHaveLength(4)
    expect(tasks.filter((task) => task.view.lastStatus === 'RUNNING')).toHaveLength(40)
    expect(hosts.filter((host) => !host.connected).map((host) => host.tags[0]?.value)).toEqual(['berlin-06'])
    const services = clusters.flatMap((one) => [...one.services.values()])
    expect(services.filter((one) => one.complaint).map((one) => one.name)).toEqual(['vision'])
    expect(services).toHaveLength(6)
  })

  test('is settled: nothing changes in the next minute but logs and pings', () => {
    const before = tasks.map((task) => `${task.id} ${task.view.version}`)
    region.clock.advanceTo(region.clock.now() + 60_000)
    expect(clusters.flatMap((one) => [...one.tasks.values()]).map((task) => `${task.id} ${task.view.version}`)).toEqual(
      before,
    )
  })

  test('is the same each time, and lives on the same', () => {
    const [a, b] = [planted(), planted()]
    for (const one of [a, b]) for (let i = 0; i < 50; i++) one.clock.advanceTo(one.clock.now() + 7_300)
    expect(asText(a.ecs)).toBe(asText(b.ecs))
    expect(asText(a.logs)).toBe(asText(b.logs))
    // One jump is the same as many steps
    const c = planted()
    c.clock.advanceTo(a.clock.now())
    expect(asText(c.ecs)).toBe(asText(a.ecs))
  })

  test('takes a new host by its open activation, as often as that allows', () => {
    const own = planted()
    const open = [...own.ssm.activations.values()].find((one) => one.used < one.limit)
    if (!open) throw new Error('There is one')
    const input = { activationId: open.id, activationCode: open.code, cluster: 'edge', site: 'porto', name: 'porto-03' }
    const { managedInstanceId, containerInstanceArn } = join(own, input)
    expect(managedInstanceId).toMatch(/^mi-[0-9a-f]{17}$/)
    const host = own.ecs.clusters.get('edge')?.hosts.get(containerInstanceArn.split('/').at(-1) ?? '')
    expect([host?.connected, own.ssm.instances.get(managedInstanceId)?.pingStatus]).toEqual([false, 'Online'])
    own.clock.advanceTo(own.clock.now() + 10_000)
    expect(host?.connected).toBe(true)
    // The service that lacked room has found it
    expect(own.ecs.clusters.get('edge')?.services.get('vision')?.tasks.size).toBe(3)
    expect(() => join(own, { ...input, cluster: 'nowhere' })).toThrow('Cluster not found.')
    join(own, input)
    expect(() => join(own, input)).toThrow()
  })
})
