import * as sm from '@aws-sdk/client-secrets-manager'
import { beforeEach, expect, test } from 'vitest'
import { createCore } from '../../wire/core'
import { loopback } from '../../wire/loopback'
import { START } from '../../world/testing'
import { Worlds } from '../../world/worlds'
import { secretsManagerMount } from '.'

let client: sm.SecretsManagerClient
let worlds: Worlds
beforeEach(() => {
  worlds = new Worlds(1, START)
  const regionOf = (account: string, region: string) => worlds.get(account, region)
  client = new sm.SecretsManagerClient({
    region: 'us-east-1',
    credentials: { accessKeyId: '123456789012', secretAccessKey: 'x' },
    requestHandler: loopback(createCore({ mounts: [secretsManagerMount], regionOf, now: () => worlds.clock.now() })),
    maxAttempts: 1,
  })
})
const create = (Name: string, SecretString?: string, more: object = {}) =>
  client.send(new sm.CreateSecretCommand({ Name, SecretString, ...more }))
const read = (SecretId: string, more: object = {}) => client.send(new sm.GetSecretValueCommand({ SecretId, ...more }))

test('a secret has versions, and stages that move between them', async () => {
  const { ARN = '', VersionId: first = '' } = await create('db/password', 'one')
  expect(ARN).toMatch(/^arn:aws:secretsmanager:us-east-1:123456789012:secret:db\/password-[A-Za-z0-9]{6}$/)
  const put = await client.send(new sm.PutSecretValueCommand({ SecretId: ARN, SecretString: 'two' }))
  expect(await read('db/password')).toMatchObject({ SecretString: 'two', VersionStages: ['AWSCURRENT'] })
  expect(await read(ARN, { VersionStage: 'AWSPREVIOUS' })).toMatchObject({ SecretString: 'one', VersionId: first })
  const move = { SecretId: ARN, VersionStage: 'AWSCURRENT', MoveToVersionId: first }
  await expect(client.send(new sm.UpdateSecretVersionStageCommand(move))).rejects.toThrow(sm.InvalidParameterException)
  await client.send(new sm.UpdateSecretVersionStageCommand({ ...move, RemoveFromVersionId: put.VersionId }))
  expect(await read(ARN)).toMatchObject({ SecretString: 'one' })
  const { Versions } = await client.send(new sm.ListSecretVersionIdsCommand({ SecretId: ARN }))
  expect(Versions).toHaveLength(2)
  await client.send(new sm.UpdateSecretCommand({ SecretId: ARN, Description: 'x', SecretBinary: Buffer.from('raw') }))
  expect(Buffer.from((await read(ARN)).SecretBinary ?? []).toString()).toBe('raw')
  const { VersionIdsToStages } = await client.send(new sm.DescribeSecretCommand({ SecretId: ARN }))
  expect(Object.keys(VersionIdsToStages ?? {})).toHaveLength(2)
})

test('the same request twice is one secret; another of the name is refused', async () => {
  const token = { ClientRequestToken: 'a'.repeat(32) }
  expect((await create('x', 'v', token)).ARN).toBe((await create('x', 'v', token)).ARN)
  await expect(create('x', 'w', token)).rejects.toThrow(sm.ResourceExistsException)
  await expect(create('x', 'v')).rejects.toThrow(sm.ResourceExistsException)
  await expect(read('nothing')).rejects.toThrow(sm.ResourceNotFoundException)
  await expect(create('a b', 'v')).rejects.toMatchObject({ name: 'ValidationException' })
  const raw = (byte: number) =>
    create('raw', undefined, { ClientRequestToken: 'b'.repeat(32), SecretBinary: new Uint8Array([byte]) })
  expect((await raw(1)).ARN).toBe((await raw(1)).ARN)
  await expect(raw(2)).rejects.toThrow(sm.ResourceExistsException)
})

test.for([
  ['ValidationException', { SecretString: '' }],
  ['ValidationException', { SecretBinary: new Uint8Array() }],
  ['ValidationException', { SecretString: 'x'.repeat(65_537) }],
  ['ValidationException', { Description: 'x'.repeat(2049) }],
  ['InvalidParameterException', { SecretString: 'x', SecretBinary: new Uint8Array([1]) }],
  ['InvalidParameterException', { SecretString: 'x', ClientRequestToken: 'short' }],
  ['InvalidParameterException', { Tags: ['a', 'a'].map((Key) => ({ Key, Value: '' })) }],
] as const)('%s for a secret of %j', async ([name, input]) => {
  await expect(create('x', undefined, input)).rejects.toMatchObject({ name })
  expect((await client.send(new sm.ListSecretsCommand({}))).SecretList).toEqual([])
})

