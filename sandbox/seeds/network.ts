import type { Region } from '../world/region'

export const VPC = 'vpc-0a1b2c3d4e5f60718'
export const GROUP = 'sg-0d1e2f30415263748'

/** Zone, its id, its subnet and the subnet's third octet. */
const zones = [
  { name: 'a', subnet: 'subnet-0aaa1111bbb22222a', octet: 0 },
  { name: 'b', subnet: 'subnet-0aaa1111bbb22222b', octet: 16 },
  { name: '-bos-1a', subnet: 'subnet-0aaa1111bbb22222c', octet: 32 },
]

/** Those that an account must ask for first. */
const closed = [
  { name: '-nyc-1a', group: '-nyc-1', id: 'use1-nyc1-az1', type: 'local-zone' },
  { name: '-wl1-bos-wlz-1', group: '-wl1', id: 'use1-wl1-bos-wlz1', type: 'wavelength-zone' },
]

export const subnetOf = (zone: string) => zones.find((one) => zone.endsWith(one.name))?.subnet ?? ''

/** The default VPC every account has, over two zones and one Local Zone; two more zones are not opted in to. */
export function network({ account, region, ec2 }: Region): void {
  const common = { VpcId: VPC, OwnerId: account }
  ec2.vpcs.set(VPC, {
    ...common,
    CidrBlock: '172.31.0.0/16',
    IsDefault: true,
    State: 'available',
    InstanceTenancy: 'default',
    DhcpOptionsId: 'dopt-0f1e2d3c4b5a69788',
    Tags: [],
  })
  for (const [index, zone] of zones.entries()) {
    const local = zone.name.startsWith('-')
    const ZoneName = `${region}${zone.name}`
    const ZoneId = local ? `use1-bos1-az1` : `use1-az${index + 1}`
    ec2.zones.set(ZoneName, {
      ZoneName,
      ZoneId,
      RegionName: region,
      GroupName: local ? `${region}-bos-1` : region,
      NetworkBorderGroup: local ? `${region}-bos-1` : region,
      OptInStatus: local ? 'opted-in' : 'opt-in-not-required',
      ZoneType: local ? 'local-zone' : 'availability-zone',
      State: 'available',
      Messages: [],
      ...(local && { ParentZoneName: `${region}a`, ParentZoneId: 'use1-az1' }),
    })
    ec2.subnets.set(zone.subnet, {
      ...common,
      SubnetId: zone.subnet,
      SubnetArn: `arn:aws:ec2:${region}:${account}:subnet/${zone.subnet}`,
      AvailabilityZone: ZoneName,
      AvailabilityZoneId: ZoneId,
      CidrBlock: `172.31.${zone.octet}.0/20`,
      AvailableIpAddressCount: 4000,
      DefaultForAz: !local,
      MapPublicIpOnLaunch: true,
      State: 'available',
      Tags: [{ Key: 'Name', Value: `default-${zone.name.replace('-', '')}` }],
    })
  }
  for (const zone of closed)
    ec2.zones.set(`${region}${zone.name}`, {
      ZoneName: `${region}${zone.name}`,
      ZoneId: zone.id,
      RegionName: region,
      GroupName: `${region}${zone.group}`,
      NetworkBorderGroup: `${region}${zone.group}`,
      OptInStatus: 'not-opted-in',
      ZoneType: zone.type,
      State: 'available',
      Messages: [],
      ParentZoneName: `${region}a`,
      ParentZoneId: 'use1-az1',
    })
  for (const [GroupId, GroupName, Description] of [
    [GROUP, 'default', 'default VPC security group'],
    ['sg-0d1e2f30415263749', 'web', 'HTTP from anywhere'],
  ] as const)
    ec2.securityGroups.set(GroupId, {
      ...common,
      GroupId,
      GroupName,
      Description,
      SecurityGroupArn: `arn:aws:ec2:${region}:${account}:security-group/${GroupId}`,
      IpPermissions:
        GroupName === 'web'
          ? [{ IpProtocol: 'tcp', FromPort: 80, ToPort: 80, IpRanges: [{ CidrIp: '0.0.0.0/0' }] }]
          : [{ IpProtocol: '-1', UserIdGroupPairs: [{ GroupId, UserId: account }] }],
      IpPermissionsEgress: [{ IpProtocol: '-1', IpRanges: [{ CidrIp: '0.0.0.0/0' }] }],
      Tags: [],
    })
}
