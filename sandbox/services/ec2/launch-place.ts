import type { RunInstancesCommandInput, SecurityGroup, Subnet } from '@aws-sdk/client-ec2'
import { AwsError } from '../../wire/errors'
import type { Region } from '../../world/region'
import { badValue, checkForm } from './rules'

export interface Place {
  subnet: Subnet
  groups: SecurityGroup[]
  /** Whether the instances get public addresses. */
  open: boolean
}

const combination = (message: string) => new AwsError('InvalidParameterCombination', message)

/** Where RunInstances is told to put its instances, by itself or by their first network interface. */
export function placeOf(world: Region, input: RunInstancesCommandInput): Place {
  const tenancy = input.Placement?.Tenancy
  if (tenancy !== undefined && !['default', 'dedicated', 'host'].includes(tenancy))
    throw badValue(`Value (${tenancy}) for parameter placement.tenancy is invalid.`)
  const [card, ...more] = input.NetworkInterfaces ?? []
  if (more.length > 0) throw badValue('The sandbox gives an instance one network interface.')
  if (card && input.SubnetId !== undefined)
    throw combination('Network interfaces and an instance-level subnet ID may not be specified on the same request')
  if (card && (input.SecurityGroupIds?.length || input.SecurityGroups?.length))
    throw combination(
      'Network interfaces and an instance-level security groups may not be specified on the same request',
    )
  const subnet = subnetOf(world, card ? card.SubnetId : input.SubnetId, input.Placement?.AvailabilityZone)
  const groups = groupsOf(
    world,
    subnet,
    card ? card.Groups : input.SecurityGroupIds,
    input.SecurityGroups,
    input.SubnetId,
  )
  return { subnet, groups, open: card?.AssociatePublicIpAddress ?? subnet.MapPublicIpOnLaunch === true }
}

function subnetOf({ ec2 }: Region, id: string | undefined, zone: string | undefined): Subnet {
  if (zone !== undefined && !ec2.zones.has(zone)) throw badValue(`Invalid availability zone: [${zone}]`)
  if (id === undefined) {
    const found = [...ec2.subnets.values()].find(
      ({ DefaultForAz, AvailabilityZone }) => DefaultForAz && (zone === undefined || AvailabilityZone === zone),
    )
    if (found) return found
    if (zone === undefined) throw new AwsError('VPCIdNotSpecified', 'No default VPC for this user')
    throw new AwsError('MissingInput', `No default subnet for availability zone: '${zone}'.`)
  }
  checkForm([id], 'subnet', 'InvalidSubnetID.Malformed')
  const found = ec2.subnets.get(id)
  if (!found) throw new AwsError('InvalidSubnetID.NotFound', `The subnet ID '${id}' does not exist`)
  if (zone !== undefined && found.AvailabilityZone !== zone)
    throw badValue(
      `Value (${zone}) for parameter availabilityZone is invalid. Subnet '${id}' is in the availability zone ${found.AvailabilityZone}`,
    )
  return found
}

function groupsOf(
  { ec2 }: Region,
  subnet: Subnet,
  ids: readonly string[] = [],
  names: readonly string[] = [],
  subnetId?: string,
): SecurityGroup[] {
  if (names.length > 0 && subnetId !== undefined)
    throw combination('The parameter groupName cannot be used with the parameter subnet')
  const inVpc = () => [...ec2.securityGroups.values()].filter(({ VpcId }) => VpcId === subnet.VpcId)
  const missing = (name: string) => new AwsError('InvalidGroup.NotFound', `The security group '${name}' does not exist`)
  const byId = ids.map((id) => {
    const found = ec2.securityGroups.get(id)
    if (!found) throw missing(id)
    if (found.VpcId !== subnet.VpcId)
      throw new AwsError(
        'InvalidParameter',
        `Security group ${id} and subnet ${subnet.SubnetId} belong to different networks.`,
      )
    return found
  })
  const byName = names.map((name) => {
    const found = inVpc().find(({ GroupName }) => GroupName === name)
    if (!found) throw missing(name)
    return found
  })
  const all = [...new Set([...byId, ...byName])]
  return all.length > 0 ? all : inVpc().filter(({ GroupName }) => GroupName === 'default')
}
