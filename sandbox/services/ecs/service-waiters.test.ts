import * as ecs from '@aws-sdk/client-ecs'
import { ECSClient, waitUntilServicesInactive, waitUntilServicesStable } from '@aws-sdk/client-ecs'
import { describe, expect, test } from 'vitest'
import { createSandbox } from '../../server'
import { loopback } from '../../wire/loopback'
import { START } from '../../world/testing'

/** Services as a real client sees them; the waiters poll while every call moves the clock on. */
const sandbox = createSandbox({ seed: 'small', now: START })
const pass = (seconds: number) => sandbox.worlds.clock.advanceTo(sandbox.worlds.clock.now() + seconds * 1_000)
const client = new ECSClient({
  region: 'us-east-1',
  credentials: { accessKeyId: '111122223333', secretAccessKey: 'x' },
  requestHandler: loopback(async (request) => {
    pass(2)
    return sandbox.core(request)
  }),
  maxAttempts: 1,
})
const cluster = 'rolls'
const waiting = { client, maxWaitTime: 60, minDelay: 0.001, maxDelay: 0.001 }
async function define(image: string) {
  const { taskDefinition } = await client.send(
    new ecs.RegisterTaskDefinitionCommand({
      family: 'rolled',
      requiresCompatibilities: ['EXTERNAL'],
      containerDefinitions: [{ name: 'main', image, memory: 128 }],
    }),
  )
  return taskDefinition?.taskDefinitionArn
}
const see = async (service: string) =>
  (await client.send(new ecs.DescribeServicesCommand({ cluster, services: [service] }))).services?.[0]
const rollouts = async (service: string, more = {}) =>
  (await client.send(new ecs.ListServiceDeploymentsCommand({ cluster, service, ...more }))).serviceDeployments ?? []

async function start(serviceName: string, more: Partial<ecs.CreateServiceCommandInput> = {}) {
  await client.send(new ecs.CreateClusterCommand({ clusterName: cluster }))
  const world = sandbox.worlds.get('111122223333', 'us-east-1')
  if (world.ecs.clusters.get(cluster)?.hosts.size === 0) {
    await client.send(
      new ecs.RegisterContainerInstanceCommand({
        cluster,
        instanceIdentityDocument: JSON.stringify({ instanceId: 'mi-0123456789abcdef0' }),
        totalResources: [
          { name: 'CPU', type: 'INTEGER', integerValue: 4096 },
          { name: 'MEMORY', type: 'INTEGER', integerValue: 8192 },
        ],
        attributes: [
          { name: 'ecs.capability.external' },
          { name: 'com.amazonaws.ecs.capability.docker-remote-api.1.18' },
        ],
      }),
    )
    for (const host of world.ecs.clusters.get(cluster)?.hosts.values() ?? []) host.connected = true
  }
  const taskDefinition = await define('nginx:1')
  await client.send(
    new ecs.CreateServiceCommand({
      cluster,
      serviceName,
      taskDefinition,
      desiredCount: 2,
      launchType: 'EXTERNAL',
      deploymentConfiguration: { deploymentCircuitBreaker: { enable: true, rollback: true } },
      ...more,
    }),
  )
  await waitUntilServicesStable(waiting, { cluster, services: [serviceName] })
}

describe('services by a real client', () => {
  test('a service becomes stable, and inactive once deleted, to the waiters of the SDK', async () => {
    await start('waits')
    expect((await see('waits'))?.runningCount).toBe(2)
    await client.send(new ecs.DeleteServiceCommand({ cluster, service: 'waits', force: true }))
    await waitUntilServicesInactive(waiting, { cluster, services: ['waits'] })
    expect(await see('waits')).toMatchObject({ status: 'INACTIVE', deployments: [] })
  })

  test('a broken image trips the breaker and rolls back, in the order AWS tells it', async () => {
    await start('breaks')
    const good = (await see('breaks'))?.deployments?.[0]
    const taskDefinition = await define('broken')
    await client.send(new ecs.UpdateServiceCommand({ cluster, service: 'breaks', taskDefinition }))
    const bad = (await see('breaks'))?.deployments?.[0]
    await waitUntilServicesStable(waiting, { cluster, services: ['breaks'] })
    const after = await see('breaks')
    expect(after?.deployments).toMatchObject([{ id: good?.id, rolloutState: 'COMPLETED' }])
    expect(after?.taskDefinition).toBe(good?.taskDefinition)
    const events = (after?.events ?? []).map((one) => one.message ?? '').reverse()
    const order = [
      `(service breaks) (deployment ${bad?.id}) deployment failed: tasks failed to start.`,
      `(service breaks) rolling back to deployment ${good?.id}.`,
      `(service breaks) (deployment ${good?.id}) deployment completed.`,
      '(service breaks) has reached a steady state.',
    ]
    expect(order.map((text) => events.lastIndexOf(text)).every((at, i, all) => at > (all[i - 1] ?? -1))).toBe(true)
    const [newest, first] = await rollouts('breaks')
    expect(newest?.status).toBe('ROLLBACK_SUCCESSFUL')
    expect(first?.status).toBe('SUCCESSFUL')
    const { serviceRevisions } = await client.send(
      new ecs.DescribeServiceRevisionsCommand({ serviceRevisionArns: [newest?.targetServiceRevisionArn ?? ''] }),
    )
    expect(serviceRevisions).toMatchObject([{ taskDefinition, launchType: 'EXTERNAL' }])
    expect(await rollouts('breaks', { status: ['SUCCESSFUL'] })).toHaveLength(1)
    await expect(rollouts('breaks', { status: ['DONE'] })).rejects.toThrow(/enum value set/)
    expect(await rollouts('breaks', { maxResults: 1 })).toHaveLength(1)
    const serviceDeploymentArn = newest?.serviceDeploymentArn ?? ''
    const described = new ecs.DescribeServiceDeploymentsCommand({ serviceDeploymentArns: [serviceDeploymentArn] })
    expect((await client.send(described)).serviceDeployments).toMatchObject([{ status: 'ROLLBACK_SUCCESSFUL' }])
    const stop = new ecs.StopServiceDeploymentCommand({ serviceDeploymentArn })
    await expect(client.send(stop)).rejects.toBeInstanceOf(ecs.ConflictException)
    const on = new ecs.ContinueServiceDeploymentCommand({ serviceDeploymentArn, hookId: 'h' })
    await expect(client.send(on)).rejects.toBeInstanceOf(ecs.InvalidParameterException)
  })

  test('lists are filtered; no namespace has services', async () => {
    const list = (more: Partial<ecs.ListServicesCommandInput>) =>
      client.send(new ecs.ListServicesCommand({ cluster, ...more }))
    expect((await list({ launchType: 'FARGATE' })).serviceArns).toEqual([])
    expect((await list({ schedulingStrategy: 'REPLICA' })).serviceArns).toHaveLength(1)
    const wrong = list({ launchType: 'MOON' as ecs.LaunchType })
    await expect(wrong).rejects.toBeInstanceOf(ecs.InvalidParameterException)
    const none = await client.send(new ecs.ListServicesByNamespaceCommand({ namespace: 'shop' }))
    expect(none.serviceArns).toEqual([])
  })
})
