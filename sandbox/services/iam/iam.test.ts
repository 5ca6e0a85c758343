import * as iam from '@aws-sdk/client-iam'
import { beforeEach, expect, test } from 'vitest'
import { createSandbox } from '../../server'
import { loopback } from '../../wire/loopback'
import { START } from '../../world/testing'

/** IAM as a real client sees it. */
let client: iam.IAMClient
const allowAll = '{"Version":"2012-10-17","Statement":{"Effect":"Allow","Action":"ecs:*","Resource":"*"}}'
const trust =
  '{"Version":"2012-10-17","Statement":[{"Effect":"Allow","Principal":{"Service":"ssm.amazonaws.com"},"Action":"sts:AssumeRole"}]}'

beforeEach(() => {
  client = new iam.IAMClient({
    region: 'us-east-1',
    endpoint: 'http://127.0.0.1:4510',
    credentials: { accessKeyId: '123456789012', secretAccessKey: 'x' },
    requestHandler: loopback(createSandbox({ seed: 'empty', now: START }).core) as never,
    maxAttempts: 1,
  })
})

test('a role is made, changed, tagged and deleted when nothing holds it', async () => {
  const RoleName = 'host'
  const made = await client.send(new iam.CreateRoleCommand({ RoleName, Path: '/a/', AssumeRolePolicyDocument: trust }))
  expect(made.Role?.Arn).toBe('arn:aws:iam::123456789012:role/a/host')
  expect(decodeURIComponent(made.Role?.AssumeRolePolicyDocument ?? '')).toBe(trust)
  await client.send(new iam.UpdateRoleCommand({ RoleName, MaxSessionDuration: 7200 }))
  await client.send(new iam.UpdateRoleDescriptionCommand({ RoleName, Description: 'hosts' }))
  await client.send(
    new iam.TagRoleCommand({
      RoleName,
      Tags: [
        { Key: 'team', Value: 'a' },
        { Key: 'b', Value: '' },
      ],
    }),
  )
  await client.send(new iam.UntagRoleCommand({ RoleName, TagKeys: ['b'] }))
  expect((await client.send(new iam.ListRoleTagsCommand({ RoleName }))).Tags).toEqual([{ Key: 'team', Value: 'a' }])
  expect((await client.send(new iam.GetRoleCommand({ RoleName }))).Role).toMatchObject({
    MaxSessionDuration: 7200,
    Description: 'hosts',
  })
  expect((await client.send(new iam.ListRolesCommand({ PathPrefix: '/a/' }))).Roles).toHaveLength(1)
  const PolicyArn = 'arn:aws:iam::aws:policy/AmazonSSMManagedInstanceCore'
  await client.send(new iam.AttachRolePolicyCommand({ RoleName, PolicyArn }))
  await client.send(new iam.PutRolePolicyCommand({ RoleName, PolicyName: 'p', PolicyDocument: allowAll }))
  expect((await client.send(new iam.ListRolePoliciesCommand({ RoleName }))).PolicyNames).toEqual(['p'])
  const inline = await client.send(new iam.GetRolePolicyCommand({ RoleName, PolicyName: 'p' }))
  expect(decodeURIComponent(inline.PolicyDocument ?? '')).toBe(allowAll)
  const entities = await client.send(new iam.ListEntitiesForPolicyCommand({ PolicyArn }))
  expect(entities.PolicyRoles).toMatchObject([{ RoleName }])
  expect((await client.send(new iam.ListAttachedRolePoliciesCommand({ RoleName }))).AttachedPolicies).toHaveLength(1)
  await expect(client.send(new iam.DeleteRoleCommand({ RoleName }))).rejects.toMatchObject({
    name: 'DeleteConflictException',
  })
  await client.send(new iam.DetachRolePolicyCommand({ RoleName, PolicyArn }))
  await client.send(new iam.DeleteRolePolicyCommand({ RoleName, PolicyName: 'p' }))
  await client.send(new iam.DeleteRoleCommand({ RoleName }))
  await expect(client.send(new iam.GetRoleCommand({ RoleName }))).rejects.toBeInstanceOf(iam.NoSuchEntityException)
})

