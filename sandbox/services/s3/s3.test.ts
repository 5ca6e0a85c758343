import * as events from '@aws-sdk/client-eventbridge'
import * as s3 from '@aws-sdk/client-s3'
import * as sqs from '@aws-sdk/client-sqs'
import { afterAll, beforeAll, beforeEach, expect, test } from 'vitest'
import { createSandbox, type Listening, listen, type Sandbox } from '../../server'
import { loopback } from '../../wire/loopback'
import { asText, START } from '../../world/testing'

let sandbox: Sandbox
let client: s3.S3Client
const Bucket = 'orders'
const config = () => ({
  region: 'us-east-1',
  endpoint: 'http://127.0.0.1:1',
  forcePathStyle: true,
  credentials: { accessKeyId: '123456789012', secretAccessKey: 'x' },
  requestHandler: loopback(sandbox.core) as never,
  maxAttempts: 1,
})

beforeEach(async () => {
  sandbox = createSandbox({ seed: 'empty', now: START })
  client = new s3.S3Client(config())
  await client.send(new s3.CreateBucketCommand({ Bucket }))
})

const put = (Key: string, Body: string, more: Partial<s3.PutObjectCommandInput> = {}) =>
  client.send(new s3.PutObjectCommand({ Bucket, Key, Body, ...more }))
const text = async (Key: string, more: Partial<s3.GetObjectCommandInput> = {}) =>
  (await client.send(new s3.GetObjectCommand({ Bucket, Key, ...more }))).Body?.transformToString()

test('a bucket is made, found, listed and deleted when it is empty', async () => {
  await client.send(new s3.CreateBucketCommand({ Bucket: 'other' }))
  const { Buckets } = await client.send(new s3.ListBucketsCommand({}))
  expect(Buckets?.map(({ Name }) => Name)).toEqual(['orders', 'other'])
  expect((await client.send(new s3.GetBucketLocationCommand({ Bucket }))).LocationConstraint).toBeUndefined()
  await client.send(new s3.HeadBucketCommand({ Bucket }))
  await put('a', 'x')
  await expect(client.send(new s3.DeleteBucketCommand({ Bucket }))).rejects.toMatchObject({ name: 'BucketNotEmpty' })
  await client.send(new s3.DeleteObjectCommand({ Bucket, Key: 'a' }))
  await client.send(new s3.DeleteBucketCommand({ Bucket }))
  await expect(client.send(new s3.HeadBucketCommand({ Bucket }))).rejects.toBeInstanceOf(s3.NotFound)
  const west = new s3.S3Client({ ...config(), region: 'eu-west-1' })
  const there = { Bucket: 'west', CreateBucketConfiguration: { LocationConstraint: 'eu-west-1' as const } }
  await west.send(new s3.CreateBucketCommand(there))
  expect((await west.send(new s3.GetBucketLocationCommand({ Bucket: 'west' }))).LocationConstraint).toBe('eu-west-1')
  await expect(west.send(new s3.CreateBucketCommand(there))).rejects.toBeInstanceOf(s3.BucketAlreadyOwnedByYou)
})

