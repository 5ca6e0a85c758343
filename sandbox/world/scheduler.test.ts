import { describe, expect, test } from 'vitest'
import { setConnected } from './agent'
import { type Bench, bench } from './testing'

const see = (b: Bench, service = 's') => {
  const found = b.ecs.DescribeServices({ cluster: 'c', services: [service] }).services?.[0]
  if (!found) throw new Error('The service is there')
  return found
}
const create = (b: Bench, taskDefinition: string, desiredCount: number, more = {}) =>
  b.ecs.CreateService({ cluster: 'c', serviceName: 's', taskDefinition, desiredCount, launchType: 'EXTERNAL', ...more })
const messages = (b: Bench) => (see(b).events ?? []).map((one) => one.message ?? '')
const port = { portMappings: [{ containerPort: 80, hostPort: 8080 }] }

describe('the service scheduler', () => {
  test('keeps the count: up, after a stop, down, deleted', () => {
    const b = bench()
    b.host()
    create(b, b.define('w'), 3)
    b.pass(10)
    expect(see(b)).toMatchObject({ runningCount: 3, pendingCount: 0, desiredCount: 3 })
    expect(see(b).deployments).toMatchObject([{ status: 'PRIMARY', rolloutState: 'COMPLETED', runningCount: 3 }])
    expect(messages(b)[0]).toBe('(service s) has reached a steady state.')
    expect(messages(b).at(-1)).toMatch(
      /^\(service s\) has started 3 tasks: \(task \w{32}\) \(task \w{32}\) \(task \w{32}\)\.$/,
    )
    b.ecs.StopTask({ cluster: 'c', task: b.ecs.ListTasks({ cluster: 'c' }).taskArns?.[0] })
    b.pass(10)
    expect(see(b).runningCount).toBe(3)
    b.ecs.UpdateService({ cluster: 'c', service: 's', desiredCount: 1 })
    b.pass(10)
    expect(see(b).runningCount).toBe(1)
    expect(() => b.ecs.DeleteService({ cluster: 'c', service: 's' })).toThrow(
      'The service cannot be stopped while it is scaled above 0.',
    )
    b.ecs.DeleteService({ cluster: 'c', service: 's', force: true })
    expect(see(b).status).toBe('DRAINING')
    expect(b.ecs.ListServices({ cluster: 'c' }).serviceArns).toEqual([])
    b.pass(10)
    expect(see(b).status).toBe('INACTIVE')
    expect(() => b.ecs.UpdateService({ cluster: 'c', service: 's' })).toThrow(
      expect.objectContaining({ name: 'ServiceNotActiveException' }),
    )
  })

  test.each([
    { min: 50, max: 100, least: 2, most: 4 },
    { min: 100, max: 150, least: 4, most: 6 },
    { min: 0, max: 100, least: 0, most: 4 },
    { min: 100, max: 200, least: 4, most: 8 },
  ])('rolls within $min and $max per cent', ({ min, max, least, most }) => {
    const b = bench()
    b.host()
    create(b, b.define('w'), 4, { deploymentConfiguration: { minimumHealthyPercent: min, maximumPercent: max } })
    b.pass(10)
    b.ecs.UpdateService({ cluster: 'c', service: 's', taskDefinition: b.define('w', { image: 'nginx:2' }) })
    for (let tenth = 0; tenth < 600; tenth++) {
      b.pass(0.1)
      const { tasks } = b.ecs.DescribeTasks({ cluster: 'c', tasks: allTasks(b) })
      const healthy = (tasks ?? []).filter(
        (one) => one.lastStatus === 'RUNNING' && one.desiredStatus === 'RUNNING',
      ).length
      const live = (tasks ?? []).filter((one) => one.desiredStatus === 'RUNNING').length
      expect(healthy).toBeGreaterThanOrEqual(least)
      expect(live).toBeLessThanOrEqual(most)
    }
    expect(see(b).deployments).toMatchObject([{ rolloutState: 'COMPLETED', runningCount: 4 }])
    expect(see(b).taskDefinition).toMatch(/w:2$/)
  })

  test('a static port on one host deadlocks at 100/200, as in AWS, and 0/100 frees it', () => {
    const b = bench()
    const host = b.host()
    create(b, b.define('w', port), 1)
    b.pass(10)
    b.ecs.UpdateService({ cluster: 'c', service: 's', forceNewDeployment: true })
    b.pass(600)
    expect(see(b).deployments).toHaveLength(2)
    expect(messages(b)[0]).toBe(
      `(service s) was unable to place a task because no container instance met all of its requirements. The closest matching (container-instance ${host.id}) is already using a port required by your task. For more information, see the Troubleshooting section of the Amazon ECS Developer Guide.`,
    )
    expect(messages(b).filter((text) => text.includes('unable to place'))).toHaveLength(1)
    const deploymentConfiguration = { minimumHealthyPercent: 0, maximumPercent: 100 }
    b.ecs.UpdateService({ cluster: 'c', service: 's', deploymentConfiguration })
    b.pass(30)
    expect(see(b).deployments).toMatchObject([{ rolloutState: 'COMPLETED', runningCount: 1 }])
  })

  test('percentages that leave no room are said, not worked around', () => {
    const b = bench()
    b.host()
    create(b, b.define('w'), 1, { deploymentConfiguration: { minimumHealthyPercent: 100, maximumPercent: 150 } })
    b.pass(10)
    b.ecs.UpdateService({ cluster: 'c', service: 's', forceNewDeployment: true })
    b.pass(60)
    expect(see(b).deployments).toHaveLength(2)
    expect(messages(b)[0]).toMatch(/unable to stop or start tasks during a deployment/)
    const blocks = { minimumHealthyPercent: 100, maximumPercent: 100 }
    expect(() => b.ecs.UpdateService({ cluster: 'c', service: 's', deploymentConfiguration: blocks })).toThrow(
      /will block deployments/,
    )
  })

  test('a draining host hands its service tasks over and keeps the others', () => {
    const b = bench()
    const host = b.host()
    create(b, b.define('w'), 2)
    const alone = b.ecs.RunTask({ cluster: 'c', taskDefinition: 'w', launchType: 'EXTERNAL' }).tasks?.[0]?.taskArn
    b.pass(10)
    const other = b.host()
    b.ecs.UpdateContainerInstancesState({ cluster: 'c', containerInstances: [host.id], status: 'DRAINING' })
    b.pass(20)
    expect([...host.tasks]).toEqual([alone?.split('/').at(-1)])
    expect(other.tasks.size).toBe(2)
    expect(see(b).runningCount).toBe(2)
  })

  test('a host that goes dark keeps its tasks; one deregistered by force has them replaced elsewhere', () => {
    const b = bench()
    const host = b.host()
    create(b, b.define('w'), 2)
    b.pass(10)
    const other = b.host()
    setConnected(b.region, host.id, false)
    b.pass(3600)
    expect(see(b).runningCount).toBe(2)
    expect(other.tasks.size).toBe(0)
    b.ecs.DeregisterContainerInstance({ cluster: 'c', containerInstance: host.id, force: true })
    b.pass(10)
    expect(other.tasks.size).toBe(2)
  })

  test('a daemon has one task on each host that meets its constraints', () => {
    const b = bench()
    const berlin = b.host({ attributes: { site: 'berlin' } })
    const oslo = b.host({ attributes: { site: 'oslo' } })
    const placementConstraints = [{ type: 'memberOf' as const, expression: 'attribute:site == berlin' }]
    create(b, b.define('w'), 0, { desiredCount: undefined, schedulingStrategy: 'DAEMON', placementConstraints })
    b.pass(10)
    b.host({ attributes: { site: 'berlin' } })
    b.pass(10)
    expect(see(b)).toMatchObject({ desiredCount: 2, runningCount: 2 })
    expect(oslo.tasks.size).toBe(0)
    // Moved away, a host loses its task, and no other does
    const attributes = [{ name: 'site', value: 'oslo', targetId: berlin.arn }]
    b.ecs.PutAttributes({ cluster: 'c', attributes })
    b.host()
    b.pass(10)
    expect(berlin.tasks.size).toBe(0)
    expect(see(b)).toMatchObject({ desiredCount: 1, runningCount: 1 })
  })

  test('the circuit breaker stops a deployment that never starts, and rolls back', () => {
    const b = bench()
    b.host()
    const deploymentConfiguration = { deploymentCircuitBreaker: { enable: true, rollback: true } }
    create(b, b.define('w'), 2, { deploymentConfiguration })
    b.pass(10)
    b.ecs.UpdateService({ cluster: 'c', service: 's', taskDefinition: b.define('w', { image: 'broken' }) })
    b.pass(120)
    expect(see(b).taskDefinition).toMatch(/w:1$/)
    expect(see(b)).toMatchObject({ runningCount: 2, deployments: [{ rolloutState: 'COMPLETED' }] })
    expect(messages(b).some((text) => /deployment failed: tasks failed to start/.test(text))).toBe(true)
    expect(messages(b).some((text) => /rolling back to deployment ecs-svc/.test(text))).toBe(true)
  })

  test('tasks that never start are tried again ever more slowly', () => {
    const b = bench()
    b.host()
    create(b, b.define('w', { image: 'broken' }), 1)
    b.pass(3600)
    const failed = see(b).deployments?.[0]?.failedTasks ?? 0
    expect(failed).toBeGreaterThan(4)
    expect(failed).toBeLessThan(15)
    expect(messages(b).some((text) => text.includes('unable to consistently start tasks'))).toBe(true)
  })
})

const allTasks = (b: Bench) => [...(b.region.ecs.clusters.get('c')?.tasks.keys() ?? [])]
