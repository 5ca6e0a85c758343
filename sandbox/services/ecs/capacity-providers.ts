import type * as ecs from '@aws-sdk/client-ecs'
import {
  type AutoScalingGroupProvider,
  type CapacityProvider,
  CapacityProviderField,
  LimitExceededException,
  ManagedDraining,
  ManagedScalingStatus,
  ManagedTerminationProtection,
  ResourceInUseException,
} from '@aws-sdk/client-ecs'
import type { Handlers } from '../../wire/handlers'
import type { Region } from '../../world/region'
import { arns, nameOf } from './arns'
import { checkStrategy, OWN } from './capacity-strategy'
import { client, invalid } from './errors'
import { findCluster } from './find'
import { page } from './page'
import type { ProviderRecord } from './state'
import { checkTags } from './tag-set'
import { checkWord } from './words'

const $metadata = {}
/** Deleting one takes a while; then it is INACTIVE and can be described no more: API_DeleteCapacityProvider */
const DELETES = 5_000

export const capacityProviders: Handlers<typeof ecs, Region> = {
  CreateCapacityProvider(input, world) {
    const name = input.name ?? ''
    // https://docs.aws.amazon.com/AmazonECS/latest/APIReference/API_CreateCapacityProvider.html: no prefix of AWS's own
    if (!/^[A-Za-z0-9_-]{1,255}$/.test(name) || /^(aws|ecs|fargate)/i.test(name))
      throw invalid(
        'The specified capacity provider name is invalid. Up to 255 characters are allowed, including letters, numbers, underscores, and hyphens. The name cannot be prefixed with "aws", "ecs", or "fargate".',
      )
    const { autoScalingGroupProvider: group, managedInstancesProvider: managed } = input
    if (Boolean(group) === Boolean(managed))
      throw invalid('Specify either an autoScalingGroupProvider or a managedInstancesProvider.')
    if (managed && !input.cluster) throw invalid('A cluster must be specified for a managed instances provider.')
    if (group && input.cluster) throw invalid('A cluster cannot be specified for an autoScalingGroupProvider.')
    if (world.ecs.providers.has(name)) throw invalid('The specified capacity provider already exists.')
    // https://docs.aws.amazon.com/AmazonECS/latest/developerguide/service-quotas.html
    if (world.ecs.providers.size >= 500)
      throw new LimitExceededException({ message: 'The limit of capacity providers was exceeded.', $metadata })
    const cluster = managed ? findCluster(world, input.cluster) : undefined
    const view: CapacityProvider = {
      capacityProviderArn: arns.capacityProvider(world, name),
      name,
      status: 'ACTIVE',
      type: group ? 'EC2_AUTOSCALING' : 'MANAGED_INSTANCES',
      updateStatus: 'CREATE_COMPLETE',
      ...(group && { autoScalingGroupProvider: checkGroup(group) }),
      ...(managed && { managedInstancesProvider: managed }),
      ...(cluster && { cluster: cluster.arn }),
    }
    const record: ProviderRecord = { name, view, tags: checkTags(input.tags) }
    world.ecs.providers.set(name, record)
    // One of managed instances belongs to its cluster from the first
    if (cluster)
      cluster.view = { ...cluster.view, capacityProviders: [...(cluster.view.capacityProviders ?? []), name] }
    return { capacityProvider: { ...view, tags: record.tags } }
  },

  UpdateCapacityProvider(input, world) {
    const record = findProvider(world, input.name)
    const { autoScalingGroupProvider: before } = record.view
    if (input.autoScalingGroupProvider) {
      if (!before) throw invalid('The specified capacity provider has no Auto Scaling group.')
      const { managedScaling, ...rest } = input.autoScalingGroupProvider
      const merged = { ...before, ...rest, managedScaling: { ...before.managedScaling, ...managedScaling } }
      record.view = { ...record.view, autoScalingGroupProvider: checkGroup(merged), updateStatus: 'UPDATE_COMPLETE' }
    } else if (input.managedInstancesProvider) {
      if (before) throw invalid('The specified capacity provider has no managed instances.')
      const { instanceLaunchTemplate: template, ...rest } = input.managedInstancesProvider
      const now = record.view.managedInstancesProvider
      record.view = {
        ...record.view,
        managedInstancesProvider: {
          ...now,
          ...rest,
          instanceLaunchTemplate: {
            ec2InstanceProfileArn: undefined,
            networkConfiguration: undefined,
            ...now?.instanceLaunchTemplate,
            ...template,
          },
        },
        updateStatus: 'UPDATE_COMPLETE',
      }
    } else throw invalid('Specify either an autoScalingGroupProvider or a managedInstancesProvider.')
    return { capacityProvider: { ...record.view, tags: record.tags } }
  },

  DeleteCapacityProvider(input, world) {
    const name = nameOf(world, 'capacity-provider', input.capacityProvider ?? '')
    if (OWN.includes(name)) throw invalid('The specified capacity provider is reserved and cannot be deleted.')
    const record = findProvider(world, name)
    const managed = record.view.type === 'MANAGED_INSTANCES'
    for (const cluster of world.ecs.clusters.values()) {
      if (!cluster.view.capacityProviders?.includes(name)) continue
      const used = [...cluster.services.values()].some((one) => uses(one.strategy, name))
      if (!managed || used)
        throw new ResourceInUseException({
          message: 'The capacity provider cannot be deleted because it is associated with a cluster.',
          $metadata,
        })
      const left = cluster.view.capacityProviders.filter((one) => one !== name)
      cluster.view = { ...cluster.view, capacityProviders: left }
    }
    record.view = { ...record.view, updateStatus: 'DELETE_IN_PROGRESS' }
    world.clock.after(DELETES, () => {
      if (world.ecs.providers.get(name) === record) world.ecs.providers.delete(name)
    })
    return { capacityProvider: { ...record.view, tags: record.tags } }
  },

  DescribeCapacityProviders(input, world) {
    for (const field of input.include ?? []) checkWord(field, CapacityProviderField, 'include')
    const tags = input.include?.includes('TAGS') ?? false
    const names = input.capacityProviders?.map((text) => nameOf(world, 'capacity-provider', text))
    // API_DescribeCapacityProviders: up to 100 names, and pages of 10
    if ((names?.length ?? 0) > 100) throw invalid('capacityProviders cannot have more than 100 elements.')
    const asked = names ?? [...OWN, ...world.ecs.providers.keys()]
    const { items, nextToken } = page(asked, input, { most: 10 })
    const looked = (names ?? items).map((name) => ({ name, found: shown(world, name, tags) }))
    return {
      capacityProviders: looked.flatMap(({ found }) => found ?? []),
      failures: looked
        .filter(({ found }) => !found)
        .map(({ name }) => ({ arn: arns.capacityProvider(world, name), reason: 'MISSING' })),
      ...(!names && nextToken && { nextToken }),
    }
  },

  PutClusterCapacityProviders(input, world) {
    const cluster = findCluster(world, input.cluster)
    const providers = (input.capacityProviders ?? []).map((text) => nameOf(world, 'capacity-provider', text))
    const gone = (cluster.view.capacityProviders ?? []).filter((name) => !providers.includes(name))
    const services = [...cluster.services.values()].filter(({ view }) => view.status !== 'INACTIVE')
    if (gone.some((name) => services.some(({ strategy }) => uses(strategy, name))))
      throw new ResourceInUseException({
        message: 'The specified capacity provider is in use and cannot be removed.',
        $metadata,
      })
    cluster.view = {
      ...cluster.view,
      capacityProviders: providers,
      defaultCapacityProviderStrategy: checkStrategy(world, input.defaultCapacityProviderStrategy, providers),
    }
    return { cluster: { clusterArn: cluster.arn, clusterName: cluster.name, ...cluster.view } }
  },
}

