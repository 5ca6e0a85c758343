import type {
  Alarm,
  CustomizedMetricSpecification,
  ScalingPolicy,
  TargetTrackingScalingPolicyConfiguration,
} from '@aws-sdk/client-application-auto-scaling'
import { type PutMetricAlarmInput, StandardUnit } from '@aws-sdk/client-cloudwatch'
import type { Region } from '../../world/region'
import { putMetricAlarm } from '../cloudwatch/alarms'
import { invalid } from './errors'

/**
 * The two alarms that a policy by target has: three minutes above, and fifteen a tenth below.
 * https://docs.aws.amazon.com/autoscaling/application/userguide/target-tracking-scaling-policy-overview.html
 */
export function putTrackingAlarms(
  world: Region,
  policy: ScalingPolicy,
  tracking: TargetTrackingScalingPolicyConfiguration,
): Alarm[] {
  const { TargetValue: wanted = 0, DisableScaleIn } = tracking
  const metric = metricOf(world, policy.ResourceId ?? '', tracking)
  const high = {
    kind: 'AlarmHigh',
    ComparisonOperator: 'GreaterThanThreshold',
    EvaluationPeriods: 3,
    Threshold: wanted,
  } as const
  const low = {
    kind: 'AlarmLow',
    ComparisonOperator: 'LessThanThreshold',
    EvaluationPeriods: 15,
    Threshold: Number((wanted * 0.9).toPrecision(12)),
  } as const
  return (DisableScaleIn ? [high] : [high, low]).map(({ kind, ...rest }) => {
    const AlarmName = `TargetTracking-${policy.ResourceId}-${kind}-${world.random.uuid()}`
    try {
      putMetricAlarm(world, {
        AlarmName,
        AlarmDescription: `DO NOT EDIT OR DELETE. For TargetTrackingScaling policy ${policy.PolicyARN}.`,
        AlarmActions: [policy.PolicyARN ?? ''],
        ...metric,
        ...rest,
      })
    } catch (error) {
      // A metric that no alarm can watch is a fault of the policy
      throw invalid(error instanceof Error ? error.message : String(error))
    }
    return { AlarmName, AlarmARN: `arn:aws:cloudwatch:${world.region}:${world.account}:alarm:${AlarmName}` }
  })
}

type Watched = Pick<
  PutMetricAlarmInput,
  'Namespace' | 'MetricName' | 'Dimensions' | 'Statistic' | 'Period' | 'Unit' | 'Metrics'
>

function metricOf(world: Region, resource: string, tracking: TargetTrackingScalingPolicyConfiguration): Watched {
  const { PredefinedMetricSpecification: ready, CustomizedMetricSpecification: own } = tracking
  if (own) return ownMetric(own)
  const [, cluster, service] = resource.split('/')
  if (ready?.PredefinedMetricType === 'ALBRequestCountPerTarget') {
    const [, balancer, group] =
      /^(app\/[^/]+\/[^/]+)\/(targetgroup\/[^/]+\/[^/]+)$/.exec(ready.ResourceLabel ?? '') ?? []
    if (!balancer || !group) throw invalid(`Resource label ${ready.ResourceLabel} is not valid in ${world.region}`)
    return {
      Namespace: 'AWS/ApplicationELB',
      MetricName: 'RequestCountPerTarget',
      Dimensions: [
        { Name: 'LoadBalancer', Value: balancer },
        { Name: 'TargetGroup', Value: group },
      ],
      Statistic: 'Sum',
      Period: 60,
    }
  }
  return {
    Namespace: 'AWS/ECS',
    MetricName:
      ready?.PredefinedMetricType === 'ECSServiceAverageMemoryUtilization' ? 'MemoryUtilization' : 'CPUUtilization',
    Dimensions: [
      { Name: 'ClusterName', Value: cluster },
      { Name: 'ServiceName', Value: service },
    ],
    Statistic: 'Average',
    Period: 60,
  }
}

const unitOf = (unit: string | undefined) => Object.values(StandardUnit).find((one) => one === unit)

function ownMetric(own: CustomizedMetricSpecification): Watched {
  const { Namespace, MetricName, Dimensions, Statistic, Metrics } = own
  if (!Metrics) return { Namespace, MetricName, Dimensions, Statistic, Period: 60, Unit: unitOf(own.Unit) }
  return {
    Metrics: Metrics.map(({ MetricStat: stat, ...query }) => ({
      ...query,
      ...(stat && {
        MetricStat: { Metric: stat.Metric, Stat: stat.Stat, Period: 60, ...(stat.Unit && { Unit: unitOf(stat.Unit) }) },
      }),
    })),
  }
}
