import {
  ECSClient,
  RunTaskCommand,
  StopTaskCommand,
  waitUntilTasksRunning,
  waitUntilTasksStopped,
} from '@aws-sdk/client-ecs'
import { describe, expect, test } from 'vitest'
import { createSandbox } from '../server'
import { control } from '../wire/control'
import { loopback } from '../wire/loopback'
import { asText, bench, START } from './testing'

const role = 'arn:aws:iam::123456789012:role/execution'

describe('a task in trouble says why in its agent’s words', () => {
  test.each([
    ['app-oom:1', 'EssentialContainerExited', 137, /^OutOfMemoryError/],
    ['app-cannot-start:1', 'TaskFailedToStart', undefined, /^CannotStartContainerError/],
    ['app-missing:1', 'TaskFailedToStart', undefined, /^CannotPullContainerError/],
  ])('%s', (image, stopCode, exitCode, reason) => {
    const b = bench()
    b.host()
    const taskDefinition = b.define('t', { image })
    const { tasks } = b.ecs.RunTask({ cluster: 'c', taskDefinition, launchType: 'EXTERNAL' })
    b.pass(20)
    const seen = b.ecs.DescribeTasks({ cluster: 'c', tasks: [tasks?.[0]?.taskArn ?? ''] }).tasks?.[0]
    expect(seen).toMatchObject({ lastStatus: 'STOPPED', stopCode })
    expect(seen?.containers?.[0]?.exitCode).toBe(exitCode)
    expect(seen?.containers?.[0]?.reason).toMatch(reason)
  })

  test('secrets that are not there', () => {
    const b = bench()
    b.host()
    const secrets = [{ name: 'KEY', valueFrom: 'missing-key' }]
    const taskDefinition = b.define('t', { secrets }, { executionRoleArn: role })
    const { tasks } = b.ecs.RunTask({ cluster: 'c', taskDefinition, launchType: 'EXTERNAL' })
    b.pass(20)
    const seen = b.ecs.DescribeTasks({ cluster: 'c', tasks: [tasks?.[0]?.taskArn ?? ''] }).tasks?.[0]
    expect(seen?.stoppedReason).toMatch(/^ResourceInitializationError: .*missing-key/)
  })

  test('one that its agent starts again does not end its task', () => {
    const b = bench()
    b.host()
    const taskDefinition = b.define('t', { image: 'crash', restartPolicy: { enabled: true } })
    const { tasks } = b.ecs.RunTask({ cluster: 'c', taskDefinition, launchType: 'EXTERNAL' })
    b.pass(20)
    const seen = b.ecs.DescribeTasks({ cluster: 'c', tasks: [tasks?.[0]?.taskArn ?? ''] })
    expect(seen.tasks?.[0]?.lastStatus).toBe('RUNNING')
  })
})

test('health is unknown, then what the checks say', () => {
  const b = bench()
  b.host()
  const healthCheck = { command: ['CMD', 'true'], interval: 5, retries: 2 }
  const run = (image: string) =>
    b.ecs.RunTask({ cluster: 'c', taskDefinition: b.define('t', { image, healthCheck }), launchType: 'EXTERNAL' })
      .tasks?.[0]?.taskArn ?? ''
  const tasks = [run('nginx'), run('app-unhealthy')]
  const health = () => b.ecs.DescribeTasks({ cluster: 'c', tasks }).tasks?.map((one) => one.healthStatus)
  b.pass(4)
  expect(health()).toEqual(['UNKNOWN', 'UNKNOWN'])
  b.pass(20)
  expect(health()).toEqual(['HEALTHY', 'UNHEALTHY'])
})

test('the SDK’s waiters see tasks run and stop', async () => {
  const sandbox = createSandbox({ seed: 'small', now: START })
  const client = new ECSClient({
    region: 'us-east-1',
    credentials: { accessKeyId: '123456789012', secretAccessKey: 'x' },
    requestHandler: loopback(sandbox.core),
    maxAttempts: 1,
  })
  const region = sandbox.worlds.get('123456789012', 'us-east-1')
  const cluster = 'quay'
  const pass = () => region.clock.advanceTo(region.clock.now() + 10_000)
  const ran = await client.send(new RunTaskCommand({ cluster, taskDefinition: 'telemetry', launchType: 'EXTERNAL' }))
  const tasks = (ran.tasks ?? []).map((one) => one.taskArn ?? '')
  pass()
  const wait = { client, maxWaitTime: 5, minDelay: 1, maxDelay: 1 }
  expect((await waitUntilTasksRunning(wait, { cluster, tasks })).state).toBe('SUCCESS')
  await client.send(new StopTaskCommand({ cluster, task: tasks[0] }))
  pass()
  expect((await waitUntilTasksStopped(wait, { cluster, tasks })).state).toBe('SUCCESS')
  const told = control(sandbox.controls, 'POST', `/_sandbox/tasks/${tasks[0]?.split('/').at(-1)}/interrupt`, '')
  expect(told.status).toBe(409)
  expect(control(sandbox.controls, 'POST', '/_sandbox/tasks/nobody/interrupt', '').status).toBe(404)
})

test('the same calls with the clock stepped give the same state, 100 of 100 times', () => {
  const live = () => {
    const b = bench(7)
    const host = b.host()
    const define = (image: string) => b.define('t', { image })
    for (const image of ['nginx', 'crash', 'app-oom', 'app-broken'])
      b.ecs.RunTask({ cluster: 'c', taskDefinition: define(image), launchType: 'EXTERNAL', count: 2 })
    b.ecs.CreateService({
      cluster: 'c',
      serviceName: 's',
      taskDefinition: define('nginx'),
      desiredCount: 3,
      launchType: 'EXTERNAL',
    })
    for (let i = 0; i < 10; i++) b.pass(2)
    b.ecs.UpdateContainerInstancesState({ cluster: 'c', containerInstances: [host.id], status: 'DRAINING' })
    b.pass(30)
    return asText(b.region.ecs)
  }
  const first = live()
  for (let i = 1; i < 100; i++) if (live() !== first) throw new Error(`Run ${i} differs`)
})
