import type { ApplicationAutoScalingState } from '../services/application-auto-scaling/state'
import type { CloudWatchState } from '../services/cloudwatch/state'
import type { Ec2State } from '../services/ec2/state'
import type { EcrState } from '../services/ecr/state'
import type { EcsState } from '../services/ecs/state'
import type { EventsState } from '../services/events/state'
import type { IamState } from '../services/iam/state'
import type { LogsState } from '../services/logs/state'
import type { S3State } from '../services/s3/state'
import type { SecretsState } from '../services/secrets-manager/state'
import type { SqsState } from '../services/sqs/state'
import type { SsmState } from '../services/ssm/state'
import type { Clock } from './clock'
import type { MetricsState } from './metrics/state'
import type { Random } from './random'
import type { Settings } from './settings'

/**
 * One account's state in one region: what every handler is given. IAM is global in AWS, so all regions of an account
 * share one `iam`.
 */
export interface Region {
  account: string
  region: string
  clock: Clock
  random: Random
  ecs: EcsState
  ssm: SsmState
  logs: LogsState
  secrets: SecretsState
  ecr: EcrState
  ec2: Ec2State
  sqs: SqsState
  s3: S3State
  events: EventsState
  iam: IamState
  /** Another account's, where there is such an account: what AssumeRole looks at. */
  iamOf: (account: string) => IamState | undefined
  /** Images whose pulls fail, by their names as told; one set for all accounts and regions. */
  broken: Set<string>
  /** How the world behaves; one for all accounts and regions. */
  settings: Settings
  cloudwatch: CloudWatchState
  scaling: ApplicationAutoScalingState
  metrics: MetricsState
}
