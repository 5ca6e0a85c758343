import * as ec2 from '@aws-sdk/client-ec2'
import { describe, expect, test } from 'vitest'
import { cloud, code } from './testing'

test('zones are told apart by their kind; those not opted in to only where all are asked for', async () => {
  const at = cloud()
  const types = async (input: ec2.DescribeAvailabilityZonesCommandInput) =>
    (await at.ec2.send(new ec2.DescribeAvailabilityZonesCommand(input))).AvailabilityZones?.map((one) => one.ZoneType)
  expect(await types({})).toEqual(['availability-zone', 'availability-zone', 'local-zone'])
  expect(await types({ AllAvailabilityZones: true })).toHaveLength(5)
  const wavelength = [{ Name: 'zone-type', Values: ['wavelength-zone'] }]
  expect(await types({ AllAvailabilityZones: true, Filters: wavelength })).toEqual(['wavelength-zone'])
  expect(await code(types({ ZoneNames: ['moon-1a'] }))).toBe('InvalidParameterValue')
})

test('regions', async () => {
  const at = cloud()
  const names = async (input: ec2.DescribeRegionsCommandInput) =>
    (await at.ec2.send(new ec2.DescribeRegionsCommand(input))).Regions?.map(({ RegionName }) => RegionName)
  expect(await names({})).toContain('eu-central-1')
  expect(await names({})).not.toContain('af-south-1')
  expect(await names({ AllRegions: true })).toContain('af-south-1')
  expect(await names({ Filters: [{ Name: 'endpoint', Values: ['*us-west*'] }] })).toEqual(['us-west-1', 'us-west-2'])
  expect(await code(names({ RegionNames: ['moon-1'] }))).toBe('InvalidParameterValue')
})

