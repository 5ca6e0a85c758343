import type * as ecr from '@aws-sdk/client-ecr'
import type { Repository, Tag } from '@aws-sdk/client-ecr'
import type { Handlers } from '../../wire/handlers'
import { pageOf } from '../../wire/page'
import type { Region } from '../../world/region'
import { arnOf, badToken, findRepository, invalid, type RepositoryRecord, refuse, sizeOf } from './state'

const HOUR = 3_600_000

export const repositories: Handlers<typeof ecr, Region> = {
  // https://docs.aws.amazon.com/AmazonECR/latest/APIReference/API_CreateRepository.html
  CreateRepository(input, world) {
    const name = input.repositoryName ?? ''
    if (
      !/^[a-z0-9]+([._-][a-z0-9]+)*(\/[a-z0-9]+([._-][a-z0-9]+)*)*$/.test(name) ||
      name.length < 2 ||
      name.length > 256
    )
      throw invalid(
        `Invalid parameter at 'repositoryName' failed to satisfy constraint: 'must satisfy regular expression '(?:[a-z0-9]+(?:[._-][a-z0-9]+)*/)*[a-z0-9]+(?:[._-][a-z0-9]+)*''`,
      )
    if (world.ecr.repositories.has(name))
      throw refuse(
        'RepositoryAlreadyExistsException',
        `The repository with name '${name}' already exists in the registry with id '${world.account}'`,
      )
    const made: RepositoryRecord = {
      name,
      createdAt: world.clock.now(),
      immutable: input.imageTagMutability === 'IMMUTABLE',
      scanOnPush: input.imageScanningConfiguration?.scanOnPush ?? false,
      tags: checkTags(input.tags),
      images: new Map(),
    }
    world.ecr.repositories.set(name, made)
    return { repository: view(world, made) }
  },

  DescribeRepositories(input, world) {
    const { repositoryNames: names, registryId } = input
    if (names && names.length > 100) throw invalid("Invalid parameter at 'repositoryNames': 100 at most")
    const all = names
      ? names.map((name) => findRepository(world, name, registryId))
      : [...world.ecr.repositories.values()].sort((a, b) => (a.name < b.name ? -1 : 1))
    const { items, next } = pageOf(all, { size: sizeOf(input.maxResults), token: input.nextToken, refuse: badToken })
    return { repositories: items.map((one) => view(world, one)), ...(next && { nextToken: next }) }
  },

  DeleteRepository(input, world) {
    const found = findRepository(world, input.repositoryName, input.registryId)
    if (found.images.size > 0 && !input.force)
      throw refuse(
        'RepositoryNotEmptyException',
        `The repository with name '${found.name}' in registry with id '${world.account}' cannot be deleted because it still contains images`,
      )
    world.ecr.repositories.delete(found.name)
    return { repository: view(world, found) }
  },

  /** What docker login takes: `AWS:` and a password, good for twelve hours. */
  GetAuthorizationToken(_input, { account, region, clock, random }) {
    return {
      authorizationData: [
        {
          authorizationToken: Buffer.from(`AWS:${random.hex(64)}`).toString('base64'),
          expiresAt: new Date(clock.now() + 12 * HOUR),
          proxyEndpoint: `https://${account}.dkr.ecr.${region}.amazonaws.com`,
        },
      ],
    }
  },

  TagResource(input, world) {
    const found = byArn(world, input.resourceArn)
    const added = checkTags(input.tags)
    found.tags = checkTags([...found.tags.filter(({ Key }) => !added.some((tag) => tag.Key === Key)), ...added])
    return {}
  },
  UntagResource(input, world) {
    const found = byArn(world, input.resourceArn)
    found.tags = found.tags.filter(({ Key }) => Key === undefined || !input.tagKeys?.includes(Key))
    return {}
  },
  ListTagsForResource: (input, world) => ({ tags: byArn(world, input.resourceArn).tags }),

  SetRepositoryPolicy(input, world) {
    const found = findRepository(world, input.repositoryName, input.registryId)
    found.policy = document(input.policyText)
    return { ...named(world, found), policyText: found.policy }
  },
  GetRepositoryPolicy(input, world) {
    const found = findRepository(world, input.repositoryName, input.registryId)
    return { ...named(world, found), policyText: policyOf(world, found) }
  },
  DeleteRepositoryPolicy(input, world) {
    const found = findRepository(world, input.repositoryName, input.registryId)
    const policyText = policyOf(world, found)
    delete found.policy
    return { ...named(world, found), policyText }
  },

  PutLifecyclePolicy(input, world) {
    const found = findRepository(world, input.repositoryName, input.registryId)
    found.lifecycle = document(input.lifecyclePolicyText)
    return { ...named(world, found), lifecyclePolicyText: found.lifecycle }
  },
  GetLifecyclePolicy(input, world) {
    const found = findRepository(world, input.repositoryName, input.registryId)
    return { ...named(world, found), lifecyclePolicyText: lifecycleOf(world, found) }
  },
  DeleteLifecyclePolicy(input, world) {
    const found = findRepository(world, input.repositoryName, input.registryId)
    const lifecyclePolicyText = lifecycleOf(world, found)
    delete found.lifecycle
    return { ...named(world, found), lifecyclePolicyText }
  },
}

