import * as ecs from '@aws-sdk/client-ecs'
import * as iam from '@aws-sdk/client-iam'
import * as sts from '@aws-sdk/client-sts'
import { beforeEach, expect, test } from 'vitest'
import { createSandbox, type Sandbox } from '../server'
import { loopback } from '../wire/loopback'
import { START } from '../world/testing'

/** A role's policies decide what its sessions may do, as a real client meets it. */
const root = { accessKeyId: '123456789012', secretAccessKey: 'x' }
const ARN = 'arn:aws:iam::123456789012:role/operator'
let sandbox: Sandbox
const options = (credentials: object = root) => ({
  region: 'us-east-1',
  endpoint: 'http://127.0.0.1:4510',
  credentials: credentials as typeof root,
  requestHandler: loopback(sandbox.core) as never,
  maxAttempts: 1,
})
const policy = (...statements: object[]) => JSON.stringify({ Version: '2012-10-17', Statement: statements })
const trust = (more: object = {}) =>
  policy({
    Effect: 'Allow',
    Principal: { AWS: '123456789012' },
    Action: ['sts:AssumeRole', 'sts:TagSession', 'sts:SetSourceIdentity'],
    ...more,
  })
const assume = async (more: Partial<sts.AssumeRoleCommandInput> = {}) => {
  const command = new sts.AssumeRoleCommand({ RoleArn: ARN, RoleSessionName: 'ann', ...more })
  const { Credentials: c } = await new sts.STSClient(options()).send(command)
  return options({ accessKeyId: c?.AccessKeyId, secretAccessKey: c?.SecretAccessKey, sessionToken: c?.SessionToken })
}
const allow = (...statements: object[]) =>
  new iam.IAMClient(options()).send(
    new iam.PutRolePolicyCommand({ RoleName: 'operator', PolicyName: 'p', PolicyDocument: policy(...statements) }),
  )

beforeEach(async () => {
  sandbox = createSandbox({ seed: 'small', now: START })
  await new iam.IAMClient(options()).send(
    new iam.CreateRoleCommand({ RoleName: 'operator', AssumeRolePolicyDocument: trust() }),
  )
})

test('what no policy allows is denied, in the words of AWS', async () => {
  const client = new ecs.ECSClient(await assume())
  await expect(client.send(new ecs.ListClustersCommand({}))).rejects.toMatchObject({
    name: 'AccessDeniedException',
    message:
      'User: arn:aws:sts::123456789012:assumed-role/operator/ann is not authorized to perform: ecs:ListClusters on resource: * because no identity-based policy allows the ecs:ListClusters action',
  })
  await expect(new iam.IAMClient(await assume()).send(new iam.ListRolesCommand({}))).rejects.toMatchObject({
    name: 'AccessDenied',
  })
  await allow({ Effect: 'Allow', Action: 'ecs:List*', Resource: '*' })
  expect((await client.send(new ecs.ListClustersCommand({}))).clusterArns?.length).toBeGreaterThan(0)
})

test('resources, conditions, denials and session policies are held to', async () => {
  await allow(
    { Effect: 'Allow', Action: 'ecs:*', Resource: 'arn:aws:ecs:*:*:cluster/green-*' },
    { Effect: 'Deny', Action: 'ecs:DeleteCluster', Resource: '*' },
    {
      Effect: 'Allow',
      Action: 'ecs:ListServices',
      Resource: '*',
      Condition: { StringEquals: { 'aws:SourceIdentity': 'ann' } },
    },
  )
  const client = new ecs.ECSClient(await assume({ SourceIdentity: 'ann' }))
  await client.send(new ecs.CreateClusterCommand({ clusterName: 'green-1' }))
  await client.send(new ecs.ListServicesCommand({ cluster: 'green-1' }))
  await expect(client.send(new ecs.CreateClusterCommand({ clusterName: 'red' }))).rejects.toThrow('cluster/red because')
  await expect(client.send(new ecs.DeleteClusterCommand({ cluster: 'green-1' }))).rejects.toThrow(
    'with an explicit deny in an identity-based policy',
  )
  const less = new ecs.ECSClient(
    await assume({ Policy: policy({ Effect: 'Allow', Action: 'ecs:List*', Resource: '*' }) }),
  )
  await expect(less.send(new ecs.DescribeClustersCommand({ clusters: ['green-1'] }))).rejects.toThrow(
    'no session policy',
  )
  const bob = new ecs.ECSClient(await assume({ SourceIdentity: 'bob' }))
  await expect(bob.send(new ecs.ListServicesCommand({ cluster: 'green-1' }))).rejects.toThrow('not authorized')
})

test('conditions on keys that every object of JavaScript has hold for nobody', async () => {
  await allow(
    { Effect: 'Allow', Action: 'ecs:*', Resource: '*' },
    { Effect: 'Deny', Action: 'ecs:ListClusters', Resource: '*', Condition: { StringLike: { constructor: '*' } } },
  )
  await new ecs.ECSClient(await assume()).send(new ecs.ListClustersCommand({}))
})

test('a role can be handed on only with iam:PassRole', async () => {
  await allow({ Effect: 'Allow', Action: 'ecs:*', Resource: '*' })
  const client = new ecs.ECSClient(await assume())
  const command = new ecs.RegisterTaskDefinitionCommand({
    family: 'web',
    taskRoleArn: 'arn:aws:iam::123456789012:role/ecsanywhereTaskRole',
    containerDefinitions: [{ name: 'a', image: 'nginx', memory: 64 }],
  })
  await expect(client.send(command)).rejects.toThrow(
    'perform: iam:PassRole on resource: arn:aws:iam::123456789012:role/ecs',
  )
  await allow({ Effect: 'Allow', Action: ['ecs:*', 'iam:PassRole'], Resource: '*' })
  await client.send(command)
})

test('who is not trusted does not get in; sessions end by the clock of the world', async () => {
  await new iam.IAMClient(options()).send(
    new iam.UpdateAssumeRolePolicyCommand({
      RoleName: 'operator',
      PolicyDocument: trust({ Condition: { StringEquals: { 'sts:ExternalId': 'secret' } } }),
    }),
  )
  await expect(assume()).rejects.toMatchObject({ name: 'AccessDenied' })
  const client = new sts.STSClient(await assume({ ExternalId: 'secret' }))
  expect((await client.send(new sts.GetCallerIdentityCommand({}))).Account).toBe('123456789012')
  await expect(client.send(new sts.GetSessionTokenCommand({}))).rejects.toMatchObject({ name: 'AccessDenied' })
  const { Credentials } = await new sts.STSClient(options()).send(new sts.GetSessionTokenCommand({}))
  expect(Credentials?.AccessKeyId).toMatch(/^ASIA/)
  sandbox.worlds.clock.advanceTo(START + 3_600_000)
  await expect(client.send(new sts.GetCallerIdentityCommand({}))).rejects.toMatchObject({
    message: 'The security token included in the request is expired',
  })
})
