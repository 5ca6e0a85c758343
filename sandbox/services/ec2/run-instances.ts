import type * as ec2 from '@aws-sdk/client-ec2'
import type { IamInstanceProfile, Instance, RunInstancesCommandInput, Tag } from '@aws-sdk/client-ec2'
import { AwsError } from '../../wire/errors'
import type { Handlers } from '../../wire/handlers'
import type { Region } from '../../world/region'
import { blockOf, freeAddresses } from './addresses'
import { begin, stateOf } from './instance-life'
import { typeNamed } from './instance-types'
import { type Place, placeOf } from './launch-place'
import { badValue, checkForm, dryRun, tagsFor } from './rules'

/** AWS gives each account a quota of vCPUs by its history; this is the one of an old account. */
const QUOTA = 1152

export const runInstances: Handlers<typeof ec2, Region> = {
  // https://docs.aws.amazon.com/AWSEC2/latest/APIReference/API_RunInstances.html
  RunInstances(input, world) {
    const { ec2 } = world
    const { ClientToken: token } = input
    if (token !== undefined && token.length > 64)
      throw badValue(`Value (${token}) for parameter clientToken is invalid. Length exceeds maximum of 64.`)
    const asked = JSON.stringify({ ...input, DryRun: undefined })
    const kept = token ? ec2.tokens.get(token) : undefined
    const before = kept?.instances.some((id) => ec2.instances.has(id)) ? kept : undefined
    if (before && before.asked !== asked)
      throw new AwsError(
        'IdempotentParameterMismatch',
        'Arguments on this idempotent request are inconsistent with arguments used in previous request(s).',
      )
    if (before) return answer(world, before.instances)
    const order = orderOf(world, input)
    dryRun(input)
    const ids = launch(world, input, order)
    if (token) ec2.tokens.set(token, { asked, instances: ids })
    return answer(world, ids)
  },
}

interface Order extends Place {
  type: NonNullable<ReturnType<typeof typeNamed>>
  image: string
  userData: string
  addresses: string[]
  tags: Tag[]
  profile?: IamInstanceProfile
}

function orderOf(world: Region, input: RunInstancesCommandInput): Order {
  const { MinCount = 0, MaxCount = 0 } = input
  if (input.LaunchTemplate)
    throw new AwsError('InvalidLaunchTemplateId.NotFound', 'The specified launch template does not exist.')
  const image = input.ImageId
  if (image === undefined) throw new AwsError('MissingParameter', 'The request must contain the parameter ImageId')
  checkForm([image], 'ami', 'InvalidAMIID.Malformed')
  for (const [name, value] of [
    ['minCount', MinCount],
    ['maxCount', MaxCount],
  ] as const)
    if (!Number.isInteger(value) || value < 1)
      throw badValue(`Value (${value}) for parameter ${name} is invalid. Expecting a value of at least 1.`)
  if (MinCount > MaxCount)
    throw badValue(`Value (${MinCount}) for parameter minCount is invalid. It is above maxCount.`)
  const type = typeNamed(input.InstanceType ?? 'm1.small')
  if (!type) throw badValue(`Invalid value '${input.InstanceType}' for InstanceType.`)
  const place = placeOf(world, input)
  const tags = tagsFor(input.TagSpecifications, 'instance', ['volume', 'network-interface', 'spot-instances-request'])
  const profile = profileOf(world, input)
  const userData = decoded(input.UserData)
  const addresses = room(world, input, place, type.cpus)
  return { ...place, type, image, userData, addresses, tags, ...(profile && { profile }) }
}

/** As many as the quota and the subnet leave, up to MaxCount; fewer than MinCount are none. */
function room(world: Region, input: RunInstancesCommandInput, { subnet }: Place, cpus: number): string[] {
  const { MinCount = 1, MaxCount = 1, PrivateIpAddress: address } = input
  const taken = new Set<string>()
  let used = 0
  for (const one of world.ec2.instances.values()) {
    if (one.PrivateIpAddress !== undefined) taken.add(one.PrivateIpAddress)
    if (one.State?.Name === 'running' || one.State?.Name === 'pending')
      used += typeNamed(one.InstanceType ?? '')?.cpus ?? 0
  }
  const left = Math.max(0, Math.floor((QUOTA - used) / cpus))
  if (left < MinCount)
    throw new AwsError(
      'VcpuLimitExceeded',
      `You have requested more vCPU capacity than your current vCPU limit of ${QUOTA} allows for the instance bucket that the specified instance type belongs to. Please visit http://aws.amazon.com/contact-us/ec2-request to request an adjustment to this limit.`,
    )
  if (address !== undefined) {
    if (MaxCount > 1) throw badValue('A private IP address can be given to one instance only.')
    if (taken.has(address)) throw new AwsError('InvalidIPAddress.InUse', `Address ${address} is in use.`)
    const { first, size } = blockOf(subnet.CidrBlock ?? '')
    const asked = blockOf(`${address}/32`).first
    if (asked < first + 4 || asked >= first + size - 1)
      throw badValue(`Address ${address} does not fall within the subnet's address range`)
    return [address]
  }
  const free = freeAddresses(blockOf(subnet.CidrBlock ?? ''), taken, Math.min(left, MaxCount))
  if (free.length < MinCount)
    throw new AwsError(
      'InsufficientFreeAddressesInSubnet',
      `There are not enough free addresses in subnet '${subnet.SubnetId}' to satisfy the requested number of instances.`,
    )
  return free
}