test('an object is put with what is said of it, read whole and in part, copied and deleted', async () => {
  const Key = 'in/ü & <1>.csv'
  const made = await put(Key, 'one,two', { ContentType: 'text/csv', Metadata: { site: 'berlin' }, Tagging: 'a=1&b=' })
  expect(made.ETag).toBe('"c493cbf2fe29562472bc0b897abc9b80"')
  const head = await client.send(new s3.HeadObjectCommand({ Bucket, Key }))
  expect(head).toMatchObject({
    ContentType: 'text/csv',
    ContentLength: 7,
    Metadata: { site: 'berlin' },
    ETag: made.ETag,
  })
  expect(head.LastModified).toEqual(new Date(START))
  expect(await text(Key)).toBe('one,two')
  expect(await text(Key, { Range: 'bytes=4-' })).toBe('two')
  expect(await text(Key, { Range: 'bytes=-2' })).toBe('wo')
  const { TagSet } = await client.send(new s3.GetObjectTaggingCommand({ Bucket, Key }))
  expect(TagSet).toEqual([
    { Key: 'a', Value: '1' },
    { Key: 'b', Value: '' },
  ])
  const CopySource = `${Bucket}/${encodeURIComponent(Key)}`
  const copied = await client.send(new s3.CopyObjectCommand({ Bucket, Key: 'copy', CopySource }))
  expect(copied.CopyObjectResult?.ETag).toBe(made.ETag)
  expect(await text('copy')).toBe('one,two')
  const { Deleted } = await client.send(
    new s3.DeleteObjectsCommand({ Bucket, Delete: { Objects: [{ Key }, { Key: 'never' }] } }),
  )
  expect(Deleted).toHaveLength(2)
  await put('packed', 'not really', { ContentEncoding: 'gzip' })
  expect(await text('packed')).toBe('not really')
  await expect(text(Key)).rejects.toBeInstanceOf(s3.NoSuchKey)
  await expect(client.send(new s3.HeadObjectCommand({ Bucket, Key }))).rejects.toBeInstanceOf(s3.NotFound)
})

test('tags of objects and buckets are set, read and taken away', async () => {
  await put('a', 'x')
  const Tagging = { TagSet: [{ Key: 'team', Value: 'shop' }] }
  await client.send(new s3.PutObjectTaggingCommand({ Bucket, Key: 'a', Tagging }))
  expect((await client.send(new s3.GetObjectTaggingCommand({ Bucket, Key: 'a' }))).TagSet).toEqual(Tagging.TagSet)
  await client.send(new s3.DeleteObjectTaggingCommand({ Bucket, Key: 'a' }))
  expect((await client.send(new s3.GetObjectTaggingCommand({ Bucket, Key: 'a' }))).TagSet).toEqual([])
  await client.send(new s3.PutBucketTaggingCommand({ Bucket, Tagging }))
  expect((await client.send(new s3.GetBucketTaggingCommand({ Bucket }))).TagSet).toEqual(Tagging.TagSet)
  await client.send(new s3.DeleteBucketTaggingCommand({ Bucket }))
  await expect(client.send(new s3.GetBucketTaggingCommand({ Bucket }))).rejects.toMatchObject({ name: 'NoSuchTagSet' })
})

test('keys are listed in order, by prefix, folded at a delimiter, page by page', async () => {
  for (const key of ['b/2', 'a', 'b/1', 'c/x/1', 'd e']) await put(key, key)
  const all: string[] = []
  for await (const page of s3.paginateListObjectsV2({ client, pageSize: 2 }, { Bucket }))
    all.push(...(page.Contents ?? []).map(({ Key = '' }) => Key))
  expect(all).toEqual(['a', 'b/1', 'b/2', 'c/x/1', 'd e'])
  const folded: string[] = []
  for await (const page of s3.paginateListObjectsV2({ client, pageSize: 1 }, { Bucket, Delimiter: '/' }))
    folded.push(
      ...(page.Contents ?? []).map(({ Key = '' }) => Key),
      ...(page.CommonPrefixes ?? []).map((p) => p.Prefix ?? ''),
    )
  expect(folded).toEqual(['a', 'b/', 'c/', 'd e'])
  const under = await client.send(
    new s3.ListObjectsCommand({ Bucket, Prefix: 'c/', Delimiter: '/', EncodingType: 'url' }),
  )
  expect(under).toMatchObject({ IsTruncated: false, CommonPrefixes: [{ Prefix: 'c/x/' }] })
  const url = await client.send(new s3.ListObjectsV2Command({ Bucket, Prefix: 'd', EncodingType: 'url' }))
  expect(url.Contents?.[0]?.Key).toBe('d%20e')
})

