import * as ecs from '@aws-sdk/client-ecs'
import { expect, test } from 'vitest'
import { createSandbox } from '../../server'
import { loopback } from '../../wire/loopback'
import { bench, START } from '../../world/testing'

const named = (name: string) => expect.objectContaining({ name })

test('an agent is not updated on an external host, nor where it is the newest', () => {
  const b = bench()
  const on = (external: boolean) => () =>
    b.ecs.UpdateContainerAgent({ cluster: 'c', containerInstance: b.host({ external }).id })
  expect(on(true)).toThrow('not supported for external instances')
  expect(on(false)).toThrow(named('NoUpdateAvailableException'))
})

test('an old agent on EC2 becomes the newest in a while, by a real client', async () => {
  const sandbox = createSandbox({ seed: 'empty', now: START })
  const client = new ecs.ECSClient({
    region: 'us-east-1',
    credentials: { accessKeyId: '123456789012', secretAccessKey: 'x' },
    requestHandler: loopback(sandbox.core),
    maxAttempts: 1,
  })
  await client.send(new ecs.CreateClusterCommand({}))
  const integer = (name: string, integerValue: number) => ({ name, type: 'INTEGER', integerValue })
  const { containerInstance } = await client.send(
    new ecs.RegisterContainerInstanceCommand({
      totalResources: [integer('CPU', 1024), integer('MEMORY', 2048)],
      versionInfo: { agentVersion: '1.80.0' },
    }),
  )
  const update = () =>
    client.send(new ecs.UpdateContainerAgentCommand({ containerInstance: containerInstance?.containerInstanceArn }))
  expect((await update()).containerInstance?.agentUpdateStatus).toBe('PENDING')
  await expect(update()).rejects.toEqual(named('UpdateInProgressException'))
  sandbox.worlds.clock.advanceTo(START + 31_000)
  const containerInstances = [containerInstance?.containerInstanceArn ?? '']
  const seen = await client.send(new ecs.DescribeContainerInstancesCommand({ containerInstances }))
  expect(seen.containerInstances?.[0]).toMatchObject({
    agentUpdateStatus: 'UPDATED',
    versionInfo: { agentVersion: '1.98.0' },
  })
})
