import type * as ecr from '@aws-sdk/client-ecr'
import type { Tour } from '../../wire/tour'

const repositoryName = 'tour/web'
const manifest = (size: number) => JSON.stringify({ schemaVersion: 2, layers: [{ size }] })
const policyText = JSON.stringify({
  Version: '2012-10-17',
  Statement: [{ Effect: 'Allow', Principal: '*', Action: 'ecr:BatchGetImage' }],
})
const lifecyclePolicyText = JSON.stringify({
  rules: [
    {
      rulePriority: 1,
      selection: { tagStatus: 'any', countType: 'imageCountMoreThan', countNumber: 10 },
      action: { type: 'expire' },
    },
  ],
})

export const tour: Tour<typeof ecr> = async ({ call }) => {
  const { repository } = await call('CreateRepository', { repositoryName, tags: [{ Key: 'a', Value: 'b' }] })
  const resourceArn = repository?.repositoryArn
  await call('DescribeRepositories', {})
  await call('GetAuthorizationToken', {})
  await call('TagResource', { resourceArn, tags: [{ Key: 'c', Value: 'd' }] })
  await call('ListTagsForResource', { resourceArn })
  await call('UntagResource', { resourceArn, tagKeys: ['c'] })
  await call('SetRepositoryPolicy', { repositoryName, policyText })
  await call('GetRepositoryPolicy', { repositoryName })
  await call('DeleteRepositoryPolicy', { repositoryName })
  await call('PutLifecyclePolicy', { repositoryName, lifecyclePolicyText })
  await call('GetLifecyclePolicy', { repositoryName })
  await call('DeleteLifecyclePolicy', { repositoryName })
  await call('PutImage', { repositoryName, imageManifest: manifest(100), imageTag: '1.0' })
  await call('BatchGetImage', { repositoryName, imageIds: [{ imageTag: '1.0' }, { imageTag: 'none' }] })
  await call('DescribeImages', { repositoryName })
  await call('ListImages', { repositoryName })
  await call('BatchDeleteImage', { repositoryName, imageIds: [{ imageTag: '1.0' }, { imageTag: 'none' }] })
  await call('DeleteRepository', { repositoryName, force: true })
}
