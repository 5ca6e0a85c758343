import type * as scaling from '@aws-sdk/client-application-auto-scaling'
import type { Handlers } from '../../wire/handlers'
import type { Region } from '../../world/region'
import { checkLength, invalid, noResource, tooManyTags } from './errors'

/** https://docs.aws.amazon.com/autoscaling/application/APIReference/API_TagResource.html */
export function checkTags(tags: Readonly<Record<string, string>> | undefined, arn: string): Record<string, string> {
  for (const [key, value] of Object.entries(tags ?? {})) {
    checkLength(key, 'tags.key', 128)
    checkLength(value, 'tags.value', 256, 0)
    if (/^aws:/i.test(key)) throw invalid('Tag keys must not start with aws:')
  }
  if (Object.keys(tags ?? {}).length > 50) throw tooManyTags(arn)
  return { ...tags }
}

function tagged(world: Region, arn = '') {
  checkLength(arn, 'resourceARN', 1011)
  for (const target of world.scaling.targets.values()) if (target.view.ScalableTargetARN === arn) return target
  throw noResource(arn)
}

export const tags: Handlers<typeof scaling, Region> = {
  TagResource(input, world) {
    const target = tagged(world, input.ResourceARN)
    const arn = input.ResourceARN ?? ''
    target.tags = checkTags({ ...target.tags, ...checkTags(input.Tags, arn) }, arn)
    return {}
  },

  UntagResource(input, world) {
    const target = tagged(world, input.ResourceARN)
    target.tags = Object.fromEntries(Object.entries(target.tags).filter(([key]) => !input.TagKeys?.includes(key)))
    return {}
  },

  ListTagsForResource(input, world) {
    return { Tags: tagged(world, input.ResourceARN).tags }
  },
}
