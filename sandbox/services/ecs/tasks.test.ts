import { describe, expect, test } from 'vitest'
import { setConnected } from '../../world/agent'
import { type Bench, bench } from '../../world/testing'

const run = (b: Bench, taskDefinition: string, more = {}) =>
  b.ecs.RunTask({ cluster: 'c', taskDefinition, launchType: 'EXTERNAL', ...more })
const see = (b: Bench, arn: string | undefined) => {
  const { tasks } = b.ecs.DescribeTasks({ cluster: 'c', tasks: [arn ?? ''], include: ['TAGS'] })
  return tasks?.[0]
}

describe('a task', () => {
  test('is pending, runs, stops, is forgotten', () => {
    const b = bench()
    b.host()
    const { tasks } = run(b, b.define('web', { portMappings: [{ containerPort: 80, hostPort: 8080 }] }))
    const arn = tasks?.[0]?.taskArn
    expect(tasks?.[0]).toMatchObject({ lastStatus: 'PENDING', desiredStatus: 'RUNNING', group: 'family:web' })
    b.pass(4)
    const running = see(b, arn)
    expect(running).toMatchObject({ lastStatus: 'RUNNING', connectivity: 'CONNECTED' })
    expect(running?.containers?.[0]?.networkBindings).toEqual([
      { bindIP: '0.0.0.0', containerPort: 80, hostPort: 8080, protocol: 'tcp' },
    ])
    expect(b.ecs.StopTask({ cluster: 'c', task: arn, reason: 'enough' }).task).toMatchObject({
      lastStatus: 'RUNNING',
      desiredStatus: 'STOPPED',
    })
    b.pass(4)
    const stopped = see(b, arn)
    expect(stopped).toMatchObject({ lastStatus: 'STOPPED', stopCode: 'UserInitiated', stoppedReason: 'enough' })
    expect(stopped?.containers?.[0]?.exitCode).toBe(0)
    expect(stopped?.version).toBeGreaterThan(running?.version ?? 0)
    b.pass(3_601)
    expect(see(b, arn)).toBeUndefined()
  })

  test.each([
    ['app-broken:1', 'TaskFailedToStart', /CannotPullContainerError/],
    ['app-crash:1', 'EssentialContainerExited', /^$/],
    ['hello-world', 'EssentialContainerExited', /^$/],
  ])('of %s ends as its image does', (image, stopCode, reason) => {
    const b = bench()
    b.host()
    const arn = run(b, b.define('t', { image })).tasks?.[0]?.taskArn
    b.pass(15)
    const task = see(b, arn)
    expect(task).toMatchObject({ lastStatus: 'STOPPED', stopCode })
    expect(task?.containers?.[0]?.reason ?? '').toMatch(reason)
    expect(task?.containers?.[0]?.exitCode).toBe(image.includes('crash') ? 1 : image === 'hello-world' ? 0 : undefined)
  })

  test('on Fargate has its own network interface', () => {
    const b = bench()
    b.region.ec2.subnets.set('subnet-1', { SubnetId: 'subnet-1', AvailabilityZone: 'us-east-1b' })
    const size = {
      networkMode: 'awsvpc' as const,
      requiresCompatibilities: ['FARGATE' as const],
      cpu: '256',
      memory: '512',
    }
    const definition = b.define('f', {}, size)
    expect(() => run(b, definition, { launchType: 'FARGATE' })).toThrow(/Network Configuration must be provided/)
    const networkConfiguration = { awsvpcConfiguration: { subnets: ['subnet-1'] } }
    const arn = run(b, definition, { launchType: 'FARGATE', networkConfiguration }).tasks?.[0]?.taskArn
    expect(see(b, arn)).toMatchObject({ lastStatus: 'PROVISIONING', availabilityZone: 'us-east-1b' })
    b.pass(8)
    expect(see(b, arn)).toMatchObject({ lastStatus: 'RUNNING', platformVersion: '1.4.0' })
    expect(see(b, arn)?.attachments?.[0]?.status).toBe('ATTACHED')
  })

  test('writes lines where there is a log group, and fails where there is none', () => {
    const b = bench()
    b.host()
    const log = (create: string) => ({
      logConfiguration: {
        logDriver: 'awslogs' as const,
        options: { 'awslogs-group': 'g', 'awslogs-stream-prefix': 'p', 'awslogs-create-group': create },
      },
    })
    const failed = run(b, b.define('web', log('false'))).tasks?.[0]?.taskArn
    b.pass(5)
    expect(see(b, failed)?.containers?.[0]?.reason).toMatch(/The specified log group does not exist/)
    const arn = run(b, b.define('web', log('true'))).tasks?.[0]?.taskArn ?? ''
    b.pass(60)
    const stream = b.region.logs.groups.get('g')?.streams.get(`p/main/${arn.split('/').at(-1)}`)
    expect(stream?.events.length).toBeGreaterThan(10)
    b.pass(36_000)
    expect(stream?.events.length).toBeLessThanOrEqual(20_000)
  })

  test('of a host that is away stays as it was until the host is back', () => {
    const b = bench()
    const host = b.host()
    const arn = run(b, b.define('web')).tasks?.[0]?.taskArn
    b.pass(5)
    setConnected(b.region, host.id, false)
    b.ecs.StopTask({ cluster: 'c', task: arn })
    b.pass(600)
    expect(see(b, arn)).toMatchObject({ lastStatus: 'RUNNING', desiredStatus: 'STOPPED', connectivity: 'DISCONNECTED' })
    setConnected(b.region, host.id, true)
    b.pass(5)
    expect(see(b, arn)).toMatchObject({ lastStatus: 'STOPPED' })
  })
})