const named = ({ account }: Region, { name }: RepositoryRecord) => ({ registryId: account, repositoryName: name })

function policyOf({ account }: Region, { name, policy }: RepositoryRecord): string {
  if (policy !== undefined) return policy
  throw refuse(
    'RepositoryPolicyNotFoundException',
    `Repository policy does not exist for the repository with name '${name}' in the registry with id '${account}'`,
  )
}

function lifecycleOf({ account }: Region, { name, lifecycle }: RepositoryRecord): string {
  if (lifecycle !== undefined) return lifecycle
  throw refuse(
    'LifecyclePolicyNotFoundException',
    `Lifecycle policy does not exist for the repository with name '${name}' in the registry with id '${account}'`,
  )
}

function document(text = ''): string {
  try {
    const read: unknown = JSON.parse(text)
    if (typeof read === 'object' && read !== null) return text
  } catch {
    // Refused below, as what is JSON but no document is.
  }
  throw invalid("Invalid parameter at 'PolicyText' failed to satisfy constraint: 'Invalid repository policy provided'")
}

function byArn(world: Region, arn = ''): RepositoryRecord {
  const start = arnOf(world, '')
  if (!arn.startsWith('arn:aws:ecr:'))
    throw invalid(`Invalid parameter at 'resourceArn' failed to satisfy constraint: 'Invalid ARN'`)
  return findRepository(world, arn.startsWith(start) ? arn.slice(start.length) : arn)
}

function checkTags(tags: readonly Tag[] = []): Tag[] {
  for (const { Key = '', Value = '' } of tags)
    if (Key.length < 1 || Key.length > 128 || Value.length > 256 || /^aws:/i.test(Key))
      throw refuse('InvalidTagParameterException', `The tag key ${Key} is not valid.`)
  if (tags.length > 50) throw refuse('TooManyTagsException', 'A repository can have at most 50 tags.')
  return tags.map(({ Key, Value }) => ({ Key, Value }))
}

const view = (world: Region, one: RepositoryRecord): Repository => ({
  repositoryArn: arnOf(world, one.name),
  registryId: world.account,
  repositoryName: one.name,
  repositoryUri: `${world.account}.dkr.ecr.${world.region}.amazonaws.com/${one.name}`,
  createdAt: new Date(one.createdAt),
  imageTagMutability: one.immutable ? 'IMMUTABLE' : 'MUTABLE',
  imageScanningConfiguration: { scanOnPush: one.scanOnPush },
  encryptionConfiguration: { encryptionType: 'AES256' },
})
