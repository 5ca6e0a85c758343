import type { Worlds } from '../world/worlds'
import { network } from './network'
import { small } from './small'

/** The account that is there before anyone signs in. */
export const ACCOUNT = '123456789012'
export const REGION = 'us-east-1'

const seeds: Record<string, ((worlds: Worlds) => void) | undefined> = {
  /** An account as AWS gives it: a default VPC and nothing else. */
  empty: (worlds) => network(worlds.get(ACCOUNT, REGION)),
  small: (worlds) => small(worlds.get(ACCOUNT, REGION)),
}

export const seedNames: readonly string[] = Object.keys(seeds)

/** Plants a fleet in worlds that are new. */
export function plant(name: string, worlds: Worlds): void {
  const seed = Object.hasOwn(seeds, name) ? seeds[name] : undefined
  if (!seed) throw new RangeError(`No seed is called '${name}'; there are ${seedNames.join(', ')}`)
  seed(worlds)
}
