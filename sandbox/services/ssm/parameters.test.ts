import * as ssm from '@aws-sdk/client-ssm'
import { beforeEach, expect, test } from 'vitest'
import { createCore } from '../../wire/core'
import { loopback } from '../../wire/loopback'
import { START } from '../../world/testing'
import { Worlds } from '../../world/worlds'
import { ssmMount } from '.'

let client: ssm.SSMClient
beforeEach(() => {
  const worlds = new Worlds(1, START)
  const core = createCore({ mounts: [ssmMount], regionOf: (a, r) => worlds.get(a, r), now: () => START })
  client = new ssm.SSMClient({
    region: 'us-east-1',
    credentials: { accessKeyId: '123456789012', secretAccessKey: 'x' },
    requestHandler: loopback(core),
    maxAttempts: 1,
  })
})
const put = (Name: string, Value: string, more: object = {}) =>
  client.send(new ssm.PutParameterCommand({ Name, Value, Type: 'String', ...more }))

test('values have versions, labels and a history; secrets stay sealed', async () => {
  expect(await put('/app/key', 'one', { Type: 'SecureString' })).toMatchObject({ Version: 1, Tier: 'Standard' })
  await expect(put('/app/key', 'two')).rejects.toThrow(ssm.ParameterAlreadyExists)
  await put('/app/key', 'two', { Overwrite: true, Type: 'SecureString' })
  await client.send(
    new ssm.LabelParameterVersionCommand({ Name: '/app/key', ParameterVersion: 1, Labels: ['old', 'aws1'] }),
  )
  const get = async (Name: string, WithDecryption: boolean) =>
    (await client.send(new ssm.GetParameterCommand({ Name, WithDecryption }))).Parameter
  expect(await get('/app/key', true)).toMatchObject({ Value: 'two', Version: 2, Type: 'SecureString' })
  expect((await get('/app/key', false))?.Value).toMatch(/^AQICAH/)
  expect(await get('/app/key:old', true)).toMatchObject({ Value: 'one', Selector: ':old' })
  expect(await get('arn:aws:ssm:us-east-1:123456789012:parameter/app/key:1', true)).toMatchObject({ Value: 'one' })
  await expect(get('/app/key:9', true)).rejects.toThrow(ssm.ParameterVersionNotFound)
  await expect(get('/none', true)).rejects.toThrow(ssm.ParameterNotFound)
  const { Parameters } = await client.send(new ssm.GetParameterHistoryCommand({ Name: '/app/key' }))
  expect(Parameters?.map(({ Labels }) => Labels)).toEqual([['old'], []])
  const off = { Name: '/app/key', ParameterVersion: 1, Labels: ['old', 'x'] }
  expect(await client.send(new ssm.UnlabelParameterVersionCommand(off))).toMatchObject({ InvalidLabels: ['x'] })
})

test('parameters are found by path, by filter and by tag, in pages', async () => {
  for (const name of ['/a/x', '/a/y', '/a/b/z', 'plain']) await put(name, name)
  const under = (more: object) => client.send(new ssm.GetParametersByPathCommand({ Path: '/a', ...more }))
  expect((await under({})).Parameters?.map(({ Name }) => Name)).toEqual(['/a/x', '/a/y'])
  expect((await under({ Recursive: true })).Parameters).toHaveLength(3)
  const page = await under({ MaxResults: 1 })
  expect((await under({ NextToken: page.NextToken })).Parameters?.[0]?.Name).toBe('/a/y')
  await expect(under({ NextToken: 'x' })).rejects.toThrow(ssm.InvalidNextToken)
  const tag = { ResourceType: 'Parameter' as const, ResourceId: 'plain' }
  await client.send(new ssm.AddTagsToResourceCommand({ ...tag, Tags: [{ Key: 'team', Value: 'x' }] }))
  expect((await client.send(new ssm.ListTagsForResourceCommand(tag))).TagList).toHaveLength(1)
  const described = async (ParameterFilters: ssm.ParameterStringFilter[]) =>
    (await client.send(new ssm.DescribeParametersCommand({ ParameterFilters }))).Parameters?.map(({ Name }) => Name)
  expect(await described([{ Key: 'tag:team', Values: ['x'] }])).toEqual(['plain'])
  expect(await described([{ Key: 'Name', Option: 'Contains', Values: ['b/'] }])).toEqual(['/a/b/z'])
  expect(await described([{ Key: 'Path', Option: 'Recursive', Values: ['/a/b'] }])).toEqual(['/a/b/z'])
  expect(await described([{ Key: 'Type', Option: 'BeginsWith', Values: ['Secure'] }])).toEqual([])
  await expect(described([{ Key: 'Tier', Option: 'Contains', Values: ['x'] }])).rejects.toThrow(ssm.InvalidFilterOption)
  await expect(described([{ Key: 'Nothing', Values: ['x'] }])).rejects.toThrow(ssm.InvalidFilterKey)
  const some = await client.send(new ssm.GetParametersCommand({ Names: ['plain', 'none'] }))
  expect(some).toMatchObject({ Parameters: [{ Value: 'plain' }], InvalidParameters: ['none'] })
  const gone = await client.send(new ssm.DeleteParametersCommand({ Names: ['plain', 'none'] }))
  expect(gone).toMatchObject({ DeletedParameters: ['plain'], InvalidParameters: ['none'] })
  await client.send(new ssm.DeleteParameterCommand({ Name: '/a/x' }))
  await expect(client.send(new ssm.DeleteParameterCommand({ Name: '/a/x' }))).rejects.toThrow(ssm.ParameterNotFound)
})

test.for([
  ['/aws/x', 'v', {}, 'ValidationException'],
  ['a b', 'v', {}, 'ValidationException'],
  ['/x'.repeat(16), 'v', {}, 'HierarchyLevelLimitExceededException'],
  ['x', '', {}, 'ValidationException'],
  ['x', 'v'.repeat(4097), {}, 'ValidationException'],
  ['x', 'v', { AllowedPattern: '\\d+' }, 'ParameterPatternMismatchException'],
  ['x', 'v', { AllowedPattern: '(' }, 'InvalidAllowedPatternException'],
  ['x', 'v', { Type: 'Other' }, 'ValidationException'],
] as const)('%s is refused: %s', async ([name, value, more, error]) => {
  await expect(put(name, value, more)).rejects.toMatchObject({ name: error })
})
