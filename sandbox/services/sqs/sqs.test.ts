import * as sqs from '@aws-sdk/client-sqs'
import { STSClient } from '@aws-sdk/client-sts'
import { beforeEach, describe, expect, test } from 'vitest'
import { createSandbox, type Sandbox } from '../../server'
import { loopback } from '../../wire/loopback'
import { asText, START } from '../../world/testing'

/** As a real client sees it, which compares every MD5 with its own: in JSON, and in Query as aws-cli 2.9 speaks it. */
const Query = new STSClient({ region: 'us-east-1' }).config.protocol.constructor as new (options: object) => object
const protocol = new Query({
  defaultNamespace: 'com.amazonaws.sqs',
  xmlNamespace: 'http://queue.amazonaws.com/doc/2012-11-05/',
  version: '2012-11-05',
})

describe.each([
  ['JSON', {}],
  ['Query', { protocol }],
] as const)('SQS in %s', (_name, more) => {
  let sandbox: Sandbox
  let client: sqs.SQSClient
  let url = ''
  const pass = (seconds: number) => sandbox.worlds.clock.advanceTo(sandbox.worlds.clock.now() + seconds * 1_000)
  const receive = async (input: Partial<sqs.ReceiveMessageCommandInput> = {}) =>
    (await client.send(new sqs.ReceiveMessageCommand({ QueueUrl: url, ...input }))).Messages ?? []
  const send = (MessageBody: string, input: Partial<sqs.SendMessageCommandInput> = {}) =>
    client.send(new sqs.SendMessageCommand({ QueueUrl: url, MessageBody, ...input }))
  const create = async (QueueName: string, Attributes: Record<string, string> = {}) =>
    (await client.send(new sqs.CreateQueueCommand({ QueueName, Attributes }))).QueueUrl ?? ''

  beforeEach(async () => {
    sandbox = createSandbox({ seed: 'empty', now: START })
    client = new sqs.SQSClient({
      region: 'us-east-1',
      endpoint: 'http://127.0.0.1:4510',
      credentials: { accessKeyId: '123456789012', secretAccessKey: 'x' },
      requestHandler: loopback(sandbox.core) as never,
      maxAttempts: 1,
      ...(more as object),
    })
    url = await create('orders')
  })

  test('a queue is made, found, described, tagged and deleted', async () => {
    expect(url).toBe('http://127.0.0.1:4510/123456789012/orders')
    expect(await create('orders', { VisibilityTimeout: '30' })).toBe(url)
    const set = { DelaySeconds: '3', MessageRetentionPeriod: '600' }
    await client.send(new sqs.SetQueueAttributesCommand({ QueueUrl: url, Attributes: set }))
    const { Attributes } = await client.send(
      new sqs.GetQueueAttributesCommand({ QueueUrl: url, AttributeNames: ['All'] }),
    )
    expect(Attributes).toMatchObject({ ...set, QueueArn: 'arn:aws:sqs:us-east-1:123456789012:orders' })
    const found = await client.send(new sqs.GetQueueUrlCommand({ QueueName: 'orders' }))
    const list = await client.send(new sqs.ListQueuesCommand({ QueueNamePrefix: 'ord' }))
    expect([found.QueueUrl, list.QueueUrls]).toEqual([url, [url]])
    await client.send(new sqs.TagQueueCommand({ QueueUrl: url, Tags: { team: 'shop', stage: 'x' } }))
    await client.send(new sqs.UntagQueueCommand({ QueueUrl: url, TagKeys: ['stage'] }))
    expect((await client.send(new sqs.ListQueueTagsCommand({ QueueUrl: url }))).Tags).toEqual({ team: 'shop' })
    await client.send(new sqs.DeleteQueueCommand({ QueueUrl: url }))
    await expect(create('orders')).rejects.toBeInstanceOf(sqs.QueueDeletedRecently)
    pass(61)
    expect(await create('orders')).toBe(url)
  })

  test('a message is hidden while it is worked on, and comes back until it is deleted', async () => {
    await send('one')
    const [first] = await receive({ AttributeNames: ['All'], VisibilityTimeout: 10 })
    expect(first).toMatchObject({
      Body: 'one',
      Attributes: { ApproximateReceiveCount: '1', SentTimestamp: `${START}` },
    })
    expect(await receive()).toEqual([])
    pass(11)
    const [again] = await receive({ MessageSystemAttributeNames: ['ApproximateReceiveCount'] })
    expect(again?.Attributes).toEqual({ ApproximateReceiveCount: '2' })
    // The old receipt counts no more.
    await client.send(new sqs.DeleteMessageCommand({ QueueUrl: url, ReceiptHandle: first?.ReceiptHandle }))
    const handle = { QueueUrl: url, ReceiptHandle: again?.ReceiptHandle }
    await client.send(new sqs.ChangeMessageVisibilityCommand({ ...handle, VisibilityTimeout: 0 }))
    await expect(
      client.send(new sqs.ChangeMessageVisibilityCommand({ ...handle, VisibilityTimeout: 5 })),
    ).rejects.toMatchObject({ name: expect.stringMatching(/MessageNotInflight/) })
    const [last] = await receive()
    await client.send(new sqs.DeleteMessageCommand({ QueueUrl: url, ReceiptHandle: last?.ReceiptHandle }))
    pass(60)
    expect(await receive()).toEqual([])
  })

  test('attributes of a message arrive as they were, chosen by name', async () => {
    await send('x', {
      MessageAttributes: {
        'site.name': { DataType: 'String', StringValue: 'Берлин' },
        'site.hosts': { DataType: 'Number', StringValue: '6' },
        raw: { DataType: 'Binary.gz', BinaryValue: new Uint8Array([1, 0, 255]) },
      },
      MessageSystemAttributes: { AWSTraceHeader: { DataType: 'String', StringValue: 'Root=1' } },
    })
    const [some] = await receive({ MessageAttributeNames: ['site.*'], VisibilityTimeout: 0 })
    expect(Object.keys(some?.MessageAttributes ?? {}).sort()).toEqual(['site.hosts', 'site.name'])
    const [all] = await receive({ MessageAttributeNames: ['All'], AttributeNames: ['AWSTraceHeader' as never] })
    expect(all?.MessageAttributes?.raw?.BinaryValue).toEqual(new Uint8Array([1, 0, 255]))
    expect(all?.Attributes).toEqual({ AWSTraceHeader: 'Root=1' })
  })

  test('a batch does what it can', async () => {
    const Entries = [
      { Id: 'a', MessageBody: '1' },
      { Id: 'b', MessageBody: '2', DelaySeconds: 901 },
    ]
    const { Successful, Failed } = await client.send(new sqs.SendMessageBatchCommand({ QueueUrl: url, Entries }))
    expect(Successful?.map(({ Id }) => Id)).toEqual(['a'])
    expect(Failed).toMatchObject([{ Id: 'b', Code: 'InvalidParameterValue', SenderFault: true }])
    const [got] = await receive()
    const entry = { Id: 'x', ReceiptHandle: got?.ReceiptHandle }
    const longer = [{ ...entry, VisibilityTimeout: 90 }]
    await client.send(new sqs.ChangeMessageVisibilityBatchCommand({ QueueUrl: url, Entries: longer }))
    pass(60)
    expect(await receive()).toEqual([])
    await client.send(new sqs.DeleteMessageBatchCommand({ QueueUrl: url, Entries: [entry] }))
    pass(60)
    expect(await receive()).toEqual([])
    const eleven = Array.from({ length: 11 }, (_, i) => ({ Id: `${i}`, MessageBody: 'x' }))
    for (const [entries, error] of [
      [[], sqs.EmptyBatchRequest],
      [eleven, sqs.TooManyEntriesInBatchRequest],
      [[Entries[0], Entries[0]], sqs.BatchEntryIdsNotDistinct],
    ] as const)
      await expect(
        client.send(new sqs.SendMessageBatchCommand({ QueueUrl: url, Entries: entries as never })),
      ).rejects.toBeInstanceOf(error)
  })

  test('a long poll is woken by an arrival, by a delay that ends, and ends when its caller goes', async () => {
    const waiting = receive({ WaitTimeSeconds: 20, MaxNumberOfMessages: 10 })
    await send('now')
    expect((await waiting).map(({ Body }) => Body)).toEqual(['now'])
    await send('later', { DelaySeconds: 5 })
    const delayed = receive({ WaitTimeSeconds: 20 })
    await new Promise(setImmediate)
    pass(6)
    expect((await delayed).map(({ Body }) => Body)).toEqual(['later'])
    const before = asText(sandbox.worlds.get('123456789012', 'us-east-1').sqs)
    const gone = new AbortController()
    const reply = sandbox.core({
      method: 'POST',
      path: '/',
      query: new URLSearchParams(),
      headers: {
        'x-amz-target': 'AmazonSQS.ReceiveMessage',
        authorization: 'AWS4-HMAC-SHA256 Credential=123456789012/20261124/us-east-1/sqs/aws4_request',
      },
      body: Buffer.from(JSON.stringify({ QueueUrl: url, WaitTimeSeconds: 20 })),
      signal: gone.signal,
    })
    gone.abort()
    expect((await reply).body).toBe('{}')
    expect(asText(sandbox.worlds.get('123456789012', 'us-east-1').sqs)).toBe(before)
  })

  test('what is received too often goes to the dead letters', async () => {
    const dead = await create('dead')
    const RedrivePolicy = JSON.stringify({
      deadLetterTargetArn: 'arn:aws:sqs:us-east-1:123456789012:dead',
      maxReceiveCount: 2,
    })
    await client.send(new sqs.SetQueueAttributesCommand({ QueueUrl: url, Attributes: { RedrivePolicy } }))
    const sources = await client.send(new sqs.ListDeadLetterSourceQueuesCommand({ QueueUrl: dead }))
    expect(sources.queueUrls).toEqual([url])
    await send('poison')
    for (const expected of [1, 1, 0]) {
      expect(await receive()).toHaveLength(expected)
      pass(31)
    }
    const [buried] = await receive({ QueueUrl: dead, AttributeNames: ['All'] })
    expect(buried).toMatchObject({
      Body: 'poison',
      Attributes: { DeadLetterQueueSourceArn: 'arn:aws:sqs:us-east-1:123456789012:orders' },
    })
  })

  test('a FIFO queue keeps the order of a group and takes a message once', async () => {
    url = await create('line.fifo', { FifoQueue: 'true', ContentBasedDeduplication: 'true' })
    const [a, same] = [await send('1', { MessageGroupId: 'g' }), await send('1', { MessageGroupId: 'g' })]
    expect([same.MessageId, same.SequenceNumber]).toEqual([a.MessageId, a.SequenceNumber])
    await send('2', { MessageGroupId: 'g' })
    await send('3', { MessageGroupId: 'h' })
    const [first] = await receive()
    const others = await receive({ MaxNumberOfMessages: 10 })
    expect([first?.Body, others.map(({ Body }) => Body)]).toEqual(['1', ['3']])
    await client.send(new sqs.DeleteMessageCommand({ QueueUrl: url, ReceiptHandle: first?.ReceiptHandle }))
    const [second] = await receive({ AttributeNames: ['All'] })
    expect(second).toMatchObject({ Body: '2', Attributes: { MessageGroupId: 'g' } })
    await expect(send('x')).rejects.toMatchObject({ name: expect.stringMatching(/^MissingParameter/) })
  })

  test('a purge empties, once a minute', async () => {
    await send('1')
    await client.send(new sqs.PurgeQueueCommand({ QueueUrl: url }))
    expect(await receive()).toEqual([])
    await expect(client.send(new sqs.PurgeQueueCommand({ QueueUrl: url }))).rejects.toBeInstanceOf(
      sqs.PurgeQueueInProgress,
    )
  })

  test.each([
    ['AWS.SimpleQueueService.NonExistentQueue', () => send('x', { QueueUrl: `${url}s` })],
    ['InvalidAddress', () => send('x', { QueueUrl: 'http://127.0.0.1/a/b/c' })],
    ['InvalidParameterValue', () => receive({ MaxNumberOfMessages: 11 })],
    ['InvalidParameterValue', () => receive({ WaitTimeSeconds: -1 })],
    ['InvalidParameterValue', () => create('a b')],
    ['InvalidAttributeName', () => create('x', { Nonsense: '1' })],
    ['InvalidAttributeValue', () => create('x', { DelaySeconds: '901' })],
    ['QueueAlreadyExists', () => create('orders', { DelaySeconds: '9' })],
    ['InvalidMessageContents', () => send('\u0000')],
    [
      'ReceiptHandleIsInvalid',
      () => client.send(new sqs.DeleteMessageCommand({ QueueUrl: url, ReceiptHandle: 'nonsense' })),
    ],
  ] as const)('%s has its old code in both protocols', async (code, call) => {
    const before = asText(sandbox.worlds.get('123456789012', 'us-east-1').sqs)
    const error = await (call() as Promise<unknown>).catch((thrown: unknown) => thrown)
    expect(error).toMatchObject({ Code: code })
    expect(asText(sandbox.worlds.get('123456789012', 'us-east-1').sqs)).toBe(before)
  })
})
