import type * as ssm from '@aws-sdk/client-ssm'
import type { Tag } from '@aws-sdk/client-ssm'
import { unfit } from '../../wire/errors'
import type { Handlers } from '../../wire/handlers'
import type { Region } from '../../world/region'
import { badResourceType, invalid, noResource, tooManyTags } from './errors'
import { lookParameter } from './parameter-state'

const text = /^[\p{L}\p{Z}\p{N}_.:/=+\-@]*$/u

/** https://docs.aws.amazon.com/systems-manager/latest/APIReference/API_Tag.html */
export function checkTags(tags: readonly Tag[] = []): Tag[] {
  for (const { Key = '', Value = '' } of tags) {
    if (Key.length < 1 || Key.length > 128)
      throw invalid(unfit('tags.1.member.key', Key, 'have length between 1 and 128'))
    if (Value.length > 256) throw invalid(unfit('tags.1.member.value', Value, 'have length less than or equal to 256'))
    if (!text.test(Key) || !text.test(Value) || /^aws:/i.test(Key))
      throw invalid(unfit('tags.1.member.key', Key, `satisfy regular expression pattern: ${text.source}`))
  }
  if (new Set(tags.map(({ Key }) => Key)).size < tags.length) throw invalid('Duplicate tag keys are not allowed.')
  if (tags.length > 50) throw tooManyTags()
  return tags.map(({ Key, Value }) => ({ Key, Value }))
}

/** Of what can be tagged, the sandbox has managed nodes and parameters. */
function tagged(world: Region, type: string | undefined, id = ''): { tags: Tag[] } {
  if (type !== 'ManagedInstance' && type !== 'Parameter') throw badResourceType()
  const found = type === 'Parameter' ? lookParameter(world, id) : world.ssm.instances.get(id)
  if (!found) throw noResource()
  return found
}

export const tags: Handlers<typeof ssm, Region> = {
  AddTagsToResource(input, world) {
    const found = tagged(world, input.ResourceType, input.ResourceId)
    const added = checkTags(input.Tags)
    const kept = found.tags.filter(({ Key }) => !added.some((tag) => tag.Key === Key))
    if (kept.length + added.length > 50) throw tooManyTags()
    found.tags = [...kept, ...added]
    return {}
  },

  ListTagsForResource(input, world) {
    return { TagList: tagged(world, input.ResourceType, input.ResourceId).tags }
  },

  RemoveTagsFromResource(input, world) {
    const found = tagged(world, input.ResourceType, input.ResourceId)
    found.tags = found.tags.filter(({ Key }) => Key === undefined || !input.TagKeys?.includes(Key))
    return {}
  },
}
