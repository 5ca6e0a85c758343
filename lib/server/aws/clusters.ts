import {
  CreateClusterCommand,
  DescribeClustersCommand,
  ListClustersCommand,
  type Cluster as RawCluster,
} from '@aws-sdk/client-ecs'
import { refuse } from '@/lib/api/errors'
import type { Cluster } from '@/lib/model/cluster'
import type { Aws } from './aws'
import { batches, pages, tagsOf } from './shape'

/** Every cluster of the scope that is not deleted. */
export async function describeClusters(aws: Aws): Promise<Cluster[]> {
  const arns = await pages(async (nextToken) => {
    const page = await aws.ecs(ListClustersCommand, { nextToken })
    return { items: page.clusterArns, next: page.nextToken }
  })
  const all: Cluster[] = []
  for (const clusters of batches(arns, 100)) {
    const reply = await aws.ecs(DescribeClustersCommand, { clusters, include: ['TAGS'] })
    all.push(...(reply.clusters ?? []).filter((raw) => raw.status !== 'INACTIVE').map((raw) => clusterFrom(raw, aws)))
  }
  return all
}

/** Creates a cluster. ECS answers the existing one where the name is taken (CreateCluster, ECS API reference). */
export async function createCluster(aws: Aws, clusterName: string): Promise<Cluster> {
  const { cluster } = await aws.ecs(CreateClusterCommand, { clusterName })
  if (!cluster) throw refuse('aws-unknown', 'ECS answered without a cluster. Look at the clusters before trying again.')
  return clusterFrom(cluster, aws)
}

const clusterFrom = (raw: RawCluster, aws: Aws): Cluster => ({
  arn: raw.clusterArn ?? '',
  ...aws.scope,
  name: raw.clusterName ?? '',
  status: raw.status ?? 'UNKNOWN',
  hosts: raw.registeredContainerInstancesCount ?? 0,
  services: raw.activeServicesCount ?? 0,
  running: raw.runningTasksCount ?? 0,
  pending: raw.pendingTasksCount ?? 0,
  tags: tagsOf(raw.tags),
})
