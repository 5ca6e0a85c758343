import type * as iam from '@aws-sdk/client-iam'
import type { Role } from '@aws-sdk/client-iam'
import { unfit } from '../../wire/errors'
import type { Handlers } from '../../wire/handlers'
import type { Region } from '../../world/region'
import { checkDocument } from './documents'
import {
  checkName,
  checkPath,
  conflict,
  encoded,
  exists,
  invalid,
  paged,
  roleOf,
  unmodifiable,
  withoutTags,
  withTags,
} from './errors'
import { roleId } from './ids'
import type { RoleRecord } from './state'

// https://docs.aws.amazon.com/IAM/latest/APIReference/API_CreateRole.html
export const roles: Handlers<typeof iam, Region> = {
  CreateRole(input, world) {
    const { RoleName: name = '', Path: path = '/', Description: description, MaxSessionDuration = 3600 } = input
    checkName('roleName', name, 64)
    checkPath(path)
    checkSession(MaxSessionDuration)
    if (world.iam.roles.has(name)) throw exists(`Role with name ${name} already exists.`)
    const role: RoleRecord = {
      name,
      id: roleId(world.account, name),
      arn: `arn:aws:iam::${world.account}:role${path}${name}`,
      path,
      createdAt: world.clock.now(),
      ...(description !== undefined && { description }),
      maxSession: MaxSessionDuration,
      trust: checkDocument(input.AssumeRolePolicyDocument, 'trust'),
      inline: new Map(),
      attached: new Map(),
      tags: withTags([], input.Tags),
    }
    world.iam.roles.set(name, role)
    return { Role: view(role) }
  },

  GetRole(input, world) {
    return { Role: { ...view(roleOf(world, input.RoleName)), RoleLastUsed: {} } }
  },

  ListRoles(input, world) {
    const { PathPrefix = '/' } = input
    const found = [...world.iam.roles.values()]
      .filter(({ path }) => path.startsWith(PathPrefix))
      .sort((a, b) => (a.name < b.name ? -1 : 1))
    const { items, rest } = paged(found, input)
    // Lists leave tags out: https://docs.aws.amazon.com/IAM/latest/APIReference/API_ListRoles.html
    const listed = items.map((role) => ({ ...view(role), Tags: undefined }))
    return { Roles: listed, ...rest }
  },

  UpdateAssumeRolePolicy(input, world) {
    roleOf(world, input.RoleName).trust = checkDocument(input.PolicyDocument, 'trust')
    return {}
  },

  DeleteRole(input, world) {
    const role = roleOf(world, input.RoleName)
    if (role.attached.size > 0) throw conflict('Cannot delete entity, must detach all policies first.')
    if (role.inline.size > 0) throw conflict('Cannot delete entity, must delete policies first.')
    if ([...world.iam.profiles.values()].some((profile) => profile.role === role.name))
      throw conflict('Cannot delete entity, must remove roles from instance profile first.')
    if (role.path.startsWith('/aws-service-role/'))
      throw unmodifiable(
        `Cannot perform the operation on the protected role '${role.name}' - this role is only modifiable by AWS`,
      )
    world.iam.roles.delete(role.name)
    return {}
  },

  UpdateRole(input, world) {
    const role = roleOf(world, input.RoleName)
    const { Description, MaxSessionDuration } = input
    if (MaxSessionDuration !== undefined) {
      checkSession(MaxSessionDuration)
      role.maxSession = MaxSessionDuration
    }
    if (Description !== undefined) role.description = Description
    return {}
  },

  UpdateRoleDescription(input, world) {
    const role = roleOf(world, input.RoleName)
    role.description = input.Description ?? ''
    return { Role: view(role) }
  },

  TagRole(input, world) {
    const role = roleOf(world, input.RoleName)
    role.tags = withTags(role.tags, input.Tags)
    return {}
  },

  UntagRole(input, world) {
    const role = roleOf(world, input.RoleName)
    role.tags = withoutTags(role.tags, input.TagKeys)
    return {}
  },

  ListRoleTags(input, world) {
    const { items, rest } = paged(roleOf(world, input.RoleName).tags, input)
    return { Tags: items, ...rest }
  },
}

function checkSession(seconds: number): void {
  if (seconds < 3600) throw invalid(unfit('maxSessionDuration', seconds, 'have value greater than or equal to 3600'))
  if (seconds > 43_200) throw invalid(unfit('maxSessionDuration', seconds, 'have value less than or equal to 43200'))
}

export const view = (role: RoleRecord): Role => ({
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
