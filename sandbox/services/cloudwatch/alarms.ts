import type * as cloudwatch from '@aws-sdk/client-cloudwatch'
import { type PutMetricAlarmInput, StateValue } from '@aws-sdk/client-cloudwatch'
import type { Handlers } from '../../wire/handlers'
import type { Region } from '../../world/region'
import { namesIn, parseRule } from './alarm-rule'
import { checkCompositeAlarm, checkMetricAlarm } from './alarm-rules'
import { record, setState, updateComposite } from './alarm-state'
import { checkTags } from './alarm-tags'
import { badFormat, checkLength, checkWord, invalid, noAlarm } from './errors'
import { watch } from './evaluate'
import type { AlarmRecord } from './state'

const arnOf = (world: Region, name: string) => `arn:aws:cloudwatch:${world.region}:${world.account}:alarm:${name}`

/** What every alarm has that is new, or keeps that is changed: its state does not change by changing it. */
function kept(world: Region, name: string, before: AlarmRecord | undefined) {
  const {
    StateValue: value,
    StateReason,
    StateReasonData,
    StateUpdatedTimestamp,
    StateTransitionedTimestamp,
  } = before?.view ?? {}
  const now = world.clock.date()
  return {
    AlarmName: name,
    AlarmArn: arnOf(world, name),
    AlarmConfigurationUpdatedTimestamp: now,
    StateValue: value ?? ('INSUFFICIENT_DATA' as const),
    StateReason: StateReason ?? 'Unchecked: Initial alarm creation',
    ...(StateReasonData !== undefined && { StateReasonData }),
    StateUpdatedTimestamp: StateUpdatedTimestamp ?? now,
    StateTransitionedTimestamp: StateTransitionedTimestamp ?? now,
  }
}

function said(world: Region, alarm: AlarmRecord, before: AlarmRecord | undefined): void {
  const type = before ? 'Update' : 'Create'
  record(world, alarm, 'ConfigurationUpdate', `Alarm "${alarm.name}" ${before ? 'updated' : 'created'}`, {
    version: '1.0',
    type,
    [before ? 'updatedAlarm' : 'createdAlarm']: configurationOf(alarm),
  })
}

const configurationOf = ({ view, name, arn }: AlarmRecord) => ({
  alarmName: name,
  alarmArn: arn,
  alarmDescription: view.AlarmDescription,
  actionsEnabled: view.ActionsEnabled,
  okActions: view.OKActions,
  alarmActions: view.AlarmActions,
  insufficientDataActions: view.InsufficientDataActions,
})

export function putMetricAlarm(world: Region, input: PutMetricAlarmInput): void {
  checkMetricAlarm(input)
  const name = input.AlarmName ?? ''
  const before = world.cloudwatch.alarms.get(name)
  if (before && before.kind !== 'metric') throw invalid(`The alarm ${name} is a composite alarm.`)
  const { Tags, AlarmName: _, Dimensions, ...given } = input
  // Tags are given when an alarm is made; later calls leave them: API_PutMetricAlarm
  const tags = before ? before.tags : checkTags(Tags)
  const alarm: AlarmRecord = {
    kind: 'metric',
    name,
    arn: arnOf(world, name),
    tags,
    evaluated: 0,
    view: {
      ...kept(world, name, before),
      ...given,
      ActionsEnabled: input.ActionsEnabled ?? true,
      OKActions: input.OKActions ?? [],
      AlarmActions: input.AlarmActions ?? [],
      InsufficientDataActions: input.InsufficientDataActions ?? [],
      Dimensions: Dimensions ?? [],
    },
  }
  world.cloudwatch.alarms.set(name, alarm)
  said(world, alarm, before)
  watch(world)
}

export function deleteAlarms(world: Region, names: readonly string[]): void {
  for (const name of names) {
    const alarm = world.cloudwatch.alarms.get(name)
    if (!alarm) continue
    world.cloudwatch.alarms.delete(name)
    record(world, alarm, 'ConfigurationUpdate', `Alarm "${name}" deleted`, { version: '1.0', type: 'Delete' })
  }
}

function switchActions(world: Region, names: readonly string[] | undefined, on: boolean): void {
  checkLength(names, 'alarmNames', 100, 0)
  for (const name of names ?? []) {
    const alarm = world.cloudwatch.alarms.get(name)
    if (!alarm || alarm.view.ActionsEnabled === on) continue
    alarm.view.ActionsEnabled = on
    alarm.view.AlarmConfigurationUpdatedTimestamp = world.clock.date()
    said(world, alarm, alarm)
  }
}

export const alarms: Handlers<typeof cloudwatch, Region> = {
  PutMetricAlarm(input, world) {
    putMetricAlarm(world, input)
    return {}
  },

  PutCompositeAlarm(input, world) {
    checkCompositeAlarm(world, input)
    const { AlarmName: name = '', Tags, ...rest } = input
    const before = world.cloudwatch.alarms.get(name)
    if (before && before.kind !== 'composite') throw invalid(`The alarm ${name} is a metric alarm.`)
    const alarm: AlarmRecord & { kind: 'composite' } = {
      kind: 'composite',
      name,
      arn: arnOf(world, name),
      tags: before ? before.tags : checkTags(Tags),
      view: {
        ...kept(world, name, before),
        ...rest,
        ActionsEnabled: input.ActionsEnabled ?? true,
        OKActions: input.OKActions ?? [],
        AlarmActions: input.AlarmActions ?? [],
        InsufficientDataActions: input.InsufficientDataActions ?? [],
      },
    }
    world.cloudwatch.alarms.set(name, alarm)
    said(world, alarm, before)
    updateComposite(world, alarm)
    return {}
  },

  // https://docs.aws.amazon.com/AmazonCloudWatch/latest/APIReference/API_DeleteAlarms.html: all of them or none
  DeleteAlarms(input, world) {
    const names = input.AlarmNames ?? []
    checkLength(names, 'alarmNames', 100, 0)
    const composites = names.filter((name) => world.cloudwatch.alarms.get(name)?.kind === 'composite')
    if (composites.length > 1) throw invalid('You can delete at most one composite alarm in one operation.')
    for (const { name, kind, view } of world.cloudwatch.alarms.values()) {
      if (kind !== 'composite' || names.includes(name)) continue
      const used = namesIn(parseRule(view.AlarmRule ?? '')).find((child) => names.includes(child))
      if (used !== undefined)
        throw invalid(`The alarm ${used} cannot be deleted as it is part of the rule of the composite alarm ${name}.`)
    }
    deleteAlarms(world, names)
    return {}
  },

  SetAlarmState(input, world) {
    const { AlarmName: name = '', StateReason: reason = '', StateReasonData: data, StateValue: value } = input
    checkWord(value, StateValue, 'stateValue')
    checkLength(name, 'alarmName', 255)
    checkLength(reason, 'stateReason', 1023, 0)
    checkLength(data, 'stateReasonData', 4000, 0)
    const alarm = world.cloudwatch.alarms.get(name)
    if (!alarm || !value) throw noAlarm()
    if (data !== undefined && !isJson(data)) throw badFormat('State reason data must be valid JSON.')
    setState(world, alarm, { value, reason, ...(data !== undefined && { data }) })
    return {}
  },

  EnableAlarmActions(input, world) {
    switchActions(world, input.AlarmNames, true)
    return {}
  },

  DisableAlarmActions(input, world) {
    switchActions(world, input.AlarmNames, false)
    return {}
  },
}

function isJson(text: string): boolean {
  try {
    JSON.parse(text)
    return true
  } catch {
    return false
  }
}
