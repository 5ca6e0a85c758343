import {
  DescribeInstanceStatusCommand,
  DescribeInstancesCommand,
  DescribeInstanceTypesCommand,
  DescribeSubnetsCommand,
  RunInstancesCommand,
  type RunInstancesCommandInput,
  StartInstancesCommand,
  StopInstancesCommand,
  TerminateInstancesCommand,
} from '@aws-sdk/client-ec2'
import * as ecs from '@aws-sdk/client-ecs'
import { describe, expect, test } from 'vitest'
import { cloud, code } from './testing'

const order = { ImageId: 'ami-0c02fb55956c7d316', InstanceType: 'm6i.large', MinCount: 1, MaxCount: 1 } as const
const SUBNET = 'subnet-0aaa1111bbb22222a'

const seen = async ({ ec2 }: ReturnType<typeof cloud>, ids: string[]) => {
  const { Reservations } = await ec2.send(new DescribeInstancesCommand({ InstanceIds: ids }))
  return (Reservations ?? []).flatMap(({ Instances }) => Instances ?? [])
}
const run = async ({ ec2 }: ReturnType<typeof cloud>, more: Partial<RunInstancesCommandInput> = {}) => {
  const { Instances } = await ec2.send(new RunInstancesCommand({ ...order, ...more }))
  return (Instances ?? []).map(({ InstanceId }) => InstanceId ?? '')
}

test('an instance goes through its states on the clock of the world', async () => {
  const at = cloud()
  const made = await at.ec2.send(
    new RunInstancesCommand({
      ...order,
      MaxCount: 3,
      SubnetId: SUBNET,
      TagSpecifications: [{ ResourceType: 'instance', Tags: [{ Key: 'Name', Value: 'hull' }] }],
    }),
  )
  expect(made.Instances).toHaveLength(3)
  expect(made.Instances?.[0]).toMatchObject({
    State: { Code: 0, Name: 'pending' },
    PrivateIpAddress: '172.31.0.4',
    Architecture: 'x86_64',
    SecurityGroups: [{ GroupName: 'default' }],
    Tags: [{ Key: 'Name', Value: 'hull' }],
  })
  const [id = ''] = (made.Instances ?? []).map(({ InstanceId }) => InstanceId ?? '')
  const { Subnets } = await at.ec2.send(new DescribeSubnetsCommand({ SubnetIds: [SUBNET] }))
  expect(Subnets?.[0]?.AvailableIpAddressCount).toBe(3997)
  at.pass(20)
  expect((await seen(at, [id]))[0]).toMatchObject({ State: { Code: 16 }, PublicIpAddress: expect.any(String) })
  const status = async (all = false) =>
    (await at.ec2.send(new DescribeInstanceStatusCommand({ InstanceIds: [id], IncludeAllInstances: all })))
      .InstanceStatuses?.[0]?.InstanceStatus?.Status
  expect(await status()).toBe('initializing')
  at.pass(200)
  expect(await status()).toBe('ok')
  const stopped = await at.ec2.send(new StopInstancesCommand({ InstanceIds: [id] }))
  expect(stopped.StoppingInstances).toEqual([
    { InstanceId: id, CurrentState: { Code: 64, Name: 'stopping' }, PreviousState: { Code: 16, Name: 'running' } },
  ])
  expect(await status()).toBeUndefined()
  expect(await status(true)).toBe('not-applicable')
  expect(await code(at.ec2.send(new StartInstancesCommand({ InstanceIds: [id] })))).toBe('IncorrectInstanceState')
  at.pass(30)
  expect((await seen(at, [id]))[0]?.PublicIpAddress).toBeUndefined()
  await at.ec2.send(new StartInstancesCommand({ InstanceIds: [id] }))
  at.pass(20)
  const [again] = await seen(at, [id])
  expect(again).toMatchObject({ State: { Name: 'running' }, PrivateIpAddress: '172.31.0.4' })
  await at.ec2.send(new TerminateInstancesCommand({ InstanceIds: [id] }))
  expect((await seen(at, [id]))[0]?.State?.Name).toBe('shutting-down')
  at.pass(30)
  expect((await seen(at, [id]))[0]?.State?.Name).toBe('terminated')
  expect(await code(at.ec2.send(new StopInstancesCommand({ InstanceIds: [id] })))).toBe('IncorrectInstanceState')
  at.pass(3_600)
  expect(await code(seen(at, [id]))).toBe('InvalidInstanceID.NotFound')
  // One that is ended while it starts does not come up
  const [early = ''] = await run(at)
  await at.ec2.send(new TerminateInstancesCommand({ InstanceIds: [early] }))
  at.pass(60)
  expect((await seen(at, [early]))[0]?.State?.Name).toBe('terminated')
})

test('the same token is the same launch, another request by it is refused', async () => {
  const at = cloud()
  const first = await run(at, { ClientToken: 'once' })
  expect(await run(at, { ClientToken: 'once' })).toEqual(first)
  expect(await code(run(at, { ClientToken: 'once', MaxCount: 2 }))).toBe('IdempotentParameterMismatch')
  expect(at.region.ec2.instances.size).toBe(1)
})

