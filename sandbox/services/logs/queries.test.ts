import * as logs from '@aws-sdk/client-cloudwatch-logs'
import { beforeEach, expect, test } from 'vitest'
import { createCore } from '../../wire/core'
import { loopback } from '../../wire/loopback'
import { START } from '../../world/testing'
import { Worlds } from '../../world/worlds'
import { logsMount } from '.'
import { appendLog } from './state'

let worlds: Worlds
let client: logs.CloudWatchLogsClient
const logGroupName = '/ecs/web'

beforeEach(() => {
  worlds = new Worlds(1, START)
  client = new logs.CloudWatchLogsClient({
    region: 'us-east-1',
    credentials: { accessKeyId: '123456789012', secretAccessKey: 'x' },
    requestHandler: loopback(
      createCore({ mounts: [logsMount], regionOf: (a, r) => worlds.get(a, r), now: () => worlds.clock.now() }),
    ),
    maxAttempts: 1,
  })
  const region = worlds.get('123456789012', 'us-east-1')
  for (let i = 0; i < 5; i++) appendLog(region, logGroupName, 'web/1', START + i * 1_000, `line ${i}`)
})

const pass = (ms: number) => worlds.clock.advanceTo(worlds.clock.now() + ms)
const times = { startTime: START / 1_000, endTime: START / 1_000 + 60 }
const start = async (queryString: string, more: object = {}) =>
  (await client.send(new logs.StartQueryCommand({ logGroupName, ...times, queryString, ...more }))).queryId
const get = (queryId: string | undefined, more: object = {}) =>
  client.send(new logs.GetQueryResultsCommand({ queryId, ...more }))

test('a query is scheduled, runs and is complete', async () => {
  const id = await start('fields @message | sort @timestamp | limit 2')
  const early = await get(id)
  expect([early.status, early.results, early.statistics?.recordsScanned]).toEqual(['Scheduled', [], 0])
  pass(300)
  expect((await get(id)).status).toBe('Running')
  pass(500)
  const { status, results, statistics } = await get(id)
  expect(status).toBe('Complete')
  expect(results?.map((row) => row.map(({ field }) => field))).toEqual([
    ['@message', '@ptr'],
    ['@message', '@ptr'],
  ])
  expect(results?.map(([message]) => message?.value)).toEqual(['line 0', 'line 1'])
  expect(statistics).toMatchObject({ recordsMatched: 5, recordsScanned: 5, bytesScanned: 30, logGroupsScanned: 1 })
})

test('whoever asks twice while the clock stands is not kept waiting, and reads page by page', async () => {
  const id = await start('fields @message', { logGroupName: undefined, logGroupIdentifiers: [logGroupName] })
  await get(id)
  const one = await get(id, { maxItems: 3 })
  expect([one.status, one.results?.length]).toEqual(['Complete', 3])
  expect((await get(id, { nextToken: one.nextToken })).results).toHaveLength(2)
  await expect(get(id, { nextToken: 'x' })).rejects.toThrow(logs.InvalidParameterException)
})

test('queries are stopped once and told, the newest first', async () => {
  const first = await start('fields @message')
  pass(1_000)
  const second = await start('stats count(*)', { endTime: START + 10_000, startTime: START })
  expect(await client.send(new logs.StopQueryCommand({ queryId: second }))).toMatchObject({ success: true })
  for (const queryId of [first, second])
    await expect(client.send(new logs.StopQueryCommand({ queryId }))).rejects.toThrow(logs.InvalidParameterException)
  const { queries } = await client.send(new logs.DescribeQueriesCommand({ logGroupName }))
  expect(queries?.map((query) => [query.queryId, query.status])).toEqual([
    [second, 'Cancelled'],
    [first, 'Complete'],
  ])
  expect(queries?.[1]).toMatchObject({ queryString: 'fields @message', createTime: START, queryDuration: 700 })
  const one = await client.send(new logs.DescribeQueriesCommand({ maxResults: 1, status: 'Complete' }))
  expect([one.queries?.[0]?.queryId, one.nextToken]).toEqual([first, undefined])
})

test('a malformed query says where', async () => {
  const error = await start('fields @message\n| filter (').catch((caught: unknown) => caught)
  expect(error).toBeInstanceOf(logs.MalformedQueryException)
  expect(error).toMatchObject({
    message: 'unexpected symbol found <EOF> at line 2 and position 10',
    queryCompileError: { location: { startCharOffset: 26, endCharOffset: 26 } },
  })
})

test.for([
  { logGroupNames: [logGroupName] },
  { logGroupName: undefined },
  { logGroupName: undefined, logGroupNames: [] },
  { limit: 0 },
  { limit: 100_001 },
  { startTime: times.endTime + 1 },
  { startTime: -1 },
  { queryLanguage: 'SQL' },
  { queryLanguage: 'Prolog' },
])('a query with %j is refused', async (more) => {
  await expect(start('fields @message', more)).rejects.toThrow(logs.InvalidParameterException)
})

test('groups and queries that are not there', async () => {
  await expect(start('fields @message', { logGroupName: 'none' })).rejects.toThrow(logs.ResourceNotFoundException)
  await expect(get('none')).rejects.toThrow(logs.ResourceNotFoundException)
  await expect(client.send(new logs.DescribeQueriesCommand({ status: 'Odd' as 'Running' }))).rejects.toThrow(/enum/)
})
