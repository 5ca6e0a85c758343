import { createHash } from 'node:crypto'
import * as ecr from '@aws-sdk/client-ecr'
import { beforeEach, expect, test } from 'vitest'
import { createSandbox, type Sandbox } from '../../server'
import { loopback } from '../../wire/loopback'
import { asText, START } from '../../world/testing'

let sandbox: Sandbox
let client: ecr.ECRClient

beforeEach(async () => {
  sandbox = createSandbox({ seed: 'empty', now: START })
  client = new ecr.ECRClient({
    region: 'us-east-1',
    endpoint: 'http://127.0.0.1:1',
    maxAttempts: 1,
    credentials: { accessKeyId: '123456789012', secretAccessKey: 'x' },
    requestHandler: loopback(sandbox.core),
  })
  await create('shop/api')
})

const repositoryName = 'shop/api'
const create = async (name: string, more: Partial<ecr.CreateRepositoryCommandInput> = {}) =>
  (await client.send(new ecr.CreateRepositoryCommand({ repositoryName: name, ...more }))).repository
const manifest = (size: number) =>
  JSON.stringify({
    schemaVersion: 2,
    mediaType: 'application/vnd.oci.image.manifest.v1+json',
    config: { mediaType: 'application/vnd.oci.image.config.v1+json', size: 100, digest: 'sha256:00' },
    layers: [{ mediaType: 'application/vnd.oci.image.layer.v1.tar+gzip', size, digest: 'sha256:01' }],
  })
const put = (imageManifest: string, imageTag?: string, more: Partial<ecr.PutImageCommandInput> = {}) =>
  client.send(new ecr.PutImageCommand({ repositoryName, imageManifest, imageTag, ...more }))
const digestOf = (text: string) => `sha256:${createHash('sha256').update(text).digest('hex')}`
const details = async (more: Partial<ecr.DescribeImagesCommandInput> = {}) =>
  (await client.send(new ecr.DescribeImagesCommand({ repositoryName, ...more }))).imageDetails ?? []
const list = (more: Partial<ecr.ListImagesCommandInput> = {}) =>
  client.send(new ecr.ListImagesCommand({ repositoryName, ...more }))
const remove = (...imageIds: ecr.ImageIdentifier[]) =>
  client.send(new ecr.BatchDeleteImageCommand({ repositoryName, imageIds }))

test('repositories are made, described in pages and deleted', async () => {
  expect(await create('web', { imageScanningConfiguration: { scanOnPush: true } })).toMatchObject({
    repositoryArn: 'arn:aws:ecr:us-east-1:123456789012:repository/web',
    repositoryUri: '123456789012.dkr.ecr.us-east-1.amazonaws.com/web',
    imageTagMutability: 'MUTABLE',
    encryptionConfiguration: { encryptionType: 'AES256' },
    imageScanningConfiguration: { scanOnPush: true },
  })
  const all = (more: ecr.DescribeRepositoriesCommandInput) => client.send(new ecr.DescribeRepositoriesCommand(more))
  const one = await all({ maxResults: 1 })
  const two = await all({ maxResults: 1, nextToken: one.nextToken })
  expect([one.repositories?.[0]?.repositoryName, two.repositories?.[0]?.repositoryName, two.nextToken]).toEqual([
    'shop/api',
    'web',
    undefined,
  ])
  expect((await all({ repositoryNames: ['web'] })).repositories).toHaveLength(1)
  await expect(all({ repositoryNames: ['none'] })).rejects.toBeInstanceOf(ecr.RepositoryNotFoundException)
  await expect(all({ nextToken: 'x' })).rejects.toBeInstanceOf(ecr.InvalidParameterException)
  await put(manifest(1))
  const gone = (force?: boolean) => client.send(new ecr.DeleteRepositoryCommand({ repositoryName, force }))
  await expect(gone()).rejects.toBeInstanceOf(ecr.RepositoryNotEmptyException)
  expect((await gone(true)).repository).toMatchObject({ repositoryName })
  await expect(gone()).rejects.toBeInstanceOf(ecr.RepositoryNotFoundException)
})

