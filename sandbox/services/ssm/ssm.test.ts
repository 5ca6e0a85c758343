import {
  CreateActivationCommand,
  DeleteActivationCommand,
  DescribeActivationsCommand,
  type DescribeActivationsFilter,
  DescribeInstanceInformationCommand,
  SSMClient,
} from '@aws-sdk/client-ssm'
import { beforeEach, expect, test } from 'vitest'
import { createCore } from '../../wire/core'
import { loopback } from '../../wire/loopback'
import type { Region } from '../../world/region'
import { Worlds } from '../../world/worlds'
import { ssmMount } from '.'
import { registerManagedInstance } from './state'

const start = Date.parse('2026-11-24T00:00:00Z')
const day = 86_400_000
let region: Region
let ssm: SSMClient

beforeEach(() => {
  const worlds = new Worlds(1, start)
  region = worlds.get('123456789012', 'us-east-1')
  const core = createCore({
    mounts: [ssmMount],
    regionOf: (account, name) => worlds.get(account, name),
    now: () => worlds.clock.now(),
  })
  ssm = new SSMClient({
    region: 'us-east-1',
    endpoint: 'http://127.0.0.1:1',
    maxAttempts: 1,
    credentials: { accessKeyId: '123456789012', secretAccessKey: 'x' },
    requestHandler: loopback(core),
  })
})

async function activate(input: object = {}) {
  const made = await ssm.send(new CreateActivationCommand({ IamRole: 'ecsAnywhereRole', ...input }))
  return { activationId: made.ActivationId ?? '', activationCode: made.ActivationCode ?? '' }
}

test('an activation registers as many machines as it allows and not one more', async () => {
  const key = await activate({
    RegistrationLimit: 2,
    DefaultInstanceName: 'edge',
    Tags: [{ Key: 'site', Value: 'rome' }],
  })
  const first = registerManagedInstance(region, key)
  expect(first).toMatchObject({
    id: expect.stringMatching(/^mi-[0-9a-f]{17}$/),
    name: 'edge',
    tags: [{ Key: 'site', Value: 'rome' }],
  })
  registerManagedInstance(region, { ...key, name: 'pi-1' })
  expect(() => registerManagedInstance(region, key)).toThrow('has registered all 2')
  const { ActivationList } = await ssm.send(new DescribeActivationsCommand({}))
  expect(ActivationList).toMatchObject([{ RegistrationsCount: 2, RegistrationLimit: 2, Expired: false }])
  expect(JSON.stringify(ActivationList)).not.toContain(key.activationCode)
})

test('a wrong code, an unknown id and one that has expired are refused and use nothing up', async () => {
  const key = await activate({ ExpirationDate: new Date(start + day) })
  expect(() => registerManagedInstance(region, { ...key, activationCode: 'x' })).toThrow('not valid')
  expect(() => registerManagedInstance(region, { ...key, activationId: 'x' })).toThrow('not valid')
  region.clock.advanceTo(start + day)
  expect(() => registerManagedInstance(region, key)).toThrow('has expired')
  const { ActivationList } = await ssm.send(new DescribeActivationsCommand({}))
  expect(ActivationList).toMatchObject([{ RegistrationsCount: 0, Expired: true }])
})

test.for([
  [{ RegistrationLimit: 0 }, 'ValidationException'],
  [{ RegistrationLimit: 1001 }, 'ValidationException'],
  [{ IamRole: undefined }, 'ValidationException'],
  [{ ExpirationDate: new Date(start - 1) }, 'InvalidParameters'],
  [{ ExpirationDate: new Date(start + 31 * day) }, 'InvalidParameters'],
  [{ Tags: [{ Key: 'aws:x', Value: 'y' }] }, 'ValidationException'],
] as const)('%j is refused as %s', async ([input, name]) => {
  await expect(activate(input)).rejects.toMatchObject({ name })
  expect(region.ssm.activations.size).toBe(0)
})

test('activations are filtered and come in pages', async () => {
  for (let i = 0; i < 5; i++) await activate({ DefaultInstanceName: i % 2 ? 'odd' : 'even' })
  const filter: DescribeActivationsFilter = { FilterKey: 'DefaultInstanceName', FilterValues: ['even'] }
  const one = await ssm.send(new DescribeActivationsCommand({ Filters: [filter], MaxResults: 2 }))
  const two = await ssm.send(
    new DescribeActivationsCommand({ Filters: [filter], MaxResults: 2, NextToken: one.NextToken }),
  )
  expect([one.ActivationList?.length, two.ActivationList?.length, two.NextToken]).toEqual([2, 1, undefined])
  await expect(ssm.send(new DescribeActivationsCommand({ NextToken: 'x' }))).rejects.toMatchObject({
    name: 'InvalidNextToken',
  })
})

test('an activation is deleted once; one that never was is told from an id that is none', async () => {
  const { activationId } = await activate()
  const remove = (ActivationId: string) => ssm.send(new DeleteActivationCommand({ ActivationId }))
  await remove(activationId)
  await expect(remove(activationId)).rejects.toMatchObject({ name: 'InvalidActivation' })
  await expect(remove('x')).rejects.toMatchObject({ name: 'InvalidActivationId' })
})

test('instances come ten at a time unless asked otherwise, and are filtered', async () => {
  const key = await activate({ RegistrationLimit: 12 })
  for (let i = 0; i < 12; i++) registerManagedInstance(region, { ...key, name: `pi-${i}` })
  const all = await ssm.send(new DescribeInstanceInformationCommand({}))
  expect([all.InstanceInformationList?.length, typeof all.NextToken]).toEqual([10, 'string'])
  const filter = { Key: 'ActivationIds', Values: [key.activationId] }
  const found = await ssm.send(new DescribeInstanceInformationCommand({ Filters: [filter], MaxResults: 50 }))
  expect(found.InstanceInformationList?.map(({ Name }) => Name)).toEqual(
    Array.from({ length: 12 }, (_, i) => `pi-${i}`),
  )
  const few = ssm.send(new DescribeInstanceInformationCommand({ MaxResults: 4 }))
  await expect(few).rejects.toMatchObject({ name: 'ValidationException' })
})