test("a policy has five versions, one in force; AWS's own cannot be changed", async () => {
  const { Policy } = await client.send(new iam.CreatePolicyCommand({ PolicyName: 'fleet', PolicyDocument: allowAll }))
  const PolicyArn = Policy?.Arn ?? ''
  for (let n = 2; n <= 5; n++)
    await client.send(new iam.CreatePolicyVersionCommand({ PolicyArn, PolicyDocument: allowAll }))
  await expect(
    client.send(new iam.CreatePolicyVersionCommand({ PolicyArn, PolicyDocument: allowAll })),
  ).rejects.toBeInstanceOf(iam.LimitExceededException)
  await client.send(new iam.SetDefaultPolicyVersionCommand({ PolicyArn, VersionId: 'v3' }))
  const page = await client.send(new iam.ListPolicyVersionsCommand({ PolicyArn, MaxItems: 2 }))
  expect(page).toMatchObject({ IsTruncated: true, Versions: [{ VersionId: 'v5' }, { VersionId: 'v4' }] })
  await expect(client.send(new iam.DeletePolicyCommand({ PolicyArn }))).rejects.toThrow('more than one version')
  for (const VersionId of ['v1', 'v2', 'v4', 'v5'])
    await client.send(new iam.DeletePolicyVersionCommand({ PolicyArn, VersionId }))
  const { PolicyVersion } = await client.send(new iam.GetPolicyVersionCommand({ PolicyArn, VersionId: 'v3' }))
  expect(decodeURIComponent(PolicyVersion?.Document ?? '')).toBe(allowAll)
  await client.send(new iam.TagPolicyCommand({ PolicyArn, Tags: [{ Key: 'a', Value: 'b' }] }))
  expect((await client.send(new iam.ListPolicyTagsCommand({ PolicyArn }))).Tags).toHaveLength(1)
  await client.send(new iam.UntagPolicyCommand({ PolicyArn, TagKeys: ['a'] }))
  expect((await client.send(new iam.GetPolicyCommand({ PolicyArn }))).Policy?.DefaultVersionId).toBe('v3')
  expect((await client.send(new iam.ListPoliciesCommand({ Scope: 'Local' }))).Policies).toHaveLength(1)
  await client.send(new iam.DeletePolicyCommand({ PolicyArn }))
  const theirs = 'arn:aws:iam::aws:policy/ReadOnlyAccess'
  await expect(client.send(new iam.DeletePolicyCommand({ PolicyArn: theirs }))).rejects.toMatchObject({
    name: 'AccessDenied',
  })
})

test('an instance profile holds one role', async () => {
  const InstanceProfileName = 'hosts'
  const RoleName = 'host'
  await client.send(new iam.CreateRoleCommand({ RoleName, AssumeRolePolicyDocument: trust }))
  await client.send(new iam.CreateInstanceProfileCommand({ InstanceProfileName }))
  await client.send(new iam.AddRoleToInstanceProfileCommand({ InstanceProfileName, RoleName }))
  const { InstanceProfile } = await client.send(new iam.GetInstanceProfileCommand({ InstanceProfileName }))
  expect(InstanceProfile?.Roles).toMatchObject([{ RoleName }])
  expect((await client.send(new iam.ListInstanceProfilesCommand({}))).InstanceProfiles).toHaveLength(1)
  expect((await client.send(new iam.ListInstanceProfilesForRoleCommand({ RoleName }))).InstanceProfiles).toHaveLength(1)
  await expect(client.send(new iam.DeleteRoleCommand({ RoleName }))).rejects.toThrow('instance profile')
  await client.send(new iam.RemoveRoleFromInstanceProfileCommand({ InstanceProfileName, RoleName }))
  await client.send(new iam.DeleteInstanceProfileCommand({ InstanceProfileName }))
})

test.for([
  ['{', 'This policy contains invalid Json'],
  ['{"Statement":[]}', 'Syntax errors in policy.'],
  ['{"Statement":[{"Effect":"Maybe","Action":"ecs:*","Resource":"*"}]}', 'Syntax errors in policy.'],
  ['{"Statement":[{"Effect":"Allow","Action":"everything","Resource":"*"}]}', 'prefaced by a vendor'],
  ['{"Statement":[{"Effect":"Allow","Action":"ecs:*","Resource":"x"}]}', 'must be in ARN format'],
  ['{"Statement":[{"Effect":"Allow","Action":"ecs:*"}]}', 'must contain resources'],
] as const)('the policy %s is malformed', async ([PolicyDocument, message]) => {
  const error = await client
    .send(new iam.CreatePolicyCommand({ PolicyName: 'p', PolicyDocument }))
    .catch((e: unknown) => e)
  expect(error).toBeInstanceOf(iam.MalformedPolicyDocumentException)
  expect(error).toMatchObject({ message: expect.stringContaining(message) })
})
