import type * as events from '@aws-sdk/client-eventbridge'
import type { Target } from '@aws-sdk/client-eventbridge'
import { unfit } from '../../wire/errors'
import type { Handlers } from '../../wire/handlers'
import { pageOf } from '../../wire/page'
import type { Region } from '../../world/region'
import { invalid, limit } from './errors'
import { ruleOf, theBus } from './find'
import { isPath } from './input'
import { pageFrom } from './rules'

export const targets: Handlers<typeof events, Region> = {
  PutTargets(input, world) {
    const rule = ruleOf(world, input.Rule ?? '', input.EventBusName)
    const given = input.Targets ?? []
    if (given.length < 1 || given.length > 100)
      throw invalid(unfit('targets', `[${given.length}]`, 'have length between 1 and 100'))
    for (const target of given) check(target)
    const ids = given.map(({ Id = '' }) => Id)
    if (new Set(ids).size < ids.length) throw invalid('Duplicate target Ids are not allowed in the request.')
    // https://docs.aws.amazon.com/eventbridge/latest/userguide/eb-quota.html: 5 targets a rule
    if (new Set([...rule.targets.keys(), ...ids]).size > 5)
      throw limit('The requested resource exceeds the maximum number allowed.')
    for (const target of given) rule.targets.set(target.Id ?? '', target)
    return { FailedEntryCount: 0, FailedEntries: [] }
  },

  RemoveTargets(input, world) {
    const rule = ruleOf(world, input.Rule ?? '', input.EventBusName)
    const ids = input.Ids ?? []
    if (ids.length < 1 || ids.length > 100)
      throw invalid(unfit('ids', `[${ids.length}]`, 'have length between 1 and 100'))
    const failed = ids.filter((id) => !rule.targets.delete(id))
    return {
      FailedEntryCount: failed.length,
      FailedEntries: failed.map((id) => ({
        TargetId: id,
        ErrorCode: 'ResourceNotFoundException',
        ErrorMessage: `Rule ${rule.name} does not have target(s) associated with Id ${id}.`,
      })),
    }
  },

  ListTargetsByRule(input, world) {
    const rule = ruleOf(world, input.Rule ?? '', input.EventBusName)
    const { items, next } = pageOf([...rule.targets.values()], pageFrom(input))
    return { Targets: items, ...(next && { NextToken: next }) }
  },

  ListRuleNamesByTarget(input, world) {
    theBus(world, input.EventBusName)
    const names = [...world.events.rules.values()]
      .filter(({ targets }) => [...targets.values()].some(({ Arn }) => Arn === input.TargetArn))
      .map(({ name }) => name)
      .sort()
    const { items, next } = pageOf(names, pageFrom(input))
    return { RuleNames: items, ...(next && { NextToken: next }) }
  },
}

/** https://docs.aws.amazon.com/eventbridge/latest/APIReference/API_Target.html */
function check({ Id = '', Arn = '', RoleArn, Input, InputPath, InputTransformer, EcsParameters }: Target): void {
  if (!/^[.\-_A-Za-z0-9]{1,64}$/.test(Id))
    throw invalid(unfit('targets.1.member.id', Id, 'satisfy regular expression pattern: [\\.\\-_A-Za-z0-9]+'))
  if (!/^arn:[\w-]+:[\w-]+:[\w-]*:\d*:.+/.test(Arn) || Arn.length > 1_600)
    throw invalid(`Parameter ${Arn} is not valid. Reason: Provided Arn is not in correct format.`)
  if ([Input, InputPath, InputTransformer].filter((one) => one !== undefined).length > 1)
    throw invalid(`Only one of Input, InputPath, or InputTransformer must be provided for target ${Id}.`)
  if (Input !== undefined && !isJson(Input)) throw invalid(`JSON syntax error in input for target ${Id}`)
  for (const path of [InputPath, ...Object.values(InputTransformer?.InputPathsMap ?? {})])
    if (path !== undefined && !isPath(path)) throw invalid(`Invalid InputPath for target ${Id}.`)
  if (InputTransformer && Object.keys(InputTransformer.InputPathsMap ?? {}).some((name) => /^AWS/i.test(name)))
    throw invalid(`InputPathsMap key names of target ${Id} cannot start with "AWS".`)
  const [, , service, , , resource = ''] = Arn.split(':')
  if (service === 'ecs' || EcsParameters) {
    if (service !== 'ecs' || !resource.startsWith('cluster/') || !EcsParameters)
      throw invalid(`Parameter(s) EcsParameters must be specified for target: ${Id}.`)
    if (!RoleArn) throw invalid(`RoleArn is required for target ${Arn}.`)
    const { TaskCount = 1 } = EcsParameters
    if (!(Number.isInteger(TaskCount) && TaskCount >= 1 && TaskCount <= 10))
      throw invalid(`Parameter TaskCount of target ${Id} must be between 1 and 10.`)
  }
}

function isJson(text: string): boolean {
  try {
    JSON.parse(text)
    return true
  } catch {
    return false
  }
}
