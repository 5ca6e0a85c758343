import { randomBytes } from 'node:crypto'
import { CloudWatchLogsClient } from '@aws-sdk/client-cloudwatch-logs'
import {
  CreateClusterCommand,
  DeleteClusterCommand,
  DeleteServiceCommand,
  DeregisterContainerInstanceCommand,
  DescribeContainerInstancesCommand,
  ECSClient,
  ListContainerInstancesCommand,
  ListServicesCommand,
  ListTasksCommand,
  StopTaskCommand,
} from '@aws-sdk/client-ecs'
import { CreateActivationCommand, SSMClient } from '@aws-sdk/client-ssm'
import { expect } from '@playwright/test'

export const account = '123456789012'
export const region = 'us-east-1'
export const sandboxUrl = `http://127.0.0.1:${process.env.QUAYSIDE_SANDBOX_PORT ?? 4510}`

const client = { region, endpoint: sandboxUrl, credentials: { accessKeyId: account, secretAccessKey: 'e2e' } }

export interface HostWanted {
  name: string
  site?: string
  cpu?: number
  memory?: number
}
export interface MadeCluster {
  name: string
  hosts: { name: string; machine: string; arn: string; id: string }[]
}

/** AWS as a test sees it: real SDK clients on the sandbox, and a cluster of each test's own. */
export class Aws {
  readonly ecs = new ECSClient(client)
  readonly ssm = new SSMClient(client)
  readonly logs = new CloudWatchLogsClient(client)
  readonly #made: string[] = []

  /** A new cluster with these hosts, each joined by an activation as a machine would and heard by ECS. */
  async cluster({
    name = `t-${randomBytes(4).toString('hex')}`,
    hosts = [],
  }: {
    name?: string
    hosts?: (HostWanted | string)[]
  } = {}): Promise<MadeCluster> {
    await this.ecs.send(new CreateClusterCommand({ clusterName: name }))
    this.#made.push(name)
    const made: MadeCluster['hosts'] = []
    for (const host of hosts) made.push(await this.join(name, typeof host === 'string' ? { name: host } : host))
    return { name, hosts: made }
  }

  /** Forgets a cluster at the end as one made here, when it was made in the browser. */
  adopt(cluster: string): void {
    this.#made.push(cluster)
  }

  async join(cluster: string, host: HostWanted): Promise<MadeCluster['hosts'][number]> {
    const activation = await this.ssm.send(
      new CreateActivationCommand({ IamRole: 'ecsAnywhereRole', RegistrationLimit: 1 }),
    )
    const joined = await this.control('join', {
      activationId: activation.ActivationId,
      activationCode: activation.ActivationCode,
      cluster,
      ...host,
    })
    const { managedInstanceId: machine, containerInstanceArn: arn } = joined as {
      managedInstanceId: string
      containerInstanceArn: string
    }
    await expect
      .poll(async () => {
        const reply = await this.ecs.send(new DescribeContainerInstancesCommand({ cluster, containerInstances: [arn] }))
        return reply.containerInstances?.[0]?.agentConnected
      })
      .toBe(true)
    return { name: host.name, machine, arn, id: arn.slice(arn.lastIndexOf('/') + 1) }
  }

  /** Asks the sandbox itself: pull a host's cable, make calls fail. */
  async control(path: string, body: unknown = {}, method = 'POST'): Promise<unknown> {
    const reply = await fetch(`${sandboxUrl}/_sandbox/${path}`, {
      method,
      headers: { 'content-type': 'application/json' },
      ...(method === 'GET' ? {} : { body: JSON.stringify(body) }),
    })
    if (!reply.ok) throw new Error(`${path}: ${reply.status} ${await reply.text()}`)
    return reply.json()
  }

  /** Takes down what this test made, so that the worker has no clusters to watch that nobody needs. */
  async cleanUp(): Promise<void> {
    for (const cluster of this.#made) {
      const { serviceArns = [] } = await this.ecs.send(new ListServicesCommand({ cluster, maxResults: 100 }))
      for (const service of serviceArns)
        await this.ecs.send(new DeleteServiceCommand({ cluster, service, force: true }))
      const { taskArns = [] } = await this.ecs.send(new ListTasksCommand({ cluster }))
      for (const task of taskArns) await this.ecs.send(new StopTaskCommand({ cluster, task }))
      const { containerInstanceArns = [] } = await this.ecs.send(new ListContainerInstancesCommand({ cluster }))
      // A host named to refuse writes refuses this one too.
      for (const containerInstance of containerInstanceArns)
        await this.ecs
          .send(new DeregisterContainerInstanceCommand({ cluster, containerInstance, force: true }))
          .catch(() => undefined)
      // Tasks take a moment to stop; a cluster that still has some stays, and does no harm.
      await this.ecs.send(new DeleteClusterCommand({ cluster })).catch(() => undefined)
    }
  }
}