test('a large object arrives in parts', async () => {
  const Key = 'big'
  const { UploadId } = await client.send(new s3.CreateMultipartUploadCommand({ Bucket, Key }))
  const whole = { Bucket, Key, UploadId }
  const bodies = ['x'.repeat(5 * 1024 * 1024), 'end']
  const Parts = await Promise.all(
    bodies.map(async (Body, index) => {
      const { ETag } = await client.send(new s3.UploadPartCommand({ ...whole, PartNumber: index + 1, Body }))
      return { ETag, PartNumber: index + 1 }
    }),
  )
  expect((await client.send(new s3.ListPartsCommand(whole))).Parts?.map(({ Size }) => Size)).toEqual([5242880, 3])
  const wrong = { Parts: [{ ETag: '"x"', PartNumber: 1 }] }
  const bad = client.send(new s3.CompleteMultipartUploadCommand({ ...whole, MultipartUpload: wrong }))
  await expect(bad).rejects.toMatchObject({ name: 'InvalidPart' })
  const done = await client.send(new s3.CompleteMultipartUploadCommand({ ...whole, MultipartUpload: { Parts } }))
  expect(done.ETag).toMatch(/^"[0-9a-f]{32}-2"$/)
  expect(await text(Key, { Range: 'bytes=5242878-' })).toBe('xxend')
  const again = await client.send(new s3.CreateMultipartUploadCommand({ Bucket, Key }))
  await client.send(new s3.AbortMultipartUploadCommand({ Bucket, Key, UploadId: again.UploadId }))
  const gone = client.send(new s3.AbortMultipartUploadCommand({ Bucket, Key, UploadId: again.UploadId }))
  await expect(gone).rejects.toBeInstanceOf(s3.NoSuchUpload)
})

test('a new object is told to EventBridge where the bucket is set so', async () => {
  const bus = new events.EventBridgeClient(config())
  const queues = new sqs.SQSClient(config())
  const Policy = '{"Statement":[{"Effect":"Allow","Principal":"*","Action":"sqs:*"}]}'
  const { QueueUrl } = await queues.send(new sqs.CreateQueueCommand({ QueueName: 'q', Attributes: { Policy } }))
  const EventPattern = '{"source":["aws.s3"],"detail":{"bucket":{"name":["orders"]}}}'
  await bus.send(new events.PutRuleCommand({ Name: 's3', EventPattern }))
  const Arn = 'arn:aws:sqs:us-east-1:123456789012:q'
  await bus.send(new events.PutTargetsCommand({ Rule: 's3', Targets: [{ Id: 'q', Arn }] }))
  await put('silent', 'x')
  const NotificationConfiguration = { EventBridgeConfiguration: {} }
  await client.send(new s3.PutBucketNotificationConfigurationCommand({ Bucket, NotificationConfiguration }))
  const { $metadata: _, ...set } = await client.send(new s3.GetBucketNotificationConfigurationCommand({ Bucket }))
  expect(set).toEqual(NotificationConfiguration)
  await put('orders.csv', 'one')
  await client.send(new s3.DeleteObjectCommand({ Bucket, Key: 'orders.csv' }))
  const { Messages } = await queues.send(new sqs.ReceiveMessageCommand({ QueueUrl, MaxNumberOfMessages: 10 }))
  const heard = Messages?.map(({ Body = '' }) => JSON.parse(Body))
  expect(heard).toMatchObject([
    {
      'detail-type': 'Object Created',
      resources: ['arn:aws:s3:::orders'],
      detail: { bucket: { name: 'orders' }, object: { key: 'orders.csv', size: 3 }, reason: 'PutObject' },
    },
    { 'detail-type': 'Object Deleted', detail: { object: { key: 'orders.csv' } } },
  ])
})

