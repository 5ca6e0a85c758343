import type * as iam from '@aws-sdk/client-iam'
import type { Guide, Tour } from '../../wire/tour'

type Iam = Guide<typeof iam>
const RoleName = 'tour'
const document = (statement: object) => JSON.stringify({ Version: '2012-10-17', Statement: [statement] })
const trust = (Service: string) => document({ Effect: 'Allow', Principal: { Service }, Action: 'sts:AssumeRole' })
const allow = (Action: string) => document({ Effect: 'Allow', Action, Resource: '*' })

export const tour: Tour<typeof iam> = async (guide) => {
  await guide.call('CreateRole', {
    RoleName,
    AssumeRolePolicyDocument: trust('ecs-tasks.amazonaws.com'),
    Description: 'of the tour',
    Tags: [{ Key: 'a', Value: 'b' }],
  })
  await roles(guide)
  await policies(guide)
  await profiles(guide)
  await guide.call('DeleteRole', { RoleName })
}

async function roles({ call }: Iam): Promise<void> {
  await call('GetRole', { RoleName })
  await call('ListRoles', {})
  await call('UpdateAssumeRolePolicy', { RoleName, PolicyDocument: trust('ssm.amazonaws.com') })
  await call('UpdateRole', { RoleName, MaxSessionDuration: 7200 })
  await call('UpdateRoleDescription', { RoleName, Description: 'of another tour' })
  await call('TagRole', { RoleName, Tags: [{ Key: 'c', Value: 'd' }] })
  await call('ListRoleTags', { RoleName })
  await call('UntagRole', { RoleName, TagKeys: ['c'] })
  const inline = { RoleName, PolicyName: 'read' }
  await call('PutRolePolicy', { ...inline, PolicyDocument: allow('s3:GetObject') })
  await call('GetRolePolicy', inline)
  await call('ListRolePolicies', { RoleName })
  await call('DeleteRolePolicy', inline)
}

async function policies({ call }: Iam): Promise<void> {
  const { Policy } = await call('CreatePolicy', { PolicyName: 'tour', PolicyDocument: allow('ecs:ListTasks') })
  const PolicyArn = Policy?.Arn
  await call('GetPolicy', { PolicyArn })
  await call('ListPolicies', { Scope: 'All' })
  await call('TagPolicy', { PolicyArn, Tags: [{ Key: 'a', Value: 'b' }] })
  await call('ListPolicyTags', { PolicyArn })
  await call('UntagPolicy', { PolicyArn, TagKeys: ['a'] })
  await call('AttachRolePolicy', { RoleName, PolicyArn })
  await call('ListAttachedRolePolicies', { RoleName })
  await call('ListEntitiesForPolicy', { PolicyArn })
  await call('DetachRolePolicy', { RoleName, PolicyArn })
  await call('CreatePolicyVersion', { PolicyArn, PolicyDocument: allow('ecs:*') })
  await call('GetPolicyVersion', { PolicyArn, VersionId: 'v2' })
  await call('SetDefaultPolicyVersion', { PolicyArn, VersionId: 'v2' })
  await call('ListPolicyVersions', { PolicyArn })
  await call('DeletePolicyVersion', { PolicyArn, VersionId: 'v1' })
  await call('DeletePolicy', { PolicyArn })
}

async function profiles({ call }: Iam): Promise<void> {
  const InstanceProfileName = 'tour'
  await call('CreateInstanceProfile', { InstanceProfileName, Tags: [{ Key: 'a', Value: 'b' }] })
  await call('AddRoleToInstanceProfile', { InstanceProfileName, RoleName })
  await call('GetInstanceProfile', { InstanceProfileName })
  await call('ListInstanceProfiles', {})
  await call('ListInstanceProfilesForRole', { RoleName })
  await call('RemoveRoleFromInstanceProfile', { InstanceProfileName, RoleName })
  await call('DeleteInstanceProfile', { InstanceProfileName })
}
