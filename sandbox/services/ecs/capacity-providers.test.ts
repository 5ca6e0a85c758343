import * as ecs from '@aws-sdk/client-ecs'
import { ECSClient } from '@aws-sdk/client-ecs'
import { describe, expect, test } from 'vitest'
import { createSandbox } from '../../server'
import { loopback } from '../../wire/loopback'
import { START } from '../../world/testing'

const sandbox = createSandbox({ seed: 'empty', now: START })
const client = new ECSClient({
  region: 'us-east-1',
  credentials: { accessKeyId: '111122223333', secretAccessKey: 'x' },
  requestHandler: loopback(sandbox.core),
  maxAttempts: 1,
})
const autoScalingGroupArn =
  'arn:aws:autoscaling:us-east-1:111122223333:autoScalingGroup:00000000-0000-4000-8000-000000000000:autoScalingGroupName/hosts'
const cluster = 'c'
const create = (name: string) =>
  client.send(
    new ecs.CreateCapacityProviderCommand({
      name,
      autoScalingGroupProvider: { autoScalingGroupArn },
      tags: [{ key: 'a', value: 'b' }],
    }),
  )
const put = (capacityProviders: string[], defaultCapacityProviderStrategy: ecs.CapacityProviderStrategyItem[] = []) =>
  client.send(
    new ecs.PutClusterCapacityProvidersCommand({ cluster, capacityProviders, defaultCapacityProviderStrategy }),
  )

describe('capacity providers', () => {
  test('are made, described, changed and deleted', async () => {
    await client.send(new ecs.CreateClusterCommand({ clusterName: cluster }))
    const { capacityProvider } = await create('hosts')
    expect(capacityProvider).toMatchObject({
      status: 'ACTIVE',
      autoScalingGroupProvider: { managedScaling: { status: 'DISABLED', targetCapacity: 100 } },
    })
    for (const name of ['hosts', 'fargate-mine', 'a b', ''])
      await expect(create(name)).rejects.toBeInstanceOf(ecs.InvalidParameterException)
    const all = await client.send(new ecs.DescribeCapacityProvidersCommand({ include: ['TAGS'] }))
    expect(all.capacityProviders?.map((one) => one.name)).toEqual(['FARGATE', 'FARGATE_SPOT', 'hosts'])
    expect(all.capacityProviders?.[2]?.tags).toEqual([{ key: 'a', value: 'b' }])
    const none = await client.send(new ecs.DescribeCapacityProvidersCommand({ capacityProviders: ['none'] }))
    expect(none.failures).toMatchObject([{ reason: 'MISSING' }])
    const changed = await client.send(
      new ecs.UpdateCapacityProviderCommand({
        name: 'hosts',
        autoScalingGroupProvider: { managedScaling: { status: 'ENABLED', targetCapacity: 80 } },
      }),
    )
    expect(changed.capacityProvider).toMatchObject({
      updateStatus: 'UPDATE_COMPLETE',
      autoScalingGroupProvider: { autoScalingGroupArn, managedScaling: { targetCapacity: 80 } },
    })
    await put(['hosts'])
    const remove = new ecs.DeleteCapacityProviderCommand({ capacityProvider: 'hosts' })
    await expect(client.send(remove)).rejects.toBeInstanceOf(ecs.ResourceInUseException)
    await put([])
    expect((await client.send(remove)).capacityProvider?.updateStatus).toBe('DELETE_IN_PROGRESS')
    sandbox.worlds.clock.advanceTo(sandbox.worlds.clock.now() + 10_000)
    await expect(client.send(remove)).rejects.toBeInstanceOf(ecs.ClientException)
    const own = new ecs.DeleteCapacityProviderCommand({ capacityProvider: 'FARGATE' })
    await expect(client.send(own)).rejects.toBeInstanceOf(ecs.InvalidParameterException)
  })

  test('a strategy holds one kind, of the cluster; a provider that a service uses stays', async () => {
    await create('more')
    await expect(put(['none'])).rejects.toBeInstanceOf(ecs.InvalidParameterException)
    const mixed = [
      { capacityProvider: 'more', weight: 1 },
      { capacityProvider: 'FARGATE', weight: 1 },
    ]
    await expect(put(['more', 'FARGATE'], mixed)).rejects.toThrow(/cannot contain a mix/)
    await expect(put(['more'], [{ capacityProvider: 'more', weight: 1_001 }])).rejects.toThrow(/between 0 and 1000/)
    await put(['more'], [{ capacityProvider: 'more', weight: 1 }])
    await client.send(
      new ecs.RegisterTaskDefinitionCommand({
        family: 'web',
        containerDefinitions: [{ name: 'main', image: 'nginx:1', memory: 128 }],
      }),
    )
    const { service } = await client.send(
      new ecs.CreateServiceCommand({ cluster, serviceName: 's', taskDefinition: 'web', desiredCount: 1 }),
    )
    expect(service?.launchType).toBeUndefined()
    expect(service?.capacityProviderStrategy).toEqual([{ capacityProvider: 'more', weight: 1, base: 0 }])
    await expect(put([])).rejects.toBeInstanceOf(ecs.ResourceInUseException)
    const back = { cluster, service: 's', capacityProviderStrategy: [] }
    await expect(client.send(new ecs.UpdateServiceCommand(back))).rejects.toThrow(/force a new deployment/)
    const { service: now } = await client.send(new ecs.UpdateServiceCommand({ ...back, forceNewDeployment: true }))
    expect(now?.launchType).toBe('EC2')
  })
})
