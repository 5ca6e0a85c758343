import {
  CloudWatchLogsClient,
  CreateLogGroupCommand,
  CreateLogStreamCommand,
  FilterLogEventsCommand,
  GetLogEventsCommand,
  PutLogEventsCommand,
  PutRetentionPolicyCommand,
} from '@aws-sdk/client-cloudwatch-logs'
import { beforeEach, expect, test } from 'vitest'
import { createCore } from '../../wire/core'
import { loopback } from '../../wire/loopback'
import { Worlds } from '../../world/worlds'
import { logsMount } from '.'
import { appendLog } from './state'

const start = Date.parse('2026-11-24T00:00:00Z')
let worlds: Worlds
let logs: CloudWatchLogsClient
const at = { logGroupName: '/ecs/shop', logStreamName: 'web/1' }

beforeEach(async () => {
  worlds = new Worlds(1, start)
  const core = createCore({
    mounts: [logsMount],
    regionOf: (account, region) => worlds.get(account, region),
    now: () => worlds.clock.now(),
  })
  logs = new CloudWatchLogsClient({
    region: 'us-east-1',
    endpoint: 'http://127.0.0.1:1',
    maxAttempts: 1,
    credentials: { accessKeyId: '123456789012', secretAccessKey: 'x' },
    requestHandler: loopback(core),
  })
  await logs.send(new CreateLogGroupCommand({ logGroupName: at.logGroupName }))
  await logs.send(new CreateLogStreamCommand(at))
})

const say = (message: string, seconds: number) =>
  appendLog(worlds.get('123456789012', 'us-east-1'), at.logGroupName, at.logStreamName, start + seconds * 1000, message)
const get = (input: object) => logs.send(new GetLogEventsCommand({ ...at, ...input }))
const words = ({ events }: { events?: { message?: string }[] | undefined }) => events?.map(({ message }) => message)

test('a reader goes forward to the end, is given the same token there, and goes on when there is more', async () => {
  for (let i = 0; i < 5; i++) say(`line ${i}`, i)
  const one = await get({ startFromHead: true, limit: 2 })
  expect(words(one)).toEqual(['line 0', 'line 1'])
  const two = await get({ nextToken: one.nextForwardToken, limit: 3 })
  expect(words(two)).toEqual(['line 2', 'line 3', 'line 4'])
  const end = await get({ nextToken: two.nextForwardToken })
  expect(words(end)).toEqual([])
  expect(end.nextForwardToken).toBe(two.nextForwardToken)
  say('line 5', 5)
  expect(words(await get({ nextToken: end.nextForwardToken }))).toEqual(['line 5'])
  expect(words(await get({ nextToken: end.nextBackwardToken, limit: 2 }))).toEqual(['line 3', 'line 4'])
})

test('without startFromHead the newest come first, and going back ends with the same token', async () => {
  for (let i = 0; i < 5; i++) say(`line ${i}`, i)
  const newest = await get({ limit: 2 })
  expect(words(newest)).toEqual(['line 3', 'line 4'])
  const before = await get({ nextToken: newest.nextBackwardToken, limit: 10 })
  expect(words(before)).toEqual(['line 0', 'line 1', 'line 2'])
  const end = await get({ nextToken: before.nextBackwardToken })
  expect(words(end)).toEqual([])
  expect(end.nextBackwardToken).toBe(before.nextBackwardToken)
})

test('a stream still empty gives a token that finds what comes later, equal times included', async () => {
  const empty = await get({ startFromHead: true })
  say('a', 1)
  say('b', 1)
  const one = await get({ nextToken: empty.nextForwardToken, limit: 1 })
  expect(words(one)).toEqual(['a'])
  expect(words(await get({ nextToken: one.nextForwardToken }))).toEqual(['b'])
})

test('a token that is none is refused', async () => {
  await expect(get({ nextToken: 'f/1' })).rejects.toMatchObject({ name: 'InvalidParameterException' })
})

