import type * as iam from '@aws-sdk/client-iam'
import type { Policy } from '@aws-sdk/client-iam'
import type { Handlers } from '../../wire/handlers'
import type { Region } from '../../world/region'
import { awsManaged, type Managed } from './aws-managed'
import { checkDocument } from './documents'
import {
  checkName,
  checkPath,
  conflict,
  exists,
  invalid,
  limit,
  paged,
  policyOf,
  withoutTags,
  withTags,
} from './errors'
import { iamId } from './ids'
import type { IamState, PolicyRecord } from './state'

/** When AWS made its own policies, as far as the sandbox tells. */
const long = new Date('2015-02-06T18:40:00Z')

// https://docs.aws.amazon.com/IAM/latest/APIReference/API_CreatePolicy.html
export const managed: Handlers<typeof iam, Region> = {
  CreatePolicy(input, world) {
    const { PolicyName: name = '', Path: path = '/', Description: description } = input
    checkName('policyName', name, 128)
    checkPath(path)
    const document = sized(checkDocument(input.PolicyDocument, 'identity'))
    const arn = `arn:aws:iam::${world.account}:policy${path}${name}`
    if ([...world.iam.policies.values()].some((one) => one.name.toLowerCase() === name.toLowerCase()))
      throw exists(`A policy called ${name} already exists. Duplicate names are not allowed.`)
    const now = world.clock.now()
    const policy: PolicyRecord = {
      name,
      id: iamId('ANPA', arn),
      arn,
      path,
      ...(description !== undefined && { description }),
      createdAt: now,
      updatedAt: now,
      versions: [{ id: 'v1', document, createdAt: now }],
      inForce: 'v1',
      tags: withTags([], input.Tags),
    }
    world.iam.policies.set(arn, policy)
    return { Policy: { ...listed(world.iam, policy), ...tagged(policy) } }
  },

  GetPolicy({ PolicyArn }, world) {
    const theirs = awsManaged.get(PolicyArn ?? '')
    if (theirs) return { Policy: { ...listedOfAws(world.iam, theirs), Description: theirs.name } }
    const policy = policyOf(world, PolicyArn)
    const { description } = policy
    return {
      Policy: {
        ...listed(world.iam, policy),
        ...(description !== undefined && { Description: description }),
        ...tagged(policy),
      },
    }
  },

  ListPolicies(input, world) {
    const { Scope = 'All', OnlyAttached, PathPrefix = '/' } = input
    const own = [...world.iam.policies.values()].map((policy) => listed(world.iam, policy))
    const theirs = [...awsManaged.values()].map((policy) => listedOfAws(world.iam, policy))
    if (!['All', 'AWS', 'Local'].includes(Scope)) throw invalid(`Invalid scope ${Scope}`)
    const found = [...(Scope === 'AWS' ? [] : own), ...(Scope === 'Local' ? [] : theirs)].filter(
      ({ Path, AttachmentCount }) => Path?.startsWith(PathPrefix) && (!OnlyAttached || (AttachmentCount ?? 0) > 0),
    )
    const { items, rest } = paged(found, input)
    return { Policies: items, ...rest }
  },

  DeletePolicy({ PolicyArn }, world) {
    const policy = policyOf(world, PolicyArn)
    if (rolesWith(world.iam, policy.arn).length > 0) throw conflict('Cannot delete a policy attached to entities.')
    if (policy.versions.length > 1)
      throw conflict(
        "This policy has more than one version. Before you delete a policy, you must delete the policy's versions. The default version is deleted with the policy.",
      )
    world.iam.policies.delete(policy.arn)
    return {}
  },

  ListEntitiesForPolicy(input, world) {
    const { PolicyArn = '', EntityFilter, PathPrefix = '/' } = input
    if (!awsManaged.has(PolicyArn)) policyOf(world, PolicyArn)
    const wanted = EntityFilter === undefined || EntityFilter === 'Role'
    const roles = wanted ? rolesWith(world.iam, PolicyArn).filter(({ path }) => path.startsWith(PathPrefix)) : []
    const { items, rest } = paged(roles, input)
    return {
      PolicyGroups: [],
      PolicyUsers: [],
      PolicyRoles: items.map(({ name, id }) => ({ RoleName: name, RoleId: id })),
      ...rest,
    }
  },

  TagPolicy(input, world) {
    const policy = policyOf(world, input.PolicyArn)
    policy.tags = withTags(policy.tags, input.Tags)
    return {}
  },

  UntagPolicy(input, world) {
    const policy = policyOf(world, input.PolicyArn)
    policy.tags = withoutTags(policy.tags, input.TagKeys)
    return {}
  },

  ListPolicyTags(input, world) {
    const { items, rest } = paged(policyOf(world, input.PolicyArn).tags, input)
    return { Tags: items, ...rest }
  },
}

/** 6,144 characters, white space apart. https://docs.aws.amazon.com/IAM/latest/UserGuide/reference_iam-quotas.html */
export function sized(document: string): string {
  if (document.replace(/\s/g, '').length > 6144) throw limit('Cannot exceed quota for PolicySize: 6144')
  return document
}

const rolesWith = ({ roles }: IamState, arn: string) => [...roles.values()].filter(({ attached }) => attached.has(arn))

const tagged = ({ tags }: PolicyRecord): Policy => (tags.length > 0 ? { Tags: tags } : {})

const listed = (state: IamState, policy: PolicyRecord): Policy => ({
  PolicyName: policy.name,
  PolicyId: policy.id,
  Arn: policy.arn,
  Path: policy.path,
  DefaultVersionId: policy.inForce,
  AttachmentCount: rolesWith(state, policy.arn).length,
  PermissionsBoundaryUsageCount: 0,
  IsAttachable: true,
  CreateDate: new Date(policy.createdAt),
  UpdateDate: new Date(policy.updatedAt),
})

const listedOfAws = (state: IamState, { name, arn, path, version }: Managed): Policy => ({
  PolicyName: name,
  PolicyId: iamId('ANPA', arn),
  Arn: arn,
  Path: path,
  DefaultVersionId: version,
  AttachmentCount: rolesWith(state, arn).length,
  PermissionsBoundaryUsageCount: 0,
  IsAttachable: true,
  CreateDate: long,
  UpdateDate: long,
})
