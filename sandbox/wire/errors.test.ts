import * as ecs from '@aws-sdk/client-ecs'
import { expect, test } from 'vitest'
import { mounts } from '../server'
import { Worlds } from '../world/worlds'
import { tokenOf } from './caller'
import { CallLog } from './calls'
import { bodyCap, createCore } from './core'
import type { Caller } from './handlers'
import type { Handler } from './mount'

const scope = (service: string, key = '123456789012', region = 'us-east-1') =>
  `AWS4-HMAC-SHA256 Credential=${key}/20261124/${region}/${service}/aws4_request, SignedHeaders=host, Signature=0`

/** A core whose ECS has the handlers given, and how to speak to it without an SDK. */
function sandbox(handlers: Record<string, Handler> = {}) {
  const worlds = new Worlds(1, Date.parse('2026-11-24T12:00:00Z'))
  const log = new CallLog()
  const mistakes: string[] = []
  const core = createCore({
    mounts: mounts.map((mount) =>
      mount.signingName === 'ecs' ? { ...mount, handlers: { ...mount.handlers, ...handlers } } : mount,
    ),
    regionOf: (account, region) => worlds.get(account, region),
    now: () => worlds.clock.now(),
    log,
    onMistake: (_action, error) => mistakes.push(String(error)),
  })
  const json = async (operation: string, body: unknown, headers: Record<string, string> = {}) => {
    const reply = await core({
      method: 'POST',
      path: '/',
      query: new URLSearchParams(),
      headers: {
        'content-type': 'application/x-amz-json-1.1',
        'x-amz-target': `AmazonEC2ContainerServiceV20141113.${operation}`,
        authorization: scope('ecs'),
        ...headers,
      },
      body: Buffer.from(typeof body === 'string' ? body : JSON.stringify(body)),
    })
    return { ...reply, json: JSON.parse(reply.body) as Record<string, unknown> }
  }
  const form = (service: string, fields: Record<string, string>, headers: Record<string, string> = {}) =>
    core({
      method: 'POST',
      path: '/',
      query: new URLSearchParams(),
      headers: {
        'content-type': 'application/x-www-form-urlencoded; charset=utf-8',
        authorization: scope(service),
        ...headers,
      },
      body: Buffer.from(new URLSearchParams(fields).toString()),
    })
  return { json, form, log, mistakes, core }
}

test.for([
  ['Nonsense', {}, 400, 'UnknownOperationException'],
  ['DescribeServices', {}, 400, 'InvalidParameterException'],
  ['ListTasks', { cluster: 5 }, 400, 'SerializationException'],
  ['ListTasks', { maxResults: 'ten' }, 400, 'SerializationException'],
  ['ListTasks', { cluster: ['a'] }, 400, 'SerializationException'],
  ['DescribeServices', { services: 'a' }, 400, 'SerializationException'],
  ['DescribeServices', { services: [null] }, 400, 'SerializationException'],
  ['ListTasks', '{"cluster":', 400, 'SerializationException'],
  ['ListTasks', '[]', 400, 'SerializationException'],
] as const)('%s with %j is refused with %i %s', async ([operation, body, status, type]) => {
  const { json, mistakes } = sandbox()
  const reply = await json(operation, body)
  expect([reply.status, reply.json.__type]).toEqual([status, type])
  expect(reply.json.message).toEqual(expect.stringMatching(/\S/))
  expect(mistakes).toEqual([])
})

test('a member nobody knows and one that is null are as if they were not there', async () => {
  const reply = await sandbox().json('ListClusters', { colour: 'red', maxResults: null })
  expect([reply.status, reply.json]).toEqual([200, { clusterArns: [] }])
})

test('a request without a signature, with half of one or a region that is none is refused', async () => {
  const { json, form } = sandbox()
  const unsigned = await json('ListClusters', {}, { authorization: '' })
  expect(unsigned.json.__type).toBe('MissingAuthenticationTokenException')
  const half = await json('ListClusters', {}, { authorization: 'AWS4-HMAC-SHA256 Credential=a/b' })
  expect(half.json.__type).toBe('IncompleteSignatureException')
  const nowhere = await json('ListClusters', {}, { authorization: scope('ecs', 'a', 'nowhere') })
  expect(nowhere.json.__type).toBe('InvalidSignatureException')
  const fields = { Action: 'GetCallerIdentity', Version: '2011-06-15' }
  const query = await form('sts', fields, { authorization: '' })
  expect([query.status, query.body]).toEqual([403, expect.stringContaining('<Code>MissingAuthenticationToken</Code>')])
})

