import type { AvailabilityZone, Instance, SecurityGroup, Subnet, Vpc } from '@aws-sdk/client-ec2'

/** What there is to know of an instance beside what Describe* answers; those that a seed made have none. */
export interface LaunchRecord {
  reservation: string
  /** Decoded. */
  userData: string
  /** Whether it has a public address while it runs. */
  open: boolean
  /** Counts its changes of state: what was going to happen to it holds only until the next. */
  turn: number
}

/** The network a region has, and the instances in it. The seeds fill it; each record is what Describe* answers. */
export interface Ec2State {
  zones: Map<string, AvailabilityZone>
  vpcs: Map<string, Vpc>
  subnets: Map<string, Subnet>
  securityGroups: Map<string, SecurityGroup>
  instances: Map<string, Instance>
  /** By the instance's id. */
  launches: Map<string, LaunchRecord>
  /** What RunInstances was asked by each client token, and the instances it made. */
  tokens: Map<string, { asked: string; instances: string[] }>
}

export const newEc2State = (): Ec2State => ({
  zones: new Map(),
  vpcs: new Map(),
  subnets: new Map(),
  securityGroups: new Map(),
  instances: new Map(),
  launches: new Map(),
  tokens: new Map(),
})