const uses = (strategy: ProviderUse, name: string) => strategy.some((item) => item.capacityProvider === name)
type ProviderUse = readonly { capacityProvider: string | undefined }[]

function findProvider(world: Region, text: string | undefined): ProviderRecord {
  const record = world.ecs.providers.get(nameOf(world, 'capacity-provider', text ?? ''))
  if (!record) throw client('The specified capacity provider was not found. Specify a valid name or ARN and try again.')
  return record
}

function shown(world: Region, name: string, tags: boolean): CapacityProvider | undefined {
  if (OWN.includes(name))
    return { capacityProviderArn: arns.capacityProvider(world, name), name, status: 'ACTIVE', tags: [] }
  const record = world.ecs.providers.get(name)
  return record && { ...record.view, tags: tags ? record.tags : [] }
}

/** With what AWS fills in: API_ManagedScaling */
function checkGroup(group: AutoScalingGroupProvider): AutoScalingGroupProvider {
  const { managedScaling: scaling = {}, managedTerminationProtection = 'DISABLED', managedDraining = 'ENABLED' } = group
  checkWord(scaling.status, ManagedScalingStatus, 'autoScalingGroupProvider.managedScaling.status')
  checkWord(managedTerminationProtection, ManagedTerminationProtection, 'managedTerminationProtection')
  checkWord(managedDraining, ManagedDraining, 'managedDraining')
  const within = (value: number | undefined, least: number, most: number, name: string) => {
    if (value !== undefined && (value < least || value > most))
      throw invalid(`${name} must be between ${least} and ${most}.`)
  }
  within(scaling.targetCapacity, 1, 100, 'targetCapacity')
  within(scaling.minimumScalingStepSize, 1, 10_000, 'minimumScalingStepSize')
  within(scaling.maximumScalingStepSize, 1, 10_000, 'maximumScalingStepSize')
  within(scaling.instanceWarmupPeriod, 0, 10_000, 'instanceWarmupPeriod')
  if (managedTerminationProtection === 'ENABLED' && scaling.status !== 'ENABLED')
    throw invalid('To enable managed termination protection, managed scaling must be enabled.')
  return {
    autoScalingGroupArn: group.autoScalingGroupArn,
    managedScaling: {
      status: 'DISABLED',
      targetCapacity: 100,
      minimumScalingStepSize: 1,
      maximumScalingStepSize: 10_000,
      instanceWarmupPeriod: 300,
      ...scaling,
    },
    managedTerminationProtection,
    managedDraining,
  }
}
