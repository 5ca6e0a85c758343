import type * as ec2 from '@aws-sdk/client-ec2'
import type { Tour } from '../../wire/tour'

export const tour: Tour<typeof ec2> = async ({ call }) => {
  await call('DescribeAvailabilityZones', { AllAvailabilityZones: true })
  await call('DescribeVpcs', {})
  await call('DescribeSubnets', {})
  await call('DescribeSecurityGroups', {})
  await call('DescribeInstances', {})
}
