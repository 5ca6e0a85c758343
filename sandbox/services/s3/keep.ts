import { createHash } from 'node:crypto'
import { crc32 } from 'node:zlib'
import type { Tag } from '@aws-sdk/client-s3'
import type { Caller } from '../../wire/handlers'
import { emit } from '../../world/bus'
import type { Region } from '../../world/region'
import { badDigest, badTag, keyTooLong } from './errors'
import type { About, BucketRecord, Checksums, ObjectRecord } from './state'

export const md5 = (bytes: Uint8Array) => createHash('md5').update(bytes).digest()
export const etagOf = (bytes: Uint8Array) => `"${md5(bytes).toString('hex')}"`

export function checkKey(key = ''): string {
  if (Buffer.byteLength(key) > 1_024) throw keyTooLong()
  return key
}

const hashed = (algorithm: string) => (bytes: Uint8Array) => createHash(algorithm).update(bytes).digest()

const sums: readonly [keyof Checksums, (bytes: Uint8Array) => Buffer][] = [
  [
    'ChecksumCRC32',
    (bytes) => {
      const four = Buffer.alloc(4)
      four.writeUInt32BE(crc32(bytes))
      return four
    },
  ],
  ['ChecksumSHA1', hashed('sha1')],
  ['ChecksumSHA256', hashed('sha256')],
]

interface Given {
  ContentMD5?: string | undefined
  ChecksumCRC32?: string | undefined
  ChecksumSHA1?: string | undefined
  ChecksumSHA256?: string | undefined
}

/** Compares what a client computed with what arrived; answers what it can be told again. */
export function checkSums(bytes: Uint8Array, given: Given): Checksums {
  if (given.ContentMD5 !== undefined && md5(bytes).toString('base64') !== given.ContentMD5)
    throw badDigest('Content-MD5')
  const out: Checksums = {}
  for (const [name, sum] of sums) {
    const said = given[name]
    if (said === undefined) continue
    if (sum(bytes).toString('base64') !== said) throw badDigest(name.slice('Checksum'.length))
    out[name] = said
  }
  return out
}

interface Saying {
  ContentType?: string | undefined
  CacheControl?: string | undefined
  ContentDisposition?: string | undefined
  ContentEncoding?: string | undefined
  ContentLanguage?: string | undefined
  Metadata?: Record<string, string> | undefined
}

export const aboutOf = (said: Saying): About => ({
  contentType: said.ContentType || 'binary/octet-stream',
  ...(said.CacheControl && { cacheControl: said.CacheControl }),
  ...(said.ContentDisposition && { contentDisposition: said.ContentDisposition }),
  ...(said.ContentEncoding && { contentEncoding: said.ContentEncoding }),
  ...(said.ContentLanguage && { contentLanguage: said.ContentLanguage }),
  ...(said.Metadata && { metadata: said.Metadata }),
})

/** https://docs.aws.amazon.com/AmazonS3/latest/userguide/object-tagging.html: at most 10 on an object */
export function checkTags(tags: readonly Tag[], most = 10): Tag[] {
  if (tags.length > most) throw badTag(`Object tags cannot be greater than ${most}`)
  if (new Set(tags.map(({ Key }) => Key)).size < tags.length)
    throw badTag('Cannot provide multiple Tags with the same key')
  for (const { Key = '', Value = '' } of tags) {
    if (Key.length < 1 || Key.length > 128 || /^aws:/i.test(Key))
      throw badTag('The TagKey you have provided is invalid')
    if (Value.length > 256) throw badTag('The TagValue you have provided is invalid')
  }
  return tags.map(({ Key, Value }) => ({ Key, Value }))
}

/** The header x-amz-tagging: `key=value&other=` */
export const tagsOf = (header: string | undefined): Tag[] =>
  checkTags([...new URLSearchParams(header ?? '')].map(([Key, Value]) => ({ Key, Value })))

/** Puts an object in its place and tells the bus, where the bucket does. */
export function keep(world: Region, bucket: BucketRecord, made: ObjectRecord, reason: string, caller: Caller): void {
  bucket.objects.set(made.key, made)
  tell(world, bucket, 'Object Created', caller, () => ({
    object: { key: made.key, size: made.bytes.length, etag: made.etag.slice(1, -1) },
    reason,
  }))
}

export function remove(world: Region, bucket: BucketRecord, key: string, reason: string, caller: Caller): void {
  if (!bucket.objects.delete(key)) return
  tell(world, bucket, 'Object Deleted', caller, () => ({
    object: { key },
    reason,
    'deletion-type': 'Permanently Deleted',
  }))
}

/** https://docs.aws.amazon.com/AmazonS3/latest/userguide/ev-events.html */
function tell(
  world: Region,
  bucket: BucketRecord,
  detailType: string,
  caller: Caller,
  what: () => { object: object; reason: string },
): void {
  world.s3.changes += 1
  if (!bucket.tells) return
  const sequencer = world.s3.changes.toString(16).toUpperCase().padStart(18, '0')
  emit(world, {
    source: 'aws.s3',
    detailType,
    resources: [`arn:aws:s3:::${bucket.name}`],
    detail: () => {
      const { object, ...rest } = what()
      return {
        version: '0',
        bucket: { name: bucket.name },
        object: { ...object, sequencer },
        'request-id': caller.requestId,
        requester: caller.account,
        'source-ip-address': '127.0.0.1',
        ...rest,
      }
    },
  })
}
