import type {
  ScalableTarget,
  ScalingActivity,
  ScalingPolicy,
  ScheduledAction,
} from '@aws-sdk/client-application-auto-scaling'

/** Application Auto Scaling of one account in one region. */
export interface ApplicationAutoScalingState {
  /** By resource: of what could be scaled the sandbox has services of ECS. */
  targets: Map<string, TargetRecord>
  /** Oldest first; those of six weeks. */
  activities: ScalingActivity[]
  /** By resource, what was asked of it and is not fulfilled yet. */
  waiting: Map<string, ScalingActivity>
}

export interface TargetRecord {
  view: ScalableTarget
  tags: Record<string, string>
  /** By name. */
  policies: Map<string, ScalingPolicy>
  /** By name. */
  schedules: Map<string, ScheduleRecord>
  /** The last scaling by a policy: cooldowns begin with it. */
  last?: { at: number; direction: 'in' | 'out'; by: number }
}

export interface ScheduleRecord {
  view: ScheduledAction
}

export const newApplicationAutoScalingState = (): ApplicationAutoScalingState => ({
  targets: new Map(),
  activities: [],
  waiting: new Map(),
})