test('the Query protocols refuse in their own words', async () => {
  const { form } = sandbox()
  const unknown = await form('iam', { Action: 'Nonsense', Version: '2010-05-08' })
  expect([unknown.status, unknown.body]).toEqual([400, expect.stringContaining('<Code>InvalidAction</Code>')])
  const missing = await form('iam', { Action: 'GetRole', Version: '2010-05-08' })
  expect(missing.body).toContain("Value null at 'roleName' failed to satisfy constraint: Member must not be null")
  const absent = await form('iam', { Action: 'GetRole', Version: '2010-05-08', RoleName: '<x>' })
  expect([absent.status, absent.body]).toEqual([404, expect.stringContaining('<Code>NoSuchEntity</Code>')])
  expect(absent.body).toContain('The role with name &lt;x&gt; cannot be found.')
  const number = await form('iam', { Action: 'ListRoles', Version: '2010-05-08', MaxItems: 'many' })
  expect(number.body).toContain('<Code>MalformedInput</Code>')
  const ec2 = await form('ec2', { Action: 'DescribeSubnets', Version: '2016-11-15', 'SubnetId.1': 'subnet-1' })
  expect(ec2.body).toContain('<Response><Errors><Error><Code>InvalidSubnetID.NotFound</Code>')
})

test("an SDK's error keeps its members, and JSON's version is echoed", async () => {
  const { json } = sandbox({
    ListClusters() {
      throw new ecs.ConflictException({ message: 'again', resourceIds: ['a'], $metadata: {} })
    },
  })
  const reply = await json('ListClusters', {}, { 'content-type': 'application/x-amz-json-1.0' })
  expect(reply.json).toEqual({ __type: 'ConflictException', message: 'again', resourceIds: ['a'] })
  expect(reply.headers['content-type']).toBe('application/x-amz-json-1.0')
  expect(reply.headers.date).toBe('Tue, 24 Nov 2026 12:00:00 GMT')
  expect(reply.headers['x-amzn-requestid']).toMatch(/^[0-9a-f-]{36}$/)
})

test.for([
  ['a null', { clusterArns: null }, 'ListClustersResponse.clusterArns is null'],
  ['a member that is none', { clusters: [] }, 'ListClustersResponse has no member clusters'],
  ['a wrong type', { clusterArns: [1] }, 'ListClustersResponse.clusterArns[0] is not a string'],
  ['a hole', { clusterArns: [undefined] }, 'ListClustersResponse.clusterArns[0] is missing'],
] as const)('a reply with %s is a failure of the sandbox, said to nobody but its log', async ([, output, reason]) => {
  const answer = () => output
  const { json, mistakes } = sandbox({ ListClusters: answer })
  const reply = await json('ListClusters', {})
  expect([reply.status, reply.json.__type]).toEqual([500, 'InternalFailure'])
  expect(reply.body).not.toContain(reason)
  expect(mistakes).toEqual([expect.stringContaining(reason)])
})

test('a key of twelve digits is the account, a session its role, any other key the default', async () => {
  const seen: Caller[] = []
  const look = (_input: never, _region: unknown, caller: Caller) => {
    seen.push(caller)
    return {}
  }
  const { json, log } = sandbox({ ListClusters: look })
  const session = {
    account: '222222222222',
    principal: 'arn:aws:sts::222222222222:assumed-role/a/b',
    sourceIdentity: 'ann',
  }
  await json('ListClusters', {}, { authorization: scope('ecs', '333333333333', 'eu-west-1') })
  await json('ListClusters', {}, { authorization: scope('ecs', 'ASIAX'), 'x-amz-security-token': tokenOf(session) })
  await json('ListClusters', {}, { authorization: scope('ecs', 'AKIAX'), 'x-amz-security-token': 'somebody else’s' })
  expect(seen).toEqual([
    expect.objectContaining({ account: '333333333333', region: 'eu-west-1' }),
    expect.objectContaining(session),
    expect.objectContaining({ account: '123456789012', principal: 'arn:aws:iam::123456789012:root' }),
  ])
  expect(
    log.list().map(({ action, account, count, sourceIdentity }) => [action, account, count, sourceIdentity]),
  ).toEqual([
    ['ecs:ListClusters', '333333333333', 1, undefined],
    ['ecs:ListClusters', '222222222222', 1, 'ann'],
    ['ecs:ListClusters', '123456789012', 1, undefined],
  ])
})

test('a body too long is refused', async () => {
  const reply = await sandbox().json('ListTasks', ' '.repeat(bodyCap + 1))
  expect([reply.status, reply.json.__type]).toEqual([413, 'RequestEntityTooLarge'])
})

test('names that JavaScript keeps for itself are names like any other', async () => {
  const { json, mistakes } = sandbox()
  for (const name of ['constructor', '__proto__', 'toString']) {
    expect((await json(name, {})).json.__type).toBe('UnknownOperationException')
    expect((await json('DescribeClusters', `{"clusters":["${name}"],"${name}":1}`)).status).toBe(200)
  }
  expect(mistakes).toEqual([])
})
