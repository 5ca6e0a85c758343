import type * as cloudwatch from '@aws-sdk/client-cloudwatch'
import { AlarmType, HistoryItemType, ScanBy, StateValue } from '@aws-sdk/client-cloudwatch'
import type { Handlers } from '../../wire/handlers'
import { pageOf } from '../../wire/page'
import type { Region } from '../../world/region'
import { namesIn, parseRule } from './alarm-rule'
import { badCombination, badToken, checkLength, checkRange, checkWord } from './errors'
import { keyOf } from './metric'
import type { AlarmRecord } from './state'

const typeOf = ({ kind }: AlarmRecord): AlarmType => (kind === 'metric' ? 'MetricAlarm' : 'CompositeAlarm')
const childrenOf = (alarm: AlarmRecord | undefined) =>
  alarm?.kind === 'composite' ? namesIn(parseRule(alarm.view.AlarmRule ?? '')) : []
const byName = (a: AlarmRecord, b: AlarmRecord) => (a.name < b.name ? -1 : 1)

export const alarmReads: Handlers<typeof cloudwatch, Region> = {
  // https://docs.aws.amazon.com/AmazonCloudWatch/latest/APIReference/API_DescribeAlarms.html
  DescribeAlarms(input, world) {
    const { AlarmNames: names, AlarmNamePrefix: prefix, ChildrenOfAlarmName: parent, ParentsOfAlarmName: child } = input
    checkLength(names, 'alarmNames', 100, 0)
    checkLength(prefix, 'alarmNamePrefix', 255)
    checkLength(input.ActionPrefix, 'actionPrefix', 1024)
    checkRange(input.MaxRecords, 'maxRecords', 1, 100)
    checkWord(input.StateValue, StateValue, 'stateValue')
    for (const one of input.AlarmTypes ?? []) checkWord(one, AlarmType, 'alarmTypes')
    if (prefix !== undefined && names !== undefined)
      throw badCombination('AlarmNamePrefix and AlarmNames are mutually exclusive.')
    const family = parent ?? child
    if (family !== undefined) {
      const others = [names, prefix, input.AlarmTypes, input.StateValue, input.ActionPrefix, parent && child]
      if (others.some((one) => one !== undefined))
        throw badCombination(
          'ChildrenOfAlarmName and ParentsOfAlarmName can be combined with MaxRecords and NextToken only.',
        )
    }
    // Where types are not said, composite alarms are left out
    const types = input.AlarmTypes?.length ? input.AlarmTypes : ['MetricAlarm']
    const children = parent === undefined ? undefined : childrenOf(world.cloudwatch.alarms.get(parent))
    const found = [...world.cloudwatch.alarms.values()].sort(byName).filter((alarm) => {
      if (children) return children.includes(alarm.name)
      if (child !== undefined) return childrenOf(alarm).includes(child)
      const actions = [alarm.view.OKActions, alarm.view.AlarmActions, alarm.view.InsufficientDataActions].flat()
      return (
        types.includes(typeOf(alarm)) &&
        (!names?.length || names.includes(alarm.name)) &&
        (prefix === undefined || alarm.name.startsWith(prefix)) &&
        (input.StateValue === undefined || alarm.view.StateValue === input.StateValue) &&
        (input.ActionPrefix === undefined || actions.some((one) => one?.startsWith(input.ActionPrefix ?? '')))
      )
    })
    const { items, next } = pageOf(found, { size: input.MaxRecords ?? 50, token: input.NextToken, refuse: badToken })
    return {
      MetricAlarms: items.flatMap((alarm) => (alarm.kind === 'metric' ? [shown(alarm.view, family)] : [])),
      CompositeAlarms: items.flatMap((alarm) => (alarm.kind === 'composite' ? [shown(alarm.view, family)] : [])),
      ...(next && { NextToken: next }),
    }
  },

  // https://docs.aws.amazon.com/AmazonCloudWatch/latest/APIReference/API_DescribeAlarmsForMetric.html
  DescribeAlarmsForMetric(input, world) {
    const { MetricName = '', Namespace = '', Dimensions = [], Statistic, ExtendedStatistic, Period, Unit } = input
    checkLength(MetricName, 'metricName', 255)
    checkLength(Namespace, 'namespace', 255)
    const wanted = keyOf(Namespace, MetricName, Dimensions, '')
    const MetricAlarms = [...world.cloudwatch.alarms.values()].sort(byName).flatMap((alarm) => {
      if (alarm.kind !== 'metric') return []
      const { view } = alarm
      const same =
        keyOf(view.Namespace ?? '', view.MetricName ?? '', view.Dimensions ?? [], '') === wanted &&
        (Statistic === undefined || view.Statistic === Statistic) &&
        (ExtendedStatistic === undefined || view.ExtendedStatistic === ExtendedStatistic) &&
        (Period === undefined || view.Period === Period) &&
        (Unit === undefined || view.Unit === Unit)
      return same ? [view] : []
    })
    return { MetricAlarms }
  },

  // https://docs.aws.amazon.com/AmazonCloudWatch/latest/APIReference/API_DescribeAlarmHistory.html
  DescribeAlarmHistory(input, world) {
    const { AlarmName, AlarmTypes, HistoryItemType: type, StartDate, EndDate, ScanBy: scan } = input
    checkLength(AlarmName, 'alarmName', 255)
    checkRange(input.MaxRecords, 'maxRecords', 1, 100)
    checkWord(type, HistoryItemType, 'historyItemType')
    checkWord(scan, ScanBy, 'scanBy')
    for (const one of AlarmTypes ?? []) checkWord(one, AlarmType, 'alarmTypes')
    const types = AlarmTypes?.length ? AlarmTypes : ['MetricAlarm']
    const found = world.cloudwatch.history.filter(
      (item) =>
        (AlarmName === undefined || item.AlarmName === AlarmName) &&
        (item.AlarmType === undefined || types.includes(item.AlarmType) || AlarmName !== undefined) &&
        (type === undefined || item.HistoryItemType === type) &&
        (!StartDate || (item.Timestamp ?? StartDate) >= StartDate) &&
        (!EndDate || (item.Timestamp ?? EndDate) <= EndDate),
    )
    if (scan !== 'TimestampAscending') found.reverse()
    const { items, next } = pageOf(found, { size: input.MaxRecords ?? 100, token: input.NextToken, refuse: badToken })
    return { AlarmHistoryItems: items, ...(next && { NextToken: next }) }
  },
}

/** Of parents and children little more than the name and state is told. */
function shown<V extends cloudwatch.MetricAlarm | cloudwatch.CompositeAlarm>(view: V, family: string | undefined) {
  if (family === undefined) return view
  const { AlarmName, AlarmArn, StateValue: value, StateUpdatedTimestamp } = view
  return { AlarmName, AlarmArn, StateValue: value, StateUpdatedTimestamp }
}
