import type * as ec2 from '@aws-sdk/client-ec2'
import type { IpPermission, SecurityGroup } from '@aws-sdk/client-ec2'
import { AwsError } from '../../wire/errors'
import type { Handlers } from '../../wire/handlers'
import type { Region } from '../../world/region'
import { chosen, ec2Page, type Filters, filtered } from './filters'
import { badValue, dryRun, tagsFor } from './rules'

export const noGroup = (name: string) =>
  new AwsError('InvalidGroup.NotFound', `The security group '${name}' does not exist`)

const defaultVpc = ({ ec2 }: Region) => [...ec2.vpcs.values()].find(({ IsDefault }) => IsDefault)

/** By its id, or by its name where it is in the default VPC. */
export function groupNamed(
  world: Region,
  { GroupId, GroupName }: { GroupId?: string | undefined; GroupName?: string | undefined },
): SecurityGroup {
  if (GroupId === undefined && GroupName === undefined)
    throw new AwsError('MissingParameter', 'The request must contain the parameter GroupName or GroupId')
  const vpc = defaultVpc(world)
  const found =
    GroupId === undefined
      ? [...world.ec2.securityGroups.values()].find((one) => one.GroupName === GroupName && one.VpcId === vpc?.VpcId)
      : world.ec2.securityGroups.get(GroupId)
  if (!found) throw noGroup(GroupId ?? GroupName ?? '')
  return found
}

const ALL: IpPermission[] = [
  { IpProtocol: '-1', IpRanges: [{ CidrIp: '0.0.0.0/0' }], Ipv6Ranges: [], PrefixListIds: [], UserIdGroupPairs: [] },
]

/** A new group lets everything out and nothing in. */
export function newGroup(
  { random, region, account, ec2 }: Region,
  {
    name,
    description,
    vpc,
    tags = [],
  }: { name: string; description: string; vpc: string; tags?: SecurityGroup['Tags'] },
): SecurityGroup & { GroupId: string } {
  const GroupId = `sg-${random.hex(17)}`
  const group = {
    GroupId,
    GroupName: name,
    Description: description,
    VpcId: vpc,
    OwnerId: account,
    SecurityGroupArn: `arn:aws:ec2:${region}:${account}:security-group/${GroupId}`,
    IpPermissions: [],
    IpPermissionsEgress: ALL,
    Tags: tags,
  }
  ec2.securityGroups.set(GroupId, group)
  return group
}

const inside = (way: 'IpPermissions' | 'IpPermissionsEgress', prefix: string): Filters<SecurityGroup> => {
  const of = (look: (permission: IpPermission) => (string | undefined)[]) => (group: SecurityGroup) =>
    (group[way] ?? []).flatMap(look)
  const number = (value: number | undefined) => [value === undefined ? undefined : String(value)]
  return {
    [`${prefix}ip-permission.cidr`]: of(({ IpRanges = [] }) => IpRanges.map(({ CidrIp }) => CidrIp)),
    [`${prefix}ip-permission.ipv6-cidr`]: of(({ Ipv6Ranges = [] }) => Ipv6Ranges.map(({ CidrIpv6 }) => CidrIpv6)),
    [`${prefix}ip-permission.from-port`]: of(({ FromPort }) => number(FromPort)),
    [`${prefix}ip-permission.to-port`]: of(({ ToPort }) => number(ToPort)),
    [`${prefix}ip-permission.protocol`]: of(({ IpProtocol }) => [IpProtocol]),
    [`${prefix}ip-permission.group-id`]: of(({ UserIdGroupPairs = [] }) => UserIdGroupPairs.map((one) => one.GroupId)),
    [`${prefix}ip-permission.user-id`]: of(({ UserIdGroupPairs = [] }) => UserIdGroupPairs.map((one) => one.UserId)),
  }
}

const filters: Filters<SecurityGroup> = {
  'group-id': ({ GroupId }) => [GroupId],
  'group-name': ({ GroupName }) => [GroupName],
  'vpc-id': ({ VpcId }) => [VpcId],
  description: ({ Description }) => [Description],
  'owner-id': ({ OwnerId }) => [OwnerId],
  ...inside('IpPermissions', ''),
  ...inside('IpPermissionsEgress', 'egress.'),
}

