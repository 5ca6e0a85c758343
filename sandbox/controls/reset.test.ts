import { CreateClusterCommand, ECSClient, ListClustersCommand } from '@aws-sdk/client-ecs'
import { expect, test } from 'vitest'
import { seedNames } from '../seeds'
import { served } from './testing'

const { options, control, joined } = served()

test('a reset starts over, calls, faults and what was broken included', async () => {
  const ecs = new ECSClient(options())
  await ecs.send(new CreateClusterCommand({ clusterName: 'shop' }))
  await control('POST', 'faults', { service: 'ecs', error: 'slow' })
  await control('POST', 'images', { image: 'nginx', broken: true })
  await control('POST', 'credentials', { expired: true })
  expect(await control('POST', 'reset', { seed: 'nowhere' })).toEqual({
    status: 400,
    json: { message: `No seed is called 'nowhere'; there are ${seedNames.join(', ')}` },
  })
  expect((await control('GET', 'state')).json).toMatchObject({ seed: 'empty', expired: 'all', brokenImages: ['nginx'] })
  expect((await control('POST', 'reset', { seed: 'empty' })).json).toEqual({
    seed: 'empty',
    now: '2026-11-24T12:00:00.000Z',
  })
  expect((await control('GET', 'calls')).json).toEqual({ calls: [] })
  expect((await ecs.send(new ListClustersCommand({}))).clusterArns).toEqual([])
  expect((await control('GET', 'state')).json).toMatchObject({ faults: [], expired: 'none', brokenImages: [] })
})

test('the state says what there is, sites with those of their hosts that are heard', async () => {
  await joined('pi-1', 'berlin')
  await joined('pi-2', 'berlin')
  await control('POST', 'hosts/pi-2/disconnect')
  expect((await control('GET', 'state')).json).toEqual({
    seed: 'empty',
    now: '2026-11-24T12:02:00.000Z',
    throttle: false,
    latencyMs: 0,
    speed: 1,
    paused: true,
    regions: [
      {
        account: '123456789012',
        region: 'us-east-1',
        clusters: 1,
        hosts: 2,
        connected: 1,
        services: 0,
        tasks: 0,
        running: 0,
        sites: [{ site: 'berlin', hosts: 2, connected: 1 }],
      },
    ],
    faults: [],
    expired: 'none',
    brokenImages: [],
  })
})
