import { setTimeout as sleep } from 'node:timers/promises'
import { Bucket } from './bucket'

/**
 * AWS's bucket each call draws from, and what of it is ours: 80 %, less the quarter of that which is for people's clicks
 * (ECS developer guide, "Request throttling for the Amazon ECS API": burst / refill a second). SSM publishes none: 10 a
 * second is taken, and kept well below.
 */
const groups: [pattern: RegExp, burst: number, perSecond: number][] = [
  [/^ecs:(List|Describe)(Tasks|ContainerInstances)$/, 60, 12],
  [/^ecs:(List|Describe)Services$/, 60, 12],
  [/^ecs:(List|Describe)TaskDefinitions?$/, 30, 12],
  [/^ecs:(List|Describe)Clusters$/, 30, 12],
  [/^ssm:/, 10, 5],
]

/** What the collector of one scope may still ask of AWS. */
export class Budget {
  readonly #buckets = groups.map(([pattern, burst, perSecond]) => ({ pattern, bucket: new Bucket(burst, perSecond) }))
  /** Calls made, for whoever shares them out. */
  calls = 0

  /** Waits until a call of this action fits, and takes its place. */
  async take(action: string): Promise<void> {
    this.calls++
    const bucket = this.#buckets.find(({ pattern }) => pattern.test(action))?.bucket
    while (bucket && !bucket.has(1)) await sleep(25)
    bucket?.take(1)
  }
}
