import type { Instance } from '@aws-sdk/client-ec2'
import type { Region } from '../../world/region'
import type { Filters } from './filters'

/** One that a seed made was started alone, so it has a reservation of its own. */
export const reservationOf = ({ ec2 }: Region, { InstanceId = '' }: Instance): string =>
  ec2.launches.get(InstanceId)?.reservation ?? `r-${InstanceId.slice(2)}`

/** https://docs.aws.amazon.com/AWSEC2/latest/APIReference/API_DescribeInstances.html, Filter.N */
export const instanceFilters = (world: Region): Filters<Instance> => ({
  'instance-id': ({ InstanceId }) => [InstanceId],
  'instance-type': ({ InstanceType }) => [InstanceType],
  'instance-state-name': ({ State }) => [State?.Name],
  'instance-state-code': ({ State }) => [String(State?.Code)],
  'instance-lifecycle': ({ InstanceLifecycle }) => [InstanceLifecycle],
  'availability-zone': ({ Placement }) => [Placement?.AvailabilityZone],
  'availability-zone-id': ({ Placement }) => [world.ec2.zones.get(Placement?.AvailabilityZone ?? '')?.ZoneId],
  tenancy: ({ Placement }) => [Placement?.Tenancy],
  'placement-group-name': ({ Placement }) => [Placement?.GroupName],
  'vpc-id': ({ VpcId }) => [VpcId],
  'subnet-id': ({ SubnetId }) => [SubnetId],
  'private-ip-address': ({ PrivateIpAddress }) => [PrivateIpAddress],
  'private-dns-name': ({ PrivateDnsName }) => [PrivateDnsName],
  'ip-address': ({ PublicIpAddress }) => [PublicIpAddress],
  'dns-name': ({ PublicDnsName }) => [PublicDnsName],
  'instance.group-id': ({ SecurityGroups = [] }) => SecurityGroups.map(({ GroupId }) => GroupId),
  'instance.group-name': ({ SecurityGroups = [] }) => SecurityGroups.map(({ GroupName }) => GroupName),
  'network-interface.group-id': ({ SecurityGroups = [] }) => SecurityGroups.map(({ GroupId }) => GroupId),
  'network-interface.group-name': ({ SecurityGroups = [] }) => SecurityGroups.map(({ GroupName }) => GroupName),
  'network-interface.subnet-id': ({ SubnetId }) => [SubnetId],
  'network-interface.vpc-id': ({ VpcId }) => [VpcId],
  architecture: ({ Architecture }) => [Architecture],
  hypervisor: ({ Hypervisor }) => [Hypervisor],
  'virtualization-type': ({ VirtualizationType }) => [VirtualizationType],
  'root-device-name': ({ RootDeviceName }) => [RootDeviceName],
  'root-device-type': ({ RootDeviceType }) => [RootDeviceType],
  'image-id': ({ ImageId }) => [ImageId],
  'key-name': ({ KeyName }) => [KeyName],
  'client-token': ({ ClientToken }) => [ClientToken],
  'launch-index': ({ AmiLaunchIndex }) => [AmiLaunchIndex === undefined ? undefined : String(AmiLaunchIndex)],
  'launch-time': ({ LaunchTime }) => [LaunchTime?.toISOString()],
  'monitoring-state': ({ Monitoring }) => [Monitoring?.State],
  'iam-instance-profile.arn': ({ IamInstanceProfile }) => [IamInstanceProfile?.Arn],
  'iam-instance-profile.id': ({ IamInstanceProfile }) => [IamInstanceProfile?.Id],
  'iam-instance-profile.name': ({ IamInstanceProfile }) => [IamInstanceProfile?.Arn?.split('/').at(-1)],
  'owner-id': () => [world.account],
  'reservation-id': (instance) => [reservationOf(world, instance)],
  reason: ({ StateTransitionReason }) => [StateTransitionReason],
  'state-reason-code': ({ StateReason }) => [StateReason?.Code],
})
