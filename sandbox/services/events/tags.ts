import type * as events from '@aws-sdk/client-eventbridge'
import { ResourceNotFoundException, type Tag } from '@aws-sdk/client-eventbridge'
import { unfit } from '../../wire/errors'
import type { Handlers } from '../../wire/handlers'
import type { Region } from '../../world/region'
import { invalid, limit } from './errors'
import type { RuleRecord } from './state'

/** https://docs.aws.amazon.com/eventbridge/latest/APIReference/API_Tag.html */
export function checkTags(tags: readonly Tag[] = []): Tag[] {
  for (const { Key = '', Value = '' } of tags) {
    if (Key.length < 1 || Key.length > 128 || /^aws:/i.test(Key))
      throw invalid(unfit('tags.1.member.key', Key, 'have length between 1 and 128'))
    if (Value.length > 256) throw invalid(unfit('tags.1.member.value', Value, 'have length less than or equal to 256'))
  }
  if (new Set(tags.map(({ Key }) => Key)).size < tags.length) throw invalid('Duplicate tag keys are not allowed.')
  if (tags.length > 50) throw limit('A resource can have at most 50 tags.')
  return tags.map(({ Key, Value }) => ({ Key, Value }))
}

function tagged(world: Region, arn: string | undefined): RuleRecord {
  for (const rule of world.events.rules.values()) if (rule.arn === arn) return rule
  const message = `Rule ${arn?.split('/').at(-1) ?? ''} does not exist on EventBus default.`
  throw new ResourceNotFoundException({ message, $metadata: {} })
}

export const tags: Handlers<typeof events, Region> = {
  TagResource(input, world) {
    const rule = tagged(world, input.ResourceARN)
    const added = checkTags(input.Tags)
    const kept = rule.tags.filter(({ Key }) => !added.some((tag) => tag.Key === Key))
    if (kept.length + added.length > 50) throw limit('A resource can have at most 50 tags.')
    rule.tags = [...kept, ...added]
    return {}
  },

  UntagResource(input, world) {
    const rule = tagged(world, input.ResourceARN)
    rule.tags = rule.tags.filter(({ Key = '' }) => !input.TagKeys?.includes(Key))
    return {}
  },

  ListTagsForResource(input, world) {
    return { Tags: tagged(world, input.ResourceARN).tags }
  },
}