test('PutLogEvents refuses disorder and says which events it left out', async () => {
  const put = (logEvents: { timestamp: number; message: string }[]) =>
    logs.send(new PutLogEventsCommand({ ...at, logEvents }))
  await expect(
    put([
      { timestamp: start, message: 'b' },
      { timestamp: start - 1, message: 'a' },
    ]),
  ).rejects.toMatchObject({ name: 'InvalidParameterException', message: /chronological/ })
  const { rejectedLogEventsInfo } = await put([
    { timestamp: start, message: 'now' },
    { timestamp: start + 3 * 3_600_000, message: 'not yet' },
  ])
  expect(rejectedLogEventsInfo).toEqual({ tooNewLogEventStartIndex: 1 })
  expect(words(await get({}))).toEqual(['now'])
})

test('PutLogEvents takes 24 hours and a megabyte at once, and tells old events from expired ones', async () => {
  const day = 24 * 3_600_000
  const put = (...logEvents: [ago: number, message: string][]) =>
    logs.send(
      new PutLogEventsCommand({
        ...at,
        logEvents: logEvents.map(([ago, message]) => ({ timestamp: start - ago, message })),
      }),
    )
  await expect(put([day + 1, 'a'], [0, 'b'])).rejects.toThrow(/24 hours/)
  await expect(put([0, 'x'.repeat(1_048_576 - 25)])).rejects.toThrow(/too large/)
  await expect(put([0, ''])).rejects.toThrow(/logEvents.1.member.message/)
  await expect(put([start + 1, 'a'])).rejects.toThrow(/logEvents.1.member.timestamp/)
  await expect(put()).rejects.toThrow(/logEvents/)
  expect(words(await get({}))).toEqual([])
  await put([0, 'x'.repeat(1_048_576 - 26)])
  const old = await put([14 * day + 1, 'too old'], [14 * day, 'just'])
  expect(old.rejectedLogEventsInfo).toEqual({ tooOldLogEventEndIndex: 1 })
  await logs.send(new PutRetentionPolicyCommand({ logGroupName: at.logGroupName, retentionInDays: 7 }))
  const expired = await put([7 * day + 2, 'a'], [7 * day + 1, 'b'], [7 * day, 'c'])
  expect(expired.rejectedLogEventsInfo).toEqual({ expiredLogEventEndIndex: 2 })
  expect(words(await get({ startFromHead: true, limit: 2 }))).toEqual(['just', 'c'])
})

test('times below nothing are refused, and those past all time end a reading well', async () => {
  await expect(get({ startTime: -1 })).rejects.toThrow(/startTime/)
  const call = new FilterLogEventsCommand({ logGroupName: at.logGroupName, endTime: -1 })
  await expect(logs.send(call)).rejects.toThrow(/endTime/)
  const { nextForwardToken } = await get({ startTime: Number.MAX_SAFE_INTEGER, startFromHead: true })
  expect((await get({ nextToken: nextForwardToken })).nextForwardToken).toBe(nextForwardToken)
})

test.for([
  ['ERROR', ['ERROR disk full', 'ERROR again']],
  ['"disk full"', ['ERROR disk full']],
  ['?full ?warm', ['ERROR disk full', 'cache warm']],
  ['ERROR -again', ['ERROR disk full']],
  ['%wa?rm%', ['cache warm']],
  ['', ['ERROR disk full', 'cache warm', 'ERROR again']],
] as const)('the pattern %s finds %j', async ([filterPattern, found]) => {
  for (const [i, line] of ['ERROR disk full', 'cache warm', 'ERROR again'].entries()) say(line, i)
  const reply = await logs.send(new FilterLogEventsCommand({ logGroupName: at.logGroupName, filterPattern }))
  expect(words(reply)).toEqual(found)
})

test('a filter goes over several streams in the order of time, page by page', async () => {
  const region = worlds.get('123456789012', 'us-east-1')
  for (let i = 0; i < 7; i++) appendLog(region, at.logGroupName, `web/${i % 2}`, start + i * 1000, `line ${i}`)
  const found: unknown[] = []
  let nextToken: string | undefined
  do {
    const reply = await logs.send(new FilterLogEventsCommand({ logGroupName: at.logGroupName, limit: 3, nextToken }))
    found.push(...(words(reply) ?? []))
    nextToken = reply.nextToken
  } while (nextToken)
  expect(found).toEqual(Array.from({ length: 7 }, (_, i) => `line ${i}`))
})
