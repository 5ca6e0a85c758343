import { AssumeRoleCommand, GetCallerIdentityCommand, STSClient } from '@aws-sdk/client-sts'
import { expect, test } from 'vitest'
import { served } from './controls/testing'

const { options, control } = served()

test('a role that is assumed is who calls, in its own account', async () => {
  const assumed = await new STSClient(options()).send(
    new AssumeRoleCommand({
      RoleArn: 'arn:aws:iam::222222222222:role/x/auditor',
      RoleSessionName: 'me',
      SourceIdentity: 'ann',
    }),
  )
  const { AccessKeyId = '', SecretAccessKey = '', SessionToken = '' } = assumed.Credentials ?? {}
  const credentials = { accessKeyId: AccessKeyId, secretAccessKey: SecretAccessKey, sessionToken: SessionToken }
  const who = await new STSClient({ ...options(), credentials }).send(new GetCallerIdentityCommand({}))
  const principal = 'arn:aws:sts::222222222222:assumed-role/auditor/me'
  expect(who).toMatchObject({ Account: '222222222222', Arn: principal, UserId: assumed.AssumedRoleUser?.AssumedRoleId })
  const { json } = await control('GET', 'calls')
  expect(json.calls).toContainEqual(
    expect.objectContaining({ action: 'sts:GetCallerIdentity', principal, sourceIdentity: 'ann', count: 1 }),
  )
})

test.for([
  ['PUT', 'clock', {}, 405],
  ['POST', 'nothing', {}, 404],
  ['POST', 'hosts/%zz/connect', {}, 400],
] as const)('%s %s with %j is refused', async ([method, path, body, status]) => {
  const reply = await control(method, path, body)
  expect([reply.status, typeof reply.json.message]).toEqual([status, 'string'])
})

test("a page in somebody's browser cannot reach the control paths", async () => {
  expect((await control('POST', 'reset', {}, { origin: 'https://elsewhere.example' })).status).toBe(403)
})
