import type * as scaling from '@aws-sdk/client-application-auto-scaling'
import type { RegisterScalableTargetRequest } from '@aws-sdk/client-application-auto-scaling'
import type { Handlers } from '../../wire/handlers'
import { pageOf } from '../../wire/page'
import type { Region } from '../../world/region'
import { deleteAlarms } from '../cloudwatch/alarms'
import { badToken, checkLength, invalid, pageSize } from './errors'
import { checkNamed, findTarget, serviceOf, targetsOf } from './find'
import { keepWithin } from './scale'
import type { TargetRecord } from './state'
import { checkTags } from './tags'

const ROLE =
  'aws-service-role/ecs.application-autoscaling.amazonaws.com/AWSServiceRoleForApplicationAutoScaling_ECSService'

function checkCapacity(value: number | undefined, name: string): void {
  if (value === undefined) return
  if (!Number.isInteger(value) || value < 0) throw invalid(`${name} capacity must not be negative: ${value}`)
}

// https://docs.aws.amazon.com/autoscaling/application/APIReference/API_RegisterScalableTarget.html
export const targets: Handlers<typeof scaling, Region> = {
  RegisterScalableTarget(input, world) {
    checkNamed(input)
    const { ResourceId = '', ServiceNamespace, ScalableDimension, MinCapacity, MaxCapacity } = input
    if (ServiceNamespace !== 'ecs' || !/^service\/[^/]+\/[^/]+$/.test(ResourceId))
      throw invalid('Unsupported service namespace, resource type or scalable dimension')
    if (!serviceOf(world, ResourceId)) throw invalid(`ECS service doesn't exist: ${ResourceId}`)
    checkCapacity(MinCapacity, 'Minimum')
    checkCapacity(MaxCapacity, 'Maximum')
    const before = world.scaling.targets.get(ResourceId)
    if (!before && (MinCapacity === undefined || MaxCapacity === undefined))
      throw invalid('The scalable target is new: both minimum capacity and maximum capacity must be specified')
    const view = { ...(before?.view ?? made(world, input)), ServiceNamespace, ResourceId, ScalableDimension }
    if (MinCapacity !== undefined) view.MinCapacity = MinCapacity
    if (MaxCapacity !== undefined) view.MaxCapacity = MaxCapacity
    if ((view.MinCapacity ?? 0) > (view.MaxCapacity ?? 0))
      throw invalid('Maximum capacity cannot be less than minimum capacity')
    if (input.SuspendedState) view.SuspendedState = { ...view.SuspendedState, ...input.SuspendedState }
    // Tags are given to one that is new; later there is TagResource
    if (before && input.Tags && Object.keys(input.Tags).length > 0)
      throw invalid('You cannot use the tags parameter when the scalable target exists already')
    const target: TargetRecord = before ?? {
      view,
      tags: checkTags(input.Tags, view.ScalableTargetARN ?? ''),
      policies: new Map(),
      schedules: new Map(),
    }
    target.view = view
    world.scaling.targets.set(ResourceId, target)
    keepWithin(world, target)
    return { ScalableTargetARN: view.ScalableTargetARN }
  },

  DeregisterScalableTarget(input, world) {
    const target = findTarget(world, input)
    for (const policy of target.policies.values())
      if (policy.PolicyType === 'TargetTrackingScaling')
        deleteAlarms(
          world,
          (policy.Alarms ?? []).map((one) => one.AlarmName ?? ''),
        )
    world.scaling.targets.delete(input.ResourceId ?? '')
    return {}
  },

  DescribeScalableTargets(input, world) {
    checkLength(input.ResourceIds, 'resourceIds', 50, 0)
    if (input.ScalableDimension !== undefined && !input.ResourceIds?.length)
      throw invalid('Resource IDs must be specified when scalable dimension is specified')
    checkNamed(input)
    const { ServiceNamespace, ResourceIds: ids = [] } = input
    const found = targetsOf(world, { ServiceNamespace })
      .map((one) => one.view)
      .filter(({ ResourceId = '' }) => ids.length === 0 || ids.includes(ResourceId))
    const { items, next } = pageOf(found, {
      size: pageSize(input.MaxResults),
      token: input.NextToken,
      refuse: badToken,
    })
    return { ScalableTargets: items, ...(next && { NextToken: next }) }
  },
}

function made(world: Region, { RoleARN }: RegisterScalableTargetRequest): TargetRecord['view'] {
  const { account, region, random, clock } = world
  return {
    ServiceNamespace: 'ecs',
    ResourceId: '',
    ScalableDimension: 'ecs:service:DesiredCount',
    MinCapacity: 0,
    MaxCapacity: 0,
    RoleARN: RoleARN ?? `arn:aws:iam::${account}:role/${ROLE}`,
    CreationTime: clock.date(),
    SuspendedState: {
      DynamicScalingInSuspended: false,
      DynamicScalingOutSuspended: false,
      ScheduledScalingSuspended: false,
    },
    ScalableTargetARN: `arn:aws:application-autoscaling:${region}:${account}:scalable-target/0ec5${random.hex(28)}`,
  }
}
