import {
  AdjustmentType,
  MetricAggregationType,
  MetricStatistic,
  MetricType,
  type StepScalingPolicyConfiguration,
  type TargetTrackingScalingPolicyConfiguration,
} from '@aws-sdk/client-application-auto-scaling'
import { checkLength, checkWord, invalid } from './errors'

const notNegative = (value: number | undefined, name: string) => {
  if (value !== undefined && (!Number.isInteger(value) || value < 0))
    throw invalid(`${name} must not be negative: ${value}`)
}

/** https://docs.aws.amazon.com/autoscaling/application/APIReference/API_StepScalingPolicyConfiguration.html */
export function checkSteps(step: StepScalingPolicyConfiguration): void {
  const { AdjustmentType: type, StepAdjustments: steps = [] } = step
  checkWord(type, AdjustmentType, 'stepScalingPolicyConfiguration.adjustmentType')
  checkWord(step.MetricAggregationType, MetricAggregationType, 'stepScalingPolicyConfiguration.metricAggregationType')
  notNegative(step.Cooldown, 'Cooldown')
  notNegative(step.MinAdjustmentMagnitude, 'MinAdjustmentMagnitude')
  if (!type) throw invalid('Adjustment type must be specified')
  if (step.MinAdjustmentMagnitude !== undefined && type !== 'PercentChangeInCapacity')
    throw invalid('MinAdjustmentMagnitude can be specified for PercentChangeInCapacity only')
  if (steps.length === 0) throw invalid('At least one step adjustment must be specified')
  if (steps.length > 20) throw invalid('A step scaling policy can have at most 20 step adjustments')
  const low = (one: (typeof steps)[number]) => one.MetricIntervalLowerBound ?? Number.NEGATIVE_INFINITY
  const high = (one: (typeof steps)[number]) => one.MetricIntervalUpperBound ?? Number.POSITIVE_INFINITY
  const sorted = [...steps].sort((a, b) => low(a) - low(b))
  for (const [index, one] of sorted.entries()) {
    if (low(one) >= high(one)) throw invalid('Lower bound of a step adjustment must be less than its upper bound')
    const next = sorted[index + 1]
    if (next && high(one) > low(next)) throw invalid('Step adjustment intervals must not overlap')
    if (next && high(one) < low(next)) throw invalid('Step adjustment intervals must not have a gap between them')
    if (type === 'ExactCapacity' && (one.ScalingAdjustment ?? 0) < 0)
      throw invalid('Scaling adjustment must not be negative for ExactCapacity')
  }
  const [first, last] = [sorted[0], sorted.at(-1)]
  if (
    first &&
    last &&
    ((low(first) < 0 && Number.isFinite(low(first))) || (high(last) > 0 && Number.isFinite(high(last))))
  )
    throw invalid('The outermost step adjustments must have no bound on the side that leads away from the threshold')
}

/** https://docs.aws.amazon.com/autoscaling/application/APIReference/API_TargetTrackingScalingPolicyConfiguration.html */
export function checkTracking(tracking: TargetTrackingScalingPolicyConfiguration): void {
  const { TargetValue, PredefinedMetricSpecification: ready, CustomizedMetricSpecification: own } = tracking
  if (TargetValue === undefined || !(TargetValue > 0) || TargetValue > 2 ** 360)
    throw invalid('Target value must be a number greater than 0')
  notNegative(tracking.ScaleInCooldown, 'ScaleInCooldown')
  notNegative(tracking.ScaleOutCooldown, 'ScaleOutCooldown')
  if ((ready === undefined) === (own === undefined))
    throw invalid('Exactly one of predefined and customized metric specification must be specified')
  if (ready) {
    checkWord(ready.PredefinedMetricType, MetricType, 'predefinedMetricSpecification.predefinedMetricType')
    if (ready.PredefinedMetricType === 'ALBRequestCountPerTarget') {
      if (!ready.ResourceLabel) throw invalid('A resource label must be specified for ALBRequestCountPerTarget')
    } else if (!/^ECSServiceAverage(CPU|Memory)Utilization$/.test(ready.PredefinedMetricType ?? ''))
      throw invalid(`Predefined metric type ${ready.PredefinedMetricType} is not of service namespace ecs`)
    else if (ready.ResourceLabel) throw invalid('A resource label cannot be specified for this predefined metric type')
  }
  if (!own) return
  checkWord(own.Statistic, MetricStatistic, 'customizedMetricSpecification.statistic')
  checkLength(own.Dimensions, 'customizedMetricSpecification.dimensions', 30, 0)
  const single = own.MetricName !== undefined && own.Namespace !== undefined && own.Statistic !== undefined
  if (own.Metrics ? own.MetricName !== undefined || own.Namespace !== undefined : !single)
    throw invalid('Either Metrics, or MetricName, Namespace and Statistic must be specified')
  checkLength(own.Metrics, 'customizedMetricSpecification.metrics', 10)
}
