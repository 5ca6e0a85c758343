import type * as iam from '@aws-sdk/client-iam'
import { unfit } from '../../wire/errors'
import type { Handlers } from '../../wire/handlers'
import { pageOf } from '../../wire/page'
import type { Region } from '../../world/region'
import { checkDocument, encoded, invalid, noEntity, roleOf } from './errors'

/** AWS's own policies need not be made; of an account's own the sandbox has none. */
function managedName(arn: string | undefined): string {
  const found = /^arn:aws[a-z-]*:iam::(aws|\d{12}):policy\/(?:.*\/)?([\w+=,.@-]+)$/.exec(arn ?? '')
  if (!found) throw invalid(`ARN ${arn} is not valid.`)
  if (found[1] !== 'aws') throw noEntity(`Policy ${arn} does not exist or is not attachable.`)
  return found[2] ?? ''
}

const size = (items = 100) => {
  if (items < 1 || items > 1000) throw invalid(unfit('maxItems', items, 'have value between 1 and 1000'))
  return items
}
const refuse = () => invalid('Invalid Marker.')

export const policies: Handlers<typeof iam, Region> = {
  AttachRolePolicy(input, world) {
    const role = roleOf(world, input.RoleName)
    role.attached.set(input.PolicyArn ?? '', managedName(input.PolicyArn))
    return {}
  },

  DetachRolePolicy(input, world) {
    const role = roleOf(world, input.RoleName)
    if (!role.attached.delete(input.PolicyArn ?? '')) throw noEntity(`Policy ${input.PolicyArn} was not found.`)
    return {}
  },

  ListAttachedRolePolicies(input, world) {
    const all = [...roleOf(world, input.RoleName).attached]
    const { items, next } = pageOf(all, { size: size(input.MaxItems), token: input.Marker, refuse })
    return {
      AttachedPolicies: items.map(([PolicyArn, PolicyName]) => ({ PolicyName, PolicyArn })),
      IsTruncated: next !== undefined,
      ...(next && { Marker: next }),
    }
  },

  PutRolePolicy(input, world) {
    const role = roleOf(world, input.RoleName)
    const name = input.PolicyName ?? ''
    if (!/^[\w+=,.@-]{1,128}$/.test(name))
      throw invalid(
        'The specified value for policyName is invalid. It must contain only alphanumeric characters and/or the following: +=,.@_-',
      )
    role.inline.set(name, checkDocument(input.PolicyDocument))
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
    const { items, next } = pageOf(names, { size: size(input.MaxItems), token: input.Marker, refuse })
    return { PolicyNames: items, IsTruncated: next !== undefined, ...(next && { Marker: next }) }
  },

  DeleteRolePolicy(input, world) {
    const role = roleOf(world, input.RoleName)
    if (!role.inline.delete(input.PolicyName ?? ''))
      throw noEntity(`The role policy with name ${input.PolicyName} cannot be found.`)
    return {}
  },
}
