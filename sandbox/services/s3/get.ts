import type * as s3 from '@aws-sdk/client-s3'
import type { GetObjectCommandInput, HeadObjectCommandInput } from '@aws-sdk/client-s3'
import type { Handlers } from '../../wire/handlers'
import type { Region } from '../../world/region'
import { findBucket } from './buckets'
import { checkGet } from './conditions'
import { badRange, notFound } from './errors'
import { findObject } from './objects'
import type { ObjectRecord } from './state'

export const get: Handlers<typeof s3, Region> = {
  GetObject(input, world) {
    const found = findObject(findBucket(world, input.Bucket), input.Key)
    checkGet(found, input)
    const range = rangeOf(input.Range, found.bytes.length)
    const Body = range ? found.bytes.subarray(range.from, range.to + 1) : found.bytes
    return { ...shown(found, input, range), Body, ...(found.tags.length > 0 && { TagCount: found.tags.length }) }
  },

  HeadObject(input, world) {
    const found = world.s3.buckets.get(input.Bucket ?? '')?.objects.get(input.Key ?? '')
    if (!found) throw notFound()
    checkGet(found, input)
    return shown(found, input, rangeOf(input.Range, found.bytes.length))
  },
}

interface Range {
  from: number
  to: number
}

/** `bytes=0-9`, `bytes=5-`, `bytes=-3`; anything else is no range, and the whole is answered (RFC 9110, 14.2). */
function rangeOf(text: string | undefined, size: number): Range | undefined {
  const found = /^bytes=(\d{0,15})-(\d{0,15})$/.exec(text ?? '')
  if (!found || (!found[1] && !found[2])) return undefined
  const from = found[1] ? Number(found[1]) : Math.max(0, size - Number(found[2]))
  const to = found[1] && found[2] ? Math.min(Number(found[2]), size - 1) : size - 1
  if (from >= size || (!found[1] && Number(found[2]) === 0)) throw badRange()
  return to < from ? undefined : { from, to }
}

function shown(found: ObjectRecord, input: GetObjectCommandInput | HeadObjectCommandInput, range: Range | undefined) {
  const { about, bytes, etag, at, parts } = found
  const said = {
    ContentType: input.ResponseContentType ?? about.contentType,
    CacheControl: input.ResponseCacheControl ?? about.cacheControl,
    ContentDisposition: input.ResponseContentDisposition ?? about.contentDisposition,
    ContentEncoding: input.ResponseContentEncoding ?? about.contentEncoding,
    ContentLanguage: input.ResponseContentLanguage ?? about.contentLanguage,
  }
  const known = Object.keys(found.checksums).length > 0
  return {
    AcceptRanges: 'bytes',
    ETag: etag,
    LastModified: new Date(at),
    ContentLength: range ? range.to - range.from + 1 : bytes.length,
    ...(range && { ContentRange: `bytes ${range.from}-${range.to}/${bytes.length}` }),
    ...said,
    ...(about.metadata && { Metadata: about.metadata }),
    ServerSideEncryption: 'AES256' as const,
    // A checksum is of the whole, and is told where it is asked for.
    ...(input.ChecksumMode === 'ENABLED' &&
      !range &&
      known && { ...found.checksums, ChecksumType: 'FULL_OBJECT' as const }),
    ...(input.PartNumber !== undefined && parts !== undefined && { PartsCount: parts }),
  }
}
