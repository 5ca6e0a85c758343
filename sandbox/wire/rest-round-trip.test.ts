import * as s3 from '@aws-sdk/client-s3'
import { expect, test } from 'vitest'
import { s3Mount } from '../services/s3'
import { Worlds } from '../world/worlds'
import { createCore } from './core'
import { loopback } from './loopback'
import { modelFor } from './mount'
import { sampleOf } from './sample'

/** Members that the SDK itself makes something of before they are sent. */
const others: Readonly<Record<string, unknown>> = {
  Bucket: 'bucket-1',
  ChecksumAlgorithm: 'CRC32',
  ChecksumMode: undefined,
  ContentMD5: undefined,
  SSECustomerKey: undefined,
  SSECustomerKeyMD5: undefined,
  CopySourceSSECustomerKey: undefined,
  CopySourceSSECustomerKeyMD5: undefined,
}

/** What is of another service (s3express, S3 Object Lambda) or a stream of events. */
const left = ['ListDirectoryBuckets', 'WriteGetObjectResponse', 'SelectObjectContent']

const isStream = (value: unknown): value is { transformToByteArray(): Promise<Uint8Array> } =>
  typeof value === 'object' && value !== null && 'transformToByteArray' in value

/** Streams as their bytes; what the SDK says twice, in two ways, is left out. */
async function plain(output: object): Promise<Record<string, unknown>> {
  const out: Record<string, unknown> = {}
  for (const [name, value] of Object.entries(output))
    if (name !== '$metadata' && name !== 'Expires' && name !== 'ExpiresString')
      out[name] = isStream(value) ? await value.transformToByteArray() : value
  return out
}

test('every operation of s3 arrives whole at its handler and comes back whole', async () => {
  const model = await modelFor(s3Mount)
  let given: unknown
  let answer: object = {}
  const take = (input: unknown) => {
    given = input
    return answer
  }
  const worlds = new Worlds(1, 0)
  const mistakes: unknown[] = []
  const core = createCore({
    mounts: [{ ...s3Mount, handlers: Object.fromEntries([...model.operations.keys()].map((name) => [name, take])) }],
    regionOf: (account, region) => worlds.get(account, region),
    now: () => 0,
    onMistake: (_action, error) => mistakes.push(error),
  })
  const client = new s3.S3Client({
    region: 'us-east-1',
    endpoint: 'http://127.0.0.1:1',
    forcePathStyle: true,
    maxAttempts: 1,
    requestChecksumCalculation: 'WHEN_REQUIRED',
    responseChecksumValidation: 'WHEN_REQUIRED',
    credentials: { accessKeyId: '123456789012', secretAccessKey: 'x' },
    requestHandler: loopback(core) as never,
  })
  for (const [name, operation] of model.operations) {
    if (left.includes(name)) continue
    const Command = Reflect.get(s3, `${name}Command`) as new (input: object) => s3.HeadBucketCommand
    const chosen = Object.entries(others).filter(([member]) => operation.input.members.has(member))
    const input = { ...sampleOf(operation.input), ...Object.fromEntries(chosen) }
    answer = sampleOf(operation.output)
    const output: object = await client.send(new Command(input))
    expect(mistakes, name).toEqual([])
    expect(given, `input of ${name}`).toEqual(input)
    expect(await plain(output), `output of ${name}`).toEqual(await plain(answer))
  }
  expect(model.operations.size).toBeGreaterThan(100)
})
