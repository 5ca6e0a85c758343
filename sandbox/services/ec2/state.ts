import type { AvailabilityZone, Instance, SecurityGroup, Subnet, Vpc } from '@aws-sdk/client-ec2'

/** The network a region has, and the instances in it. The seeds fill it; each record is what Describe* answers. */
export interface Ec2State {
  zones: Map<string, AvailabilityZone>
  vpcs: Map<string, Vpc>
  subnets: Map<string, Subnet>
  securityGroups: Map<string, SecurityGroup>
  instances: Map<string, Instance>
}

export const newEc2State = (): Ec2State => ({
  zones: new Map(),
  vpcs: new Map(),
  subnets: new Map(),
  securityGroups: new Map(),
  instances: new Map(),
})
