import { eventTime } from '../../world/bus'
import type { Region } from '../../world/region'
import { publishTo } from './deliver'
import { parseSchedule } from './schedule'
import type { RuleRecord } from './state'

/** Puts a rule's next time on the agenda, and the one after it when that has come. */
export function keepTime(world: Region, rule: RuleRecord): void {
  const { schedule, state, turn } = rule
  if (!schedule || state === 'DISABLED') return
  const now = world.clock.now()
  const next = parseSchedule(schedule)?.next(now)
  if (next === undefined) return
  world.clock.after(next - now, () => {
    // Since then it was changed, disabled or deleted.
    if (world.events.rules.get(rule.name) !== rule || rule.turn !== turn) return
    publishTo(world, rule, {
      version: '0',
      id: world.random.uuid(),
      'detail-type': 'Scheduled Event',
      source: 'aws.events',
      account: world.account,
      time: eventTime(world.clock.date()),
      region: world.region,
      resources: [rule.arn],
      detail: {},
    })
    keepTime(world, rule)
  })
}
