import type * as iam from '@aws-sdk/client-iam'
import type { InstanceProfile } from '@aws-sdk/client-iam'
import type { Handlers } from '../../wire/handlers'
import type { Region } from '../../world/region'
import { checkName, checkPath, conflict, exists, limit, noEntity, paged, profileOf, roleOf, withTags } from './errors'
import { iamId } from './ids'
import { view as roleView } from './roles'
import type { ProfileRecord } from './state'

// https://docs.aws.amazon.com/IAM/latest/APIReference/API_CreateInstanceProfile.html
export const profiles: Handlers<typeof iam, Region> = {
  CreateInstanceProfile(input, world) {
    const { InstanceProfileName: name = '', Path: path = '/' } = input
    checkName('instanceProfileName', name, 128)
    checkPath(path)
    if (world.iam.profiles.has(name)) throw exists(`Instance Profile ${name} already exists.`)
    const arn = `arn:aws:iam::${world.account}:instance-profile${path}${name}`
    const profile: ProfileRecord = {
      name,
      id: iamId('AIPA', arn),
      arn,
      path,
      createdAt: world.clock.now(),
      tags: withTags([], input.Tags),
    }
    world.iam.profiles.set(name, profile)
    return { InstanceProfile: view(world, profile) }
  },

  GetInstanceProfile({ InstanceProfileName }, world) {
    return { InstanceProfile: view(world, profileOf(world, InstanceProfileName)) }
  },

  ListInstanceProfiles(input, world) {
    const found = [...world.iam.profiles.values()].filter(({ path }) => path.startsWith(input.PathPrefix ?? '/'))
    const { items, rest } = paged(found, input)
    return { InstanceProfiles: items.map((one) => ({ ...view(world, one), Tags: undefined })), ...rest }
  },

  ListInstanceProfilesForRole(input, world) {
    const { name } = roleOf(world, input.RoleName)
    const found = [...world.iam.profiles.values()].filter(({ role }) => role === name)
    const { items, rest } = paged(found, input)
    return { InstanceProfiles: items.map((one) => view(world, one)), ...rest }
  },

  AddRoleToInstanceProfile(input, world) {
    const profile = profileOf(world, input.InstanceProfileName)
    const role = roleOf(world, input.RoleName)
    if (profile.role !== undefined) throw limit('Cannot exceed quota for InstanceSessionsPerInstanceProfile: 1')
    profile.role = role.name
    return {}
  },

  RemoveRoleFromInstanceProfile(input, world) {
    const profile = profileOf(world, input.InstanceProfileName)
    if (profile.role === undefined || profile.role !== input.RoleName)
      throw noEntity(`The role with name ${input.RoleName} cannot be found.`)
    delete profile.role
    return {}
  },

  DeleteInstanceProfile({ InstanceProfileName }, world) {
    const profile = profileOf(world, InstanceProfileName)
    if (profile.role !== undefined)
      throw conflict('Cannot delete entity, must remove roles from instance profile first.')
    world.iam.profiles.delete(profile.name)
    return {}
  },
}

function view({ iam }: Region, profile: ProfileRecord): InstanceProfile {
  const role = iam.roles.get(profile.role ?? '')
  return {
    Path: profile.path,
    InstanceProfileName: profile.name,
    InstanceProfileId: profile.id,
    Arn: profile.arn,
    CreateDate: new Date(profile.createdAt),
    Roles: role ? [roleView(role)] : [],
    ...(profile.tags.length > 0 && { Tags: profile.tags }),
  }
}