test.each([
  ['NoSuchBucket', () => put('a', 'x', { Bucket: 'nowhere' })],
  ['InvalidBucketName', () => client.send(new s3.CreateBucketCommand({ Bucket: 'Upper_Case' }))],
  [
    'IllegalLocationConstraintException',
    () =>
      client.send(
        new s3.CreateBucketCommand({ Bucket: 'abc', CreateBucketConfiguration: { LocationConstraint: 'eu-west-1' } }),
      ),
  ],
  ['NoSuchKey', () => text('never')],
  ['KeyTooLongError', () => put('k'.repeat(1025), 'x')],
  ['InvalidTag', () => put('a', 'x', { Tagging: `${'k'.repeat(200)}=1` })],
  ['BadDigest', () => put('a', 'x', { ContentMD5: '1B2M2Y8AsgTpgAmY7PhCfg==' })],
  ['InvalidArgument', () => client.send(new s3.ListObjectsV2Command({ Bucket, MaxKeys: -1 }))],
  ['InvalidArgument', () => client.send(new s3.ListObjectsV2Command({ Bucket, ContinuationToken: 'bad' }))],
  [
    'InvalidArgument',
    () =>
      client.send(
        new s3.PutBucketNotificationConfigurationCommand({
          Bucket,
          NotificationConfiguration: { QueueConfigurations: [{ QueueArn: 'arn', Events: ['s3:ObjectCreated:*'] }] },
        }),
      ),
  ],
  ['NotImplemented', () => client.send(new s3.GetBucketAclCommand({ Bucket }))],
] as const)('%s, and nothing is changed', async (name, call) => {
  const before = asText(sandbox.worlds.get('123456789012', 'us-east-1').s3)
  await expect(call()).rejects.toMatchObject({ name })
  expect(asText(sandbox.worlds.get('123456789012', 'us-east-1').s3)).toBe(before)
})

test('a condition that does not hold is told', async () => {
  const { ETag } = await put('a', 'x')
  await expect(put('a', 'y', { IfNoneMatch: '*' })).rejects.toMatchObject({ name: 'PreconditionFailed' })
  await expect(text('a', { IfMatch: '"other"' })).rejects.toMatchObject({ name: 'PreconditionFailed' })
  await expect(text('a', { IfNoneMatch: ETag })).rejects.toMatchObject({ $metadata: { httpStatusCode: 304 } })
  await expect(text('a', { Range: 'bytes=9-' })).rejects.toMatchObject({ name: 'InvalidRange' })
  expect(await text('a')).toBe('x')
})

let listening: Listening
beforeAll(async () => {
  listening = await listen(createSandbox({ seed: 'empty', now: START }), { port: 0, still: true })
})
afterAll(() => listening.close())

test('over a socket a stream arrives without its chunks, and malformed XML is refused', async () => {
  const endpoint = `http://127.0.0.1:${listening.port}`
  const over = new s3.S3Client({ ...config(), endpoint, requestHandler: undefined as never })
  await over.send(new s3.CreateBucketCommand({ Bucket }))
  const authorization = 'AWS4-HMAC-SHA256 Credential=123456789012/20261124/us-east-1/s3/aws4_request'
  const sent = await fetch(`${endpoint}/${Bucket}/s`, {
    method: 'PUT',
    headers: {
      authorization,
      'x-amz-content-sha256': 'STREAMING-AWS4-HMAC-SHA256-PAYLOAD-TRAILER',
      'x-amz-decoded-content-length': '13',
      'content-encoding': 'aws-chunked',
    },
    body: '9;chunk-signature=0\r\nstreamed \r\n4;chunk-signature=0\r\ntext\r\n0\r\nx-amz-checksum-sha1:HdN2G/2kebBwYR92+wqWG/m1L5U=\r\n\r\n',
  })
  expect([sent.status, await sent.text()]).toEqual([200, ''])
  const got = await over.send(new s3.GetObjectCommand({ Bucket, Key: 's' }))
  expect([await got.Body?.transformToString(), got.ContentEncoding]).toEqual(['streamed text', undefined])
  expect((await over.send(new s3.HeadObjectCommand({ Bucket, Key: 's' }))).ContentLength).toBe(13)
  for (const body of ['<Delete><Object>', '<!DOCTYPE x [<!ENTITY e "e">]><Delete/>', 'x', ''] as const) {
    const reply = await fetch(`${endpoint}/${Bucket}?delete`, { method: 'POST', headers: { authorization }, body })
    expect([reply.status, await reply.text()]).toEqual([400, expect.stringContaining('<Code>MalformedXML</Code>')])
  }
  const nowhere = await fetch(`${endpoint}/${Bucket}/a/%ff`, { headers: { authorization } })
  expect([nowhere.status, await nowhere.text()]).toEqual([400, expect.stringContaining('<Code>InvalidURI</Code>')])
  over.destroy()
})
