import { expect, test } from 'vitest'
import { createSandbox } from '../server'
import { handlers } from '../services/ecs'
import { control } from '../wire/control'
import { START } from '../world/testing'

const caller = {
  account: '123456789012',
  region: 'us-east-1',
  principal: 'arn:aws:iam::123456789012:root',
  accessKeyId: '',
  requestId: '',
}

function world() {
  const sandbox = createSandbox({ seed: 'small', now: START })
  const region = sandbox.worlds.get('123456789012', 'us-east-1')
  const set = (body: object) => control(sandbox.controls, 'POST', '/_sandbox/settings', JSON.stringify(body))
  const pass = (seconds: number) => region.clock.advanceTo(region.clock.now() + seconds * 1_000)
  return { sandbox, region, set, pass }
}

test('reads lag a second behind RunTask where that is asked for', async () => {
  const { region, set, pass } = world()
  expect(set({ lag: true }).status).toBe(200)
  const ran = await handlers.RunTask?.(
    { cluster: 'quay', taskDefinition: 'telemetry', launchType: 'EXTERNAL' },
    region,
    caller,
  )
  const tasks = [ran?.tasks?.[0]?.taskArn ?? '']
  const listed = async () => (await handlers.ListTasks?.({ cluster: 'quay' }, region, caller))?.taskArns
  const described = async () => handlers.DescribeTasks?.({ cluster: 'quay', tasks }, region, caller)
  expect(await listed()).not.toContain(tasks[0])
  expect((await described())?.failures?.[0]?.reason).toBe('MISSING')
  pass(1.1)
  expect(await listed()).toContain(tasks[0])
  expect((await described())?.failures).toEqual([])
  expect(set({ lag: 'much' }).status).toBe(400)
})

test('agents flap where that is asked for, and come back', () => {
  const { sandbox, region, set, pass } = world()
  const hosts = [...region.ecs.clusters.values()].flatMap((cluster) => [...cluster.hosts.values()])
  set({ flaps: true })
  const seen = new Set<string>()
  for (let i = 0; i < 360; i++) {
    pass(10)
    for (const host of hosts) if (!host.connected && !host.cut) seen.add(host.id)
  }
  expect(seen.size).toBeGreaterThan(0)
  set({ flaps: false })
  pass(180)
  expect(hosts.every((host) => host.connected || host.cut)).toBe(true)
  expect(JSON.parse(control(sandbox.controls, 'GET', '/_sandbox/settings', '').body)).toMatchObject({
    lag: 0,
    flaps: false,
  })
})
