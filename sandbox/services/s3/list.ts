import type * as s3 from '@aws-sdk/client-s3'
import type { _Object } from '@aws-sdk/client-s3'
import type { Handlers } from '../../wire/handlers'
import type { Region } from '../../world/region'
import { findBucket, ownerOf } from './buckets'
import { badArgument } from './errors'
import type { BucketRecord, ObjectRecord } from './state'

export const list: Handlers<typeof s3, Region> = {
  ListObjectsV2(input, world) {
    const bucket = findBucket(world, input.Bucket)
    const { Prefix = '', Delimiter, ContinuationToken: token, StartAfter, EncodingType, FetchOwner } = input
    const after = token !== undefined ? readToken(token) : (StartAfter ?? '')
    const MaxKeys = sizeOf(input.MaxKeys)
    const { found, prefixes, last, more } = pick(bucket, Prefix, Delimiter, after, MaxKeys)
    const text = written(EncodingType)
    return {
      Name: bucket.name,
      Prefix: text(Prefix),
      MaxKeys,
      KeyCount: found.length + prefixes.length,
      IsTruncated: more,
      ...(found.length > 0 && {
        Contents: found.map((one) => ({ ...shown(one, text), ...(FetchOwner && { Owner: { ID: ownerOf(world) } }) })),
      }),
      ...(prefixes.length > 0 && { CommonPrefixes: prefixes.map((one) => ({ Prefix: text(one) })) }),
      ...(Delimiter && { Delimiter: text(Delimiter) }),
      ...(EncodingType && { EncodingType }),
      ...(token !== undefined && { ContinuationToken: token }),
      ...(StartAfter && { StartAfter: text(StartAfter) }),
      ...(more && { NextContinuationToken: Buffer.from(`after:${last}`).toString('base64') }),
    }
  },

  ListObjects(input, world) {
    const bucket = findBucket(world, input.Bucket)
    const { Prefix = '', Delimiter, Marker = '', EncodingType } = input
    const MaxKeys = sizeOf(input.MaxKeys)
    const { found, prefixes, last, more } = pick(bucket, Prefix, Delimiter, Marker, MaxKeys)
    const text = written(EncodingType)
    return {
      Name: bucket.name,
      Prefix: text(Prefix),
      Marker: text(Marker),
      MaxKeys,
      IsTruncated: more,
      ...(found.length > 0 && {
        Contents: found.map((one) => ({ ...shown(one, text), Owner: { ID: ownerOf(world) } })),
      }),
      ...(prefixes.length > 0 && { CommonPrefixes: prefixes.map((one) => ({ Prefix: text(one) })) }),
      ...(Delimiter && { Delimiter: text(Delimiter) }),
      ...(EncodingType && { EncodingType }),
      // "This element is returned only if you have the delimiter request parameter specified": API_ListObjects
      ...(more && Delimiter && { NextMarker: text(last) }),
    }
  },
}

function sizeOf(asked = 1_000): number {
  if (!Number.isInteger(asked) || asked < 0)
    throw badArgument('Argument maxKeys must be an integer between 0 and 2147483647')
  return Math.min(asked, 1_000)
}

function readToken(token: string): string {
  const read = /^after:(.*)$/s.exec(Buffer.from(token, 'base64').toString())
  if (!read) throw badArgument('The continuation token provided is incorrect')
  return read[1] ?? ''
}

function written(encoding: string | undefined): (text: string) => string {
  if (encoding !== undefined && encoding !== 'url') throw badArgument('Invalid Encoding Method specified in Request')
  return (text) => (encoding === 'url' ? encodeURIComponent(text).replaceAll('%2F', '/') : text)
}

/** Keys in their order; those that share what comes before the next delimiter are one common prefix. */
function pick(bucket: BucketRecord, prefix: string, delimiter: string | undefined, after: string, most: number) {
  const found: ObjectRecord[] = []
  const prefixes: string[] = []
  let last = ''
  let more = false
  for (const key of [...bucket.objects.keys()].filter((one) => one.startsWith(prefix)).sort()) {
    const cut = delimiter ? key.indexOf(delimiter, prefix.length) : -1
    const group = cut < 0 ? undefined : key.slice(0, cut + (delimiter?.length ?? 0))
    if (group !== undefined ? group <= after || group === prefixes.at(-1) : key <= after) continue
    if (found.length + prefixes.length >= most) {
      more = most > 0
      break
    }
    const object = bucket.objects.get(key)
    if (group !== undefined) prefixes.push(group)
    else if (object) found.push(object)
    last = group ?? key
  }
  return { found, prefixes, last, more }
}

const shown = ({ key, etag, bytes, at }: ObjectRecord, text: (key: string) => string): _Object => ({
  Key: text(key),
  LastModified: new Date(at),
  ETag: etag,
  Size: bytes.length,
  StorageClass: 'STANDARD',
})
