import * as ecs from '@aws-sdk/client-ecs'
import { ECSClient } from '@aws-sdk/client-ecs'
import { describe, expect, test } from 'vitest'
import { createSandbox } from '../../server'
import { loopback } from '../../wire/loopback'
import { bench, START } from '../../world/testing'

function begun(desiredCount = 10) {
  const b = bench()
  for (let index = 0; index < 6; index++) b.host()
  const [web, next] = [b.define('web'), b.define('web', { image: 'nginx:2' })]
  const deploymentController = { type: 'EXTERNAL' as const }
  b.ecs.CreateService({ cluster: 'c', serviceName: 's', desiredCount, deploymentController })
  const of = { cluster: 'c', service: 's' }
  const make = (taskDefinition: string, value: number, more: Partial<ecs.CreateTaskSetCommandInput> = {}) => {
    const scale = { value, unit: 'PERCENT' as const }
    const made = b.ecs.CreateTaskSet({ ...of, taskDefinition, launchType: 'EXTERNAL', scale, ...more })
    return made.taskSet?.id ?? ''
  }
  const sets = () => b.ecs.DescribeTaskSets(of).taskSets ?? []
  const service = () => b.ecs.DescribeServices({ cluster: 'c', services: ['s'] }).services?.[0]
  return { b, of, web, next, make, sets, service }
}

describe('task sets', () => {
  test('each keeps its share of the desired count, rounded up', () => {
    const { b, of, web, next, make, sets, service } = begun(7)
    expect(service()).toMatchObject({ deployments: [], taskSets: [], desiredCount: 7 })
    expect(service()?.taskDefinition).toBeUndefined()
    const blue = make(web, 50)
    const green = make(next, 10)
    expect(sets().map((set) => [set.computedDesiredCount, set.stabilityStatus])).toEqual([
      [4, 'STABILIZING'],
      [1, 'STABILIZING'],
    ])
    b.pass(60)
    expect(sets().map((set) => [set.runningCount, set.stabilityStatus])).toEqual([
      [4, 'STEADY_STATE'],
      [1, 'STEADY_STATE'],
    ])
    expect(service()).toMatchObject({ runningCount: 5, taskSets: [{ id: blue }, { id: green }] })
    expect(service()?.events?.at(-1)?.message).toContain(`(service s, taskSet ${blue}) has started 4 tasks: (task `)
    b.ecs.UpdateTaskSet({ ...of, taskSet: blue, scale: { value: 0, unit: 'PERCENT' } })
    b.ecs.UpdateTaskSet({ ...of, taskSet: sets()[1]?.taskSetArn, scale: { value: 100, unit: 'PERCENT' } })
    b.pass(120)
    expect(sets().map((set) => set.runningCount)).toEqual([0, 7])
    b.ecs.UpdateService({ ...of, desiredCount: 3 })
    b.pass(120)
    expect(sets().map((set) => [set.runningCount, set.stabilityStatus])).toEqual([
      [0, 'STEADY_STATE'],
      [3, 'STEADY_STATE'],
    ])
  })

  test('the primary one says what the service says', () => {
    const { b, of, web, next, make, sets, service } = begun()
    const [blue, green] = [make(web, 50), make(next, 50)]
    b.ecs.UpdateServicePrimaryTaskSet({ ...of, primaryTaskSet: blue })
    expect(service()).toMatchObject({ taskDefinition: web, launchType: 'EXTERNAL' })
    b.ecs.UpdateServicePrimaryTaskSet({ ...of, primaryTaskSet: green })
    expect(sets().map((set) => set.status)).toEqual(['ACTIVE', 'PRIMARY'])
    expect(service()?.taskDefinition).toBe(next)
  })

  test('one that is deleted drains and is gone; a task that stops is replaced', () => {
    const { b, of, web, make, sets } = begun(4)
    const id = make(web, 100)
    b.pass(60)
    const [task = ''] = b.ecs.ListTasks({ cluster: 'c', serviceName: 's' }).taskArns ?? []
    b.ecs.StopTask({ cluster: 'c', task })
    b.pass(120)
    expect(sets()[0]?.runningCount).toBe(4)
    expect(() => b.ecs.DeleteTaskSet({ ...of, taskSet: id })).toThrow('scaled above 0')
    expect(b.ecs.DeleteTaskSet({ ...of, taskSet: id, force: true }).taskSet?.status).toBe('DRAINING')
    b.pass(120)
    expect(sets()).toEqual([])
    expect(b.ecs.ListTasks({ cluster: 'c', serviceName: 's' }).taskArns).toEqual([])
  })

  test('go with their service', () => {
    const { b, of, web, make, service } = begun(2)
    make(web, 100)
    b.pass(60)
    expect(() => b.ecs.DeleteService(of)).toThrow('scaled above 0')
    b.ecs.DeleteService({ ...of, force: true })
    b.pass(120)
    expect(service()).toMatchObject({ status: 'INACTIVE', runningCount: 0, taskSets: [] })
  })

  test('the same token is the same task set', () => {
    const { web, make, sets } = begun(1)
    expect(make(web, 100, { clientToken: 't' })).toBe(make(web, 100, { clientToken: 't' }))
    expect(sets()).toHaveLength(1)
  })

  test('refuse what cannot be', () => {
    const { b, of, web, make, sets } = begun(1)
    const id = make(web, 100)
    const update = (taskSet: string, value: number) => () => b.ecs.UpdateTaskSet({ ...of, taskSet, scale: { value } })
    expect(update('ecs-svc/1', 5)).toThrow(ecs.TaskSetNotFoundException)
    expect(update(id, 101)).toThrow(ecs.InvalidParameterException)
    expect(update(id, -1)).toThrow(ecs.InvalidParameterException)
    expect(() => make(web, 100, { launchType: 'FARGATE' })).toThrow(ecs.InvalidParameterException)
    for (let index = 0; index < 4; index++) make(web, 0)
    expect(() => make(web, 0)).toThrow('maximum number of task sets')
    expect(sets()).toHaveLength(5)
    expect(() => b.ecs.UpdateService({ ...of, taskDefinition: web })).toThrow('task definition')
    expect(() => b.ecs.UpdateService({ ...of, forceNewDeployment: true })).toThrow(ecs.InvalidParameterException)
    const usual = {
      cluster: 'c',
      serviceName: 'u',
      taskDefinition: web,
      desiredCount: 0,
      launchType: 'EXTERNAL' as const,
    }
    b.ecs.CreateService(usual)
    const inUsual = { cluster: 'c', service: 'u', taskDefinition: web }
    expect(() => b.ecs.CreateTaskSet(inUsual)).toThrow(ecs.InvalidParameterException)
    const outside = { ...usual, serviceName: 'v', deploymentController: { type: 'EXTERNAL' as const } }
    expect(() => b.ecs.CreateService(outside)).toThrow(ecs.InvalidParameterException)
    expect(b.ecs.DescribeTaskSets({ ...of, taskSets: ['ecs-svc/1'] }).failures?.[0]?.reason).toBe('MISSING')
  })

  test('tasks that do not start are held back, and those of a host that drains are replaced', () => {
    const { b, of, make, sets, service } = begun(2)
    make(b.define('web'), 100)
    b.pass(60)
    const host = [...(b.region.ecs.clusters.get('c')?.hosts.values() ?? [])].find(({ tasks }) => tasks.size > 0)
    b.ecs.UpdateContainerInstancesState({
      cluster: 'c',
      containerInstances: [host?.id ?? ''],
      status: 'DRAINING',
    })
    b.pass(120)
    expect(sets()[0]?.runningCount).toBe(2)
    expect(host?.tasks.size).toBe(0)
    b.region.broken.add('bad:1')
    const bad = make(b.define('bad', { image: 'bad:1' }), 100)
    b.pass(600)
    const starts = service()?.events?.filter(({ message }) => message?.includes(`${bad}) has started`)).length ?? 0
    expect(starts).toBeGreaterThan(2)
    expect(starts).toBeLessThan(15)
    expect(b.ecs.DeleteTaskSet({ ...of, taskSet: bad, force: true }).taskSet?.status).toBe('DRAINING')
  })
})

