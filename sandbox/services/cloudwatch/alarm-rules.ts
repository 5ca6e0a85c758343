import {
  ComparisonOperator,
  type PutCompositeAlarmInput,
  type PutMetricAlarmInput,
  StandardUnit,
  Statistic,
} from '@aws-sdk/client-cloudwatch'
import type { Region } from '../../world/region'
import { namesIn, parseRule } from './alarm-rule'
import { badCombination, checkLength, checkRange, checkWord, invalid, required } from './errors'
import { checkDimensions } from './metric'
import { checkPeriod, checkQueries } from './queries'
import { statistic } from './statistics'

const TREATMENTS = ['breaching', 'notBreaching', 'ignore', 'missing']
/** Longest stretch an alarm looks at: a week where its period is an hour or more, else a day. */
const DAY = 86_400

type Common = Pick<
  PutMetricAlarmInput,
  'AlarmName' | 'AlarmDescription' | 'OKActions' | 'AlarmActions' | 'InsufficientDataActions' | 'Tags'
>

function checkCommon(input: Common): void {
  checkLength(input.AlarmName ?? '', 'alarmName', 255)
  checkLength(input.AlarmDescription, 'alarmDescription', 1024, 0)
  for (const [name, actions] of Object.entries({
    oKActions: input.OKActions,
    alarmActions: input.AlarmActions,
    insufficientDataActions: input.InsufficientDataActions,
  })) {
    checkLength(actions, name, 5, 0)
    for (const action of actions ?? []) {
      checkLength(action, `${name}.1.member`, 1024)
      if (!/^arn:[^:\s]+:[^:\s]+:.+$/.test(action)) throw invalid(`Invalid arn syntax: ${action}`)
    }
  }
  checkLength(input.Tags, 'tags', 50, 0)
}

// https://docs.aws.amazon.com/AmazonCloudWatch/latest/APIReference/API_PutMetricAlarm.html
export function checkMetricAlarm(input: PutMetricAlarmInput): void {
  checkCommon(input)
  const { EvaluationPeriods: periods, DatapointsToAlarm: needed, Metrics } = input
  if (input.EvaluationCriteria) throw invalid('The sandbox has no alarms by EvaluationCriteria.')
  if (!input.ComparisonOperator) throw required('The parameter ComparisonOperator is required.')
  checkWord(input.ComparisonOperator, ComparisonOperator, 'comparisonOperator')
  if (/Lower|Upper/.test(input.ComparisonOperator) || input.ThresholdMetricId !== undefined)
    throw invalid('The sandbox has no anomaly detection: ThresholdMetricId cannot be compared with.')
  if (input.Threshold === undefined) throw required('The parameter Threshold is required.')
  if (!Number.isFinite(input.Threshold)) throw invalid('Threshold must be a number.')
  if (periods === undefined) throw required('The parameter EvaluationPeriods is required.')
  checkRange(periods, 'evaluationPeriods', 1, 10_080)
  checkRange(needed, 'datapointsToAlarm', 1, 10_080)
  if (needed !== undefined && needed > periods)
    throw invalid('DatapointsToAlarm must be less than or equal to EvaluationPeriods.')
  const { TreatMissingData: treat, EvaluateLowSampleCountPercentile: low } = input
  if (treat !== undefined && !TREATMENTS.includes(treat))
    throw invalid(`TreatMissingData must be one of [${TREATMENTS.join(', ')}]`)
  if (low !== undefined && low !== 'evaluate' && low !== 'ignore')
    throw invalid(
      `Option ${low} is not supported. Supported options for parameter EvaluateLowSampleCountPercentile are evaluate and ignore.`,
    )
  const period = Metrics ? checkMath(input, Metrics) : checkOne(input)
  const most = period >= 3600 ? 7 * DAY : DAY
  if (period * periods > most)
    throw invalid(
      `Metrics cannot be checked across more than ${most === DAY ? 'a day' : 'a week'} (EvaluationPeriods * Period must be <= ${most}).`,
    )
}

