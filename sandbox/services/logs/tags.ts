import type * as logs from '@aws-sdk/client-cloudwatch-logs'
import type { Handlers } from '../../wire/handlers'
import type { Region } from '../../world/region'
import { groupOf, invalid } from './errors'
import type { GroupRecord } from './state'

/** The older operations name a group, the newer its ARN; both keep the same tags. */
export const tags: Handlers<typeof logs, Region> = {
  TagLogGroup: (input, world) => add(groupOf(world, input.logGroupName), input.tags),
  UntagLogGroup: (input, world) => remove(groupOf(world, input.logGroupName), input.tags),
  ListTagsLogGroup: (input, world) => ({ tags: Object.fromEntries(groupOf(world, input.logGroupName).tags) }),
  TagResource: (input, world) => add(groupOf(world, undefined, input.resourceArn), input.tags),
  UntagResource: (input, world) => remove(groupOf(world, undefined, input.resourceArn), input.tagKeys),
  ListTagsForResource: (input, world) => ({
    tags: Object.fromEntries(groupOf(world, undefined, input.resourceArn).tags),
  }),
}

function add(group: GroupRecord, given: Readonly<Record<string, string>> = {}) {
  for (const [key, value] of Object.entries(given))
    if (key.length < 1 || key.length > 128 || value.length > 256 || /^aws:/i.test(key))
      throw invalid(`The tag key ${key} is not valid.`)
  if (new Set([...group.tags.keys(), ...Object.keys(given)]).size > 50)
    throw invalid('A log group can have at most 50 tags.')
  for (const [key, value] of Object.entries(given)) group.tags.set(key, value)
  return {}
}

function remove(group: GroupRecord, keys: readonly string[] = []) {
  for (const key of keys) group.tags.delete(key)
  return {}
}
