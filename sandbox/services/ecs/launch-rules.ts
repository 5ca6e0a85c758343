import {
  type CapacityProviderStrategyItem,
  LaunchType,
  type NetworkConfiguration,
  type PlacementConstraint,
  PlacementConstraintType,
  type PlacementStrategy,
  PlacementStrategyType,
  type PropagateTags,
  type Tag,
} from '@aws-sdk/client-ecs'
import { parseQuery } from '../../world/query'
import type { Region } from '../../world/region'
import { capacityOf, checkStrategy } from './capacity-strategy'
import { invalid } from './errors'
import type { ClusterRecord, DefinitionRecord } from './state'
import { mergeTags } from './tag-set'
import { checkWord } from './words'

interface Capacity {
  launchType?: LaunchType | undefined
  capacityProviderStrategy?: CapacityProviderStrategyItem[] | undefined
}

export interface Chosen {
  launchType: LaunchType
  strategy: CapacityProviderStrategyItem[]
}

/** Where a task or service is to run: a launch type, a strategy, the cluster's own strategy, else EC2. Never two. */
export function chooseCapacity(world: Region, cluster: ClusterRecord, input: Capacity): Chosen {
  checkWord(input.launchType, LaunchType, 'launchType')
  const asked = input.capacityProviderStrategy ?? []
  if (input.launchType && asked.length > 0)
    throw invalid(
      'Specifying both a launch type and capacity provider strategy is not supported. Remove one and try again.',
    )
  if (input.launchType) return { launchType: input.launchType, strategy: [] }
  const strategy = asked.length > 0 ? asked : (cluster.view.defaultCapacityProviderStrategy ?? [])
  if (strategy.length === 0) return { launchType: 'EC2', strategy: [] }
  const checked = checkStrategy(world, strategy, cluster.view.capacityProviders ?? [])
  return { launchType: capacityOf(checked), strategy: checked }
}

/** The provider of the nth task: bases first, then by weight. */
export function providerOf(strategy: readonly CapacityProviderStrategyItem[], index: number): string | undefined {
  let left = index
  for (const item of strategy) {
    if (left < (item.base ?? 0)) return item.capacityProvider
    left -= item.base ?? 0
  }
  const weights = strategy.map((item) => item.weight ?? 0)
  const total = weights.reduce((sum, weight) => sum + weight, 0)
  if (total === 0) return strategy[0]?.capacityProvider
  let turn = left % total
  for (const [i, item] of strategy.entries()) {
    turn -= weights[i] ?? 0
    if (turn < 0) return item.capacityProvider
  }
  return undefined
}

/** What a definition, a capacity and a network must be to each other. */
export function checkLaunch(
  world: Region,
  { view }: DefinitionRecord,
  launchType: LaunchType,
  network: NetworkConfiguration | undefined,
): void {
  const vpc = network?.awsvpcConfiguration
  if (view.networkMode === 'awsvpc') {
    if (!vpc) throw invalid(`Network Configuration must be provided when networkMode 'awsvpc' is specified.`)
    if (!vpc.subnets?.length) throw invalid('subnets can not be empty.')
    if (vpc.subnets.length > 16) throw invalid('subnets can have at most 16 items.')
    const known = new Set([...world.ec2.subnets.values()].map((one) => one.SubnetId))
    const subnet = vpc.subnets.find((id) => !known.has(id))
    if (subnet)
      throw invalid(`Error retrieving subnet information for [${subnet}]: The subnet ID '${subnet}' does not exist`)
    const groups = new Set([...world.ec2.securityGroups.values()].map((one) => one.GroupId))
    const group = vpc.securityGroups?.find((id) => !groups.has(id))
    if (group)
      throw invalid(
        `Error retrieving security group information for [${group}]: The security group '${group}' does not exist`,
      )
  } else if (network)
    throw invalid('Network Configuration is not valid for the given networkMode of this task definition.')
  // https://github.com/aws/aws-cli/issues/3983
  if (!view.compatibilities?.includes(launchType))
    throw invalid(`Task definition does not support launch_type ${launchType}.`)
}

export function checkPlacement(
  launchType: LaunchType,
  constraints: readonly PlacementConstraint[] = [],
  strategy: readonly PlacementStrategy[] = [],
): void {
  if (launchType === 'FARGATE' && constraints.length > 0)
    throw invalid('Placement constraints are not supported with FARGATE launch type.')
  if (launchType === 'FARGATE' && strategy.length > 0)
    throw invalid('Placement strategies are not supported with FARGATE launch type.')
  if (constraints.length > 10) throw invalid('You can specify a maximum of 10 constraints.')
  if (strategy.length > 5) throw invalid('You can specify a maximum of 5 strategy rules.')
  for (const { type, expression } of constraints) {
    checkWord(type, PlacementConstraintType, 'placementConstraints.type')
    if (type === 'distinctInstance' && expression)
      throw invalid('Expression must be empty for distinctInstance constraint.')
    if (type === 'memberOf') checkExpression(expression)
  }
  for (const { type, field } of strategy) {
    checkWord(type, PlacementStrategyType, 'placementStrategy.type')
    if (type === 'random' && field) throw invalid('Field must be empty for random placement strategy.')
    if (type === 'binpack' && !/^(cpu|memory)$/i.test(field ?? ''))
      throw invalid(`Unsupported field for binpack: ${field}.`)
    if (type === 'spread' && !/^(instanceId|host|attribute:.+)$/.test(field ?? ''))
      throw invalid(`Unsupported field for spread: ${field}.`)
  }
}

export function checkExpression(text: string | undefined): void {
  try {
    parseQuery(text ?? '')
  } catch (problem) {
    if (!(problem instanceof SyntaxError)) throw problem
    throw invalid(`Invalid expression: ${problem.message}`)
  }
}

/** The tags of a task: its own over what is propagated, and ECS's own where they are asked for. */
export function taskTags(
  own: readonly Tag[],
  from: { propagate: PropagateTags | undefined; definition: DefinitionRecord; service?: readonly Tag[] },
  managed: { cluster: string; service?: string } | undefined,
): Tag[] {
  const inherited =
    from.propagate === 'TASK_DEFINITION'
      ? from.definition.tags
      : from.propagate === 'SERVICE'
        ? (from.service ?? [])
        : []
  return mergeTags(mergeTags(inherited, own), [
    ...(managed ? [{ key: 'aws:ecs:clusterName', value: managed.cluster }] : []),
    ...(managed?.service ? [{ key: 'aws:ecs:serviceName', value: managed.service }] : []),
  ])
}
