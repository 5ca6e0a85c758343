import { DescribeContainerInstancesCommand, ECSClient } from '@aws-sdk/client-ecs'
import { DescribeInstanceInformationCommand, SSMClient } from '@aws-sdk/client-ssm'
import { expect, test } from 'vitest'
import { served } from './testing'

const { options, control, joined } = served()

test('a machine joins, goes dark and comes back', async () => {
  const { containerInstanceArn, managedInstanceId } = await joined('pi-1')
  const ecs = new ECSClient(options())
  const connected = async () => {
    const input = { cluster: 'shop', containerInstances: [containerInstanceArn] }
    const found = await ecs.send(new DescribeContainerInstancesCommand(input))
    return found.containerInstances?.[0]?.agentConnected
  }
  expect(await connected()).toBe(true)
  expect(await control('GET', 'hosts/pi-1')).toMatchObject({ status: 200, json: { connected: true } })
  expect(await control('POST', 'hosts/pi-1/disconnect')).toMatchObject({ status: 200, json: { connected: false } })
  expect(await control('GET', 'hosts/pi-1')).toMatchObject({ status: 200, json: { connected: false } })
  expect(await connected()).toBe(false)
  expect((await control('POST', `hosts/${managedInstanceId}/connect`)).status).toBe(200)
  expect(await connected()).toBe(true)
  expect((await control('POST', 'hosts/nobody/connect')).status).toBe(404)
  const { InstanceInformationList } = await new SSMClient(options()).send(new DescribeInstanceInformationCommand({}))
  expect(InstanceInformationList?.map(({ InstanceId }) => InstanceId)).toEqual([managedInstanceId])
})

test.for([
  { activationId: 'a', activationCode: 'b', cluster: 'none' },
  { activationId: 'a', cluster: 'none' },
  { activationId: 'a', activationCode: 'b', cluster: 'none', cpu: -1 },
])('%j does not join', async (body) => {
  expect(await control('POST', 'join', body)).toEqual({ status: 400, json: { message: expect.any(String) } })
})

test('a site goes dark as one, and comes back', async () => {
  await joined('pi-2', 'attic')
  await joined('pi-3', 'attic')
  expect((await control('POST', 'sites/attic/disconnect')).json).toEqual({ site: 'attic', hosts: 2, connected: false })
  expect((await control('GET', 'hosts/pi-3')).json).toMatchObject({ connected: false })
  await control('POST', 'sites/attic/connect')
  expect((await control('GET', 'hosts/pi-2')).json).toMatchObject({ connected: true })
  expect((await control('POST', 'sites/nowhere/disconnect')).status).toBe(404)
})
