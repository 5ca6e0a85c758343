import type * as ec2 from '@aws-sdk/client-ec2'
import type { Handlers } from '../../wire/handlers'
import type { Region } from '../../world/region'
import { chosen, ec2Page, filtered } from './filters'

export const instances: Handlers<typeof ec2, Region> = {
  // https://docs.aws.amazon.com/AWSEC2/latest/APIReference/API_DescribeInstances.html
  DescribeInstances(input, { ec2, account }) {
    const all = chosen(ec2.instances, input.InstanceIds, { code: 'InvalidInstanceID.NotFound', what: 'instance ID' })
    const found = filtered(all, input.Filters, {
      'instance-id': ({ InstanceId }) => [InstanceId],
      'instance-type': ({ InstanceType }) => [InstanceType],
      'instance-state-name': ({ State }) => [State?.Name],
      'availability-zone': ({ Placement }) => [Placement?.AvailabilityZone],
      'vpc-id': ({ VpcId }) => [VpcId],
      'subnet-id': ({ SubnetId }) => [SubnetId],
      'private-ip-address': ({ PrivateIpAddress }) => [PrivateIpAddress],
      'instance.group-id': ({ SecurityGroups = [] }) => SecurityGroups.map(({ GroupId }) => GroupId),
      architecture: ({ Architecture }) => [Architecture],
    })
    const { items, next } = ec2Page(found, input)
    // Each was started alone, so each has a reservation of its own.
    const Reservations = items.map((instance) => ({
      ReservationId: `r-${(instance.InstanceId ?? '').slice(2)}`,
      OwnerId: account,
      Groups: [],
      Instances: [instance],
    }))
    return { Reservations, ...(next && { NextToken: next }) }
  },
}