describe('security groups', () => {
  const make = async (at: ReturnType<typeof cloud>, GroupName = 'web-edge', VpcId?: string) =>
    (await at.ec2.send(new ec2.CreateSecurityGroupCommand({ GroupName, Description: 'Edge', VpcId }))).GroupId ?? ''
  const https = {
    IpProtocol: 'tcp',
    FromPort: 443,
    ToPort: 443,
    IpRanges: [{ CidrIp: '10.1.2.3/8', Description: 'in' }],
  }

  test('are made, given rules, freed of them and deleted', async () => {
    const at = cloud()
    const GroupId = await make(at)
    const see = async () =>
      (await at.ec2.send(new ec2.DescribeSecurityGroupsCommand({ GroupIds: [GroupId] }))).SecurityGroups?.[0]
    expect((await see())?.IpPermissionsEgress?.[0]?.IpProtocol).toBe('-1')
    const added = await at.ec2.send(
      new ec2.AuthorizeSecurityGroupIngressCommand({
        GroupId,
        IpPermissions: [https, { ...https, IpRanges: [], UserIdGroupPairs: [{ GroupId }] }],
      }),
    )
    expect(added.SecurityGroupRules).toMatchObject([
      { CidrIpv4: '10.0.0.0/8', FromPort: 443, IsEgress: false, Description: 'in' },
      { ReferencedGroupInfo: { GroupId } },
    ])
    expect((await see())?.IpPermissions).toEqual([
      {
        IpProtocol: 'tcp',
        FromPort: 443,
        ToPort: 443,
        IpRanges: [{ CidrIp: '10.0.0.0/8', Description: 'in' }],
        Ipv6Ranges: [],
        PrefixListIds: [],
        UserIdGroupPairs: [{ GroupId, UserId: '123456789012' }],
      },
    ])
    const again = new ec2.AuthorizeSecurityGroupIngressCommand({ GroupId, IpPermissions: [https] })
    expect(await code(at.ec2.send(again))).toBe('InvalidPermission.Duplicate')
    const rules = await at.ec2.send(
      new ec2.DescribeSecurityGroupRulesCommand({ Filters: [{ Name: 'group-id', Values: [GroupId] }] }),
    )
    expect(rules.SecurityGroupRules).toHaveLength(3)
    const ids = [added.SecurityGroupRules?.[0]?.SecurityGroupRuleId ?? '']
    await at.ec2.send(new ec2.RevokeSecurityGroupIngressCommand({ GroupId, SecurityGroupRuleIds: ids }))
    expect((await see())?.IpPermissions?.[0]?.IpRanges).toEqual([])
    const unknown = await at.ec2.send(new ec2.RevokeSecurityGroupIngressCommand({ GroupId, IpPermissions: [https] }))
    expect(unknown.UnknownIpPermissions).toHaveLength(1)
    const all = [{ IpProtocol: '-1', IpRanges: [{ CidrIp: '0.0.0.0/0' }] }]
    await at.ec2.send(new ec2.RevokeSecurityGroupEgressCommand({ GroupId, IpPermissions: all }))
    expect((await see())?.IpPermissionsEgress).toEqual([])
    await at.ec2.send(new ec2.AuthorizeSecurityGroupEgressCommand({ GroupId, IpPermissions: all }))
    expect((await see())?.IpPermissionsEgress).toHaveLength(1)
    await at.ec2.send(new ec2.DeleteSecurityGroupCommand({ GroupId }))
    expect(await code(see())).toBe('InvalidGroup.NotFound')
  })

  test('refuse what AWS refuses', async () => {
    const at = cloud()
    const GroupId = await make(at)
    expect(await code(make(at))).toBe('InvalidGroup.Duplicate')
    expect(await code(make(at, 'sg-1'))).toBe('InvalidParameterValue')
    expect(await code(make(at, 'default'))).toBe('InvalidGroup.Reserved')
    expect(await code(make(at, 'other', 'vpc-00000000'))).toBe('InvalidVpcID.NotFound')
    const allow = (permission: ec2.IpPermission) =>
      code(at.ec2.send(new ec2.AuthorizeSecurityGroupIngressCommand({ GroupId, IpPermissions: [permission] })))
    expect(await allow({ ...https, IpProtocol: 'morse' })).toBe('InvalidParameterValue')
    expect(await allow({ ...https, ToPort: 70_000 })).toBe('InvalidParameterValue')
    expect(await allow({ ...https, FromPort: 500 })).toBe('InvalidParameterValue')
    expect(await allow({ ...https, IpRanges: [{ CidrIp: '300.0.0.0/8' }] })).toBe('InvalidParameterValue')
    expect(await allow({ ...https, IpRanges: [], UserIdGroupPairs: [{ GroupId: 'sg-0' }] })).toBe(
      'InvalidGroup.NotFound',
    )
    const many = Array.from({ length: 61 }, (_, index) => ({ CidrIp: `10.0.${index}.0/24` }))
    expect(await allow({ ...https, IpRanges: many })).toBe('RulesPerSecurityGroupLimitExceeded')
    const remove = (id: string) => code(at.ec2.send(new ec2.DeleteSecurityGroupCommand({ GroupId: id })))
    expect(await remove('sg-0d1e2f30415263748')).toBe('CannotDelete')
    await at.ec2.send(
      new ec2.RunInstancesCommand({ ImageId: 'ami-00000000', MinCount: 1, MaxCount: 1, SecurityGroupIds: [GroupId] }),
    )
    expect(await remove(GroupId)).toBe('DependencyViolation')
  })
})