function profileOf(
  { iam }: Region,
  { IamInstanceProfile: asked }: RunInstancesCommandInput,
): IamInstanceProfile | undefined {
  if (!asked) return undefined
  const by = asked.Arn !== undefined ? 'arn' : 'name'
  const found = [...iam.profiles.values()].find((one) => one[by] === (asked.Arn ?? asked.Name))
  if (!found)
    throw badValue(
      `Value (${asked.Arn ?? asked.Name}) for parameter iamInstanceProfile.${by} is invalid. Invalid IAM Instance Profile ${by === 'arn' ? 'ARN' : 'name'}`,
    )
  return { Arn: found.arn, Id: found.id }
}

/** 16 KB before they are encoded: https://docs.aws.amazon.com/AWSEC2/latest/UserGuide/instancedata-add-user-data.html */
function decoded(userData = ''): string {
  const text = userData.replace(/\s/g, '')
  if (!/^[A-Za-z0-9+/]*={0,2}$/.test(text) || text.length % 4 !== 0)
    throw badValue('Invalid BASE64 encoding of user data.')
  const bytes = Buffer.from(text, 'base64')
  if (bytes.length > 16_384) throw badValue('User data is limited to 16384 bytes')
  return bytes.toString()
}

function launch(world: Region, input: RunInstancesCommandInput, order: Order): string[] {
  const { ec2, random, region } = world
  const { subnet, groups, open, type, image, userData, addresses, tags, profile } = order
  const reservation = `r-${random.hex(17)}`
  const nitro = !/^(m1|t2)\./.test(type.name)
  const ids = addresses.map((address, AmiLaunchIndex) => {
    const InstanceId = `i-${random.hex(17)}`
    const domain = region === 'us-east-1' ? 'ec2.internal' : `${region}.compute.internal`
    const instance: Instance = {
      InstanceId,
      ImageId: image,
      InstanceType: type.name,
      AmiLaunchIndex,
      State: stateOf('pending'),
      PrivateIpAddress: address,
      PrivateDnsName: `ip-${address.replaceAll('.', '-')}.${domain}`,
      PublicDnsName: '',
      StateTransitionReason: '',
      Placement: {
        AvailabilityZone: subnet.AvailabilityZone,
        GroupName: input.Placement?.GroupName ?? '',
        Tenancy: input.Placement?.Tenancy ?? 'default',
      },
      Monitoring: { State: input.Monitoring?.Enabled ? 'enabled' : 'disabled' },
      SubnetId: subnet.SubnetId,
      VpcId: subnet.VpcId,
      SecurityGroups: groups.map(({ GroupId, GroupName }) => ({ GroupId, GroupName })),
      Architecture: type.arch,
      Hypervisor: 'xen',
      VirtualizationType: 'hvm',
      RootDeviceName: '/dev/xvda',
      RootDeviceType: 'ebs',
      EnaSupport: nitro,
      EbsOptimized: input.EbsOptimized ?? false,
      SourceDestCheck: true,
      ProductCodes: [],
      Tags: tags,
      ...(input.KeyName !== undefined && { KeyName: input.KeyName }),
      ...(input.ClientToken !== undefined && { ClientToken: input.ClientToken }),
      ...(profile && { IamInstanceProfile: profile }),
    }
    ec2.instances.set(InstanceId, instance)
    ec2.launches.set(InstanceId, { reservation, userData, open, turn: 0 })
    begin(world, InstanceId)
    return InstanceId
  })
  const AvailableIpAddressCount = Math.max(0, (subnet.AvailableIpAddressCount ?? 0) - ids.length)
  ec2.subnets.set(subnet.SubnetId ?? '', { ...subnet, AvailableIpAddressCount })
  return ids
}

function answer({ ec2, account }: Region, ids: readonly string[]) {
  const Instances = ids.flatMap((id) => ec2.instances.get(id) ?? [])
  const ReservationId = ec2.launches.get(ids[0] ?? '')?.reservation ?? ''
  return { ReservationId, OwnerId: account, Groups: [], Instances }
}
