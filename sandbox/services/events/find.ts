import type { Region } from '../../world/region'
import { noBus, noRule } from './errors'
import type { RuleRecord } from './state'

export const busArn = ({ account, region }: Region) => `arn:aws:events:${region}:${account}:event-bus/default`

/** An account has the bus `default`; the sandbox offers no other. */
export function theBus(world: Region, name: string | undefined): void {
  if (name !== undefined && name !== 'default' && name !== busArn(world)) throw noBus(name)
}

export function ruleOf(world: Region, name: string, bus: string | undefined): RuleRecord {
  theBus(world, bus)
  const rule = world.events.rules.get(name)
  if (!rule) throw noRule(name)
  return rule
}
