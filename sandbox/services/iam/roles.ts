import type * as iam from '@aws-sdk/client-iam'
import type { Role } from '@aws-sdk/client-iam'
import { unfit } from '../../wire/errors'
import type { Handlers } from '../../wire/handlers'
import { pageOf } from '../../wire/page'
import type { Region } from '../../world/region'
import { checkDocument, conflict, encoded, exists, invalid, roleOf } from './errors'
import type { RoleRecord } from './state'

// https://docs.aws.amazon.com/IAM/latest/APIReference/API_CreateRole.html
export const roles: Handlers<typeof iam, Region> = {
  CreateRole(input, world) {
    const { RoleName: name = '', Path: path = '/', Description: description, MaxSessionDuration = 3600 } = input
    if (!/^[\w+=,.@-]{1,64}$/.test(name))
      throw invalid(
        'The specified value for roleName is invalid. It must contain only alphanumeric characters and/or the following: +=,.@_-',
      )
    if (!/^\/([\x21-\x7e]+\/)?$/.test(path))
      throw invalid(
        'The specified value for path is invalid. It must begin and end with / and contain only alphanumeric characters and/or / characters.',
      )
    if (MaxSessionDuration < 3600 || MaxSessionDuration > 43_200)
      throw invalid(unfit('maxSessionDuration', MaxSessionDuration, 'have value between 3600 and 43200'))
    if (world.iam.roles.has(name)) throw exists(`Role with name ${name} already exists.`)
    const role: RoleRecord = {
      name,
      id: `AROA${world.random.hex(17).toUpperCase()}`,
      arn: `arn:aws:iam::${world.account}:role${path}${name}`,
      path,
      createdAt: world.clock.now(),
      ...(description !== undefined && { description }),
      maxSession: MaxSessionDuration,
      trust: checkDocument(input.AssumeRolePolicyDocument),
      inline: new Map(),
      attached: new Map(),
      tags: (input.Tags ?? []).map((tag) => ({ ...tag })),
    }
    world.iam.roles.set(name, role)
    return { Role: view(role) }
  },

  GetRole(input, world) {
    return { Role: { ...view(roleOf(world, input.RoleName)), RoleLastUsed: {} } }
  },

  ListRoles(input, world) {
    const { PathPrefix = '/', MaxItems = 100, Marker } = input
    if (MaxItems < 1 || MaxItems > 1000) throw invalid(unfit('maxItems', MaxItems, 'have value between 1 and 1000'))
    const found = [...world.iam.roles.values()]
      .filter(({ path }) => path.startsWith(PathPrefix))
      .sort((a, b) => (a.name < b.name ? -1 : 1))
    const { items, next } = pageOf(found, { size: MaxItems, token: Marker, refuse: () => invalid('Invalid Marker.') })
    // Lists leave tags out: https://docs.aws.amazon.com/IAM/latest/APIReference/API_ListRoles.html
    const listed = items.map((role) => ({ ...view(role), Tags: undefined }))
    return { Roles: listed, IsTruncated: next !== undefined, ...(next && { Marker: next }) }
  },

  UpdateAssumeRolePolicy(input, world) {
    roleOf(world, input.RoleName).trust = checkDocument(input.PolicyDocument)
    return {}
  },

  DeleteRole(input, world) {
    const role = roleOf(world, input.RoleName)
    if (role.attached.size > 0) throw conflict('Cannot delete entity, must detach all policies first.')
    if (role.inline.size > 0) throw conflict('Cannot delete entity, must delete policies first.')
    world.iam.roles.delete(role.name)
    return {}
  },
}

const view = (role: RoleRecord): Role => ({
  Path: role.path,
  RoleName: role.name,
  RoleId: role.id,
  Arn: role.arn,
  CreateDate: new Date(role.createdAt),
  AssumeRolePolicyDocument: encoded(role.trust),
  ...(role.description !== undefined && { Description: role.description }),
  MaxSessionDuration: role.maxSession,
  ...(role.tags.length > 0 && { Tags: role.tags }),
})
