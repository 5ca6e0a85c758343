import type * as cloudwatch from '@aws-sdk/client-cloudwatch'
import type { Guide, Tour } from '../../wire/tour'

type CloudWatch = Guide<typeof cloudwatch>

export const tour: Tour<typeof cloudwatch> = async (guide) => {
  await metrics(guide)
  await alarms(guide)
}

async function metrics({ call, pass, now }: CloudWatch): Promise<void> {
  await call('PutMetricData', { Namespace: 'Tour', MetricData: [{ MetricName: 'Visits', Value: 3, Unit: 'Count' }] })
  pass(120)
  const EndTime = new Date(now())
  const StartTime = new Date(now() - 3_600_000)
  const Dimensions = [
    { Name: 'ClusterName', Value: 'quay' },
    { Name: 'ServiceName', Value: 'nginx' },
  ]
  const Metric = { Namespace: 'AWS/ECS', MetricName: 'CPUUtilization', Dimensions }
  await call('GetMetricData', {
    StartTime,
    EndTime,
    MetricDataQueries: [
      { Id: 'cpu', MetricStat: { Metric, Period: 300, Stat: 'Average' } },
      { Id: 'twice', Expression: 'cpu * 2', Label: 'twice' },
    ],
  })
  const asked = { ...Metric, StartTime, EndTime, Period: 300 }
  await call('GetMetricStatistics', { ...asked, Statistics: ['Average', 'Maximum', 'SampleCount'] })
  await call('ListMetrics', {})
}

async function alarms({ call, pass }: CloudWatch): Promise<void> {
  const AlarmName = 'tour'
  const metric = { Namespace: 'Tour', MetricName: 'Visits' }
  await call('PutMetricAlarm', {
    ...metric,
    AlarmName,
    Statistic: 'Sum',
    Period: 60,
    EvaluationPeriods: 1,
    Threshold: 1,
    ComparisonOperator: 'GreaterThanThreshold',
    Tags: [{ Key: 'a', Value: 'b' }],
  })
  await call('PutCompositeAlarm', { AlarmName: 'tour-all', AlarmRule: 'ALARM("tour")' })
  pass(120)
  await call('SetAlarmState', { AlarmName, StateValue: 'ALARM', StateReason: 'to see it' })
  await call('DisableAlarmActions', { AlarmNames: [AlarmName] })
  await call('EnableAlarmActions', { AlarmNames: [AlarmName] })
  const { MetricAlarms } = await call('DescribeAlarms', { AlarmTypes: ['MetricAlarm', 'CompositeAlarm'] })
  await call('DescribeAlarmsForMetric', metric)
  await call('DescribeAlarmHistory', { AlarmName })
  const ResourceARN = MetricAlarms?.find((one) => one.AlarmName === AlarmName)?.AlarmArn
  await call('TagResource', { ResourceARN, Tags: [{ Key: 'c', Value: 'd' }] })
  await call('ListTagsForResource', { ResourceARN })
  await call('UntagResource', { ResourceARN, TagKeys: ['c'] })
  await call('DeleteAlarms', { AlarmNames: ['tour-all'] })
  await call('DeleteAlarms', { AlarmNames: [AlarmName] })
}
