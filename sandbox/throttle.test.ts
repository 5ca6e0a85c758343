import { DescribeTasksCommand, ECSClient, ListTasksCommand } from '@aws-sdk/client-ecs'
import { afterEach, beforeEach, expect, test } from 'vitest'
import { big } from './seeds/big'
import { createSandbox, mounts, type Sandbox } from './server'
import { Throttle } from './throttle'
import { control } from './wire/control'
import type { Call } from './wire/core'
import { loopback } from './wire/loopback'
import { START } from './world/testing'
import { Worlds } from './world/worlds'

let sandbox: Sandbox
const clients: ECSClient[] = []
beforeEach(() => {
  sandbox = createSandbox({ seed: 'small', now: START })
})
afterEach(() => {
  for (const client of clients.splice(0)) client.destroy()
})

const asked = (method: string, path: string, body: object = {}) => {
  const reply = control(sandbox.controls, method, `/_sandbox/${path}`, JSON.stringify(body))
  return { status: reply.status, json: JSON.parse(reply.body) as Record<string, unknown> }
}
const pass = (ms: number) => sandbox.worlds.clock.advanceTo(sandbox.worlds.clock.now() + ms)

function client(account = '123456789012', region = 'us-east-1'): ECSClient {
  const made = new ECSClient({
    region,
    endpoint: 'http://sandbox',
    maxAttempts: 1,
    credentials: { accessKeyId: account, secretAccessKey: 'x' },
    requestHandler: loopback(sandbox.core) as never,
  })
  clients.push(made)
  return made
}

/** What a call meets: its error's name, or nothing. */
const met = (call: Promise<unknown>) =>
  call.then(
    () => undefined,
    (error: Error) => `${error.name}: ${error.message}`,
  )

/** A call of no content, for the guard alone. */
function callOf(action: string, account = '123456789012', region = 'us-east-1'): Call {
  const mount = mounts.find(({ signingName, actions }) => action.startsWith(`${actions ?? signingName}:`))
  if (!mount) throw new Error(`Nobody offers ${action}`)
  const operation = action.slice(action.indexOf(':') + 1)
  const caller = { account, region, principal: '', accessKeyId: '', requestId: '' }
  return { mount, operation, action, input: {}, region: sandbox.worlds.get(account, region), caller }
}

/** How many of so many calls are let through. */
const through = (throttle: Throttle, call: Call, many = 300) =>
  Array.from({ length: many }, () => call).filter((one) => {
    try {
      throttle.guard(one)
      return true
    } catch {
      return false
    }
  }).length

test('DescribeTasks and ListTasks share a bucket of 100, filled with 20 a second', async () => {
  expect(asked('POST', 'settings', { throttle: true }).json).toMatchObject({ throttle: true })
  const ecs = client()
  const list = () => met(ecs.send(new ListTasksCommand({ cluster: 'quay' })))
  const look = () => met(ecs.send(new DescribeTasksCommand({ cluster: 'quay', tasks: ['a'] })))
  for (let i = 0; i < 50; i++) {
    expect(await list()).toBeUndefined()
    expect(await look()).toBeUndefined()
  }
  expect(await list()).toBe('ThrottlingException: Rate exceeded')
  expect(await look()).toBe('ThrottlingException: Rate exceeded')
  pass(1_000)
  for (let i = 0; i < 20; i++) expect(await (i % 2 ? list() : look())).toBeUndefined()
  expect(await list()).toContain('ThrottlingException')
  // Another account and another region draw from their own.
  const elsewhere = { cluster: 'quay', tasks: ['a'] }
  expect(await met(client('111122223333').send(new DescribeTasksCommand(elsewhere)))).toContain('ClusterNotFound')
  expect(await met(client(undefined, 'eu-west-1').send(new DescribeTasksCommand(elsewhere)))).toContain(
    'ClusterNotFound',
  )
  expect(asked('GET', 'calls').json.calls).toContainEqual(
    expect.objectContaining({ action: 'ecs:DescribeTasks', errors: { ThrottlingException: 1 }, count: 61 }),
  )
})