test('a dry run changes nothing', async () => {
  const at = cloud()
  expect(await code(run(at, { DryRun: true }))).toBe('DryRunOperation')
  expect(at.region.ec2.instances.size).toBe(0)
  expect(await code(run(at, { DryRun: true, SubnetId: 'subnet-00000000' }))).toBe('InvalidSubnetID.NotFound')
  const [id = ''] = await run(at)
  expect(await code(at.ec2.send(new TerminateInstancesCommand({ InstanceIds: [id], DryRun: true })))).toBe(
    'DryRunOperation',
  )
  expect((await seen(at, [id]))[0]?.State?.Name).toBe('pending')
})

const wrong: [string, Partial<RunInstancesCommandInput>][] = [
  ['MissingParameter', { ImageId: undefined }],
  ['InvalidAMIID.Malformed', { ImageId: 'debian' }],
  ['InvalidParameterValue', { InstanceType: 'm6i.huge' as never }],
  ['InvalidParameterValue', { MinCount: 0 }],
  ['InvalidParameterValue', { MinCount: 3, MaxCount: 2 }],
  ['VcpuLimitExceeded', { MinCount: 5_000, MaxCount: 5_000 }],
  ['InvalidSubnetID.Malformed', { SubnetId: 'x' }],
  ['InvalidParameterValue', { Placement: { AvailabilityZone: 'us-east-1z' } }],
  ['InvalidParameterValue', { SubnetId: SUBNET, Placement: { AvailabilityZone: 'us-east-1b' } }],
  ['InvalidGroup.NotFound', { SecurityGroupIds: ['sg-00000000'] }],
  ['InvalidParameterCombination', { SubnetId: SUBNET, SecurityGroups: ['web'] }],
  ['InvalidParameterCombination', { SubnetId: SUBNET, NetworkInterfaces: [{ DeviceIndex: 0 }] }],
  ['InvalidParameterValue', { UserData: '#!/bin/sh' }],
  ['InvalidParameterValue', { UserData: Buffer.alloc(20_000).toString('base64') }],
  ['InvalidParameterValue', { IamInstanceProfile: { Name: 'nobody' } }],
  ['InvalidParameterValue', { TagSpecifications: [{ ResourceType: 'vpc', Tags: [{ Key: 'a', Value: '' }] }] }],
  ['InvalidParameterValue', { TagSpecifications: [{ ResourceType: 'instance', Tags: [{ Key: 'aws:a', Value: '' }] }] }],
  ['InvalidLaunchTemplateId.NotFound', { LaunchTemplate: { LaunchTemplateName: 'x' } }],
  ['InvalidParameterValue', { PrivateIpAddress: '10.0.0.1' }],
]
describe('what is wrong with a launch', () => {
  const at = cloud()
  test.for(wrong)('%s: %o', async ([name, more]) => {
    expect(await code(run(at, more))).toBe(name)
    expect(at.region.ec2.instances.size).toBe(0)
  })
})

test('instances are found by filters, in pages, by reservation', async () => {
  const at = cloud()
  await run(at, { MinCount: 7, MaxCount: 7, ClientToken: 'seven' })
  await run(at, { InstanceType: 'c7g.large', SecurityGroups: ['web'] })
  const count = async (Name: string, ...Values: string[]) => {
    const { Reservations } = await at.ec2.send(new DescribeInstancesCommand({ Filters: [{ Name, Values }] }))
    return (Reservations ?? []).flatMap(({ Instances }) => Instances ?? []).length
  }
  expect(await count('architecture', 'arm64')).toBe(1)
  expect(await count('instance.group-name', 'web')).toBe(1)
  expect(await count('instance-type', 'm6i.*')).toBe(7)
  expect(await count('client-token', 'seven')).toBe(7)
  expect(await count('instance-state-code', '0')).toBe(8)
  expect(await code(count('colour', 'red'))).toBe('InvalidParameterValue')
  const page = await at.ec2.send(new DescribeInstancesCommand({ MaxResults: 5 }))
  expect(page.Reservations?.map(({ Instances }) => Instances?.length)).toEqual([5])
  const rest = await at.ec2.send(new DescribeInstancesCommand({ MaxResults: 5, NextToken: page.NextToken }))
  expect(rest.Reservations?.map(({ Instances }) => Instances?.length)).toEqual([2, 1])
  expect(rest.Reservations?.[0]?.ReservationId).toBe(page.Reservations?.[0]?.ReservationId)
  expect(await code(at.ec2.send(new DescribeInstancesCommand({ NextToken: 'x' })))).toBe('InvalidNextToken')
  expect(await code(seen(at, ['mi-1']))).toBe('InvalidInstanceID.Malformed')
  const both = new DescribeInstancesCommand({ InstanceIds: ['i-00000000'], MaxResults: 5 })
  expect(await code(at.ec2.send(both))).toBe('InvalidParameterCombination')
})

