import type * as scaling from '@aws-sdk/client-application-auto-scaling'
import type { Tour } from '../../wire/tour'

const ServiceNamespace = 'ecs' as const
const target = {
  ServiceNamespace,
  ResourceId: 'service/quay/nginx',
  ScalableDimension: 'ecs:service:DesiredCount' as const,
}

export const tour: Tour<typeof scaling> = async ({ call, pass }) => {
  const registered = { ...target, MinCapacity: 5, MaxCapacity: 8, Tags: { a: 'b' } }
  const { ScalableTargetARN: ResourceARN } = await call('RegisterScalableTarget', registered)
  await call('DescribeScalableTargets', { ServiceNamespace })
  await call('TagResource', { ResourceARN, Tags: { c: 'd' } })
  await call('ListTagsForResource', { ResourceARN })
  await call('UntagResource', { ResourceARN, TagKeys: ['c'] })
  const tracking = {
    TargetValue: 50,
    PredefinedMetricSpecification: { PredefinedMetricType: 'ECSServiceAverageCPUUtilization' as const },
  }
  await call('PutScalingPolicy', {
    ...target,
    PolicyName: 'cpu',
    PolicyType: 'TargetTrackingScaling',
    TargetTrackingScalingPolicyConfiguration: tracking,
  })
  await call('PutScheduledAction', {
    ...target,
    ScheduledActionName: 'soon',
    Schedule: 'rate(5 minutes)',
    ScalableTargetAction: { MinCapacity: 6, MaxCapacity: 8 },
  })
  pass(900)
  await call('DescribeScalingPolicies', { ServiceNamespace })
  await call('DescribeScheduledActions', { ServiceNamespace })
  await call('DescribeScalingActivities', { ServiceNamespace, IncludeNotScaledActivities: true })
  await call('DeleteScheduledAction', { ...target, ScheduledActionName: 'soon' })
  await call('DeleteScalingPolicy', { ...target, PolicyName: 'cpu' })
  await call('DeregisterScalableTarget', target)
}
