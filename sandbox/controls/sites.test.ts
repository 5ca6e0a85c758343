import { DescribeContainerInstancesCommand, ECSClient } from '@aws-sdk/client-ecs'
import { expect, test } from 'vitest'
import { served } from './testing'

const { options, control, joined } = served()

test('a site goes dark with all its hosts, others do not, and it comes back', async () => {
  const arns: string[] = []
  for (const [name, site] of [
    ['a', 'berlin'],
    ['b', 'berlin'],
    ['c', 'oslo'],
  ] as const)
    arns.push((await joined(name, site)).containerInstanceArn)
  const connected = async () => {
    const input = { cluster: 'shop', containerInstances: arns }
    const found = await new ECSClient(options()).send(new DescribeContainerInstancesCommand(input))
    return found.containerInstances?.map((host) => host.agentConnected)
  }
  expect(await control('POST', 'sites/berlin/disconnect')).toEqual({
    status: 200,
    json: { site: 'berlin', connected: false, hosts: 2 },
  })
  expect(await connected()).toEqual([false, false, true])
  await control('POST', 'sites/berlin/connect')
  expect(await connected()).toEqual([true, true, true])
  expect(await control('POST', 'sites/nowhere/disconnect')).toEqual({
    status: 404,
    json: { message: 'There is no site nowhere' },
  })
})