test('types say what they have', async () => {
  const { ec2 } = cloud()
  const arm = [{ Name: 'processor-info.supported-architecture', Values: ['arm64'] }]
  const found = await ec2.send(new DescribeInstanceTypesCommand({ Filters: arm }))
  expect(found.InstanceTypes?.length).toBeGreaterThan(4)
  const { InstanceTypes } = await ec2.send(new DescribeInstanceTypesCommand({ InstanceTypes: ['m6i.large'] }))
  expect(InstanceTypes?.[0]).toMatchObject({ VCpuInfo: { DefaultVCpus: 2 }, MemoryInfo: { SizeInMiB: 8192 } })
  const unknown = new DescribeInstanceTypesCommand({ InstanceTypes: ['x9.tiny' as never] })
  expect(await code(ec2.send(unknown))).toBe('InvalidInstanceType')
})

describe('an instance whose user data names a cluster', () => {
  const script = `#!/bin/bash
echo ECS_CLUSTER=docks >> /etc/ecs/ecs.config
echo 'ECS_INSTANCE_ATTRIBUTES={"rack":"7"}' >> /etc/ecs/ecs.config
echo ECS_CONTAINER_INSTANCE_PROPAGATE_TAGS_FROM=ec2_instance >> /etc/ecs/ecs.config`
  const begun = async (name = 'docks') => {
    const at = cloud()
    await at.ecs.send(new ecs.CreateClusterCommand({ clusterName: name }))
    const [id = ''] = await run(at, {
      UserData: Buffer.from(script).toString('base64'),
      TagSpecifications: [{ ResourceType: 'instance', Tags: [{ Key: 'Name', Value: 'crane' }] }],
    })
    at.pass(60)
    const hosts = [...(at.region.ecs.clusters.get('docks')?.hosts.keys() ?? [])]
    return { at, id, hosts }
  }
  const hostIn = async ({ at, hosts }: Awaited<ReturnType<typeof begun>>) => {
    const asked = { cluster: 'docks', containerInstances: hosts, include: ['TAGS' as const] }
    return (await at.ecs.send(new ecs.DescribeContainerInstancesCommand(asked))).containerInstances?.[0]
  }

  test('joins it, is away while it is stopped, leaves it when it is terminated', async () => {
    const all = await begun()
    const { at, id } = all
    const host = await hostIn(all)
    expect(host).toMatchObject({
      ec2InstanceId: id,
      agentConnected: true,
      status: 'ACTIVE',
      tags: [{ key: 'Name', value: 'crane' }],
    })
    const attributes = Object.fromEntries((host?.attributes ?? []).map(({ name, value }) => [name, value]))
    expect(attributes).toMatchObject({
      'ecs.instance-type': 'm6i.large',
      'ecs.availability-zone': 'us-east-1a',
      'ecs.subnet-id': SUBNET,
      rack: '7',
    })
    await at.ec2.send(new StopInstancesCommand({ InstanceIds: [id] }))
    expect((await hostIn(all))?.agentConnected).toBe(false)
    at.pass(60)
    await at.ec2.send(new StartInstancesCommand({ InstanceIds: [id] }))
    at.pass(60)
    expect(await hostIn(all)).toMatchObject({ agentConnected: true, containerInstanceArn: host?.containerInstanceArn })
    await at.ec2.send(new TerminateInstancesCommand({ InstanceIds: [id] }))
    expect((await hostIn(all))?.status).toBe('INACTIVE')
  })

  test('stays in it as one that is away when it is terminated while stopped', async () => {
    const all = await begun()
    await all.at.ec2.send(new StopInstancesCommand({ InstanceIds: [all.id] }))
    all.at.pass(60)
    await all.at.ec2.send(new TerminateInstancesCommand({ InstanceIds: [all.id] }))
    all.at.pass(60)
    expect(await hostIn(all)).toMatchObject({ status: 'ACTIVE', agentConnected: false })
  })

  test('joins none where there is no such cluster', async () => {
    const { hosts, at, id } = await begun('elsewhere')
    expect(hosts).toEqual([])
    expect((await seen(at, [id]))[0]?.State?.Name).toBe('running')
  })
})

test('an instance that a seed made can be stopped, started and terminated', async () => {
  const at = cloud('small')
  const [id = ''] = at.region.ec2.instances.keys()
  const host = [...(at.region.ecs.clusters.get('quay')?.hosts.values() ?? [])].find(({ machine }) => machine === id)
  await at.ec2.send(new StopInstancesCommand({ InstanceIds: [id] }))
  expect(host?.connected).toBe(false)
  at.pass(60)
  await at.ec2.send(new StartInstancesCommand({ InstanceIds: [id] }))
  at.pass(60)
  expect(host?.connected).toBe(true)
  await at.ec2.send(new TerminateInstancesCommand({ InstanceIds: [id] }))
  expect(host?.status).toBe('INACTIVE')
})
