import type { RuleState, Tag, Target } from '@aws-sdk/client-eventbridge'

/** EventBridge of one account and region. */
export interface EventsState {
  /** By name: rules of the default bus. */
  rules: Map<string, RuleRecord>
}

export interface RuleRecord {
  name: string
  arn: string
  state: RuleState
  pattern?: string
  schedule?: string
  description?: string
  roleArn?: string
  tags: Tag[]
  /** By id. */
  targets: Map<string, Target>
  /** Counts changes of its schedule, so that an entry of the agenda knows whether it still holds. */
  turn: number
}

export const newEventsState = (): EventsState => ({ rules: new Map() })
