import type * as events from '@aws-sdk/client-eventbridge'
import { type Rule, RuleState } from '@aws-sdk/client-eventbridge'
import { unfit } from '../../wire/errors'
import type { Caller, Handlers } from '../../wire/handlers'
import { pageOf } from '../../wire/page'
import type { Region } from '../../world/region'
import { badPattern, invalid, limit } from './errors'
import { ruleOf, theBus } from './find'
import { compilePattern } from './pattern'
import { parseSchedule } from './schedule'
import { keepTime } from './schedules'
import type { RuleRecord } from './state'
import { checkTags } from './tags'

const NAME = /^[.\-_A-Za-z0-9]{1,64}$/

export const rules: Handlers<typeof events, Region> = {
  PutRule(input, world) {
    theBus(world, input.EventBusName)
    const name = checkName(input.Name)
    const { EventPattern: pattern, ScheduleExpression: schedule, State: state, Description: description } = input
    if (!pattern && !schedule) throw invalid('Parameter(s) EventPattern or ScheduleExpression must be specified.')
    if (pattern) checkPattern(pattern)
    if (schedule && !parseSchedule(schedule)) throw invalid('Parameter ScheduleExpression is not valid.')
    if (state !== undefined && !Object.hasOwn(RuleState, state))
      throw invalid(unfit('state', state, `satisfy enum value set: [${Object.keys(RuleState).join(', ')}]`))
    if ((description?.length ?? 0) > 512)
      throw invalid(unfit('description', description, 'have length less than or equal to 512'))
    const known = world.events.rules.get(name)
    // https://docs.aws.amazon.com/eventbridge/latest/userguide/eb-quota.html: 300 rules
    if (!known && world.events.rules.size >= 300)
      throw limit('The requested resource exceeds the maximum number allowed.')
    const tags = checkTags(input.Tags)
    // What an update leaves out is gone; tags are only set when a rule is made: API_PutRule
    const rule: RuleRecord = {
      name,
      arn: `arn:aws:events:${world.region}:${world.account}:rule/${name}`,
      state: state ?? 'ENABLED',
      ...(pattern && { pattern }),
      ...(schedule && { schedule }),
      ...(description && { description }),
      ...(input.RoleArn && { roleArn: input.RoleArn }),
      tags: known?.tags ?? tags,
      targets: known?.targets ?? new Map(),
      turn: (known?.turn ?? 0) + 1,
    }
    world.events.rules.set(name, rule)
    keepTime(world, rule)
    return { RuleArn: rule.arn }
  },

  DeleteRule(input, world) {
    theBus(world, input.EventBusName)
    const name = checkName(input.Name)
    const rule = world.events.rules.get(name)
    if (!rule) return {}
    if (rule.targets.size > 0) throw invalid("Rule can't be deleted since it has targets.")
    rule.turn++
    world.events.rules.delete(name)
    return {}
  },

  DescribeRule(input, world, caller) {
    return { ...shown(ruleOf(world, checkName(input.Name), input.EventBusName)), CreatedBy: createdBy(caller) }
  },

  ListRules(input, world) {
    theBus(world, input.EventBusName)
    const all = [...world.events.rules.values()]
      .filter(({ name }) => name.startsWith(input.NamePrefix ?? ''))
      .sort((a, b) => (a.name < b.name ? -1 : 1))
    const { items, next } = pageOf(all, pageFrom(input))
    return { Rules: items.map(shown), ...(next && { NextToken: next }) }
  },

  EnableRule(input, world) {
    const rule = ruleOf(world, checkName(input.Name), input.EventBusName)
    if (rule.state !== 'DISABLED') return {}
    rule.state = 'ENABLED'
    rule.turn++
    keepTime(world, rule)
    return {}
  },

  DisableRule(input, world) {
    const rule = ruleOf(world, checkName(input.Name), input.EventBusName)
    rule.state = 'DISABLED'
    rule.turn++
    return {}
  },
}

const createdBy = ({ account }: Caller) => account

function checkName(name = ''): string {
  if (!NAME.test(name)) throw invalid(unfit('name', name, 'satisfy regular expression pattern: [\\.\\-_A-Za-z0-9]+'))
  return name
}

export function checkPattern(text: string): void {
  if (text.length > 4_096) throw invalid(unfit('eventPattern', '…', 'have length less than or equal to 4096'))
  try {
    compilePattern(text)
  } catch (error) {
    if (!(error instanceof SyntaxError)) throw error
    throw badPattern(`Event pattern is not valid. Reason: ${error.message}`)
  }
}

export function pageFrom({ Limit, NextToken }: { Limit?: number | undefined; NextToken?: string | undefined }) {
  if (Limit !== undefined && !(Number.isInteger(Limit) && Limit >= 1 && Limit <= 100))
    throw invalid(
      unfit('limit', Limit, `have value ${Limit > 100 ? 'less than or equal to 100' : 'greater than or equal to 1'}`),
    )
  return { size: Limit ?? 100, token: NextToken, refuse: () => invalid('Parameter NextToken is not valid.') }
}

const shown = (rule: RuleRecord): Rule => ({
  Name: rule.name,
  Arn: rule.arn,
  State: rule.state,
  EventBusName: 'default',
  ...(rule.pattern && { EventPattern: rule.pattern }),
  ...(rule.schedule && { ScheduleExpression: rule.schedule }),
  ...(rule.description && { Description: rule.description }),
  ...(rule.roleArn && { RoleArn: rule.roleArn }),
})
