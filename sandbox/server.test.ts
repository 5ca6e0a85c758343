import {
  CreateClusterCommand,
  DescribeContainerInstancesCommand,
  ECSClient,
  ListClustersCommand,
  ListContainerInstancesCommand,
  UpdateContainerInstancesStateCommand,
} from '@aws-sdk/client-ecs'
import { CreateActivationCommand, DescribeInstanceInformationCommand, SSMClient } from '@aws-sdk/client-ssm'
import { AssumeRoleCommand, GetCallerIdentityCommand, STSClient } from '@aws-sdk/client-sts'
import { afterEach, beforeEach, expect, test } from 'vitest'
import { createSandbox, type Listening, listen, type Sandbox } from './server'

let sandbox: Sandbox
let listening: Listening
let base: string

beforeEach(async () => {
  sandbox = createSandbox({ seed: 'empty', now: Date.parse('2026-11-24T12:00:00Z') })
  listening = await listen(sandbox, { port: 0, still: true })
  base = `http://127.0.0.1:${listening.port}`
})
afterEach(() => listening.close())

const options = () => ({
  region: 'us-east-1',
  endpoint: base,
  maxAttempts: 1,
  credentials: { accessKeyId: '123456789012', secretAccessKey: 'x' },
})

async function control(method: string, path: string, body?: unknown, headers?: Record<string, string>) {
  const reply = await fetch(`${base}/_sandbox/${path}`, {
    method,
    ...(headers && { headers }),
    ...(body !== undefined && { body: typeof body === 'string' ? body : JSON.stringify(body) }),
  })
  return { status: reply.status, json: (await reply.json()) as Record<string, unknown> }
}

/** A host registered the way the install script does it. */
async function joined(name: string, cluster = 'shop') {
  await new ECSClient(options()).send(new CreateClusterCommand({ clusterName: cluster }))
  const key = await new SSMClient(options()).send(new CreateActivationCommand({ IamRole: 'ecsAnywhereRole' }))
  const { status, json } = await control('POST', 'join', {
    activationId: key.ActivationId,
    activationCode: key.ActivationCode,
    cluster,
    name,
  })
  expect(status, JSON.stringify(json)).toBe(200)
  await control('POST', 'clock', { advance: '1m' })
  return json as { managedInstanceId: string; containerInstanceArn: string }
}

test('a machine joins, goes dark and comes back', async () => {
  const { containerInstanceArn, managedInstanceId } = await joined('pi-1')
  const ecs = new ECSClient(options())
  const connected = async () => {
    const input = { cluster: 'shop', containerInstances: [containerInstanceArn] }
    const found = await ecs.send(new DescribeContainerInstancesCommand(input))
    return found.containerInstances?.[0]?.agentConnected
  }
  expect(await connected()).toBe(true)
  expect(await control('GET', 'hosts/pi-1')).toMatchObject({ status: 200, json: { connected: true } })
  expect(await control('POST', 'hosts/pi-1/disconnect')).toMatchObject({ status: 200, json: { connected: false } })
  expect(await control('GET', 'hosts/pi-1')).toMatchObject({ status: 200, json: { connected: false } })
  expect(await connected()).toBe(false)
  expect((await control('POST', `hosts/${managedInstanceId}/connect`)).status).toBe(200)
  expect(await connected()).toBe(true)
  expect((await control('POST', 'hosts/nobody/connect')).status).toBe(404)
  const { InstanceInformationList } = await new SSMClient(options()).send(new DescribeInstanceInformationCommand({}))
  expect(InstanceInformationList?.map(({ InstanceId }) => InstanceId)).toEqual([managedInstanceId])
})

test('a host named pi-denied registers and reads well, and writes to it are refused', async () => {
  const { containerInstanceArn } = await joined('pi-denied')
  const ecs = new ECSClient(options())
  const { containerInstanceArns } = await ecs.send(new ListContainerInstancesCommand({ cluster: 'shop' }))
  expect(containerInstanceArns).toEqual([containerInstanceArn])
  const drain = new UpdateContainerInstancesStateCommand({
    cluster: 'shop',
    containerInstances: [containerInstanceArn.split('/').at(-1) ?? ''],
    status: 'DRAINING',
  })
  await expect(ecs.send(drain)).rejects.toMatchObject({
    name: 'AccessDeniedException',
    message: expect.stringContaining(
      `not authorized to perform: ecs:UpdateContainerInstancesState on resource: ${containerInstanceArn}`,
    ),
  })
})

test('faults asked for fail as often as they should, of the cluster they should', async () => {
  const ecs = new ECSClient(options())
  const list = (cluster: string) => ecs.send(new ListContainerInstancesCommand({ cluster }))
  for (const clusterName of ['a', 'b']) await ecs.send(new CreateClusterCommand({ clusterName }))
  await control('POST', 'faults', {
    service: 'ecs',
    action: 'ListContainerInstances',
    error: 'ThrottlingException',
    times: 1,
    cluster: 'a',
  })
  await list('b')
  await expect(list('a')).rejects.toMatchObject({ name: 'ThrottlingException', message: 'Rate exceeded' })
  await list('a')
  await control('POST', 'faults', { service: 'ecs', action: '*', error: 'unreachable' })
  await expect(list('a')).rejects.toThrow()
  await control('DELETE', 'faults')
  await list('a')
})

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

test('the clock moves by what it is told and a reset starts over, calls and faults included', async () => {
  await new ECSClient(options()).send(new CreateClusterCommand({ clusterName: 'shop' }))
  expect((await control('POST', 'clock', { advance: '1h30m' })).json).toEqual({ now: '2026-11-24T13:30:00.000Z' })
  expect((await control('POST', 'clock', { advance: 500 })).json).toEqual({ now: '2026-11-24T13:30:00.500Z' })
  expect((await control('POST', 'reset', { seed: 'nowhere' })).status).toBe(400)
  expect((await new ECSClient(options()).send(new ListClustersCommand({}))).clusterArns).toHaveLength(1)
  expect((await control('POST', 'reset', { seed: 'empty' })).json).toMatchObject({ now: '2026-11-24T13:30:00.500Z' })
  expect((await control('GET', 'calls')).json).toEqual({ calls: [] })
  expect((await new ECSClient(options()).send(new ListClustersCommand({}))).clusterArns).toEqual([])
})

test.for([
  ['POST', 'clock', { advance: 'soon' }, 400],
  ['POST', 'clock', { advance: -1 }, 400],
  ['POST', 'clock', '{', 400],
  ['POST', 'clock', {}, 400],
  ['POST', 'faults', { service: 'ecs', error: 'Nonsense' }, 400],
  ['POST', 'join', { activationId: 'a', activationCode: 'b', cluster: 'none' }, 400],
  ['PUT', 'clock', {}, 405],
  ['POST', 'nothing', {}, 404],
] as const)('%s %s with %j is refused', async ([method, path, body, status]) => {
  const reply = await control(method, path, body)
  expect([reply.status, typeof reply.json.message]).toEqual([status, 'string'])
})

test("a page in somebody's browser cannot reach the control paths", async () => {
  expect((await control('POST', 'reset', {}, { origin: 'https://elsewhere.example' })).status).toBe(403)
})
