import type { HistoryItemType, StateValue } from '@aws-sdk/client-cloudwatch'
import type { Region } from '../../world/region'
import { alarmChanged } from './alarm-event'
import { holds, parseRule } from './alarm-rule'
import type { AlarmRecord } from './state'

/** History is kept for 30 days: https://docs.aws.amazon.com/AmazonCloudWatch/latest/APIReference/API_DescribeAlarmHistory.html */
const KEPT = 30 * 86_400_000
const MOST = 50_000

/** What an alarm that has come to a state, or stays in one that scales, asks others to do. */
export interface AlarmAction {
  alarm: AlarmRecord
  /** The ARN that the alarm names. */
  action: string
  state: StateValue
  /** The last value that was looked at. */
  value?: number
}

type Listener = (world: Region, action: AlarmAction) => void
const listeners: Listener[] = []

/** Who carries actions out: Application Auto Scaling its policies. */
export function onAlarmAction(listener: Listener): void {
  listeners.push(listener)
}

export function record(world: Region, alarm: AlarmRecord, type: HistoryItemType, summary: string, data: object): void {
  const { history } = world.cloudwatch
  history.push({
    AlarmName: alarm.name,
    AlarmType: alarm.kind === 'metric' ? 'MetricAlarm' : 'CompositeAlarm',
    Timestamp: world.clock.date(),
    HistoryItemType: type,
    HistorySummary: summary,
    HistoryData: JSON.stringify(data),
  })
  const old = history.findIndex((one) => (one.Timestamp?.getTime() ?? 0) >= world.clock.now() - KEPT)
  if (old > 256) history.splice(0, old)
  if (history.length > MOST) history.splice(0, history.length - MOST)
}

export interface NewState {
  value: StateValue
  reason: string
  /** JSON. */
  data?: string
  /** The last value that was looked at. */
  last?: number | undefined
}

/** Puts an alarm in a state; where that is another than before, everything that follows from it happens. */
export function setState(world: Region, alarm: AlarmRecord, to: NewState): void {
  const { view } = alarm
  const before = {
    value: view.StateValue ?? 'INSUFFICIENT_DATA',
    reason: view.StateReason ?? '',
    data: view.StateReasonData,
  }
  const at = view.StateUpdatedTimestamp
  view.StateReason = to.reason
  view.StateUpdatedTimestamp = world.clock.date()
  if (to.data === undefined) delete view.StateReasonData
  else view.StateReasonData = to.data
  view.StateValue = to.value
  if (before.value === to.value) return
  view.StateTransitionedTimestamp = world.clock.date()
  const dataOf = (data: string | undefined) => (data === undefined ? undefined : asJson(data))
  record(world, alarm, 'StateUpdate', `Alarm updated from ${before.value} to ${to.value}`, {
    version: '1.0',
    oldState: { stateValue: before.value, stateReason: before.reason, stateReasonData: dataOf(before.data) },
    newState: { stateValue: to.value, stateReason: to.reason, stateReasonData: dataOf(to.data) },
  })
  alarmChanged(world, alarm, { ...before, at })
  act(world, alarm, to.last)
  updateComposites(world, alarm.name)
}

function asJson(text: string): unknown {
  try {
    return JSON.parse(text)
  } catch {
    return text
  }
}

const actionsOf = ({ view }: AlarmRecord): readonly string[] =>
  (view.StateValue === 'ALARM'
    ? view.AlarmActions
    : view.StateValue === 'OK'
      ? view.OKActions
      : view.InsufficientDataActions) ?? []

/** Actions of the state an alarm has come to. */
function act(world: Region, alarm: AlarmRecord, value: number | undefined): void {
  if (alarm.view.ActionsEnabled === false) return
  for (const action of actionsOf(alarm)) {
    record(world, alarm, 'Action', `Successfully executed action ${action}`, {
      actionState: 'Succeeded',
      notificationResource: action,
      stateUpdateSummary: alarm.view.StateReason,
    })
    tell(world, alarm, action, value)
  }
}

/** Scaling is asked for again in every period in which the state stays: AlarmThatSendsEmail.html, "alarm actions". */
export function actAgain(world: Region, alarm: AlarmRecord, value: number | undefined): void {
  if (alarm.view.ActionsEnabled === false) return
  for (const action of actionsOf(alarm)) if (action.includes(':scalingPolicy:')) tell(world, alarm, action, value)
}

const tell = (world: Region, alarm: AlarmRecord, action: string, value: number | undefined) => {
  const state = alarm.view.StateValue ?? 'INSUFFICIENT_DATA'
  for (const listener of listeners) listener(world, { alarm, action, state, ...(value !== undefined && { value }) })
}

/** Composite alarms that look at one whose state has changed. A rule never leads back to its own alarm. */
function updateComposites(world: Region, name: string): void {
  for (const alarm of world.cloudwatch.alarms.values())
    if (alarm.kind === 'composite' && alarm.view.AlarmRule?.includes(name)) updateComposite(world, alarm, name)
}

export function updateComposite(world: Region, alarm: AlarmRecord & { kind: 'composite' }, cause?: string): void {
  const stateOf = (one: string) => world.cloudwatch.alarms.get(one)?.view.StateValue
  const rule = parseRule(alarm.view.AlarmRule ?? '')
  const value = holds(rule, stateOf) ? 'ALARM' : 'OK'
  if (value === alarm.view.StateValue) return
  const trigger = cause === undefined ? undefined : world.cloudwatch.alarms.get(cause)
  const reason = trigger
    ? `${trigger.arn} transitioned to ${trigger.view.StateValue} at ${world.clock.date().toUTCString()}`
    : `${alarm.arn} was created and its alarm rule evaluates to ${value}`
  const data = trigger && {
    triggeringAlarms: [
      {
        arn: trigger.arn,
        state: {
          value: trigger.view.StateValue,
          timestamp: stamp(trigger.view.StateUpdatedTimestamp ?? world.clock.date()),
        },
      },
    ],
  }
  setState(world, alarm, { value, reason, ...(data && { data: JSON.stringify(data) }) })
}

/** As CloudWatch writes times: 2026-11-24T08:00:00.000+0000 */
export const stamp = (date: Date): string => date.toISOString().replace('Z', '+0000')
