import type * as scaling from '@aws-sdk/client-application-auto-scaling'
import type { PutScheduledActionRequest, ScalableTargetAction } from '@aws-sdk/client-application-auto-scaling'
import type { Handlers } from '../../wire/handlers'
import { pageOf } from '../../wire/page'
import type { Region } from '../../world/region'
import { nextTime, parseSchedule, type Schedule } from '../../world/schedule'
import { badToken, checkLength, invalid, pageSize } from './errors'
import { findTarget, none, targetsOf } from './find'
import { keepWithin } from './scale'
import type { ScheduleRecord, TargetRecord } from './state'

function scheduleOf(text: string, zone: string): Schedule {
  const schedule = parseSchedule(text, zone)
  if (!schedule) throw invalid(`Schedule expression is not valid: ${text} in ${zone}`)
  return schedule
}

function checkAction({ MinCapacity: least, MaxCapacity: most }: ScalableTargetAction): void {
  if (least === undefined && most === undefined)
    throw invalid('At least one of minimum capacity and maximum capacity must be specified')
  for (const one of [least, most])
    if (one !== undefined && (!Number.isInteger(one) || one < 0)) throw invalid(`Capacity must not be negative: ${one}`)
  if (least !== undefined && most !== undefined && least > most)
    throw invalid('Maximum capacity cannot be less than minimum capacity')
}

function check(input: PutScheduledActionRequest, isNew: boolean): void {
  checkLength(input.ScheduledActionName ?? '', 'scheduledActionName', 256)
  if (/[:/|]/.test(input.ScheduledActionName ?? '')) throw invalid('Scheduled action name must not have any of : / |')
  checkLength(input.Schedule, 'schedule', 1600)
  if (isNew && input.Schedule === undefined) throw invalid('Schedule must be specified')
  if (isNew && !input.ScalableTargetAction) throw invalid('Scalable target action must be specified')
  if (input.ScalableTargetAction) checkAction(input.ScalableTargetAction)
  if (input.StartTime && input.EndTime && input.StartTime >= input.EndTime)
    throw invalid('Start time must be before end time')
}

// https://docs.aws.amazon.com/autoscaling/application/APIReference/API_PutScheduledAction.html
export const schedules: Handlers<typeof scaling, Region> = {
  PutScheduledAction(input, world) {
    const target = findTarget(world, input)
    const { ScheduledActionName: name = '', Schedule, Timezone, StartTime, EndTime, ScalableTargetAction } = input
    const before = target.schedules.get(name)
    check(input, !before)
    const { ServiceNamespace, ResourceId, ScalableDimension } = target.view
    const view = {
      ScheduledActionARN: `arn:aws:autoscaling:${world.region}:${world.account}:scheduledAction:${world.random.uuid()}:resource/ecs/${ResourceId}:scheduledActionName/${name}`,
      CreationTime: world.clock.date(),
      ...before?.view,
      ScheduledActionName: name,
      ServiceNamespace,
      ResourceId,
      ScalableDimension,
      Schedule: Schedule ?? before?.view.Schedule,
      ...(Timezone !== undefined && { Timezone }),
      ...(StartTime && { StartTime }),
      ...(EndTime && { EndTime }),
      ...(ScalableTargetAction && { ScalableTargetAction }),
    }
    const schedule = scheduleOf(view.Schedule ?? '', view.Timezone ?? 'UTC')
    if (schedule.kind === 'at' && schedule.at <= world.clock.now())
      throw invalid('Scheduled time must be in the future')
    const record: ScheduleRecord = { view }
    target.schedules.set(name, record)
    wait(world, target, record)
    return {}
  },

  DeleteScheduledAction(input, world) {
    const target = findTarget(world, input)
    if (!target.schedules.delete(input.ScheduledActionName ?? ''))
      throw none(`scheduled action with name ${input.ScheduledActionName}`, input)
    return {}
  },

  DescribeScheduledActions(input, world) {
    checkLength(input.ScheduledActionNames, 'scheduledActionNames', 50, 0)
    const names = input.ScheduledActionNames ?? []
    const found = targetsOf(world, input)
      .flatMap((target) => [...target.schedules.values()].map((one) => one.view))
      .filter((one) => names.length === 0 || names.includes(one.ScheduledActionName ?? ''))
    const { items, next } = pageOf(found, {
      size: pageSize(input.MaxResults),
      token: input.NextToken,
      refuse: badToken,
    })
    return { ScheduledActions: items, ...(next && { NextToken: next }) }
  },
}

/** Its next time on the agenda. One that was replaced or removed meanwhile passes without effect. */
function wait(world: Region, target: TargetRecord, record: ScheduleRecord): void {
  const { Schedule = '', Timezone = 'UTC', StartTime, EndTime, CreationTime } = record.view
  const name = record.view.ScheduledActionName ?? ''
  const from = StartTime?.getTime() ?? CreationTime?.getTime() ?? 0
  const schedule = scheduleOf(Schedule, Timezone)
  const next = nextTime(schedule, Math.max(world.clock.now(), (StartTime?.getTime() ?? 0) - 1), from)
  if (next === undefined || (EndTime && next > EndTime.getTime())) return
  world.clock.after(next - world.clock.now(), () => {
    const there = world.scaling.targets.get(target.view.ResourceId ?? '')
    if (there !== target || target.schedules.get(name) !== record) return
    if (!target.view.SuspendedState?.ScheduledScalingSuspended) act(world, target, record)
    if (schedule.kind === 'at') target.schedules.delete(name)
    else wait(world, target, record)
  })
}

function act(world: Region, target: TargetRecord, { view }: ScheduleRecord): void {
  const { MinCapacity: least, MaxCapacity: most } = view.ScalableTargetAction ?? {}
  const bounds = { ...target.view }
  if (least !== undefined) bounds.MinCapacity = least
  if (most !== undefined) bounds.MaxCapacity = most
  // Bounds that would cross are drawn together: the one that is set moves the other
  if ((bounds.MinCapacity ?? 0) > (bounds.MaxCapacity ?? 0)) {
    if (most === undefined) bounds.MaxCapacity = bounds.MinCapacity
    else bounds.MinCapacity = bounds.MaxCapacity
  }
  target.view = bounds
  keepWithin(world, target, `scheduled action name ${view.ScheduledActionName} was triggered`)
}
