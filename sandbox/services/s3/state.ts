import type { Tag } from '@aws-sdk/client-s3'

/** S3 of one account and region. */
export interface S3State {
  /** By name. */
  buckets: Map<string, BucketRecord>
  /** Counts changes of objects: what an event's sequencer says. */
  changes: number
}

/** Times in epoch milliseconds. */
export interface BucketRecord {
  name: string
  createdAt: number
  tags: Tag[]
  /** Whether its events go to EventBridge. */
  tells: boolean
  /** By key. */
  objects: Map<string, ObjectRecord>
  /** By id. */
  uploads: Map<string, UploadRecord>
}

/** What a client said of an object's contents, and is told again. */
export interface About {
  contentType: string
  cacheControl?: string
  contentDisposition?: string
  contentEncoding?: string
  contentLanguage?: string
  metadata?: Record<string, string>
}

export interface ObjectRecord {
  key: string
  bytes: Uint8Array
  /** In its quotes. */
  etag: string
  at: number
  about: About
  tags: Tag[]
  /** As given and found right, by algorithm. */
  checksums: Checksums
  parts?: number
}

export interface Checksums {
  ChecksumCRC32?: string
  ChecksumSHA1?: string
  ChecksumSHA256?: string
}

export interface UploadRecord {
  id: string
  key: string
  at: number
  about: About
  tags: Tag[]
  /** By number. */
  parts: Map<number, { bytes: Uint8Array; etag: string; at: number }>
}

export const newS3State = (): S3State => ({ buckets: new Map(), changes: 0 })
