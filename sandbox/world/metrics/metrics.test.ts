import { expect, test } from 'vitest'
import '../../services/cloudwatch'
import { bench, START } from '../testing'
import { catalogue, find } from './catalogue'
import { merge } from './load'

const MINUTE = 60_000
const all = { namespace: () => true, name: () => true, dimensions: () => true }
const dims = (named: Record<string, string>) => Object.entries(named).map(([Name, Value]) => ({ Name, Value }))

/** A cluster with two hosts and a service of three, an hour old. */
function fleet(setting: 'disabled' | 'enabled' | 'enhanced' = 'enhanced') {
  const world = bench()
  world.ecs.CreateCluster({ clusterName: 'q', settings: [{ name: 'containerInsights', value: setting }] })
  world.host({ cluster: 'q' })
  world.host({ cluster: 'q' })
  world.pass(600)
  const taskDefinition = world.define('web')
  world.ecs.CreateService({ cluster: 'q', serviceName: 'web', taskDefinition, desiredCount: 3, launchType: 'EXTERNAL' })
  world.pass(3600)
  return world
}

const cpu = (world: ReturnType<typeof bench>) =>
  find(world.region, 'AWS/ECS', 'CPUUtilization', dims({ ClusterName: 'q', ServiceName: 'web' }))

test('the sample count of a service is how many tasks ran, minute by minute; before it existed there is a gap', () => {
  const world = fleet()
  world.ecs.UpdateService({ cluster: 'q', service: 'web', desiredCount: 5 })
  world.pass(1800)
  const counts = Array.from({ length: 100 }, (_, minute) => cpu(world)?.sample(START + minute * MINUTE)?.count)
  expect(counts.slice(0, 9)).toEqual(Array(9).fill(undefined))
  expect(counts.slice(12, 70)).toEqual(Array(58).fill(3))
  expect(counts.slice(72, 100)).toEqual(Array(28).fill(5))
})

test('a value of the past stays as it was, whenever it is asked for, and is plausible', () => {
  const world = fleet()
  const at = START + 30 * MINUTE
  const before = cpu(world)?.sample(at)
  world.ecs.UpdateService({ cluster: 'q', service: 'web', desiredCount: 1 })
  world.pass(86_400)
  expect(cpu(world)?.sample(at)).toEqual(before)
  expect(cpu(fleet())?.sample(at)).toEqual(before)
  const day = Array.from({ length: 96 }, (_, i) => cpu(world)?.sample(START + 4500_000 + i * 15 * MINUTE)?.sum ?? -1)
  expect(Math.min(...day)).toBeGreaterThan(0)
  expect(Math.max(...day)).toBeLessThanOrEqual(100)
  expect(Math.max(...day) - Math.min(...day)).toBeGreaterThan(8)
})

test('more tasks for the same work are less busy', () => {
  const world = fleet()
  const usual = cpu(world)?.sample(START + 60 * MINUTE)
  world.ecs.UpdateService({ cluster: 'q', service: 'web', desiredCount: 12 })
  world.pass(600)
  const eased = cpu(world)?.sample(START + 75 * MINUTE)
  expect((eased?.sum ?? 0) / 12).toBeLessThan((usual?.sum ?? 0) / 3 / 2)
})

test('reservations are what is reserved', () => {
  const world = fleet()
  const read = (name: string, minute: number) =>
    find(world.region, 'AWS/ECS', name, dims({ ClusterName: 'q' }))?.sample(START + minute * MINUTE)?.sum
  expect([read('CPUReservation', 5), read('CPUReservation', 60)]).toEqual([0, (3 * 256 * 100) / 8192])
  expect(read('MemoryReservation', 60)).toBeCloseTo((3 * 256 * 100) / 16384)
})

test('Container Insights has what its setting says, and nothing while it is off', () => {
  const names = (setting: Parameters<typeof fleet>[0]) =>
    new Set(
      [...catalogue(fleet(setting).region, all)].filter((one) => one.namespace !== 'AWS/ECS').map((one) => one.name),
    )
  expect(names('disabled').size).toBe(0)
  expect(names('enabled')).toContain('RunningTaskCount')
  expect(names('enabled')).not.toContain('TaskCpuUtilization')
  expect(names('enhanced')).toContain('ContainerCpuUtilization')
})

test('every metric listed can be found, and its values are sound', () => {
  const world = fleet()
  const minute = START + 60 * MINUTE
  let valued = 0
  for (const { namespace, name, dimensions } of catalogue(world.region, all)) {
    const series = find(world.region, namespace, name, dimensions)
    expect(series, name).toBeDefined()
    const sample = series?.sample(minute)
    if (!sample) continue
    valued++
    expect(sample.count, name).toBeGreaterThan(0)
    expect(sample.min, name).toBeLessThanOrEqual(sample.max)
    expect(sample.min, name).toBeGreaterThanOrEqual(0)
  }
  expect(valued).toBeGreaterThan(60)
})

test('counts of a service are those of its tasks', () => {
  const world = fleet()
  const at = dims({ ClusterName: 'q', ServiceName: 'web' })
  const read = (name: string) => find(world.region, 'ECS/ContainerInsights', name, at)?.sample(START + 60 * MINUTE)?.sum
  const names = ['RunningTaskCount', 'PendingTaskCount', 'DesiredTaskCount', 'DeploymentCount', 'TaskSetCount']
  expect(names.map(read)).toEqual([3, 0, 3, 1, 0])
  const cluster = (name: string) =>
    find(world.region, 'ECS/ContainerInsights', name, dims({ ClusterName: 'q' }))?.sample(START + 60 * MINUTE)?.sum
  expect(['TaskCount', 'ServiceCount', 'ContainerInstanceCount'].map(cluster)).toEqual([3, 1, 2])
})

test('dimensions that no metric has find nothing', () => {
  const { region } = fleet()
  for (const odd of [{}, { ClusterName: 'x' }, { ClusterName: 'q', Odd: 'x' }, { ClusterName: 'q', TaskId: 'x' }])
    expect(find(region, 'ECS/ContainerInsights', 'CpuUtilized', dims(odd as Record<string, string>))).toBeUndefined()
  expect(merge(0, [])).toBeUndefined()
})

test('nothing waits on the clock for metrics while nothing changes', () => {
  const world = fleet()
  world.pass(600)
  expect([world.region.metrics.counting, world.region.metrics.changed.size]).toEqual([false, 0])
})
