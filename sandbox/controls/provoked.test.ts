import {
  CreateClusterCommand,
  DescribeTasksCommand,
  ECSClient,
  ListClustersCommand,
  ListContainerInstancesCommand,
  RegisterTaskDefinitionCommand,
  RunTaskCommand,
  TagResourceCommand,
  UpdateContainerInstancesStateCommand,
} from '@aws-sdk/client-ecs'
import { AssumeRoleCommand, GetCallerIdentityCommand, STSClient } from '@aws-sdk/client-sts'
import { expect, test } from 'vitest'
import { served } from './testing'

const { options, control, joined } = served()
const ecs = () => new ECSClient(options())
const named = (clusterName: string) => ecs().send(new CreateClusterCommand({ clusterName }))

test('a host named pi-denied registers and reads well, and writes to it are refused', async () => {
  const { containerInstanceArn } = await joined('pi-denied')
  const { containerInstanceArns } = await ecs().send(new ListContainerInstancesCommand({ cluster: 'shop' }))
  expect(containerInstanceArns).toEqual([containerInstanceArn])
  const drain = new UpdateContainerInstancesStateCommand({
    cluster: 'shop',
    containerInstances: [containerInstanceArn.split('/').at(-1) ?? ''],
    status: 'DRAINING',
  })
  await expect(ecs().send(drain)).rejects.toMatchObject({
    name: 'AccessDeniedException',
    message: expect.stringContaining(
      `not authorized to perform: ecs:UpdateContainerInstancesState on resource: ${containerInstanceArn}`,
    ),
  })
})

test.for([
  ['throttled', 'ThrottlingException'],
  ['expired', 'ExpiredTokenException'],
  ['failing', 'InternalFailure'],
  ['unavailable', 'ServiceUnavailable'],
  ['unreachable', 'TimeoutError'],
  ['reset', 'Error'],
  ['half', 'SyntaxError'],
  ['garbled', 'SyntaxError'],
] as const)('a write to a cluster named c-%s meets %s, each time', async ([ending, name]) => {
  const { cluster } = await named(`c-${ending}`)
  const tag = () =>
    ecs().send(new TagResourceCommand({ resourceArn: cluster?.clusterArn ?? '', tags: [{ key: 'a', value: 'b' }] }))
  await expect(tag()).rejects.toMatchObject({ name })
  await expect(tag()).rejects.toMatchObject({ name })
})

test('faults asked for fail as often as they should, of the cluster they should', async () => {
  const list = (cluster: string) => ecs().send(new ListContainerInstancesCommand({ cluster }))
  for (const clusterName of ['a', 'b']) await named(clusterName)
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

test.for(['reset', 'half-body', 'bad-body'])('what is answered with %s was carried out', async (error) => {
  await control('POST', 'faults', { service: 'ecs', action: 'CreateCluster', error, times: 1 })
  await expect(named('lost')).rejects.toThrow()
  expect((await ecs().send(new ListClustersCommand({}))).clusterArns).toHaveLength(1)
})

test.for(['unreachable', 'ServiceUnavailable', 'InternalFailure'])('what meets %s was not', async (error) => {
  await control('POST', 'faults', { service: 'ecs', action: 'CreateCluster', error, times: 1 })
  await expect(named('none')).rejects.toThrow()
  expect((await ecs().send(new ListClustersCommand({}))).clusterArns).toEqual([])
})

test('a slow answer is late by what is asked, and right', async () => {
  await control('POST', 'faults', { service: 'ecs', error: 'slow', ms: 40 })
  const began = performance.now()
  expect((await named('late')).cluster?.clusterName).toBe('late')
  expect(performance.now() - began).toBeGreaterThan(35)
})

test('credentials expire, of roles only or all of them, and are renewed', async () => {
  const sts = new STSClient(options())
  const role = { RoleArn: 'arn:aws:iam::123456789012:role/auditor', RoleSessionName: 'me' }
  const { Credentials } = await sts.send(new AssumeRoleCommand(role))
  const { AccessKeyId = '', SecretAccessKey = '', SessionToken = '' } = Credentials ?? {}
  const credentials = { accessKeyId: AccessKeyId, secretAccessKey: SecretAccessKey, sessionToken: SessionToken }
  const asRole = () => new STSClient({ ...options(), credentials }).send(new GetCallerIdentityCommand({}))
  expect((await control('POST', 'credentials', { expired: true, of: 'assumed-role' })).json).toEqual({
    expired: 'assumed-role',
  })
  await expect(asRole()).rejects.toMatchObject({ name: 'ExpiredToken', $metadata: { httpStatusCode: 403 } })
  await ecs().send(new ListClustersCommand({}))
  await control('POST', 'credentials', { expired: true })
  await expect(ecs().send(new ListClustersCommand({}))).rejects.toMatchObject({
    name: 'ExpiredTokenException',
    message: 'The security token included in the request is expired',
  })
  await control('POST', 'credentials', { expired: false })
  await asRole()
})

test('an image that is broken cannot be pulled until it is whole again', async () => {
  await joined('pi-1')
  const container = { name: 'web', image: 'registry.example:5000/nginx:1.27', memory: 64 }
  await ecs().send(
    new RegisterTaskDefinitionCommand({
      family: 'web',
      requiresCompatibilities: ['EXTERNAL'],
      containerDefinitions: [container],
    }),
  )
  const run = async () => {
    const input = { cluster: 'shop', taskDefinition: 'web', launchType: 'EXTERNAL' as const }
    const { tasks = [] } = await ecs().send(new RunTaskCommand(input))
    await control('POST', 'clock', { advance: '30s' })
    const ids = { cluster: 'shop', tasks: tasks.map((task) => task.taskArn ?? '') }
    return (await ecs().send(new DescribeTasksCommand(ids))).tasks?.[0]
  }
  const broken = { image: 'registry.example:5000/nginx', broken: true }
  expect((await control('POST', 'images', broken)).json).toEqual({ broken: [broken.image] })
  const failed = await run()
  expect([failed?.stopCode, failed?.containers?.[0]?.reason]).toEqual([
    'TaskFailedToStart',
    expect.stringMatching(/^CannotPullContainerError: .*registry\.example:5000\/nginx,/),
  ])
  await control('POST', 'images', { ...broken, broken: false })
  expect((await run())?.lastStatus).toBe('RUNNING')
})

test.for([
  ['faults', { service: 'ecs', error: 'Nonsense' }],
  ['faults', { service: 'ecs', error: 'slow', ms: -1 }],
  ['faults', { error: 'slow' }],
  ['images', { image: '', broken: true }],
  ['images', { image: 'nginx' }],
  ['credentials', { expired: 'yes' }],
  ['credentials', { expired: true, of: 'nobody' }],
] as const)('%s refuses %j', async ([path, body]) => {
  expect(await control('POST', path, body)).toEqual({ status: 400, json: { message: expect.any(String) } })
})
