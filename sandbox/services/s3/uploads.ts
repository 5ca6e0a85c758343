import { createHash } from 'node:crypto'
import type * as s3 from '@aws-sdk/client-s3'
import type { Handlers } from '../../wire/handlers'
import type { Region } from '../../world/region'
import { findBucket, ownerOf } from './buckets'
import { badArgument, badPart, badPartOrder, malformed, noUpload, tooSmall } from './errors'
import { aboutOf, checkKey, checkSums, etagOf, keep, tagsOf } from './keep'
import { bytesOf } from './objects'
import type { BucketRecord, UploadRecord } from './state'

/** Every part but the last: https://docs.aws.amazon.com/AmazonS3/latest/userguide/qfacts.html */
const LEAST = 5 * 1024 * 1024

function findUpload(bucket: BucketRecord, id: string | undefined, key: string | undefined): UploadRecord {
  const upload = bucket.uploads.get(id ?? '')
  if (!upload || upload.key !== key) throw noUpload()
  return upload
}

export const uploads: Handlers<typeof s3, Region> = {
  CreateMultipartUpload(input, world) {
    const bucket = findBucket(world, input.Bucket)
    const upload: UploadRecord = {
      id: world.random.hex(64),
      key: checkKey(input.Key),
      at: world.clock.now(),
      about: aboutOf(input),
      tags: tagsOf(input.Tagging),
      parts: new Map(),
    }
    bucket.uploads.set(upload.id, upload)
    return { Bucket: bucket.name, Key: upload.key, UploadId: upload.id, ServerSideEncryption: 'AES256' }
  },

  UploadPart(input, world) {
    const upload = findUpload(findBucket(world, input.Bucket), input.UploadId, input.Key)
    const number = input.PartNumber ?? 0
    if (!Number.isInteger(number) || number < 1 || number > 10_000)
      throw badArgument('Part number must be an integer between 1 and 10000, inclusive')
    const bytes = bytesOf(input.Body)
    const checksums = checkSums(bytes, input)
    const etag = etagOf(bytes)
    upload.parts.set(number, { bytes, etag, at: world.clock.now() })
    return { ETag: etag, ServerSideEncryption: 'AES256', ...checksums }
  },

  CompleteMultipartUpload(input, world, caller) {
    const bucket = findBucket(world, input.Bucket)
    const upload = findUpload(bucket, input.UploadId, input.Key)
    const asked = input.MultipartUpload?.Parts ?? []
    if (asked.length === 0) throw malformed()
    let last = 0
    const parts = asked.map(({ PartNumber = 0, ETag = '' }, index) => {
      if (PartNumber <= last) throw badPartOrder()
      last = PartNumber
      const part = upload.parts.get(PartNumber)
      if (!part || part.etag.replaceAll('"', '') !== ETag.replaceAll('"', '')) throw badPart()
      if (index < asked.length - 1 && part.bytes.length < LEAST) throw tooSmall()
      return part
    })
    const digests = parts.map(({ etag }) => Buffer.from(etag.slice(1, -1), 'hex'))
    const { key, about, tags } = upload
    const etag = `"${createHash('md5').update(Buffer.concat(digests)).digest('hex')}-${parts.length}"`
    const bytes = new Uint8Array(Buffer.concat(parts.map((part) => part.bytes)))
    bucket.uploads.delete(upload.id)
    const made = { key, bytes, etag, at: world.clock.now(), about, tags, checksums: {}, parts: parts.length }
    keep(world, bucket, made, 'CompleteMultipartUpload', caller)
    const Location = `http://${caller.host ?? `s3.${world.region}.amazonaws.com`}/${bucket.name}/${key}`
    return { Location, Bucket: bucket.name, Key: key, ETag: etag, ServerSideEncryption: 'AES256' }
  },

  AbortMultipartUpload(input, world) {
    const bucket = findBucket(world, input.Bucket)
    bucket.uploads.delete(findUpload(bucket, input.UploadId, input.Key).id)
    return {}
  },

  ListParts(input, world) {
    const bucket = findBucket(world, input.Bucket)
    const upload = findUpload(bucket, input.UploadId, input.Key)
    const { MaxParts: most = 1_000, PartNumberMarker: marker = '0' } = input
    if (!Number.isInteger(most) || most < 0)
      throw badArgument('Argument max-parts must be an integer between 0 and 2147483647')
    const all = [...upload.parts].filter(([number]) => number > Number(marker)).sort(([a], [b]) => a - b)
    const shown = all.slice(0, Math.min(most, 1_000))
    const more = all.length > shown.length
    return {
      Bucket: bucket.name,
      Key: upload.key,
      UploadId: upload.id,
      PartNumberMarker: marker,
      MaxParts: most,
      IsTruncated: more,
      StorageClass: 'STANDARD',
      Initiator: { ID: ownerOf(world) },
      Owner: { ID: ownerOf(world) },
      ...(more && { NextPartNumberMarker: String(shown.at(-1)?.[0] ?? marker) }),
      ...(shown.length > 0 && {
        Parts: shown.map(([PartNumber, { etag, at, bytes }]) => ({
          PartNumber,
          ETag: etag,
          LastModified: new Date(at),
          Size: bytes.length,
        })),
      }),
    }
  },
}
