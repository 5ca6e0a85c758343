import * as ecs from '@aws-sdk/client-ecs'
import { ECSClient, paginateListTasks } from '@aws-sdk/client-ecs'
import { describe, expect, test } from 'vitest'
import { createSandbox } from '../../server'
import { loopback } from '../../wire/loopback'
import { START } from '../../world/testing'

/** The same operations as a real client sees them: by the wire, with its checks of what goes in and comes out. */
const sandbox = createSandbox({ seed: 'small', now: START })
const client = new ECSClient({
  region: 'us-east-1',
  credentials: { accessKeyId: '123456789012', secretAccessKey: 'x' },
  requestHandler: loopback(sandbox.core),
  maxAttempts: 1,
})
const pass = (seconds: number) => sandbox.worlds.clock.advanceTo(sandbox.worlds.clock.now() + seconds * 1_000)

describe('by a real client', () => {
  test('every thing of the seed can be described', async () => {
    for (const cluster of ['quay', 'edge']) {
      const include = ['TAGS' as const]
      const tasks: string[] = []
      for await (const page of paginateListTasks({ client, pageSize: 7 }, { cluster }))
        tasks.push(...(page.taskArns ?? []))
      const described = await client.send(new ecs.DescribeTasksCommand({ cluster, tasks, include }))
      expect(described.tasks).toHaveLength(tasks.length)
      const { serviceArns } = await client.send(new ecs.ListServicesCommand({ cluster }))
      const { services } = await client.send(
        new ecs.DescribeServicesCommand({ cluster, services: serviceArns, include }),
      )
      expect(services?.map((one) => one.status)).toEqual(serviceArns?.map(() => 'ACTIVE'))
      const { containerInstanceArns } = await client.send(new ecs.ListContainerInstancesCommand({ cluster }))
      const hosts = await client.send(
        new ecs.DescribeContainerInstancesCommand({
          cluster,
          containerInstances: containerInstanceArns,
          include: ['TAGS', 'CONTAINER_INSTANCE_HEALTH'],
        }),
      )
      expect(hosts.containerInstances?.every((host) => host.tags?.[0]?.key === 'Name')).toBe(true)
    }
    const { taskDefinitionArns } = await client.send(new ecs.ListTaskDefinitionsCommand({}))
    for (const taskDefinition of taskDefinitionArns ?? [])
      await client.send(new ecs.DescribeTaskDefinitionCommand({ taskDefinition, include: ['TAGS'] }))
  })

  test('a task is run, seen and stopped; a mistake is an error of the SDK', async () => {
    const run = { cluster: 'quay', taskDefinition: 'telemetry', launchType: 'EXTERNAL' as const }
    const { tasks } = await client.send(new ecs.RunTaskCommand(run))
    const task = tasks?.[0]?.taskArn
    pass(5)
    const seen = await client.send(new ecs.DescribeTasksCommand({ cluster: 'quay', tasks: [task ?? ''] }))
    expect(seen.tasks?.[0]?.startedAt).toBeInstanceOf(Date)
    await client.send(new ecs.StopTaskCommand({ cluster: 'quay', task }))
    await expect(client.send(new ecs.RunTaskCommand({ ...run, cluster: 'nowhere' }))).rejects.toBeInstanceOf(
      ecs.ClusterNotFoundException,
    )
  })
})
