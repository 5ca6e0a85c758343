import { expect, test } from 'vitest'
import { s3Mount } from '../services/s3'
import { makeBucket } from '../services/s3/buckets'
import { Random } from '../world/random'
import { Worlds } from '../world/worlds'
import { createCore } from './core'
import { modelFor } from './mount'

const paths = [
  '/',
  '//',
  '/orders',
  '/orders/',
  '/orders/a',
  '/orders/a/b%20c',
  '/nowhere/x',
  '/%ff',
  '/orders/%00',
  '/UP',
]
const values = ['', '0', '1', '-1', '1.5', 'x', '2', '1000', 'url', '/', 'true', 'ZZ==', '__proto__', 'a'.repeat(3_000)]
const bodies = [
  '',
  'x',
  '<',
  '<a>',
  '<Delete><Object><Key>a</Key></Object></Delete>',
  '<Delete><Object/></Delete>',
  '<Tagging><TagSet><Tag><Key>k</Key><Value>v</Value></Tag><Tag><Key>k</Key></Tag></TagSet></Tagging>',
  '<NotificationConfiguration><EventBridgeConfiguration/></NotificationConfiguration>',
  '<CreateBucketConfiguration><LocationConstraint>mars</LocationConstraint></CreateBucketConfiguration>',
  '<CompleteMultipartUpload><Part><PartNumber>x</PartNumber></Part></CompleteMultipartUpload>',
  '<CompleteMultipartUpload><Part><PartNumber>1</PartNumber><ETag>"e"</ETag></Part></CompleteMultipartUpload>',
  `${'<a>'.repeat(500)}${'</a>'.repeat(500)}`,
  '<a b="&nbsp;&#x110000;"/>',
  '5\r\nhello\r\n0\r\n\r\n',
]
const names = `range if-match if-none-match if-modified-since content-md5 x-amz-checksum-crc32 x-amz-copy-source
  x-amz-tagging x-amz-metadata-directive x-amz-content-sha256 content-encoding x-amz-meta-__proto__ x-amz-checksum-mode`
const headerValues = [...values, 'bytes=0-', 'bytes=5-2', '*', '/orders/a', '%ff', 'a=1&a=2', 'aws-chunked', 'REPLACE']

test('nothing that s3 can be sent breaks it', async () => {
  const worlds = new Worlds(1, Date.parse('2026-11-24T12:00:00Z'))
  makeBucket(worlds.get('123456789012', 'us-east-1'), 'orders')
  const mistakes = new Map<string, string>()
  const core = createCore({
    mounts: [s3Mount],
    regionOf: (account, region) => worlds.get(account, region),
    now: () => worlds.clock.now(),
    onMistake: (action, error) => mistakes.set(action, error instanceof Error ? (error.stack ?? '') : String(error)),
  })
  const random = new Random(11)
  const pick = <T>(items: readonly T[]): T => items[random.below(items.length)] as T
  const model = await modelFor(s3Mount)
  const asked = [...model.operations.values()].flatMap(({ name, http, input }) => {
    if (!http || !Object.hasOwn(s3Mount.handlers, name)) return []
    const parameters = [...input.members.values()].flatMap(({ traits }) => traits.httpQuery ?? [])
    return [{ method: http[0], literal: http[1].split('?')[1] ?? '', parameters }]
  })
  let carriedOut = 0
  for (let round = 0; round < 6_000; round++) {
    const { method, literal, parameters } = pick(asked)
    const query = new URLSearchParams(literal)
    for (const name of parameters) if (random.below(3) === 0) query.set(name, pick(values))
    const headers: Record<string, string> = {
      authorization: 'AWS4-HMAC-SHA256 Credential=123456789012/20261124/us-east-1/s3/aws4_request',
    }
    for (let count = random.below(3); count > 0; count--) headers[pick(names.split(/\s+/))] = pick(headerValues)
    const { status } = await core({ method, path: pick(paths), query, headers, body: Buffer.from(pick(bodies)) })
    expect(status).not.toBe(500)
    if (status < 300) carriedOut++
    if (round % 500 === 0 && !worlds.get('123456789012', 'us-east-1').s3.buckets.has('orders'))
      makeBucket(worlds.get('123456789012', 'us-east-1'), 'orders')
  }
  expect(Object.fromEntries(mistakes)).toEqual({})
  // Were all refused at the door, nothing would have been tried.
  expect(carriedOut).toBeGreaterThan(500)
})
