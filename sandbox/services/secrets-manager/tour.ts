import type * as sm from '@aws-sdk/client-secrets-manager'
import type { Tour } from '../../wire/tour'

const SecretId = 'tour/db'
const ResourcePolicy = JSON.stringify({
  Version: '2012-10-17',
  Statement: [
    {
      Effect: 'Allow',
      Principal: { AWS: 'arn:aws:iam::123456789012:role/ecsanywhereTaskRole' },
      Action: 'secretsmanager:GetSecretValue',
      Resource: '*',
    },
  ],
})

export const tour: Tour<typeof sm> = async ({ call, pass }) => {
  const made = await call('CreateSecret', {
    Name: SecretId,
    Description: 'for the tour',
    SecretString: '{"password":"one"}',
    Tags: [{ Key: 'a', Value: 'b' }],
  })
  const put = await call('PutSecretValue', { SecretId, SecretString: '{"password":"two"}' })
  await call('UpdateSecret', { SecretId, Description: 'for another tour' })
  await call('TagResource', { SecretId, Tags: [{ Key: 'c', Value: 'd' }] })
  await call('UntagResource', { SecretId, TagKeys: ['c'] })
  await call('DescribeSecret', { SecretId })
  await call('GetSecretValue', { SecretId })
  await call('GetSecretValue', { SecretId, VersionStage: 'AWSPREVIOUS' })
  await call('BatchGetSecretValue', { SecretIdList: [SecretId, 'tour/none'] })
  await call('ListSecretVersionIds', { SecretId, IncludeDeprecated: true })
  await call('UpdateSecretVersionStage', {
    SecretId,
    VersionStage: 'AWSCURRENT',
    RemoveFromVersionId: put.VersionId,
    MoveToVersionId: made.VersionId,
  })
  await call('PutResourcePolicy', { SecretId, ResourcePolicy })
  await call('GetResourcePolicy', { SecretId })
  await call('DeleteResourcePolicy', { SecretId })
  await call('GetRandomPassword', { PasswordLength: 20 })
  await call('DeleteSecret', { SecretId, RecoveryWindowInDays: 7 })
  pass(5)
  await call('ListSecrets', { IncludePlannedDeletion: true })
  await call('RestoreSecret', { SecretId })
}
