import type * as s3 from '@aws-sdk/client-s3'
import type { Handlers } from '../../wire/handlers'
import type { Region } from '../../world/region'
import { findBucket } from './buckets'
import { noTagSet } from './errors'
import { checkTags } from './keep'
import { findObject } from './objects'

export const tagging: Handlers<typeof s3, Region> = {
  PutObjectTagging(input, world) {
    const object = findObject(findBucket(world, input.Bucket), input.Key)
    object.tags = checkTags(input.Tagging?.TagSet ?? [])
    return {}
  },

  GetObjectTagging(input, world) {
    return { TagSet: findObject(findBucket(world, input.Bucket), input.Key).tags }
  },

  DeleteObjectTagging(input, world) {
    findObject(findBucket(world, input.Bucket), input.Key).tags = []
    return {}
  },

  PutBucketTagging(input, world) {
    findBucket(world, input.Bucket).tags = checkTags(input.Tagging?.TagSet ?? [], 50)
    return {}
  },

  GetBucketTagging(input, world) {
    const { tags } = findBucket(world, input.Bucket)
    if (tags.length === 0) throw noTagSet()
    return { TagSet: tags }
  },

  DeleteBucketTagging(input, world) {
    findBucket(world, input.Bucket).tags = []
    return {}
  },
}