test('a real client makes, sees, tags and unmakes them', async () => {
  const sandbox = createSandbox({ seed: 'small', now: START })
  const client = new ECSClient({
    region: 'us-east-1',
    credentials: { accessKeyId: '123456789012', secretAccessKey: 'x' },
    requestHandler: loopback(sandbox.core),
    maxAttempts: 1,
  })
  const of = { cluster: 'quay', service: 'outside' }
  const deploymentController = { type: 'EXTERNAL' as const }
  await client.send(
    new ecs.CreateServiceCommand({ cluster: 'quay', serviceName: 'outside', desiredCount: 1, deploymentController }),
  )
  const made = await client.send(
    new ecs.CreateTaskSetCommand({ ...of, taskDefinition: 'nginx', launchType: 'EXTERNAL', externalId: 'release-7' }),
  )
  const { id: taskSet = '', taskSetArn: resourceArn = '' } = made.taskSet ?? {}
  await client.send(new ecs.TagResourceCommand({ resourceArn, tags: [{ key: 'colour', value: 'blue' }] }))
  await client.send(new ecs.UpdateServicePrimaryTaskSetCommand({ ...of, primaryTaskSet: taskSet }))
  sandbox.worlds.clock.advanceTo(sandbox.worlds.clock.now() + 60_000)
  const seen = await client.send(new ecs.DescribeTaskSetsCommand({ ...of, taskSets: [taskSet], include: ['TAGS'] }))
  expect(seen.taskSets?.[0]).toMatchObject({
    externalId: 'release-7',
    status: 'PRIMARY',
    scale: { value: 100, unit: 'PERCENT' },
    tags: [{ key: 'colour', value: 'blue' }],
  })
  await client.send(new ecs.UpdateTaskSetCommand({ ...of, taskSet, scale: { value: 0, unit: 'PERCENT' } }))
  await client.send(new ecs.DeleteTaskSetCommand({ ...of, taskSet }))
  await expect(client.send(new ecs.DeleteTaskSetCommand({ ...of, taskSet: 'x' }))).rejects.toBeInstanceOf(
    ecs.TaskSetNotFoundException,
  )
})
