import type * as ec2 from '@aws-sdk/client-ec2'
import type { AvailabilityZone } from '@aws-sdk/client-ec2'
import { AwsError } from '../../wire/errors'
import type { Handlers } from '../../wire/handlers'
import type { Region } from '../../world/region'
import { chosen, ec2Page, filtered } from './filters'
import { dryRun } from './rules'

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
    dryRun(input)
    return {
      AvailabilityZones: filtered(open, input.Filters, {
        'zone-name': ({ ZoneName }) => [ZoneName],
        'zone-id': ({ ZoneId }) => [ZoneId],
        'zone-type': ({ ZoneType }) => [ZoneType],
        'group-name': ({ GroupName }) => [GroupName],
        'opt-in-status': ({ OptInStatus }) => [OptInStatus],
        'parent-zone-name': ({ ParentZoneName }) => [ParentZoneName],
        'parent-zone-id': ({ ParentZoneId }) => [ParentZoneId],
        'group-long-name': ({ GroupLongName }) => [GroupLongName],
        message: ({ Messages = [] }) => Messages.map(({ Message }) => Message),
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
      'cidr-block-association.cidr-block': ({ CidrBlockAssociationSet = [], CidrBlock }) => [
        CidrBlock,
        ...CidrBlockAssociationSet.map((one) => one.CidrBlock),
      ],
      'dhcp-options-id': ({ DhcpOptionsId }) => [DhcpOptionsId],
      'is-default': ({ IsDefault }) => [String(IsDefault === true)],
      isDefault: ({ IsDefault }) => [String(IsDefault === true)],
      'owner-id': ({ OwnerId }) => [OwnerId],
      state: ({ State }) => [State],
    })
    dryRun(input)
    const { items, next } = ec2Page(found, input)
    return { Vpcs: items, ...(next && { NextToken: next }) }
  },

  DescribeSubnets(input, { ec2 }) {
    const all = chosen(ec2.subnets, input.SubnetIds, { code: 'InvalidSubnetID.NotFound', what: 'subnet ID' })
    const found = filtered(all, input.Filters, {
      'subnet-id': ({ SubnetId }) => [SubnetId],
      'vpc-id': ({ VpcId }) => [VpcId],
      'availability-zone': ({ AvailabilityZone }) => [AvailabilityZone],
      availabilityZone: ({ AvailabilityZone }) => [AvailabilityZone],
      'subnet-arn': ({ SubnetArn }) => [SubnetArn],
      'available-ip-address-count': ({ AvailableIpAddressCount: count }) => [String(count)],
      'availability-zone-id': ({ AvailabilityZoneId }) => [AvailabilityZoneId],
      'cidr-block': ({ CidrBlock }) => [CidrBlock],
      cidr: ({ CidrBlock }) => [CidrBlock],
      cidrBlock: ({ CidrBlock }) => [CidrBlock],
      'default-for-az': ({ DefaultForAz }) => [String(DefaultForAz === true)],
      'map-public-ip-on-launch': ({ MapPublicIpOnLaunch }) => [String(MapPublicIpOnLaunch === true)],
      'owner-id': ({ OwnerId }) => [OwnerId],
      state: ({ State }) => [State],
    })
    dryRun(input)
    const { items, next } = ec2Page(found, input)
    return { Subnets: items, ...(next && { NextToken: next }) }
  },
}
