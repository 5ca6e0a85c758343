import { newApplicationAutoScalingState } from '../services/application-auto-scaling/state'
import { newCloudWatchState } from '../services/cloudwatch/state'
import { newEc2State } from '../services/ec2/state'
import { newEcrState } from '../services/ecr/state'
import { newEcsState } from '../services/ecs/state'
import { newEventsState } from '../services/events/state'
import { type IamState, newIamState } from '../services/iam/state'
import { newLogsState } from '../services/logs/state'
import { newS3State } from '../services/s3/state'
import { newSecretsState } from '../services/secrets-manager/state'
import { newSqsState } from '../services/sqs/state'
import { newSsmState } from '../services/ssm/state'
import { Clock } from './clock'
import { newMetricsState } from './metrics/state'
import { Random } from './random'
import type { Region } from './region'
import { usualSettings } from './settings'

/**
 * Every account and region there is, each made when it is first asked for. They share one clock; each has a generator
 * of its own, so that what happens in one does not change the ids of another.
 */
export class Worlds {
  clock: Clock
  #regions = new Map<string, Region>()
  #iam = new Map<string, IamState>()
  /** Images whose pulls fail everywhere. */
  broken = new Set<string>()
  settings = usualSettings()

  /** @param now epoch milliseconds at which the world begins */
  constructor(
    readonly seed: number,
    now: number,
  ) {
    this.clock = new Clock(now)
  }

  get(account: string, region: string): Region {
    const key = `${account}/${region}`
    const known = this.#regions.get(key)
    if (known) return known
    // Roles are global: every region of an account shares them.
    let iam = this.#iam.get(account)
    if (!iam) {
      iam = newIamState()
      this.#iam.set(account, iam)
    }
    const all = this.#iam
    const iamOf = (other: string) => all.get(other)
    const made: Region = {
      account,
      region,
      clock: this.clock,
      random: new Random(this.seed ^ hash(key)),
      ecs: newEcsState(),
      ssm: newSsmState(),
      logs: newLogsState(),
      secrets: newSecretsState(),
      ecr: newEcrState(),
      ec2: newEc2State(),
      sqs: newSqsState(),
      s3: newS3State(),
      events: newEventsState(),
      iam,
      iamOf,
      broken: this.broken,
      settings: this.settings,
      cloudwatch: newCloudWatchState(),
      scaling: newApplicationAutoScalingState(),
      metrics: newMetricsState(),
    }
    this.#regions.set(key, made)
    return made
  }

  /** Those that exist, in the order they were made. */
  all(): Region[] {
    return [...this.#regions.values()]
  }

  /** Takes the place of everything: another world's state, its clock and what was going to happen in it. */
  become(other: Worlds): void {
    this.clock = other.clock
    this.#regions = other.#regions
    this.#iam = other.#iam
    this.broken = other.broken
    this.settings = other.settings
  }
}

/** FNV-1a, 32 bits. */
function hash(text: string): number {
  let h = 0x811c9dc5
  for (let i = 0; i < text.length; i++) h = Math.imul(h ^ text.charCodeAt(i), 0x01000193)
  return h >>> 0
}
