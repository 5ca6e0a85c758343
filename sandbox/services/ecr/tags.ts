import type * as ecr from '@aws-sdk/client-ecr'
import type { Tag } from '@aws-sdk/client-ecr'
import type { Handlers } from '../../wire/handlers'
import type { Region } from '../../world/region'
import { badTag, invalid, noRepository, tooManyTags } from './errors'
import type { RepositoryRecord } from './state'

/** https://docs.aws.amazon.com/AmazonECR/latest/APIReference/API_TagResource.html */
export function checkTags(tags: readonly Tag[] = []): Tag[] {
  for (const { Key = '', Value = '' } of tags) {
    if (Key.length < 1 || Key.length > 128) throw badTag('A tag key must have 1 to 128 characters.')
    if (Value.length > 256) throw badTag('A tag value can have at most 256 characters.')
    if (/^aws:/i.test(Key)) throw badTag('A tag key must not begin with aws:.')
  }
  if (new Set(tags.map(({ Key }) => Key)).size < tags.length) throw badTag('A tag key is given twice.')
  if (tags.length > 50) throw tooManyTags()
  return tags.map(({ Key, Value }) => ({ Key, Value }))
}

function byArn({ ecr, account }: Region, arn = ''): RepositoryRecord {
  const name = /^arn:aws:ecr:[a-z0-9-]+:\d{12}:repository\/(.+)$/.exec(arn)?.[1]
  if (name === undefined) throw invalid('resourceArn', 'Invalid ARN')
  const found = ecr.repositories.get(name)
  if (found?.arn !== arn) throw noRepository(name, account)
  return found
}

export const tags: Handlers<typeof ecr, Region> = {
  TagResource(input, world) {
    const found = byArn(world, input.resourceArn)
    const added = checkTags(input.tags)
    const kept = found.tags.filter(({ Key }) => !added.some((tag) => tag.Key === Key))
    if (kept.length + added.length > 50) throw tooManyTags()
    found.tags = [...kept, ...added]
    return {}
  },

  UntagResource(input, world) {
    const found = byArn(world, input.resourceArn)
    found.tags = found.tags.filter(({ Key }) => Key === undefined || !input.tagKeys?.includes(Key))
    return {}
  },

  ListTagsForResource(input, world) {
    return { tags: byArn(world, input.resourceArn).tags }
  },
}
