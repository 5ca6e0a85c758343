import type * as s3 from '@aws-sdk/client-s3'
import { AwsError } from '../../wire/errors'
import type { Handlers } from '../../wire/handlers'
import type { Region } from '../../world/region'
import { findBucket } from './buckets'
import { checkPut } from './conditions'
import { badRequest, malformed, noKey } from './errors'
import { aboutOf, checkKey, checkSums, etagOf, keep, remove, tagsOf } from './keep'
import type { BucketRecord, ObjectRecord } from './state'

export function findObject(bucket: BucketRecord, key: string | undefined): ObjectRecord {
  const found = bucket.objects.get(key ?? '')
  if (!found) throw noKey()
  return found
}

/** The wire gives every body as bytes, whatever a client may have sent it as. */
export const bytesOf = (body: unknown): Uint8Array => (body instanceof Uint8Array ? body : new Uint8Array())

export const objects: Handlers<typeof s3, Region> = {
  PutObject(input, world, caller) {
    const bucket = findBucket(world, input.Bucket)
    const key = checkKey(input.Key)
    const bytes = bytesOf(input.Body)
    const checksums = checkSums(bytes, input)
    const tags = tagsOf(input.Tagging)
    checkPut(bucket.objects.get(key), input)
    const made = { key, bytes, etag: etagOf(bytes), at: world.clock.now(), about: aboutOf(input), tags, checksums }
    keep(world, bucket, made, 'PutObject', caller)
    return {
      ETag: made.etag,
      ServerSideEncryption: 'AES256',
      ...checksums,
      ...(Object.keys(checksums).length > 0 && { ChecksumType: 'FULL_OBJECT' }),
    }
  },

  DeleteObject(input, world, caller) {
    remove(world, findBucket(world, input.Bucket), input.Key ?? '', 'DeleteObject', caller)
    return {}
  },

  DeleteObjects(input, world, caller) {
    const bucket = findBucket(world, input.Bucket)
    const asked = input.Delete?.Objects ?? []
    if (asked.length < 1 || asked.length > 1_000 || asked.some(({ Key }) => !Key)) throw malformed()
    for (const { Key = '' } of asked) remove(world, bucket, Key, 'DeleteObjects', caller)
    return input.Delete?.Quiet ? {} : { Deleted: asked.map(({ Key }) => ({ Key })) }
  },

  CopyObject(input, world, caller) {
    const bucket = findBucket(world, input.Bucket)
    const key = checkKey(input.Key)
    const from = sourceOf(world, input.CopySource)
    checkSource(from.object, input)
    const anew = input.MetadataDirective === 'REPLACE'
    if (from.bucket === bucket && from.object.key === key && !anew)
      throw badRequest(
        "This copy request is illegal because it is trying to copy an object to itself without changing the object's metadata, storage class, website redirect location or encryption attributes.",
      )
    const { bytes, etag, about, tags, checksums } = from.object
    const made: ObjectRecord = {
      key,
      bytes,
      etag: etagOf(bytes) === etag ? etag : etagOf(bytes),
      at: world.clock.now(),
      about: anew ? aboutOf(input) : about,
      tags: input.TaggingDirective === 'REPLACE' ? tagsOf(input.Tagging) : tags,
      checksums,
    }
    keep(world, bucket, made, 'CopyObject', caller)
    return { CopyObjectResult: { ETag: made.etag, LastModified: new Date(made.at) }, ServerSideEncryption: 'AES256' }
  },
}

/** `bucket/key`, with or without a slash before it, encoded as an address is. */
function sourceOf(world: Region, text = ''): { bucket: BucketRecord; object: ObjectRecord } {
  let plain: string
  try {
    plain = decodeURIComponent(text.replace(/\?versionId=.*$/, '')).replace(/^\//, '')
  } catch {
    plain = ''
  }
  const found = /^([^/]+)\/(.+)$/s.exec(plain)
  if (!found)
    throw new AwsError('InvalidArgument', 'Copy Source must mention the source bucket and key: sourcebucket/sourcekey')
  const bucket = findBucket(world, found[1])
  return { bucket, object: findObject(bucket, found[2]) }
}

function checkSource(source: ObjectRecord, input: Partial<s3.CopyObjectCommandInput>): void {
  const { CopySourceIfMatch: match, CopySourceIfNoneMatch: none } = input
  const same = (text: string) => text === '*' || text.replaceAll('"', '') === source.etag.replaceAll('"', '')
  if ((match !== undefined && !same(match)) || (none !== undefined && same(none)))
    throw new AwsError('PreconditionFailed', 'At least one of the pre-conditions you specified did not hold', 412)
}
