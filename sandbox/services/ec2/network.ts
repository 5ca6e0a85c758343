import type * as ec2 from '@aws-sdk/client-ec2'
import type { AvailabilityZone } from '@aws-sdk/client-ec2'
import { AwsError } from '../../wire/errors'
import type { Handlers } from '../../wire/handlers'
import type { Region } from '../../world/region'
import { chosen, ec2Page, filtered } from './filters'

export const network: Handlers<typeof ec2, Region> = {
  // https://docs.aws.amazon.com/AWSEC2/latest/APIReference/API_DescribeAvailabilityZones.html
  DescribeAvailabilityZones(input, { ec2 }) {
    const named = (key: 'ZoneName' | 'ZoneId', ids: string[] | undefined): AvailabilityZone[] =>
      (ids ?? []).map((id) => {
        const found = [...ec2.zones.values()].find((zone) => zone[key] === id)
        if (!found) throw new AwsError('InvalidParameterValue', `Invalid availability zone: [${id}]`)
        return found
      })
    const asked = [...named('ZoneName', input.ZoneNames), ...named('ZoneId', input.ZoneIds)]
    const all = asked.length > 0 ? asked : [...ec2.zones.values()]
    // Zones that the account has not opted in to are left out unless all are asked for.
    const open = all.filter((zone) => input.AllAvailabilityZones || zone.OptInStatus !== 'not-opted-in')
    return {
      AvailabilityZones: filtered(open, input.Filters, {
        'zone-name': ({ ZoneName }) => [ZoneName],
        'zone-id': ({ ZoneId }) => [ZoneId],
        'zone-type': ({ ZoneType }) => [ZoneType],
        'group-name': ({ GroupName }) => [GroupName],
        'opt-in-status': ({ OptInStatus }) => [OptInStatus],
        'parent-zone-name': ({ ParentZoneName }) => [ParentZoneName],
        'region-name': ({ RegionName }) => [RegionName],
        state: ({ State }) => [State],
      }),
    }
  },

  DescribeVpcs(input, { ec2 }) {
    const all = chosen(ec2.vpcs, input.VpcIds, { code: 'InvalidVpcID.NotFound', what: 'vpc ID' })
    const found = filtered(all, input.Filters, {
      'vpc-id': ({ VpcId }) => [VpcId],
      cidr: ({ CidrBlock }) => [CidrBlock],
      'is-default': ({ IsDefault }) => [String(IsDefault === true)],
      isDefault: ({ IsDefault }) => [String(IsDefault === true)],
      'owner-id': ({ OwnerId }) => [OwnerId],
      state: ({ State }) => [State],
    })
    const { items, next } = ec2Page(found, input)
    return { Vpcs: items, ...(next && { NextToken: next }) }
  },

  DescribeSubnets(input, { ec2 }) {
    const all = chosen(ec2.subnets, input.SubnetIds, { code: 'InvalidSubnetID.NotFound', what: 'subnet ID' })
    const found = filtered(all, input.Filters, {
      'subnet-id': ({ SubnetId }) => [SubnetId],
      'vpc-id': ({ VpcId }) => [VpcId],
      'availability-zone': ({ AvailabilityZone }) => [AvailabilityZone],
      'availability-zone-id': ({ AvailabilityZoneId }) => [AvailabilityZoneId],
      'cidr-block': ({ CidrBlock }) => [CidrBlock],
      'default-for-az': ({ DefaultForAz }) => [String(DefaultForAz === true)],
      'map-public-ip-on-launch': ({ MapPublicIpOnLaunch }) => [String(MapPublicIpOnLaunch === true)],
      'owner-id': ({ OwnerId }) => [OwnerId],
      state: ({ State }) => [State],
    })
    const { items, next } = ec2Page(found, input)
    return { Subnets: items, ...(next && { NextToken: next }) }
  },

  DescribeSecurityGroups(input, { ec2 }) {
    const byId = chosen(ec2.securityGroups, input.GroupIds, { code: 'InvalidGroup.NotFound', what: 'security group' })
    const { GroupNames: names } = input
    const missing = names?.find((name) => !byId.some(({ GroupName }) => GroupName === name))
    if (missing !== undefined)
      throw new AwsError('InvalidGroup.NotFound', `The security group '${missing}' does not exist`)
    const all = names ? byId.filter(({ GroupName }) => GroupName !== undefined && names.includes(GroupName)) : byId
    const found = filtered(all, input.Filters, {
      'group-id': ({ GroupId }) => [GroupId],
      'group-name': ({ GroupName }) => [GroupName],
      'vpc-id': ({ VpcId }) => [VpcId],
      description: ({ Description }) => [Description],
      'owner-id': ({ OwnerId }) => [OwnerId],
    })
    const { items, next } = ec2Page(found, input)
    return { SecurityGroups: items, ...(next && { NextToken: next }) }
  },
}
