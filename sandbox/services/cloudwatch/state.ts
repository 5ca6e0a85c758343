import type {
  AlarmHistoryItem,
  CompositeAlarm,
  Dimension,
  MetricAlarm,
  StandardUnit,
  Tag,
} from '@aws-sdk/client-cloudwatch'
import type { Sample } from '../../world/metrics/load'

/** CloudWatch of one account in one region. */
export interface CloudWatchState {
  /** What PutMetricData said, by namespace, name, dimensions and unit. */
  metrics: Map<string, StoredMetric>
  /** By name, in the order they were made. */
  alarms: Map<string, AlarmRecord>
  /** Oldest first; that of alarms which were deleted too. */
  history: AlarmHistoryItem[]
  /** An evaluation is on the agenda. */
  evaluating: boolean
}

export interface StoredMetric {
  namespace: string
  name: string
  /** By name. */
  dimensions: Dimension[]
  unit: StandardUnit
  /** In the order of time; one a minute, or one a second where it was put so. */
  points: Sample[]
}

export type AlarmRecord = MetricAlarmRecord | CompositeAlarmRecord

interface AnyAlarm {
  name: string
  arn: string
  tags: Tag[]
}

export interface MetricAlarmRecord extends AnyAlarm {
  kind: 'metric'
  view: MetricAlarm
  /** World time up to which it was looked at. */
  evaluated: number
}

export interface CompositeAlarmRecord extends AnyAlarm {
  kind: 'composite'
  view: CompositeAlarm
}

export const newCloudWatchState = (): CloudWatchState => ({
  metrics: new Map(),
  alarms: new Map(),
  history: [],
  evaluating: false,
})