test('a VPC and its subnets are made and unmade', async () => {
  const at = cloud()
  const made = await at.ec2.send(new ec2.CreateVpcCommand({ CidrBlock: '10.0.0.0/16' }))
  const VpcId = made.Vpc?.VpcId ?? ''
  const subnet = (CidrBlock: string, more: Partial<ec2.CreateSubnetCommandInput> = {}) =>
    at.ec2.send(new ec2.CreateSubnetCommand({ VpcId, CidrBlock, ...more }))
  const { Subnet } = await subnet('10.0.1.0/24', { AvailabilityZone: 'us-east-1b' })
  expect(Subnet).toMatchObject({ AvailableIpAddressCount: 251, AvailabilityZone: 'us-east-1b', State: 'available' })
  expect(await code(subnet('10.0.1.128/25'))).toBe('InvalidSubnet.Conflict')
  expect(await code(subnet('10.1.0.0/24'))).toBe('InvalidSubnet.Range')
  expect(await code(subnet('10.0.2.0/24', { AvailabilityZone: 'us-east-1z' }))).toBe('InvalidParameterValue')
  const refused = new ec2.RunInstancesCommand({
    ...{ ImageId: 'ami-00000000', MinCount: 1, MaxCount: 1 },
    SubnetId: Subnet?.SubnetId,
    SecurityGroupIds: ['sg-0d1e2f30415263748'],
  })
  expect(await code(at.ec2.send(refused))).toBe('InvalidParameter')
  const tooMany = new ec2.RunInstancesCommand({
    ...{ ImageId: 'ami-00000000', MinCount: 252, MaxCount: 252 },
    SubnetId: Subnet?.SubnetId,
  })
  expect(await code(at.ec2.send(tooMany))).toBe('InsufficientFreeAddressesInSubnet')
  const remove = () => at.ec2.send(new ec2.DeleteVpcCommand({ VpcId }))
  expect(await code(remove())).toBe('DependencyViolation')
  await at.ec2.send(new ec2.DeleteSubnetCommand({ SubnetId: Subnet?.SubnetId ?? '' }))
  await remove()
  const { Vpcs } = await at.ec2.send(new ec2.DescribeVpcsCommand({}))
  expect(Vpcs).toHaveLength(1)
  expect(await code(at.ec2.send(new ec2.CreateVpcCommand({ CidrBlock: '10.0.0.0/8' })))).toBe('InvalidVpc.Range')
})

test('tags are put on, listed and taken off', async () => {
  const at = cloud()
  const Resources = ['subnet-0aaa1111bbb22222a', 'vpc-0a1b2c3d4e5f60718']
  const Tags = [
    { Key: 'owner', Value: 'platform' },
    { Key: 'tier', Value: '' },
  ]
  await at.ec2.send(new ec2.CreateTagsCommand({ Resources, Tags }))
  const list = async (Filters?: ec2.Filter[]) =>
    (await at.ec2.send(new ec2.DescribeTagsCommand({ Filters }))).Tags ?? []
  expect(await list([{ Name: 'tag:owner', Values: ['plat*'] }])).toEqual([
    { ResourceId: Resources[1], ResourceType: 'vpc', Key: 'owner', Value: 'platform' },
    { ResourceId: Resources[0], ResourceType: 'subnet', Key: 'owner', Value: 'platform' },
  ])
  const found = new ec2.DescribeSubnetsCommand({ Filters: [{ Name: 'tag:owner', Values: ['platform'] }] })
  expect((await at.ec2.send(found)).Subnets).toHaveLength(1)
  await at.ec2.send(new ec2.DeleteTagsCommand({ Resources, Tags: [{ Key: 'owner', Value: 'other' }, { Key: 'tier' }] }))
  expect((await list([{ Name: 'resource-id', Values: ['vpc-*'] }])).map(({ Key }) => Key)).toEqual(['owner'])
  const none = new ec2.CreateTagsCommand({ Resources: ['i-00000000'], Tags })
  expect(await code(at.ec2.send(none))).toBe('InvalidInstanceID.NotFound')
  expect(await code(at.ec2.send(new ec2.CreateTagsCommand({ Resources: ['x'], Tags })))).toBe('InvalidID')
  const many = Array.from({ length: 50 }, (_, index) => ({ Key: `k${index}`, Value: '' }))
  expect(await code(at.ec2.send(new ec2.CreateTagsCommand({ Resources, Tags: many })))).toBe('TagLimitExceeded')
})
