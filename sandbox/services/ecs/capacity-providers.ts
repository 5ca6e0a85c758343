import type * as ecs from '@aws-sdk/client-ecs'
import type { CapacityProviderStrategyItem } from '@aws-sdk/client-ecs'
import type { Handlers } from '../../wire/handlers'
import type { Region } from '../../world/region'
import { arns, nameOf } from './arns'
import { invalid } from './errors'
import { findCluster } from './find'

/** The two every account has. Auto Scaling group providers are of a later floor. */
const OWN = ['FARGATE', 'FARGATE_SPOT']

export const capacityProviders: Handlers<typeof ecs, Region> = {
  DescribeCapacityProviders(input, world) {
    const asked = input.capacityProviders?.map((text) => nameOf(world, 'capacity-provider', text)) ?? OWN
    return {
      capacityProviders: asked
        .filter((name) => OWN.includes(name))
        .map((name) => ({
          capacityProviderArn: arns.capacityProvider(world, name),
          name,
          status: 'ACTIVE',
          tags: [],
        })),
      failures: asked
        .filter((name) => !OWN.includes(name))
        .map((name) => ({ arn: arns.capacityProvider(world, name), reason: 'MISSING' })),
    }
  },

  PutClusterCapacityProviders(input, world) {
    const cluster = findCluster(world, input.cluster)
    const providers = input.capacityProviders ?? []
    cluster.view = {
      ...cluster.view,
      capacityProviders: providers,
      defaultCapacityProviderStrategy: checkStrategy(input.defaultCapacityProviderStrategy, providers),
    }
    return { cluster: { clusterArn: cluster.arn, clusterName: cluster.name, ...cluster.view } }
  },
}

/** @param associated the cluster's own providers: a strategy may name no others */
export function checkStrategy(
  strategy: readonly CapacityProviderStrategyItem[] | undefined,
  associated: readonly string[],
): CapacityProviderStrategyItem[] {
  const unknown = associated.find((name) => !OWN.includes(name))
  if (unknown) throw invalid(`The specified capacity provider ${unknown} was not found.`)
  const items = strategy ?? []
  const stranger = items.find((item) => !associated.includes(item.capacityProvider ?? ''))
  if (stranger)
    throw invalid(
      `The specified capacity provider '${stranger.capacityProvider}' was not found. Specify a valid name or ARN and try again.`,
    )
  if (items.filter((item) => (item.base ?? 0) > 0).length > 1)
    throw invalid('Only one capacity provider in a capacity provider strategy can have a base defined.')
  if (items.length > 1 && items.every((item) => (item.weight ?? 0) === 0 && (item.base ?? 0) === 0))
    throw invalid('At least one capacity provider in a capacity provider strategy must have a weight greater than 0.')
  return items.map((item) => ({
    capacityProvider: item.capacityProvider,
    weight: item.weight ?? 0,
    base: item.base ?? 0,
  }))
}
