import { noKey, notModified, preconditionFailed } from './errors'
import type { ObjectRecord } from './state'

const same = (text: string, { etag }: ObjectRecord) =>
  text.split(',').some((one) => one.trim() === '*' || one.replaceAll(/["\s]/g, '') === etag.replaceAll('"', ''))

/** https://docs.aws.amazon.com/AmazonS3/latest/userguide/conditional-writes.html */
export function checkPut(
  known: ObjectRecord | undefined,
  { IfMatch, IfNoneMatch }: { IfMatch?: string | undefined; IfNoneMatch?: string | undefined },
): void {
  if (IfMatch !== undefined && !known) throw noKey()
  if (IfMatch !== undefined && known && !same(IfMatch, known)) throw preconditionFailed()
  if (IfNoneMatch !== undefined && known && same(IfNoneMatch, known)) throw preconditionFailed()
}

interface Asked {
  IfMatch?: string | undefined
  IfNoneMatch?: string | undefined
  IfModifiedSince?: Date | undefined
  IfUnmodifiedSince?: Date | undefined
}

/** An entity tag counts for more than a date: https://docs.aws.amazon.com/AmazonS3/latest/API/API_GetObject.html */
export function checkGet(found: ObjectRecord, asked: Asked): void {
  const { IfMatch, IfNoneMatch, IfModifiedSince, IfUnmodifiedSince } = asked
  const at = Math.floor(found.at / 1_000) * 1_000
  if (IfMatch !== undefined ? !same(IfMatch, found) : IfUnmodifiedSince && at > IfUnmodifiedSince.getTime())
    throw preconditionFailed()
  if (IfNoneMatch !== undefined ? same(IfNoneMatch, found) : IfModifiedSince && at <= IfModifiedSince.getTime())
    throw notModified()
}
