import type * as ec2 from '@aws-sdk/client-ec2'
import type { AuthorizeSecurityGroupIngressRequest, IpPermission, SecurityGroup } from '@aws-sdk/client-ec2'
import { AwsError } from '../../wire/errors'
import type { Handlers } from '../../wire/handlers'
import type { Region } from '../../world/region'
import { ec2Page, filtered } from './filters'
import { described, gathered, keyOf, type Rule, rulesOf } from './permissions'
import { dryRun } from './rules'
import { groupNamed, noGroup } from './security-groups'

/** Each way has a quota of its own: https://docs.aws.amazon.com/vpc/latest/userguide/amazon-vpc-limits.html */
const MOST = 60

const sideOf = (egress: boolean) => (egress ? 'IpPermissionsEgress' : 'IpPermissions')

/** What a pair names, in the VPC of the group it is written into. */
const pairIn =
  ({ ec2, account }: Region, { VpcId }: SecurityGroup) =>
  ({ GroupId, GroupName }: { GroupId?: string | undefined; GroupName?: string | undefined }) => {
    const found =
      GroupId === undefined
        ? [...ec2.securityGroups.values()].find((one) => one.VpcId === VpcId && one.GroupName === GroupName)
        : ec2.securityGroups.get(GroupId)
    if (!found?.GroupId) throw noGroup(GroupId ?? GroupName ?? '')
    return { id: found.GroupId, owner: found.OwnerId ?? account }
  }

/** Those that the group has, as they stand. */
const rulesIn = (world: Region, group: SecurityGroup, egress: boolean): Rule[] =>
  rulesOf(group[sideOf(egress)] ?? [], ({ GroupId = '' }) => ({ id: GroupId, owner: world.account }))

type Asked = Omit<AuthorizeSecurityGroupIngressRequest, 'TagSpecifications'> & {
  SecurityGroupRuleIds?: string[] | undefined
}

/** A single rule may be told by members of the request itself, in the place of a list. */
function permissionsOf(input: Asked): IpPermission[] {
  if (input.IpPermissions?.length) return input.IpPermissions
  if (input.IpProtocol === undefined && input.SourceSecurityGroupName === undefined) return []
  return [
    {
      IpProtocol: input.IpProtocol ?? '-1',
      FromPort: input.FromPort,
      ToPort: input.ToPort,
      IpRanges: input.CidrIp === undefined ? [] : [{ CidrIp: input.CidrIp }],
      UserIdGroupPairs:
        input.SourceSecurityGroupName === undefined ? [] : [{ GroupName: input.SourceSecurityGroupName }],
    },
  ]
}

const peerText = ({ peer, protocol, from, to }: Rule) =>
  protocol === '-1'
    ? `peer: ${peer}, ALL, ALLOW`
    : `peer: ${peer}, ${protocol.toUpperCase()}, from port: ${from}, to port: ${to}, ALLOW`

function authorize(world: Region, input: Asked, egress: boolean) {
  const group = groupNamed(world, input)
  const asked = permissionsOf(input)
  if (asked.length === 0) throw new AwsError('MissingParameter', 'The request must contain the parameter ipPermissions')
  const rules = rulesIn(world, group, egress)
  const known = new Set(rules.map(keyOf))
  const added = rulesOf(asked, pairIn(world, group))
  for (const rule of added) {
    if (known.has(keyOf(rule)))
      throw new AwsError('InvalidPermission.Duplicate', `the specified rule "${peerText(rule)}" already exists`)
    known.add(keyOf(rule))
  }
  if (known.size > MOST)
    throw new AwsError(
      'RulesPerSecurityGroupLimitExceeded',
      'The maximum number of rules per security group has been reached.',
    )
  dryRun(input)
  put(world, group, egress, [...rules, ...added])
  return { Return: true, SecurityGroupRules: added.map((rule) => described(group, egress, rule)) }
}