export const securityGroups: Handlers<typeof ec2, Region> = {
  // https://docs.aws.amazon.com/AWSEC2/latest/APIReference/API_CreateSecurityGroup.html
  CreateSecurityGroup(input, world) {
    const { GroupName: name = '', Description: description = '' } = input
    const text = /^[a-zA-Z0-9. _\-:/()#,@[\]+=&;{}!$*]{1,255}$/
    for (const [what, value] of [
      ['group name', name],
      ['description', description],
    ] as const)
      if (!text.test(value))
        throw badValue(
          `Invalid security ${what === 'description' ? 'group description' : what}. Valid ones are strings less than 256 characters from the following set: a-zA-Z0-9. _-:/()#,@[]+=&;{}!$*`,
        )
    if (/^sg-/i.test(name))
      throw badValue(`Value (${name}) for parameter GroupName is invalid. Group names may not be in the format sg-*.`)
    if (name.toLowerCase() === 'default')
      throw new AwsError('InvalidGroup.Reserved', `The security group '${name}' is reserved`)
    const vpc = input.VpcId ?? defaultVpc(world)?.VpcId
    if (vpc === undefined) throw new AwsError('VPCIdNotSpecified', 'No default VPC for this user')
    if (!world.ec2.vpcs.has(vpc)) throw new AwsError('InvalidVpcID.NotFound', `The vpc ID '${vpc}' does not exist`)
    if ([...world.ec2.securityGroups.values()].some((one) => one.VpcId === vpc && one.GroupName === name))
      throw new AwsError('InvalidGroup.Duplicate', `The security group '${name}' already exists for VPC '${vpc}'`)
    const tags = tagsFor(input.TagSpecifications, 'security-group')
    if (world.ec2.securityGroups.size >= 2500)
      throw new AwsError('SecurityGroupLimitExceeded', 'The maximum number of security groups has been reached.')
    dryRun(input)
    const { GroupId, SecurityGroupArn, Tags } = newGroup(world, { name, description, vpc, tags })
    return { GroupId, SecurityGroupArn, Tags }
  },

  DeleteSecurityGroup(input, world) {
    const { ec2 } = world
    const group = groupNamed(world, input)
    const { GroupId = '' } = group
    if (group.GroupName === 'default')
      throw new AwsError(
        'CannotDelete',
        `the specified group: "${GroupId}" name: "default" cannot be deleted by a user`,
      )
    const has = (list: readonly { GroupId?: string | undefined }[] = []) => list.some((one) => one.GroupId === GroupId)
    const used =
      [...ec2.instances.values()].some(({ SecurityGroups }) => has(SecurityGroups)) ||
      [...ec2.securityGroups.values()].some(
        (other) =>
          other !== group &&
          [...(other.IpPermissions ?? []), ...(other.IpPermissionsEgress ?? [])].some((one) =>
            has(one.UserIdGroupPairs),
          ),
      )
    if (used) throw new AwsError('DependencyViolation', `resource ${GroupId} has a dependent object`)
    dryRun(input)
    ec2.securityGroups.delete(GroupId)
    return { Return: true, GroupId }
  },

  DescribeSecurityGroups(input, { ec2 }) {
    const byId = chosen(ec2.securityGroups, input.GroupIds, { code: 'InvalidGroup.NotFound', what: 'security group' })
    const { GroupNames: names } = input
    const missing = names?.find((name) => !byId.some(({ GroupName }) => GroupName === name))
    if (missing !== undefined) throw noGroup(missing)
    const all = names ? byId.filter(({ GroupName }) => GroupName !== undefined && names.includes(GroupName)) : byId
    const found = filtered(all, input.Filters, filters)
    dryRun(input)
    const { items, next } = ec2Page(found, input)
    return { SecurityGroups: items, ...(next && { NextToken: next }) }
  },
}