test('deletion waits for its window, can be called back, and happens', async () => {
  await create('x', 'v')
  const gone = await client.send(new sm.DeleteSecretCommand({ SecretId: 'x', RecoveryWindowInDays: 7 }))
  expect(gone.DeletionDate?.getTime()).toBe(START + 7 * 86_400_000)
  await expect(read('x')).rejects.toThrow(sm.InvalidRequestException)
  await expect(create('x', 'v')).rejects.toThrow(sm.InvalidRequestException)
  expect((await client.send(new sm.ListSecretsCommand({}))).SecretList).toEqual([])
  await client.send(new sm.RestoreSecretCommand({ SecretId: 'x' }))
  expect(await read('x')).toMatchObject({ SecretString: 'v' })
  await client.send(new sm.DeleteSecretCommand({ SecretId: 'x' }))
  worlds.clock.advanceTo(START + 31 * 86_400_000)
  await expect(read('x')).rejects.toThrow(sm.ResourceNotFoundException)
  await create('y')
  await client.send(new sm.DeleteSecretCommand({ SecretId: 'y', ForceDeleteWithoutRecovery: true }))
  // Once more is no error when it is forced.
  await client.send(new sm.DeleteSecretCommand({ SecretId: 'y', ForceDeleteWithoutRecovery: true }))
  await expect(client.send(new sm.DescribeSecretCommand({ SecretId: 'y' }))).rejects.toThrow(
    sm.ResourceNotFoundException,
  )
})

test('secrets are listed by filters and in pages, read many at once, tagged and given policies', async () => {
  for (const name of ['app/a', 'app/b', 'other']) await create(name, name)
  await client.send(new sm.TagResourceCommand({ SecretId: 'other', Tags: [{ Key: 'team', Value: 'x' }] }))
  const list = async (input: object) =>
    (await client.send(new sm.ListSecretsCommand(input))).SecretList?.map(({ Name }) => Name)
  expect(await list({ Filters: [{ Key: 'name', Values: ['app/'] }] })).toEqual(['app/a', 'app/b'])
  expect(await list({ Filters: [{ Key: 'name', Values: ['!app/'] }] })).toEqual(['other'])
  expect(await list({ Filters: [{ Key: 'tag-key', Values: ['team'] }] })).toEqual(['other'])
  expect(await list({ Filters: [{ Key: 'all', Values: ['B app'] }] })).toEqual(['app/b'])
  expect(await list({ SortOrder: 'desc', SortBy: 'name' })).toEqual(['other', 'app/b', 'app/a'])
  const page = await client.send(new sm.ListSecretsCommand({ MaxResults: 2 }))
  expect(await list({ NextToken: page.NextToken })).toEqual(['other'])
  await expect(list({ NextToken: 'x' })).rejects.toThrow(sm.InvalidNextTokenException)
  const batch = await client.send(new sm.BatchGetSecretValueCommand({ SecretIdList: ['app/a', 'none'] }))
  expect(batch).toMatchObject({ SecretValues: [{ SecretString: 'app/a' }], Errors: [{ SecretId: 'none' }] })
  await client.send(new sm.UntagResourceCommand({ SecretId: 'other', TagKeys: ['team'] }))
  const ResourcePolicy = '{"Version":"2012-10-17","Statement":[]}'
  await client.send(new sm.PutResourcePolicyCommand({ SecretId: 'other', ResourcePolicy }))
  expect(await client.send(new sm.GetResourcePolicyCommand({ SecretId: 'other' }))).toMatchObject({ ResourcePolicy })
  await client.send(new sm.DeleteResourcePolicyCommand({ SecretId: 'other' }))
  const put = new sm.PutResourcePolicyCommand({ SecretId: 'other', ResourcePolicy: '{' })
  await expect(client.send(put)).rejects.toThrow(sm.MalformedPolicyDocumentException)
  const { RandomPassword } = await client.send(new sm.GetRandomPasswordCommand({ ExcludePunctuation: true }))
  expect(RandomPassword).toMatch(/^(?=.*[a-z])(?=.*[A-Z])(?=.*\d)[A-Za-z0-9]{32}$/)
})
