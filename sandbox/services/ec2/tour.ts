import type * as ec2 from '@aws-sdk/client-ec2'
import type { Guide, Tour } from '../../wire/tour'

type Ec2 = Guide<typeof ec2>

export const tour: Tour<typeof ec2> = async (guide) => {
  const { call } = guide
  await call('DescribeRegions', { AllRegions: true })
  await call('DescribeAvailabilityZones', { AllAvailabilityZones: true })
  await call('DescribeInstanceTypes', {})
  const { Vpc } = await call('CreateVpc', { CidrBlock: '10.0.0.0/16' })
  const VpcId = Vpc?.VpcId ?? ''
  const { Subnet } = await call('CreateSubnet', { VpcId, CidrBlock: '10.0.1.0/24' })
  const SubnetId = Subnet?.SubnetId ?? ''
  const { GroupId = '' } = await call('CreateSecurityGroup', { VpcId, GroupName: 'tour', Description: 'Tour' })
  await rules(guide, GroupId)
  await instances(guide, SubnetId, GroupId)
  const Tags = [{ Key: 'a', Value: 'b' }]
  await call('CreateTags', { Resources: [VpcId, SubnetId, GroupId], Tags })
  await call('DescribeTags', {})
  await call('DescribeVpcs', {})
  await call('DescribeSubnets', {})
  await call('DescribeSecurityGroups', {})
  await call('DeleteTags', { Resources: [VpcId, SubnetId, GroupId], Tags })
  await call('DeleteSecurityGroup', { GroupId })
  await call('DeleteSubnet', { SubnetId })
  await call('DeleteVpc', { VpcId })
}

async function rules({ call }: Ec2, GroupId: string): Promise<void> {
  const IpPermissions = [
    { IpProtocol: 'tcp', FromPort: 443, ToPort: 443, IpRanges: [{ CidrIp: '0.0.0.0/0', Description: 'all' }] },
    { IpProtocol: 'icmp', FromPort: -1, ToPort: -1, Ipv6Ranges: [{ CidrIpv6: '::/0' }] },
    { IpProtocol: '-1', UserIdGroupPairs: [{ GroupId }], PrefixListIds: [{ PrefixListId: 'pl-00000000' }] },
  ]
  await call('AuthorizeSecurityGroupIngress', { GroupId, IpPermissions })
  await call('AuthorizeSecurityGroupEgress', { GroupId, IpPermissions })
  await call('DescribeSecurityGroupRules', {})
  await call('DescribeSecurityGroups', { GroupIds: [GroupId] })
  await call('RevokeSecurityGroupIngress', { GroupId, IpPermissions })
  await call('RevokeSecurityGroupEgress', { GroupId, IpPermissions })
}

async function instances({ call, pass }: Ec2, SubnetId: string, GroupId: string): Promise<void> {
  const { Instances } = await call('RunInstances', {
    ImageId: 'ami-0c02fb55956c7d316',
    InstanceType: 'm7g.large',
    MinCount: 1,
    MaxCount: 2,
    NetworkInterfaces: [{ DeviceIndex: 0, SubnetId, Groups: [GroupId], AssociatePublicIpAddress: true }],
    UserData: Buffer.from('#!/bin/sh\necho ECS_CLUSTER=edge >> /etc/ecs/ecs.config').toString('base64'),
  })
  const InstanceIds = (Instances ?? []).map(({ InstanceId }) => InstanceId ?? '')
  pass(60)
  await call('DescribeInstances', {})
  await call('DescribeInstanceStatus', { IncludeAllInstances: true })
  await call('StopInstances', { InstanceIds })
  pass(60)
  await call('StartInstances', { InstanceIds })
  pass(60)
  await call('TerminateInstances', { InstanceIds })
  await call('DescribeInstances', { InstanceIds })
  pass(60)
  await call('DescribeInstances', { InstanceIds })
}
