import * as ecr from '@aws-sdk/client-ecr'
import { beforeEach, expect, test } from 'vitest'
import { createCore } from '../../wire/core'
import { loopback } from '../../wire/loopback'
import { START } from '../../world/testing'
import { Worlds } from '../../world/worlds'
import { ecrMount } from '.'

let client: ecr.ECRClient
const repositoryName = 'shop/web'
beforeEach(async () => {
  const worlds = new Worlds(1, START)
  client = new ecr.ECRClient({
    region: 'us-east-1',
    credentials: { accessKeyId: '123456789012', secretAccessKey: 'x' },
    requestHandler: loopback(
      createCore({ mounts: [ecrMount], regionOf: (a, r) => worlds.get(a, r), now: () => START }),
    ),
    maxAttempts: 1,
  })
  await client.send(new ecr.CreateRepositoryCommand({ repositoryName }))
})
const manifest = (size: number) => JSON.stringify({ schemaVersion: 2, layers: [{ size }] })
const push = async (imageManifest: string, imageTag?: string) =>
  (await client.send(new ecr.PutImageCommand({ repositoryName, imageManifest, imageTag }))).image?.imageId?.imageDigest

test('images are pushed, found by tag and digest, and deleted; an index names its architectures', async () => {
  const amd = await push(manifest(100))
  const arm = await push(manifest(200))
  const index = JSON.stringify({
    schemaVersion: 2,
    mediaType: 'application/vnd.oci.image.index.v1+json',
    manifests: [
      { digest: amd, platform: { os: 'linux', architecture: 'amd64' } },
      { digest: arm, platform: { os: 'linux', architecture: 'arm64' } },
    ],
  })
  const both = await push(index, '1.0')
  const got = await client.send(
    new ecr.BatchGetImageCommand({ repositoryName, imageIds: [{ imageTag: '1.0' }, { imageTag: 'no' }] }),
  )
  expect(got).toMatchObject({ images: [{ imageManifest: index }], failures: [{ failureCode: 'ImageNotFound' }] })
  const described = await client.send(
    new ecr.DescribeImagesCommand({ repositoryName, filter: { tagStatus: 'TAGGED' } }),
  )
  expect(described.imageDetails).toMatchObject([{ imageDigest: both, imageTags: ['1.0'], imageSizeInBytes: 300 }])
  expect((await client.send(new ecr.ListImagesCommand({ repositoryName }))).imageIds).toHaveLength(3)
  await expect(push(index, '1.0')).rejects.toThrow(ecr.ImageAlreadyExistsException)
  const gone = new ecr.DescribeImagesCommand({ repositoryName, imageIds: [{ imageTag: 'no' }] })
  await expect(client.send(gone)).rejects.toThrow(ecr.ImageNotFoundException)
  const lost = JSON.stringify({ manifests: [{ digest: 'sha256:0' }] })
  await expect(push(lost)).rejects.toThrow(ecr.ReferencedImagesNotFoundException)
  await client.send(new ecr.BatchDeleteImageCommand({ repositoryName, imageIds: [{ imageTag: '1.0' }] }))
  await expect(client.send(new ecr.DeleteRepositoryCommand({ repositoryName }))).rejects.toThrow(
    ecr.RepositoryNotEmptyException,
  )
  await client.send(new ecr.DeleteRepositoryCommand({ repositoryName, force: true }))
  await expect(client.send(new ecr.ListImagesCommand({ repositoryName }))).rejects.toThrow(
    ecr.RepositoryNotFoundException,
  )
})

test('repositories are described, tagged and given policies', async () => {
  const { repositories } = await client.send(new ecr.DescribeRepositoriesCommand({ repositoryNames: [repositoryName] }))
  const [{ repositoryArn: resourceArn, repositoryUri } = {}] = repositories ?? []
  expect(repositoryUri).toBe('123456789012.dkr.ecr.us-east-1.amazonaws.com/shop/web')
  await expect(client.send(new ecr.CreateRepositoryCommand({ repositoryName }))).rejects.toThrow(
    ecr.RepositoryAlreadyExistsException,
  )
  await expect(client.send(new ecr.CreateRepositoryCommand({ repositoryName: 'No' }))).rejects.toThrow(
    ecr.InvalidParameterException,
  )
  await client.send(new ecr.TagResourceCommand({ resourceArn, tags: [{ Key: 'a', Value: 'b' }] }))
  expect((await client.send(new ecr.ListTagsForResourceCommand({ resourceArn }))).tags).toHaveLength(1)
  await client.send(new ecr.UntagResourceCommand({ resourceArn, tagKeys: ['a'] }))
  const policyText = '{"Version":"2012-10-17","Statement":[]}'
  await client.send(new ecr.SetRepositoryPolicyCommand({ repositoryName, policyText }))
  expect(await client.send(new ecr.GetRepositoryPolicyCommand({ repositoryName }))).toMatchObject({ policyText })
  await client.send(new ecr.DeleteRepositoryPolicyCommand({ repositoryName }))
  await expect(client.send(new ecr.GetRepositoryPolicyCommand({ repositoryName }))).rejects.toThrow(
    ecr.RepositoryPolicyNotFoundException,
  )
  const lifecyclePolicyText = '{"rules":[]}'
  await client.send(new ecr.PutLifecyclePolicyCommand({ repositoryName, lifecyclePolicyText }))
  expect(await client.send(new ecr.GetLifecyclePolicyCommand({ repositoryName }))).toMatchObject({
    lifecyclePolicyText,
  })
  await client.send(new ecr.DeleteLifecyclePolicyCommand({ repositoryName }))
  const { authorizationData } = await client.send(new ecr.GetAuthorizationTokenCommand({}))
  expect(Buffer.from(authorizationData?.[0]?.authorizationToken ?? '', 'base64').toString()).toMatch(/^AWS:/)
})