function revoke(world: Region, input: Asked, egress: boolean) {
  const group = groupNamed(world, input)
  const ids = input.SecurityGroupRuleIds ?? []
  const asked = permissionsOf(input)
  if (asked.length === 0 && ids.length === 0)
    throw new AwsError('MissingParameter', `Either 'ipPermissions' or 'securityGroupRuleIds' should be provided.`)
  const rules = rulesIn(world, group, egress)
  const idOf = (rule: Rule) => described(group, egress, rule).SecurityGroupRuleId ?? ''
  const unknownId = ids.find((id) => !rules.some((rule) => idOf(rule) === id))
  if (unknownId !== undefined)
    throw new AwsError(
      'InvalidSecurityGroupRuleId.NotFound',
      `The security group rule ID '${unknownId}' does not exist`,
    )
  const named = new Map(rulesOf(asked, pairIn(world, group)).map((rule) => [keyOf(rule), rule]))
  const kept = rules.filter((rule) => !named.has(keyOf(rule)) && !ids.includes(idOf(rule)))
  for (const rule of rules) named.delete(keyOf(rule))
  const inDefault = world.ec2.vpcs.get(group.VpcId ?? '')?.IsDefault
  // In a default VPC those that are not there are told of and the rest revoked: API_RevokeSecurityGroupIngress
  if (named.size > 0 && !inDefault)
    throw new AwsError('InvalidPermission.NotFound', 'The specified rule does not exist in this security group.')
  dryRun(input)
  put(world, group, egress, kept)
  const gone = rules.filter((rule) => !kept.includes(rule))
  return {
    Return: true,
    ...(named.size > 0 && { UnknownIpPermissions: gathered([...named.values()]) }),
    RevokedSecurityGroupRules: gone.map((rule) => {
      const { GroupOwnerId: _, Tags: _tags, ReferencedGroupInfo: peer, ...rest } = described(group, egress, rule)
      return { ...rest, ...(peer?.GroupId !== undefined && { ReferencedGroupId: peer.GroupId }) }
    }),
  }
}

const put = ({ ec2 }: Region, group: SecurityGroup, egress: boolean, rules: readonly Rule[]) =>
  ec2.securityGroups.set(group.GroupId ?? '', { ...group, [sideOf(egress)]: gathered(rules) })

// https://docs.aws.amazon.com/vpc/latest/userguide/security-group-rules.html
export const securityGroupRules: Handlers<typeof ec2, Region> = {
  AuthorizeSecurityGroupIngress: (input, world) => authorize(world, input, false),
  AuthorizeSecurityGroupEgress: (input, world) => authorize(world, input, true),
  RevokeSecurityGroupIngress: (input, world) => revoke(world, input, false),
  RevokeSecurityGroupEgress: (input, world) => revoke(world, input, true),

  DescribeSecurityGroupRules(input, world) {
    const all = [...world.ec2.securityGroups.values()].flatMap((group) =>
      [false, true].flatMap((egress) => rulesIn(world, group, egress).map((rule) => described(group, egress, rule))),
    )
    const ids = input.SecurityGroupRuleIds
    const unknown = ids?.find((id) => !all.some(({ SecurityGroupRuleId }) => SecurityGroupRuleId === id))
    if (unknown !== undefined)
      throw new AwsError(
        'InvalidSecurityGroupRuleId.NotFound',
        `The security group rule ID '${unknown}' does not exist`,
      )
    const asked = ids?.length ? all.filter(({ SecurityGroupRuleId: id = '' }) => ids.includes(id)) : all
    const found = filtered(asked, input.Filters, {
      'group-id': ({ GroupId }) => [GroupId],
      'security-group-rule-id': ({ SecurityGroupRuleId }) => [SecurityGroupRuleId],
    })
    dryRun(input)
    const { items, next } = ec2Page(found, input)
    return { SecurityGroupRules: items, ...(next && { NextToken: next }) }
  },
}
