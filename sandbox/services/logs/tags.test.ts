import * as logs from '@aws-sdk/client-cloudwatch-logs'
import { expect, test } from 'vitest'
import { createCore } from '../../wire/core'
import { loopback } from '../../wire/loopback'
import { START } from '../../world/testing'
import { Worlds } from '../../world/worlds'
import { logsMount } from '.'

test('the older and the newer operations keep the same tags', async () => {
  const worlds = new Worlds(1, START)
  const client = new logs.CloudWatchLogsClient({
    region: 'us-east-1',
    credentials: { accessKeyId: '123456789012', secretAccessKey: 'x' },
    requestHandler: loopback(
      createCore({ mounts: [logsMount], regionOf: (a, r) => worlds.get(a, r), now: () => START }),
    ),
    maxAttempts: 1,
  })
  const logGroupName = '/ecs/web'
  const resourceArn = `arn:aws:logs:us-east-1:123456789012:log-group:${logGroupName}`
  await client.send(new logs.CreateLogGroupCommand({ logGroupName }))
  await client.send(new logs.TagLogGroupCommand({ logGroupName, tags: { a: '1' } }))
  await client.send(new logs.TagResourceCommand({ resourceArn, tags: { b: '2' } }))
  expect((await client.send(new logs.ListTagsForResourceCommand({ resourceArn }))).tags).toEqual({ a: '1', b: '2' })
  await client.send(new logs.UntagResourceCommand({ resourceArn, tagKeys: ['a'] }))
  await client.send(new logs.UntagLogGroupCommand({ logGroupName, tags: ['b'] }))
  expect((await client.send(new logs.ListTagsLogGroupCommand({ logGroupName }))).tags).toEqual({})
  const bad = new logs.TagResourceCommand({ resourceArn, tags: { 'aws:x': '1' } })
  await expect(client.send(bad)).rejects.toThrow(logs.InvalidParameterException)
})
