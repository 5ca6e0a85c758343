import type { Dimension, MetricDataQuery } from '@aws-sdk/client-cloudwatch'
import { emit } from '../../world/bus'
import type { Region } from '../../world/region'
import type { AlarmRecord } from './state'

interface Before {
  value: string
  reason: string
  data: string | undefined
  at: Date | undefined
}

const named = (dimensions: readonly Dimension[] = []) =>
  Object.fromEntries(dimensions.map(({ Name = '', Value = '' }) => [Name, Value]))

/** https://docs.aws.amazon.com/AmazonCloudWatch/latest/monitoring/cloudwatch-and-eventbridge.html */
export function alarmChanged(world: Region, alarm: AlarmRecord, before: Before): void {
  const iso = (date: Date | undefined) => (date ?? world.clock.date()).toISOString().replace('Z', '+0000')
  emit(world, {
    source: 'aws.cloudwatch',
    detailType: 'CloudWatch Alarm State Change',
    resources: [alarm.arn],
    detail: () => ({
      alarmName: alarm.name,
      state: {
        value: alarm.view.StateValue,
        reason: alarm.view.StateReason,
        ...(alarm.view.StateReasonData !== undefined && { reasonData: alarm.view.StateReasonData }),
        timestamp: iso(alarm.view.StateUpdatedTimestamp),
      },
      previousState: {
        value: before.value,
        reason: before.reason,
        ...(before.data !== undefined && { reasonData: before.data }),
        timestamp: iso(before.at),
      },
      configuration: {
        ...(alarm.view.AlarmDescription !== undefined && { description: alarm.view.AlarmDescription }),
        ...(alarm.kind === 'metric' ? { metrics: metricsOf(alarm) } : { alarmRule: alarm.view.AlarmRule }),
      },
    }),
  })
}

function metricsOf({ view }: AlarmRecord & { kind: 'metric' }) {
  if (view.Metrics) return view.Metrics.map(queryOf)
  const { Namespace, MetricName, Dimensions, Period, Statistic, ExtendedStatistic, Unit, AlarmArn = '' } = view
  return [
    {
      // An alarm of one metric has an id made up for it
      id: AlarmArn.split('')
        .reduce((h, char) => Math.imul(h ^ char.charCodeAt(0), 0x01000193) >>> 0, 0x811c9dc5)
        .toString(16),
      metricStat: {
        metric: { namespace: Namespace, name: MetricName, dimensions: named(Dimensions) },
        period: Period,
        stat: ExtendedStatistic ?? Statistic,
        ...(Unit && { unit: Unit }),
      },
      returnData: true,
    },
  ]
}

function queryOf({ Id, MetricStat, Expression, Label, ReturnData }: MetricDataQuery) {
  return {
    id: Id,
    ...(Expression !== undefined && { expression: Expression }),
    ...(Label !== undefined && { label: Label }),
    ...(MetricStat && {
      metricStat: {
        metric: {
          namespace: MetricStat.Metric?.Namespace,
          name: MetricStat.Metric?.MetricName,
          dimensions: named(MetricStat.Metric?.Dimensions),
        },
        period: MetricStat.Period,
        stat: MetricStat.Stat,
        ...(MetricStat.Unit && { unit: MetricStat.Unit }),
      },
    }),
    returnData: ReturnData ?? true,
  }
}