test('nothing is throttled or late unless it is asked for, and the state says which', async () => {
  expect(asked('GET', 'state').json).toMatchObject({ throttle: false, latencyMs: 0 })
  const throttle = new Throttle(() => false)
  expect(through(throttle, callOf('ecs:ListTasks'))).toBe(300)
  asked('POST', 'settings', { throttle: true, latencyMs: 40 })
  expect(asked('GET', 'state').json).toMatchObject({ throttle: true, latencyMs: 40 })
  expect(through(throttle, callOf('ecs:ListTasks'))).toBe(100)
  for (const wrong of [{ throttle: 1 }, { latencyMs: -1 }, { latencyMs: 1e9 }, { latencyMs: '5' }])
    expect(asked('POST', 'settings', wrong).status).toBe(400)
  const other = new Worlds(1, START)
  big(other.get('123456789012', 'us-east-1'), { hosts: 3, services: 2 })
  sandbox.worlds.become(other)
  expect(asked('GET', 'state').json).toMatchObject({ throttle: true })
  asked('POST', 'reset', { seed: 'small' })
  expect(asked('GET', 'state').json).toMatchObject({ throttle: false, latencyMs: 0 })
})

test('each group of actions has a bucket of its own', () => {
  asked('POST', 'settings', { throttle: true })
  const throttle = new Throttle(() => false)
  const burst = (action: string) => through(throttle, callOf(action))
  expect(burst('ecs:RunTask')).toBe(100)
  expect(burst('ecs:StopTask')).toBe(0)
  expect(burst('ecs:ListTasks')).toBe(100)
  expect(burst('ecs:CreateService')).toBe(50)
  expect(burst('ecs:UpdateService')).toBe(0)
  expect(burst('ecs:ListServices')).toBe(100)
  expect(burst('ecs:SubmitTaskStateChange')).toBe(200)
  expect(burst('ecs:DeleteTaskDefinitions')).toBe(5)
  expect(burst('cloudwatch:GetMetricData')).toBe(50)
  expect(burst('cloudwatch:ListMetrics')).toBe(300)
  expect(burst('ssm:DescribeActivations')).toBe(10)
  expect(burst('ssm:DescribeInstanceInformation')).toBe(0)
  expect(burst('logs:FilterLogEvents')).toBe(10)
  pass(1_000)
  expect(burst('ecs:StopTask')).toBe(40)
  expect(burst('ecs:CreateService')).toBe(5)
  expect(burst('ssm:DescribeActivations')).toBe(10)
  pass(3_600_000)
  expect(burst('ecs:StopTask')).toBe(100)
})

test('every operation of ECS that is offered is in a group', () => {
  asked('POST', 'settings', { throttle: true })
  const ecs = mounts.find(({ signingName }) => signingName === 'ecs')
  const free = Object.keys(ecs?.handlers ?? {}).filter(
    (name) => through(new Throttle(() => false), callOf(`ecs:${name}`)) === 300,
  )
  // For this one AWS says no figure.
  expect(free).toEqual(['DiscoverPollEndpoint'])
})

test('a world that runs fills buckets by real time, one that stands by its own', () => {
  asked('POST', 'settings', { throttle: true })
  let real = 5_000
  let running = true
  const throttle = new Throttle(
    () => running,
    () => real,
  )
  const burst = () => through(throttle, callOf('ecs:ListTasks'))
  expect(burst()).toBe(100)
  pass(3_600_000)
  expect(burst()).toBe(0)
  real += 500
  expect(burst()).toBe(10)
  running = false
  real += 60_000
  expect(burst()).toBe(0)
  pass(500)
  expect(burst()).toBe(10)
  throttle.forget()
  expect(burst()).toBe(100)
})

test('replies are late by as much as is asked for, refusals too', async () => {
  const waited: number[] = []
  Object.assign(sandbox.faults, { wait: async (ms: number) => void waited.push(ms) })
  const list = (cluster: string) => met(client().send(new ListTasksCommand({ cluster })))
  expect(await list('quay')).toBeUndefined()
  expect(waited).toEqual([])
  asked('POST', 'settings', { latencyMs: 250 })
  expect(await list('quay')).toBeUndefined()
  expect(await list('nowhere')).toContain('ClusterNotFound')
  expect(waited).toEqual([250, 250])
})