test('an image is put, tagged again, listed and read', async () => {
  const [a, b] = [manifest(1000), manifest(2000)]
  expect((await put(a, 'v1')).image).toMatchObject({ imageId: { imageDigest: digestOf(a), imageTag: 'v1' } })
  await put(a, 'latest')
  sandbox.worlds.clock.advanceTo(START + 1000)
  await put(b, 'latest')
  await put(manifest(3000))
  expect(await details({ imageIds: [{ imageTag: 'latest' }] })).toMatchObject([
    {
      imageDigest: digestOf(b),
      imageTags: ['latest'],
      imageSizeInBytes: 2100,
      imagePushedAt: new Date(START + 1000),
      artifactMediaType: 'application/vnd.oci.image.config.v1+json',
    },
  ])
  expect((await list({ filter: { tagStatus: 'TAGGED' } })).imageIds?.map(({ imageTag }) => imageTag)).toEqual([
    'v1',
    'latest',
  ])
  expect((await list({ filter: { tagStatus: 'UNTAGGED' } })).imageIds).toEqual([
    { imageDigest: digestOf(manifest(3000)) },
  ])
  const first = await list({ maxResults: 2 })
  expect((await list({ maxResults: 2, nextToken: first.nextToken })).imageIds).toHaveLength(1)
  const got = await client.send(
    new ecr.BatchGetImageCommand({
      repositoryName,
      imageIds: [
        { imageTag: 'v1' },
        { imageTag: 'none' },
        { imageDigest: 'x' },
        {},
        { imageTag: 'v1', imageDigest: digestOf(b) },
      ],
    }),
  )
  expect(got.images).toMatchObject([{ imageManifest: a, imageId: { imageDigest: digestOf(a), imageTag: 'v1' } }])
  expect(got.failures?.map(({ failureCode }) => failureCode)).toEqual([
    'ImageNotFound',
    'InvalidImageDigest',
    'MissingDigestAndTag',
    'ImageTagDoesNotMatchDigest',
  ])
  await expect(details({ imageIds: [{ imageTag: 'none' }] })).rejects.toBeInstanceOf(ecr.ImageNotFoundException)
})

test('a list names an image for each architecture, which stay as long as the list does', async () => {
  const [amd, arm] = [manifest(1000), manifest(900)]
  const index = JSON.stringify({
    schemaVersion: 2,
    mediaType: 'application/vnd.oci.image.index.v1+json',
    manifests: [
      { digest: digestOf(amd), platform: { os: 'linux', architecture: 'amd64' } },
      { digest: digestOf(arm), platform: { os: 'linux', architecture: 'arm64' } },
    ],
  })
  await put(amd)
  await expect(put(index, 'v1')).rejects.toBeInstanceOf(ecr.ReferencedImagesNotFoundException)
  await put(arm)
  await put(index, 'v1')
  expect(await details({ filter: { tagStatus: 'TAGGED' } })).toMatchObject([
    { imageManifestMediaType: 'application/vnd.oci.image.index.v1+json', imageSizeInBytes: 1100 },
  ])
  const kept = await remove({ imageDigest: digestOf(arm) })
  expect(kept.failures).toMatchObject([{ failureCode: 'ImageReferencedByManifestList' }])
  expect((await remove({ imageTag: 'v1' }, { imageDigest: digestOf(arm) })).imageIds).toEqual([
    { imageDigest: digestOf(index), imageTag: 'v1' },
    { imageDigest: digestOf(arm) },
  ])
  expect((await details()).map(({ imageDigest }) => imageDigest)).toEqual([digestOf(amd)])
})

test('an image loses one tag by the tag and all by its digest', async () => {
  const text = manifest(1)
  for (const tag of ['a', 'b', 'c']) await put(text, tag)
  await remove({ imageTag: 'a' })
  expect((await details())[0]?.imageTags).toEqual(['b', 'c'])
  expect((await remove({ imageDigest: digestOf(text) })).imageIds).toHaveLength(2)
  expect(await details()).toEqual([])
})

test('a tag that is immutable stays, unless it is excluded', async () => {
  await create('fixed', {
    imageTagMutability: 'IMMUTABLE_WITH_EXCLUSION',
    imageTagMutabilityExclusionFilters: [{ filterType: 'WILDCARD', filter: 'dev-*' }],
  })
  const into = { repositoryName: 'fixed' }
  for (const tag of ['v1', 'dev-1']) await put(manifest(1), tag, into)
  await put(manifest(2), 'dev-1', into)
  await expect(put(manifest(2), 'v1', into)).rejects.toBeInstanceOf(ecr.ImageTagAlreadyExistsException)
})