function checkOne(input: PutMetricAlarmInput): number {
  const { MetricName, Namespace, Statistic: stat, ExtendedStatistic: extended } = input
  if (MetricName === undefined || Namespace === undefined)
    throw required('The parameters MetricName and Namespace are required where Metrics is not given.')
  checkLength(MetricName, 'metricName', 255)
  checkLength(Namespace, 'namespace', 255)
  checkDimensions(input.Dimensions)
  checkWord(input.Unit, StandardUnit, 'unit')
  checkWord(stat, Statistic, 'statistic')
  if (stat === undefined && extended === undefined)
    throw required('Either Statistic or ExtendedStatistic must be specified.')
  if (stat !== undefined && extended !== undefined)
    throw badCombination('Statistic and ExtendedStatistic are mutually exclusive.')
  if (extended !== undefined && (!statistic(extended) || extended in Statistic))
    throw invalid(`The value ${extended} for parameter ExtendedStatistic is not supported.`)
  const period = checkPeriod(input.Period, 'Period')
  if (period < 10) throw invalid('Period must be 10, 20, 30 or a multiple of 60.')
  return period
}

function checkMath(input: PutMetricAlarmInput, metrics: NonNullable<PutMetricAlarmInput['Metrics']>): number {
  const { MetricName, Namespace, Dimensions, Period, Unit, Statistic: stat, ExtendedStatistic } = input
  if ([MetricName, Namespace, Dimensions, Period, Unit, stat, ExtendedStatistic].some((one) => one !== undefined))
    throw badCombination(
      'Metrics cannot be given together with MetricName, Namespace, Dimensions, Period, Unit, Statistic or ExtendedStatistic.',
    )
  checkLength(metrics, 'metrics', 20)
  const trees = checkQueries(metrics, 'Metrics')
  if (metrics.filter((one) => one.ReturnData !== false).length !== 1)
    throw invalid('Exactly one element of the metrics list should return data.')
  for (const tree of trees.values())
    if (tree.kind === 'call' && tree.name.toUpperCase() === 'SEARCH')
      throw invalid('SEARCH expressions are not supported in alarms.')
  return Math.max(10, ...metrics.map((one) => one.Period ?? one.MetricStat?.Period ?? 0))
}

// https://docs.aws.amazon.com/AmazonCloudWatch/latest/APIReference/API_PutCompositeAlarm.html
export function checkCompositeAlarm(world: Region, input: PutCompositeAlarmInput): void {
  checkCommon(input)
  const { AlarmName: name = '', AlarmRule: text = '', ActionsSuppressor: suppressor } = input
  checkLength(text, 'alarmRule', 10_240)
  const children = namesIn(parseRule(text))
  if (children.length > 100) throw invalid('AlarmRule can have at most 100 alarms.')
  const unknown = children.filter((child) => child !== name && !world.cloudwatch.alarms.has(child))
  if (unknown.length > 0)
    throw invalid(`Could not save the composite alarm as alarms [${unknown.join(', ')}] in the alarm rule do not exist`)
  if (children.some((child) => leadsTo(world, child, name)))
    throw invalid(`Could not save the composite alarm as the alarm rule has a circular dependency on ${name}`)
  const waits = [input.ActionsSuppressorWaitPeriod, input.ActionsSuppressorExtensionPeriod]
  if (suppressor === undefined && waits.some((one) => one !== undefined))
    throw badCombination('ActionsSuppressorWaitPeriod and ActionsSuppressorExtensionPeriod need ActionsSuppressor.')
  if (suppressor !== undefined && waits.some((one) => one === undefined))
    throw required(
      'ActionsSuppressorWaitPeriod and ActionsSuppressorExtensionPeriod are required with ActionsSuppressor.',
    )
}

function leadsTo(world: Region, from: string, to: string, seen = new Set<string>()): boolean {
  if (from === to) return true
  const alarm = world.cloudwatch.alarms.get(from)
  if (alarm?.kind !== 'composite' || seen.has(from)) return false
  seen.add(from)
  return namesIn(parseRule(alarm.view.AlarmRule ?? '')).some((child) => leadsTo(world, child, to, seen))
}
