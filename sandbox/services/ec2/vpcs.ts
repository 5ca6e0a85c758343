import type * as ec2 from '@aws-sdk/client-ec2'
import type { Vpc } from '@aws-sdk/client-ec2'
import { AwsError } from '../../wire/errors'
import type { Handlers } from '../../wire/handlers'
import type { Region } from '../../world/region'
import { type Block, blockOf, written } from './addresses'
import { badValue, dryRun, tagsFor } from './rules'
import { newGroup } from './security-groups'

/** From /16 to /28: https://docs.aws.amazon.com/vpc/latest/userguide/vpc-cidr-blocks.html */
function sized(cidr: string | undefined, code: string): Block & { text: string } {
  if (cidr === undefined) throw new AwsError('MissingParameter', 'The request must contain the parameter cidrBlock')
  const block = blockOf(cidr)
  if (block.size > 2 ** 16 || block.size < 2 ** 4) throw new AwsError(code, `The CIDR '${cidr}' is invalid.`)
  return { ...block, text: `${written(block.first)}/${cidr.split('/')[1]}` }
}

const within = (inner: Block, outer: Block) =>
  inner.first >= outer.first && inner.first + inner.size <= outer.first + outer.size
const meet = (a: Block, b: Block) => a.first < b.first + b.size && b.first < a.first + a.size

function vpcNamed({ ec2 }: Region, id = ''): Vpc {
  const vpc = ec2.vpcs.get(id)
  if (!vpc) throw new AwsError('InvalidVpcID.NotFound', `The vpc ID '${id}' does not exist`)
  return vpc
}

export const vpcs: Handlers<typeof ec2, Region> = {
  // https://docs.aws.amazon.com/AWSEC2/latest/APIReference/API_CreateVpc.html
  CreateVpc(input, world) {
    const { ec2, random, account } = world
    const { text } = sized(input.CidrBlock, 'InvalidVpc.Range')
    const { InstanceTenancy = 'default' } = input
    if (InstanceTenancy !== 'default' && InstanceTenancy !== 'dedicated')
      throw badValue(`Value (${InstanceTenancy}) for parameter instanceTenancy is invalid.`)
    const Tags = tagsFor(input.TagSpecifications, 'vpc')
    if (ec2.vpcs.size >= 5) throw new AwsError('VpcLimitExceeded', 'The maximum number of VPCs has been reached.')
    dryRun(input)
    const VpcId = `vpc-${random.hex(17)}`
    const vpc: Vpc = {
      VpcId,
      OwnerId: account,
      CidrBlock: text,
      CidrBlockAssociationSet: [
        { AssociationId: `vpc-cidr-assoc-${random.hex(17)}`, CidrBlock: text, CidrBlockState: { State: 'associated' } },
      ],
      Ipv6CidrBlockAssociationSet: [],
      IsDefault: false,
      State: 'available',
      InstanceTenancy,
      DhcpOptionsId: [...ec2.vpcs.values()][0]?.DhcpOptionsId ?? 'default',
      Tags,
    }
    ec2.vpcs.set(VpcId, vpc)
    newGroup(world, { name: 'default', description: 'default VPC security group', vpc: VpcId })
    return { Vpc: { ...vpc, State: 'pending' } }
  },

  // Its own default group goes with it; anything else in it stands in the way.
  DeleteVpc(input, world) {
    const { ec2 } = world
    const { VpcId = '' } = vpcNamed(world, input.VpcId)
    const groups = [...ec2.securityGroups.values()].filter((one) => one.VpcId === VpcId)
    const inIt = [...ec2.subnets.values(), ...ec2.instances.values()].some((one) => one.VpcId === VpcId)
    if (inIt || groups.some(({ GroupName }) => GroupName !== 'default'))
      throw new AwsError('DependencyViolation', `The vpc '${VpcId}' has dependencies and cannot be deleted.`)
    dryRun(input)
    for (const { GroupId = '' } of groups) ec2.securityGroups.delete(GroupId)
    ec2.vpcs.delete(VpcId)
    return {}
  },

  // https://docs.aws.amazon.com/AWSEC2/latest/APIReference/API_CreateSubnet.html
  CreateSubnet(input, world) {
    const { ec2, random, account, region } = world
    const { VpcId = '', CidrBlock } = vpcNamed(world, input.VpcId)
    const { text, ...block } = sized(input.CidrBlock, 'InvalidSubnet.Range')
    if (!within(block, blockOf(CidrBlock ?? '')))
      throw new AwsError('InvalidSubnet.Range', `The CIDR '${input.CidrBlock}' is invalid.`)
    for (const other of ec2.subnets.values())
      if (other.VpcId === VpcId && meet(block, blockOf(other.CidrBlock ?? '')))
        throw new AwsError('InvalidSubnet.Conflict', `The CIDR '${input.CidrBlock}' conflicts with another subnet`)
    const zone = [...ec2.zones.values()].find(
      ({ ZoneName, ZoneId, OptInStatus }) =>
        OptInStatus !== 'not-opted-in' &&
        (input.AvailabilityZone === undefined || input.AvailabilityZone === ZoneName) &&
        (input.AvailabilityZoneId === undefined || input.AvailabilityZoneId === ZoneId),
    )
    if (!zone)
      throw badValue(
        `Value (${input.AvailabilityZone ?? input.AvailabilityZoneId}) for parameter availabilityZone is invalid.`,
      )
    const Tags = tagsFor(input.TagSpecifications, 'subnet')
    dryRun(input)
    const SubnetId = `subnet-${random.hex(17)}`
    const subnet = {
      SubnetId,
      SubnetArn: `arn:aws:ec2:${region}:${account}:subnet/${SubnetId}`,
      VpcId,
      OwnerId: account,
      AvailabilityZone: zone.ZoneName,
      AvailabilityZoneId: zone.ZoneId,
      CidrBlock: text,
      Ipv6CidrBlockAssociationSet: [],
      AvailableIpAddressCount: block.size - 5,
      DefaultForAz: false,
      MapPublicIpOnLaunch: false,
      AssignIpv6AddressOnCreation: false,
      State: 'available' as const,
      Tags,
    }
    ec2.subnets.set(SubnetId, subnet)
    return { Subnet: subnet }
  },

  DeleteSubnet(input, { ec2 }) {
    const id = input.SubnetId ?? ''
    if (!ec2.subnets.has(id)) throw new AwsError('InvalidSubnetID.NotFound', `The subnet ID '${id}' does not exist`)
    if ([...ec2.instances.values()].some(({ SubnetId }) => SubnetId === id))
      throw new AwsError('DependencyViolation', `The subnet '${id}' has dependencies and cannot be deleted.`)
    dryRun(input)
    ec2.subnets.delete(id)
    return {}
  },
}
