import type * as iam from '@aws-sdk/client-iam'
import type { Handlers } from '../../wire/handlers'
import type { Region } from '../../world/region'
import { awsManaged } from './aws-managed'
import { checkDocument } from './documents'
import { checkName, encoded, invalid, limit, noEntity, paged, roleOf } from './errors'

/** What a policy that can be attached is called: one of AWS's, or one that the account has made. */
function nameOf({ iam }: Region, arn = ''): string {
  const found = /^arn:aws[a-z-]*:iam::(aws|\d{12}):policy\/(?:.*\/)?([\w+=,.@-]+)$/.exec(arn)
  if (!found) throw invalid(`ARN ${arn} is not valid.`)
  // Only those of AWS's that matter here are known by what they allow; the others are known by name.
  const name = found[1] === 'aws' ? (awsManaged.get(arn)?.name ?? found[2]) : iam.policies.get(arn)?.name
  if (name === undefined) throw noEntity(`Policy ${arn} does not exist or is not attachable.`)
  return name
}

/** The policies of a role: attached ones and those inside it. */
export const policies: Handlers<typeof iam, Region> = {
  AttachRolePolicy(input, world) {
    const role = roleOf(world, input.RoleName)
    const name = nameOf(world, input.PolicyArn)
    // https://docs.aws.amazon.com/IAM/latest/UserGuide/reference_iam-quotas.html
    if (role.attached.size >= 20 && !role.attached.has(input.PolicyArn ?? ''))
      throw limit('Cannot exceed quota for PoliciesPerRole: 20')
    role.attached.set(input.PolicyArn ?? '', name)
    return {}
  },

  DetachRolePolicy(input, world) {
    const role = roleOf(world, input.RoleName)
    if (!role.attached.delete(input.PolicyArn ?? '')) throw noEntity(`Policy ${input.PolicyArn} was not found.`)
    return {}
  },

  ListAttachedRolePolicies(input, world) {
    const all = [...roleOf(world, input.RoleName).attached].filter(([arn]) =>
      (arn.split(':policy')[1] ?? '').startsWith(input.PathPrefix ?? '/'),
    )
    const { items, rest } = paged(all, input)
    return { AttachedPolicies: items.map(([PolicyArn, PolicyName]) => ({ PolicyName, PolicyArn })), ...rest }
  },

  PutRolePolicy(input, world) {
    const role = roleOf(world, input.RoleName)
    const name = input.PolicyName ?? ''
    checkName('policyName', name, 128)
    const document = checkDocument(input.PolicyDocument, 'identity')
    // White space does not count: https://docs.aws.amazon.com/IAM/latest/UserGuide/reference_iam-quotas.html
    const others = [...role.inline].filter(([known]) => known !== name).map(([, text]) => text)
    if ([...others, document].join('').replace(/\s/g, '').length > 10_240)
      throw limit(`Maximum policy size of 10240 bytes exceeded for role ${role.name}`)
    role.inline.set(name, document)
    return {}
  },

  GetRolePolicy(input, world) {
    const role = roleOf(world, input.RoleName)
    const document = role.inline.get(input.PolicyName ?? '')
    if (document === undefined) throw noEntity(`The role policy with name ${input.PolicyName} cannot be found.`)
    return { RoleName: role.name, PolicyName: input.PolicyName, PolicyDocument: encoded(document) }
  },

  ListRolePolicies(input, world) {
    const names = [...roleOf(world, input.RoleName).inline.keys()].sort()
    const { items, rest } = paged(names, input)
    return { PolicyNames: items, ...rest }
  },

  DeleteRolePolicy(input, world) {
    const role = roleOf(world, input.RoleName)
    if (!role.inline.delete(input.PolicyName ?? ''))
      throw noEntity(`The role policy with name ${input.PolicyName} cannot be found.`)
    return {}
  },
}
