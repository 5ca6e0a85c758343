import { createHash } from 'node:crypto'
import type { IpPermission, SecurityGroup, SecurityGroupRule } from '@aws-sdk/client-ec2'
import { AwsError } from '../../wire/errors'
import { blockOf, written } from './addresses'
import { badValue } from './rules'

/** One peer on one range of ports. DescribeSecurityGroups answers them gathered by their ports. */
export interface Rule {
  protocol: string
  from: number
  to: number
  kind: 'v4' | 'v6' | 'prefix' | 'group'
  /** A CIDR block, or the id of a prefix list or a group. */
  peer: string
  owner?: string
  description?: string
}

const names: Readonly<Record<string, string>> = { '6': 'tcp', '17': 'udp', '1': 'icmp', '58': 'icmpv6', all: '-1' }

/** Without ports of its own a protocol has none at all: https://docs.aws.amazon.com/AWSEC2/latest/APIReference/API_IpPermission.html */
function ports({ IpProtocol, FromPort, ToPort }: IpPermission): Pick<Rule, 'protocol' | 'from' | 'to'> {
  if (IpProtocol === undefined)
    throw new AwsError('MissingParameter', 'The request must contain the parameter ipProtocol')
  const text = IpProtocol.toLowerCase()
  const protocol = (Object.hasOwn(names, text) && names[text]) || text
  const known = ['tcp', 'udp', 'icmp', 'icmpv6', '-1'].includes(protocol)
  if (!known && !(/^\d{1,3}$/.test(protocol) && Number(protocol) < 256))
    throw badValue(`Invalid value '${IpProtocol}' for IP protocol. Unknown protocol.`)
  if (protocol === 'tcp' || protocol === 'udp') {
    if (FromPort === undefined || ToPort === undefined)
      throw badValue(`Invalid value 'Must specify both from and to ports with TCP/UDP.' for portRange.`)
    for (const port of [FromPort, ToPort])
      if (!Number.isInteger(port) || port < 0 || port > 65535) throw badValue(`TCP/UDP port (${port}) out of range`)
    if (FromPort > ToPort) throw badValue(`Invalid TCP/UDP port range (${FromPort}:${ToPort})`)
    return { protocol, from: FromPort, to: ToPort }
  }
  if (protocol.startsWith('icmp')) {
    for (const code of [FromPort ?? -1, ToPort ?? -1])
      if (!Number.isInteger(code) || code < -1 || code > 255) throw badValue(`ICMP code (${code}) out of range`)
    return { protocol, from: FromPort ?? -1, to: ToPort ?? -1 }
  }
  return { protocol, from: -1, to: -1 }
}

function block(cidr: string | undefined): string {
  const malformed = badValue(`CIDR block ${cidr} is malformed`)
  try {
    const { first } = blockOf(cidr ?? '')
    return `${written(first)}/${cidr?.split('/')[1]}`
  } catch {
    throw malformed
  }
}

function wideBlock(cidr = ''): string {
  const [address = '', bits = ''] = cidr.split('/')
  if (!/^[0-9a-f:]*:[0-9a-f:]*$/i.test(address) || !/^\d{1,3}$/.test(bits) || Number(bits) > 128)
    throw badValue(`CIDR block ${cidr} is malformed`)
  return cidr.toLowerCase()
}

/** @param groupOf the id of the group that a pair names, which must be there */
export function rulesOf(
  permissions: readonly IpPermission[],
  groupOf: (pair: { GroupId?: string | undefined; GroupName?: string | undefined }) => { id: string; owner: string },
): Rule[] {
  return permissions.flatMap((permission) => {
    const of = ports(permission)
    const { IpRanges = [], Ipv6Ranges = [], PrefixListIds = [], UserIdGroupPairs = [] } = permission
    const told = ({ Description }: { Description?: string | undefined }) => {
      if (Description === undefined) return {}
      if (!/^[a-zA-Z0-9. _\-:/()#,@[\]+=&;{}!$*]{0,255}$/.test(Description))
        throw badValue(
          'Invalid rule description. Valid descriptions are strings less than 256 characters from the following set:  a-zA-Z0-9. _-:/()#,@[]+=&;{}!$*',
        )
      return { description: Description }
    }
    const out: Rule[] = [
      ...IpRanges.map((one) => ({ ...of, kind: 'v4' as const, peer: block(one.CidrIp), ...told(one) })),
      ...Ipv6Ranges.map((one) => ({ ...of, kind: 'v6' as const, peer: wideBlock(one.CidrIpv6), ...told(one) })),
      ...PrefixListIds.map((one) => ({ ...of, kind: 'prefix' as const, peer: one.PrefixListId ?? '', ...told(one) })),
      ...UserIdGroupPairs.map((one) => {
        const { id, owner } = groupOf(one)
        return { ...of, kind: 'group' as const, peer: id, owner, ...told(one) }
      }),
    ]
    if (out.length === 0) throw badValue('A rule must name at least one range, prefix list or security group.')
    return out
  })
}

/** Without what it is described by: two rules that differ in that alone are one. */
export const keyOf = ({ protocol, from, to, kind, peer }: Rule): string => [protocol, from, to, kind, peer].join(' ')

const portsOf = ({ protocol, from, to }: Rule) =>
  protocol === 'tcp' || protocol === 'udp' || protocol.startsWith('icmp') ? { FromPort: from, ToPort: to } : {}

export function gathered(rules: readonly Rule[]): IpPermission[] {
  const byPorts = new Map<
    string,
    Required<Pick<IpPermission, 'IpRanges' | 'Ipv6Ranges' | 'PrefixListIds' | 'UserIdGroupPairs'>> & IpPermission
  >()
  for (const rule of rules) {
    const key = [rule.protocol, rule.from, rule.to].join(' ')
    const into = byPorts.get(key) ?? {
      IpProtocol: rule.protocol,
      ...portsOf(rule),
      IpRanges: [],
      Ipv6Ranges: [],
      PrefixListIds: [],
      UserIdGroupPairs: [],
    }
    byPorts.set(key, into)
    const told = rule.description === undefined ? {} : { Description: rule.description }
    if (rule.kind === 'v4') into.IpRanges?.push({ CidrIp: rule.peer, ...told })
    else if (rule.kind === 'v6') into.Ipv6Ranges?.push({ CidrIpv6: rule.peer, ...told })
    else if (rule.kind === 'prefix') into.PrefixListIds?.push({ PrefixListId: rule.peer, ...told })
    else into.UserIdGroupPairs?.push({ GroupId: rule.peer, UserId: rule.owner, ...told })
  }
  return [...byPorts.values()]
}

/** A rule as it is listed alone; its id comes from what it is. */
export function described(group: SecurityGroup, egress: boolean, rule: Rule): SecurityGroupRule {
  const hash = createHash('sha256').update(`${group.GroupId} ${egress} ${keyOf(rule)}`)
  return {
    SecurityGroupRuleId: `sgr-0${hash.digest('hex').slice(0, 16)}`,
    GroupId: group.GroupId,
    GroupOwnerId: group.OwnerId,
    IsEgress: egress,
    IpProtocol: rule.protocol,
    FromPort: rule.from,
    ToPort: rule.to,
    ...(rule.kind === 'v4' && { CidrIpv4: rule.peer }),
    ...(rule.kind === 'v6' && { CidrIpv6: rule.peer }),
    ...(rule.kind === 'prefix' && { PrefixListId: rule.peer }),
    ...(rule.kind === 'group' && { ReferencedGroupInfo: { GroupId: rule.peer, UserId: rule.owner } }),
    ...(rule.description !== undefined && { Description: rule.description }),
    Tags: [],
  }
}