test('policies, tags and the token for Docker', async () => {
  const policyText = '{"Version":"2012-10-17","Statement":[]}'
  const policy = () => client.send(new ecr.GetRepositoryPolicyCommand({ repositoryName }))
  await expect(policy()).rejects.toBeInstanceOf(ecr.RepositoryPolicyNotFoundException)
  await client.send(new ecr.SetRepositoryPolicyCommand({ repositoryName, policyText }))
  expect((await policy()).policyText).toBe(policyText)
  await client.send(new ecr.DeleteRepositoryPolicyCommand({ repositoryName }))
  await expect(policy()).rejects.toBeInstanceOf(ecr.RepositoryPolicyNotFoundException)
  await expect(
    client.send(new ecr.SetRepositoryPolicyCommand({ repositoryName, policyText: 'x' })),
  ).rejects.toBeInstanceOf(ecr.InvalidParameterException)

  const lifecyclePolicyText = '{"rules":[]}'
  const lifecycle = () => client.send(new ecr.GetLifecyclePolicyCommand({ repositoryName }))
  await client.send(new ecr.PutLifecyclePolicyCommand({ repositoryName, lifecyclePolicyText }))
  expect((await lifecycle()).lifecyclePolicyText).toBe(lifecyclePolicyText)
  await client.send(new ecr.DeleteLifecyclePolicyCommand({ repositoryName }))
  await expect(lifecycle()).rejects.toBeInstanceOf(ecr.LifecyclePolicyNotFoundException)
  await expect(
    client.send(new ecr.PutLifecyclePolicyCommand({ repositoryName, lifecyclePolicyText: '{}' })),
  ).rejects.toBeInstanceOf(ecr.InvalidParameterException)

  const resourceArn = `arn:aws:ecr:us-east-1:123456789012:repository/${repositoryName}`
  const both = ['a', 'b'].map((Key) => ({ Key, Value: '1' }))
  await client.send(new ecr.TagResourceCommand({ resourceArn, tags: both }))
  await client.send(new ecr.UntagResourceCommand({ resourceArn, tagKeys: ['a'] }))
  const told = (arn: string) => client.send(new ecr.ListTagsForResourceCommand({ resourceArn: arn }))
  expect((await told(resourceArn)).tags).toEqual([{ Key: 'b', Value: '1' }])
  await expect(told('x')).rejects.toBeInstanceOf(ecr.InvalidParameterException)
  await expect(told(`${resourceArn}s`)).rejects.toBeInstanceOf(ecr.RepositoryNotFoundException)

  const { authorizationData } = await client.send(new ecr.GetAuthorizationTokenCommand({}))
  expect(authorizationData).toMatchObject([
    {
      expiresAt: new Date(START + 12 * 3_600_000),
      proxyEndpoint: 'https://123456789012.dkr.ecr.us-east-1.amazonaws.com',
    },
  ])
  expect(Buffer.from(authorizationData?.[0]?.authorizationToken ?? '', 'base64').toString()).toMatch(/^AWS:/)
})

test.for([
  ['InvalidParameterException', () => create('Big')],
  ['InvalidParameterException', () => create('x')],
  ['RepositoryAlreadyExistsException', () => create(repositoryName)],
  ['InvalidTagParameterException', () => create('new', { tags: [{ Key: 'aws:x', Value: '' }] })],
  ['InvalidParameterException', () => create('new', { imageTagMutability: 'X' as never })],
  ['ImageAlreadyExistsException', () => put(manifest(1), 'v1')],
  ['ImageAlreadyExistsException', () => put(manifest(1))],
  ['ImageDigestDoesNotMatchException', () => put(manifest(2), 'v2', { imageDigest: 'sha256:00' })],
  ['InvalidParameterException', () => put('{', 'v2')],
  ['InvalidParameterException', () => put(manifest(2), '-v2')],
  ['InvalidParameterException', () => put(manifest(2), 'v2', { imageManifestMediaType: 'text/plain' })],
  ['RepositoryNotFoundException', () => put(manifest(2), 'v2', { registryId: '210987654321' })],
  ['InvalidParameterException', () => remove()],
  ['InvalidParameterException', () => list({ maxResults: 1001 })],
] as const)('%s %#', async ([name, call]) => {
  await put(manifest(1), 'v1')
  const before = asText(sandbox.worlds.get('123456789012', 'us-east-1').ecr)
  await expect((call as () => Promise<unknown>)()).rejects.toMatchObject({ name })
  expect(asText(sandbox.worlds.get('123456789012', 'us-east-1').ecr)).toBe(before)
})
