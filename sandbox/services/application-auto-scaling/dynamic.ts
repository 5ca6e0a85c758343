import type {
  ScalingPolicy,
  StepScalingPolicyConfiguration,
  TargetTrackingScalingPolicyConfiguration,
} from '@aws-sdk/client-application-auto-scaling'
import type { Region } from '../../world/region'
import { type AlarmAction, onAlarmAction } from '../cloudwatch/alarm-state'
import type { ServiceRecord } from '../ecs/state'
import { serviceOf } from './find'
import { scaleTo } from './scale'
import type { TargetRecord } from './state'

/** Seconds; what ECS services have where a policy says nothing: target-tracking-scaling-policy-overview.html */
const COOLDOWN = 300

/** An alarm of a policy stands: in the period in which it goes off, and in each in which it stays. */
onAlarmAction((world, told) => {
  const [, resource, name] = /:scalingPolicy:[^:]*:resource\/ecs\/([^:]*):policyName\/(.*)$/.exec(told.action) ?? []
  const target = world.scaling.targets.get(resource ?? '')
  const policy = target?.policies.get(name ?? '')
  if (target && policy?.PolicyARN === told.action) carryOut(world, target, policy, told)
})

function carryOut(world: Region, target: TargetRecord, policy: ScalingPolicy, told: AlarmAction): void {
  const service = serviceOf(world, target.view.ResourceId ?? '')?.service
  const current = service?.view.desiredCount
  if (!service || current === undefined) return
  const { StepScalingPolicyConfiguration: step, TargetTrackingScalingPolicyConfiguration: tracking } = policy
  const { MinCapacity: least = 0, MaxCapacity: most = 0, SuspendedState: suspended } = target.view
  const from = (base: number): number | undefined => {
    const wish = step ? bySteps(base, step, told) : tracking && byTarget(base, tracking, told)
    return wish === undefined ? undefined : Math.min(most, Math.max(least, wish))
  }
  let base = current
  let to = from(current)
  if (to === undefined || to === current) return
  const direction = to > current ? 'out' : 'in'
  if (direction === 'in' && (suspended?.DynamicScalingInSuspended || deploying(service))) return
  if (direction === 'out' && suspended?.DynamicScalingOutSuspended) return
  if (direction === 'in' && tracking && !othersAgree(world, target, policy)) return
  const own = step ? step.Cooldown : direction === 'out' ? tracking?.ScaleOutCooldown : tracking?.ScaleInCooldown
  const { last } = target
  if (last && world.clock.now() < last.at + (own ?? COOLDOWN) * 1000) {
    // Scaling in waits for the end of either cooldown, scaling out never for that of scaling in. In that of scaling
    // out, what was added counts towards what is asked for now: API_StepScalingPolicyConfiguration, Cooldown
    if (direction === 'in') return
    if (last.direction === 'out') {
      base = current - last.by
      to = from(base)
      if (to === undefined || to <= current) return
    }
  }
  const cause = `monitor alarm ${told.alarm.name} in state ${told.state} triggered policy ${policy.PolicyName}`
  if (scaleTo(world, target, to, cause)) target.last = { at: world.clock.now(), direction, by: Math.abs(to - base) }
}

/** "Application Auto Scaling turns off scale-in processes while Amazon ECS deployments are in progress": service-autoscaling-targettracking.html */
const deploying = ({ deployments }: ServiceRecord) =>
  deployments.length > 1 || deployments[0]?.view.rolloutState === 'IN_PROGRESS'

/** A service is scaled in only where all of its policies by target would: the same page. */
function othersAgree(world: Region, target: TargetRecord, policy: ScalingPolicy): boolean {
  return [...target.policies.values()].every((other) => {
    const tracking = other.TargetTrackingScalingPolicyConfiguration
    if (other === policy || !tracking || tracking.DisableScaleIn) return true
    const low = other.Alarms?.find((one) => one.AlarmName?.includes('-AlarmLow-'))
    return world.cloudwatch.alarms.get(low?.AlarmName ?? '')?.view.StateValue === 'ALARM'
  })
}

/** In proportion to how far the metric is from its target; scaling in goes by the alarm for it alone. */
function byTarget(current: number, tracking: TargetTrackingScalingPolicyConfiguration, told: AlarmAction) {
  const { TargetValue: wanted = 1, DisableScaleIn } = tracking
  const { value, alarm } = told
  if (told.state !== 'ALARM' || value === undefined) return undefined
  const to = Math.ceil((current * value) / wanted)
  if (alarm.name.includes('-AlarmHigh-')) return Math.max(to, current)
  return DisableScaleIn ? undefined : Math.min(to, current)
}

// https://docs.aws.amazon.com/autoscaling/application/userguide/step-scaling-policy-overview.html
function bySteps(current: number, step: StepScalingPolicyConfiguration, told: AlarmAction): number | undefined {
  const { view } = told.alarm
  const threshold = 'Threshold' in view ? (view.Threshold ?? 0) : 0
  // A state that was set by hand has no value: it is as if the threshold had just been reached
  const off = (told.value ?? threshold) - threshold
  const found = (step.StepAdjustments ?? []).find((one) => {
    const { MetricIntervalLowerBound: low = Number.NEGATIVE_INFINITY } = one
    const { MetricIntervalUpperBound: high = Number.POSITIVE_INFINITY } = one
    return low >= 0 || off > 0 ? off >= low && off < high : off > low && off <= high
  })
  if (!found) return undefined
  const adjust = found.ScalingAdjustment ?? 0
  if (step.AdjustmentType === 'ExactCapacity') return adjust
  if (step.AdjustmentType === 'ChangeInCapacity') return current + adjust
  const part = (current * adjust) / 100
  // A part of one is one; what is more is rounded towards none
  const change = part > 0 && part < 1 ? 1 : part < 0 && part > -1 ? -1 : Math.trunc(part)
  return current + Math.sign(adjust) * Math.max(Math.abs(change), step.MinAdjustmentMagnitude ?? 0)
}
