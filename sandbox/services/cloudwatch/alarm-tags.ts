import type * as cloudwatch from '@aws-sdk/client-cloudwatch'
import type { Tag } from '@aws-sdk/client-cloudwatch'
import type { Handlers } from '../../wire/handlers'
import type { Region } from '../../world/region'
import { badValue, checkLength, noResource } from './errors'
import type { AlarmRecord } from './state'

/** https://docs.aws.amazon.com/AmazonCloudWatch/latest/APIReference/API_Tag.html */
export function checkTags(tags: readonly Tag[] = []): Tag[] {
  for (const [index, { Key = '', Value = '' }] of tags.entries()) {
    checkLength(Key, `tags.${index + 1}.member.key`, 128)
    checkLength(Value, `tags.${index + 1}.member.value`, 256, 0)
    if (/^aws:/i.test(Key)) throw badValue('Tag keys must not start with aws:.')
  }
  if (tags.length > 50) throw badValue('A resource can have at most 50 tags.')
  if (new Set(tags.map(({ Key }) => Key)).size < tags.length) throw badValue('Tag keys must not be given twice.')
  return tags.map(({ Key, Value }) => ({ Key, Value }))
}

function tagged(world: Region, arn = ''): AlarmRecord {
  checkLength(arn, 'resourceARN', 1024)
  const prefix = `arn:aws:cloudwatch:${world.region}:${world.account}:alarm:`
  const alarm = arn.startsWith(prefix) ? world.cloudwatch.alarms.get(arn.slice(prefix.length)) : undefined
  if (!alarm) throw noResource(arn)
  return alarm
}

export const alarmTags: Handlers<typeof cloudwatch, Region> = {
  TagResource(input, world) {
    const alarm = tagged(world, input.ResourceARN)
    const added = checkTags(input.Tags)
    const left = alarm.tags.filter(({ Key }) => !added.some((one) => one.Key === Key))
    alarm.tags = checkTags([...left, ...added])
    return {}
  },

  UntagResource(input, world) {
    const alarm = tagged(world, input.ResourceARN)
    alarm.tags = alarm.tags.filter(({ Key }) => Key === undefined || !input.TagKeys?.includes(Key))
    return {}
  },

  ListTagsForResource(input, world) {
    return { Tags: tagged(world, input.ResourceARN).tags }
  },
}
