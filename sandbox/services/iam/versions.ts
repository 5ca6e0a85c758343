import type * as iam from '@aws-sdk/client-iam'
import type { PolicyVersion } from '@aws-sdk/client-iam'
import type { Handlers } from '../../wire/handlers'
import type { Region } from '../../world/region'
import { awsManaged } from './aws-managed'
import { checkDocument } from './documents'
import { conflict, encoded, limit, noEntity, paged, policyOf } from './errors'
import { sized } from './managed'
import type { PolicyRecord, VersionRecord } from './state'

// https://docs.aws.amazon.com/IAM/latest/UserGuide/access_policies_managed-versioning.html
export const versions: Handlers<typeof iam, Region> = {
  CreatePolicyVersion(input, world) {
    const policy = policyOf(world, input.PolicyArn)
    const document = sized(checkDocument(input.PolicyDocument, 'identity'))
    if (policy.versions.length >= 5)
      throw limit(
        'A managed policy can have up to 5 versions. Before you create a new version, you must delete an existing version.',
      )
    const last = Number(policy.versions.at(-1)?.id.slice(1) ?? 0)
    const version = { id: `v${last + 1}`, document, createdAt: world.clock.now() }
    policy.versions.push(version)
    policy.updatedAt = version.createdAt
    if (input.SetAsDefault) policy.inForce = version.id
    return { PolicyVersion: view(policy, version) }
  },

  GetPolicyVersion({ PolicyArn = '', VersionId }, world) {
    const theirs = awsManaged.get(PolicyArn)
    if (theirs?.version === VersionId && theirs)
      return {
        PolicyVersion: {
          Document: encoded(theirs.document),
          VersionId: theirs.version,
          IsDefaultVersion: true,
          CreateDate: new Date('2015-02-06T18:40:00Z'),
        },
      }
    if (theirs) throw noVersion(PolicyArn, VersionId)
    const policy = policyOf(world, PolicyArn)
    const version = find(policy, VersionId)
    return { PolicyVersion: { ...view(policy, version), Document: encoded(version.document) } }
  },

  ListPolicyVersions(input, world) {
    const theirs = awsManaged.get(input.PolicyArn ?? '')
    if (theirs) {
      const only = { VersionId: theirs.version, IsDefaultVersion: true, CreateDate: new Date('2015-02-06T18:40:00Z') }
      return { Versions: [only], IsTruncated: false }
    }
    const policy = policyOf(world, input.PolicyArn)
    const { items, rest } = paged([...policy.versions].reverse(), input)
    return { Versions: items.map((version) => view(policy, version)), ...rest }
  },

  SetDefaultPolicyVersion(input, world) {
    const policy = policyOf(world, input.PolicyArn)
    policy.inForce = find(policy, input.VersionId).id
    policy.updatedAt = world.clock.now()
    return {}
  },

  DeletePolicyVersion(input, world) {
    const policy = policyOf(world, input.PolicyArn)
    const version = find(policy, input.VersionId)
    if (version.id === policy.inForce) throw conflict('Cannot delete the default version of a policy.')
    policy.versions = policy.versions.filter((one) => one !== version)
    return {}
  },
}

const noVersion = (arn: string, id: string | undefined) =>
  noEntity(`Policy ${arn} version ${id} does not exist or is not attachable.`)

function find(policy: PolicyRecord, id: string | undefined): VersionRecord {
  const version = policy.versions.find((one) => one.id === id)
  if (!version) throw noVersion(policy.arn, id)
  return version
}

const view = ({ inForce }: PolicyRecord, { id, createdAt }: VersionRecord): PolicyVersion => ({
  VersionId: id,
  IsDefaultVersion: id === inForce,
  CreateDate: new Date(createdAt),
})
