import type { Region } from '../world/region'
import type { Worlds } from '../world/worlds'
import { big } from './big'
import { edge } from './edge'
import { hostile } from './hostile'
import { network } from './network'
import { small } from './small'
import { workshop } from './workshop'

/** The account that is there before anyone signs in. */
export const ACCOUNT = '123456789012'
export const REGION = 'us-east-1'

const home = (seed: (region: Region) => void) => (worlds: Worlds) => seed(worlds.get(ACCOUNT, REGION))

const seeds: Record<string, ((worlds: Worlds) => void) | undefined> = {
  small: home(small),
  /** An account as AWS gives it: a default VPC and nothing else. */
  empty: home(network),
  workshop: home(workshop),
  edge: home(edge),
  big: home((region) => big(region)),
  hostile: home(hostile),
}

export const seedNames: readonly string[] = Object.keys(seeds)

/** Plants a fleet in worlds that are new. */
export function plant(name: string, worlds: Worlds): void {
  const seed = Object.hasOwn(seeds, name) ? seeds[name] : undefined
  if (!seed) throw new RangeError(`No seed is called '${name}'; there are ${seedNames.join(', ')}`)
  seed(worlds)
}