describe('RunTask', () => {
  test('with a client token runs once; with other parameters it is a conflict', () => {
    const b = bench()
    b.host()
    const taskDefinition = b.define('web')
    const first = run(b, taskDefinition, { clientToken: 't1' })
    const again = run(b, taskDefinition, { clientToken: 't1' })
    expect(again.tasks?.map((task) => task.taskArn)).toEqual(first.tasks?.map((task) => task.taskArn))
    expect(() => run(b, taskDefinition, { clientToken: 't1', count: 2 })).toThrow(
      expect.objectContaining({ name: 'ConflictException', resourceIds: [first.tasks?.[0]?.taskArn] }),
    )
    b.pass(86_401)
    expect(run(b, taskDefinition, { clientToken: 't1', count: 2 }).tasks).toHaveLength(2)
  })

  test('refuses what cannot be', () => {
    const b = bench()
    const definition = b.define('web')
    expect(() => run(b, definition)).toThrow('No Container Instances were found in your cluster.')
    b.host()
    expect(() => run(b, definition, { count: 11 })).toThrow(/between 1 and 10/)
    expect(() => run(b, 'nobody')).toThrow('TaskDefinition not found.')
    expect(() => run(b, definition, { cluster: 'nowhere' })).toThrow('Cluster not found.')
    expect(() => run(b, definition, { launchType: 'FARGATE' })).toThrow('does not support launch_type FARGATE')
    expect(() => run(b, definition, { overrides: { containerOverrides: [{ name: 'x' }] } })).toThrow(
      /is not a container/,
    )
  })

  test('StartTask names the hosts it could not use', () => {
    const b = bench()
    const host = b.host()
    b.ecs.UpdateContainerInstancesState({ cluster: 'c', containerInstances: [host.id], status: 'DRAINING' })
    const other = b.host()
    const started = b.ecs.StartTask({
      cluster: 'c',
      taskDefinition: b.define('web'),
      containerInstances: [host.id, other.id, 'no'],
    })
    expect(started.tasks?.map((task) => task.containerInstanceArn)).toEqual([other.arn])
    expect(started.failures?.map((one) => one.reason)).toEqual(['INACTIVE', 'MISSING'])
  })
})
