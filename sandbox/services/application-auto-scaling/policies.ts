import type * as scaling from '@aws-sdk/client-application-auto-scaling'
import { PolicyType, type ScalingPolicy } from '@aws-sdk/client-application-auto-scaling'
import type { Handlers } from '../../wire/handlers'
import { pageOf } from '../../wire/page'
import type { Region } from '../../world/region'
import { deleteAlarms } from '../cloudwatch/alarms'
import { badToken, checkLength, checkWord, invalid, pageSize } from './errors'
import { findTarget, none, targetsOf } from './find'
import { checkSteps, checkTracking } from './policy-rules'
import { putTrackingAlarms } from './tracking-alarms'

/** A target has 50 policies at most: application-auto-scaling-limits.html */
const MOST = 50

// https://docs.aws.amazon.com/autoscaling/application/APIReference/API_PutScalingPolicy.html
export const policies: Handlers<typeof scaling, Region> = {
  PutScalingPolicy(input, world) {
    const { PolicyName: name = '', StepScalingPolicyConfiguration: step } = input
    const { TargetTrackingScalingPolicyConfiguration: tracking } = input
    checkLength(name, 'policyName', 256)
    checkWord(input.PolicyType, PolicyType, 'policyType')
    const target = findTarget(world, input)
    const before = target.policies.get(name)
    const type = input.PolicyType ?? before?.PolicyType ?? 'StepScaling'
    if (before && before.PolicyType !== type) throw invalid('Policy type of an existing policy cannot be changed')
    if (type === 'PredictiveScaling') throw invalid('The sandbox has no predictive scaling policies')
    if (
      (type === 'StepScaling') !== (step !== undefined) ||
      (type === 'TargetTrackingScaling') !== (tracking !== undefined)
    )
      throw invalid(`Exactly the configuration of the policy type ${type} must be specified`)
    if (step) checkSteps(step)
    if (tracking) checkTracking(tracking)
    if (!before && target.policies.size >= MOST) throw invalid(`A scalable target can have at most ${MOST} policies`)
    const { ServiceNamespace, ResourceId, ScalableDimension } = target.view
    const policy: ScalingPolicy = {
      PolicyARN:
        before?.PolicyARN ??
        `arn:aws:autoscaling:${world.region}:${world.account}:scalingPolicy:${world.random.uuid()}:resource/ecs/${ResourceId}:policyName/${name}`,
      PolicyName: name,
      ServiceNamespace,
      ResourceId,
      ScalableDimension,
      PolicyType: type,
      ...(step && { StepScalingPolicyConfiguration: step }),
      ...(tracking && { TargetTrackingScalingPolicyConfiguration: tracking }),
      CreationTime: before?.CreationTime ?? world.clock.date(),
    }
    // The alarms of one that is put again are made anew
    deleteAlarms(world, namesOf(before))
    if (tracking) policy.Alarms = putTrackingAlarms(world, policy, tracking)
    target.policies.set(name, policy)
    return { PolicyARN: policy.PolicyARN, Alarms: policy.Alarms ?? [] }
  },

  DeleteScalingPolicy(input, world) {
    const target = findTarget(world, input)
    const policy = target.policies.get(input.PolicyName ?? '')
    if (!policy) throw none(`scaling policy with name ${input.PolicyName}`, input)
    deleteAlarms(world, namesOf(policy))
    target.policies.delete(policy.PolicyName ?? '')
    return {}
  },

  DescribeScalingPolicies(input, world) {
    checkLength(input.PolicyNames, 'policyNames', 50, 0)
    const names = input.PolicyNames ?? []
    const found = targetsOf(world, input)
      .flatMap((target) => [...target.policies.values()])
      .filter((policy) => names.length === 0 || names.includes(policy.PolicyName ?? ''))
    const size = Math.min(pageSize(input.MaxResults), 50)
    const { items, next } = pageOf(found, { size, token: input.NextToken, refuse: badToken })
    return { ScalingPolicies: items.map((policy) => withAlarms(world, policy)), ...(next && { NextToken: next }) }
  },
}

/** Of the alarms a policy by target has made itself. */
const namesOf = (policy: ScalingPolicy | undefined): string[] =>
  policy?.PolicyType === 'TargetTrackingScaling' ? (policy.Alarms ?? []).map((one) => one.AlarmName ?? '') : []

/** A step policy is called by whatever alarms name it. */
function withAlarms(world: Region, policy: ScalingPolicy): ScalingPolicy {
  if (policy.PolicyType !== 'StepScaling') return policy
  const Alarms = [...world.cloudwatch.alarms.values()]
    .filter(({ view }) =>
      [view.AlarmActions, view.OKActions, view.InsufficientDataActions].some((actions) =>
        actions?.includes(policy.PolicyARN ?? ''),
      ),
    )
    .map((alarm) => ({ AlarmName: alarm.name, AlarmARN: alarm.arn }))
  return { ...policy, Alarms }
}
