import type { CapacityProviderStrategyItem } from '@aws-sdk/client-ecs'
import type { Region } from '../../world/region'
import { nameOf } from './arns'
import { invalid } from './errors'

/** The two every account has. */
export const OWN: readonly string[] = ['FARGATE', 'FARGATE_SPOT']

/** @param associated the cluster's own providers: a strategy may name no others */
export function checkStrategy(
  world: Region,
  strategy: readonly CapacityProviderStrategyItem[] | undefined,
  associated: readonly string[],
): CapacityProviderStrategyItem[] {
  const unknown = associated.find((name) => !OWN.includes(name) && !world.ecs.providers.has(name))
  if (unknown) throw invalid(`The specified capacity provider ${unknown} was not found.`)
  const items = (strategy ?? []).map((item) => ({
    capacityProvider: nameOf(world, 'capacity-provider', item.capacityProvider ?? ''),
    weight: item.weight ?? 0,
    base: item.base ?? 0,
  }))
  if (items.length > 20) throw invalid('A capacity provider strategy can contain a maximum of 20 capacity providers.')
  const stranger = items.find((item) => !associated.includes(item.capacityProvider))
  if (stranger)
    throw invalid(
      `The specified capacity provider '${stranger.capacityProvider}' was not found. Specify a valid name or ARN and try again.`,
    )
  // API_CapacityProviderStrategyItem: weights to 1,000, bases to 100,000
  if (items.some((item) => item.weight < 0 || item.weight > 1_000)) throw invalid('weight must be between 0 and 1000.')
  if (items.some((item) => item.base < 0 || item.base > 100_000)) throw invalid('base must be between 0 and 100000.')
  if (new Set(items.map((item) => item.capacityProvider)).size < items.length)
    throw invalid('A capacity provider strategy cannot contain duplicate capacity providers.')
  if (items.filter((item) => item.base > 0).length > 1)
    throw invalid('Only one capacity provider in a capacity provider strategy can have a base defined.')
  if (items.length > 1 && items.every((item) => item.weight === 0 && item.base === 0))
    throw invalid('At least one capacity provider in a capacity provider strategy must have a weight greater than 0.')
  if (new Set(items.map((item) => OWN.includes(item.capacityProvider))).size > 1)
    throw invalid(
      'The specified capacity provider strategy cannot contain a mix of capacity providers using Auto Scaling groups and Fargate capacity providers.',
    )
  return items
}

/** Where a strategy's tasks run. */
export const capacityOf = (strategy: readonly CapacityProviderStrategyItem[]): 'FARGATE' | 'EC2' =>
  OWN.includes(strategy[0]?.capacityProvider ?? '') ? 'FARGATE' : 'EC2'
