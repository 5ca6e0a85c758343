import type { ScalingActivity } from '@aws-sdk/client-application-auto-scaling'
import type { Caller } from '../../wire/handlers'
import { onChange } from '../../world/changes'
import type { Region } from '../../world/region'
import { handlers as ecs } from '../ecs'
import { serviceOf } from './find'
import type { TargetRecord } from './state'

/** Activities are told of for six weeks: API_DescribeScalingActivities */
const KEPT = 42 * 86_400_000

const callerOf = (world: Region, role: string): Caller => ({
  account: world.account,
  region: world.region,
  principal: role,
  accessKeyId: world.account,
  requestId: '00000000-0000-4000-8000-000000000000',
})

/** Sets the desired count of a target's service and writes the activity; a refusal of ECS is written too. */
export function scaleTo(world: Region, target: TargetRecord, count: number, cause: string): boolean {
  const { ServiceNamespace, ResourceId = '', ScalableDimension, RoleARN = '' } = target.view
  const { scaling, clock, random } = world
  const activity: ScalingActivity = {
    ActivityId: random.uuid(),
    ServiceNamespace,
    ResourceId,
    ScalableDimension,
    Description: `Setting desired count to ${count}.`,
    Cause: cause,
    StartTime: clock.date(),
    StatusCode: 'InProgress',
    StatusMessage: `Successfully set desired count to ${count}. Waiting for change to be fulfilled by ecs.`,
  }
  const [, cluster, service] = ResourceId.split('/')
  try {
    ecs.UpdateService?.({ cluster, service, desiredCount: count }, world, callerOf(world, RoleARN))
  } catch (error) {
    activity.StatusCode = 'Failed'
    activity.EndTime = clock.date()
    activity.StatusMessage = `Failed to set desired count to ${count}. Reason: ${error instanceof Error ? error.message : error}`
  }
  const before = scaling.waiting.get(ResourceId)
  if (before) end(world, before, 'Overridden', 'Scaling activity was overridden by a newer one.')
  if (activity.StatusCode === 'InProgress') scaling.waiting.set(ResourceId, activity)
  scaling.activities.push(activity)
  const old = scaling.activities.findIndex((one) => (one.StartTime?.getTime() ?? 0) > clock.now() - KEPT)
  if (old > 64) scaling.activities.splice(0, old)
  return activity.StatusCode === 'InProgress'
}

function end(world: Region, activity: ScalingActivity, status: 'Overridden' | 'Successful', message: string): void {
  activity.StatusCode = status
  activity.StatusMessage = message
  activity.EndTime = world.clock.date()
  world.scaling.waiting.delete(activity.ResourceId ?? '')
}

/** A service that is steady again has what was asked of it. */
onChange((world, change) => {
  if (change.kind !== 'service' || !change.event.includes('steady state')) return
  const activity = world.scaling.waiting.get(`service/${change.service.cluster}/${change.service.name}`)
  const count = change.service.view.desiredCount
  if (activity?.Description === `Setting desired count to ${count}.`)
    end(
      world,
      activity,
      'Successful',
      `Successfully set desired count to ${count}. Change successfully fulfilled by ecs.`,
    )
})

/** Brings a service that is outside its bounds back within: bounds were changed, by hand or by a schedule. */
export function keepWithin(world: Region, target: TargetRecord, because?: string): void {
  const { MinCapacity: least = 0, MaxCapacity: most = 0, ResourceId = '' } = target.view
  const count = serviceOf(world, ResourceId)?.service.view.desiredCount
  if (count === undefined) return
  if (count < least) scaleTo(world, target, least, because ?? `minimum capacity was set to ${least}`)
  else if (count > most) scaleTo(world, target, most, because ?? `maximum capacity was set to ${most}`)
}
