import type {
  ScalableTarget,
  ScalingActivity,
  ScalingPolicy,
  ScheduledAction,
} from '@aws-sdk/client-application-auto-scaling'

/** Application Auto Scaling of one account in one region. */
export interface ApplicationAutoScalingState {
  /** By namespace, resource and dimension. */
  targets: Map<string, TargetRecord>
  /** Oldest first; those of six weeks. */
  activities: ScalingActivity[]
}

export interface TargetRecord {
  view: ScalableTarget
  tags: Record<string, string>
  /** By name. */
  policies: Map<string, PolicyRecord>
  /** By name. */
  schedules: Map<string, ScheduleRecord>
  /** The last activity of policies: cooldowns begin with it. */
  last?: { at: number; direction: 'in' | 'out'; by: number }
}

export interface PolicyRecord {
  view: ScalingPolicy
}

export interface ScheduleRecord {
  view: ScheduledAction
  /** Grows with each change, so that what the agenda holds of an earlier one is passed over. */
  edition: number
}

export const newApplicationAutoScalingState = (): ApplicationAutoScalingState => ({
  targets: new Map(),
  activities: [],
})
