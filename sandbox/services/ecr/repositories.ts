import type * as ecr from '@aws-sdk/client-ecr'
import type { Repository } from '@aws-sdk/client-ecr'
import type { Handlers } from '../../wire/handlers'
import { pageOf } from '../../wire/page'
import type { Region } from '../../world/region'
import { badToken, invalid, noRepository, notEmpty, repositoryExists } from './errors'
import type { RepositoryRecord } from './state'
import { checkTags } from './tags'

const NAME = /^(?:[a-z0-9]+(?:[._-][a-z0-9]+)*\/)*[a-z0-9]+(?:[._-][a-z0-9]+)*$/
const mutabilities = ['MUTABLE', 'IMMUTABLE', 'MUTABLE_WITH_EXCLUSION', 'IMMUTABLE_WITH_EXCLUSION']

interface Which {
  registryId?: string | undefined
  repositoryName?: string | undefined
}

/** Of the caller's own registry: another's is never there. */
export function findRepository(world: Region, { registryId, repositoryName: name = '' }: Which): RepositoryRecord {
  if (registryId !== undefined && !/^\d{12}$/.test(registryId))
    throw invalid('registryId', "must satisfy regular expression '[0-9]{12}'")
  checkName(name)
  const found = registryId === undefined || registryId === world.account ? world.ecr.repositories.get(name) : undefined
  if (!found) throw noRepository(name, registryId ?? world.account)
  return found
}

function checkName(name: string): void {
  if (name.length < 2 || name.length > 256 || !NAME.test(name))
    throw invalid('repositoryName', `must satisfy regular expression '${NAME.source.slice(1, -1)}'`)
}

/** The size of a page: https://docs.aws.amazon.com/AmazonECR/latest/APIReference/API_DescribeRepositories.html */
export function sizeOf(asked: number | undefined): number {
  if (asked !== undefined && (asked < 1 || asked > 1000))
    throw invalid('maxResults', `must be ${asked < 1 ? 'greater than or equal to 1' : 'less than or equal to 1000'}`)
  return asked ?? 100
}

export const repositories: Handlers<typeof ecr, Region> = {
  // https://docs.aws.amazon.com/AmazonECR/latest/APIReference/API_CreateRepository.html
  CreateRepository(input, world) {
    const { repositoryName: name = '', imageTagMutability: mutability = 'MUTABLE' } = input
    const { account, region, ecr, clock } = world
    checkName(name)
    if (!mutabilities.includes(mutability))
      throw invalid('imageTagMutability', `must satisfy enum value set: [${mutabilities.join(', ')}]`)
    const exclusions = input.imageTagMutabilityExclusionFilters ?? []
    if (exclusions.length > 5) throw invalid('imageTagMutabilityExclusionFilters', 'must have at most 5 filters')
    if (exclusions.length > 0 !== mutability.endsWith('_WITH_EXCLUSION'))
      throw invalid('imageTagMutabilityExclusionFilters', 'must be given with a mutability that has exclusions only')
    const { encryptionType = 'AES256', kmsKey } = input.encryptionConfiguration ?? {}
    if (!['AES256', 'KMS', 'KMS_DSSE'].includes(encryptionType))
      throw invalid('encryptionConfiguration.encryptionType', 'must satisfy enum value set: [AES256, KMS, KMS_DSSE]')
    if (kmsKey !== undefined && encryptionType === 'AES256')
      throw invalid('encryptionConfiguration.kmsKey', 'must be given with the encryption type KMS only')
    const tags = checkTags(input.tags)
    const registry = input.registryId ?? account
    if (registry !== account) throw invalid('registryId', 'must be the registry of the caller')
    if (ecr.repositories.has(name)) throw repositoryExists(name, account)
    const made: RepositoryRecord = {
      name,
      arn: `arn:aws:ecr:${region}:${account}:repository/${name}`,
      uri: `${account}.dkr.ecr.${region}.amazonaws.com/${name}`,
      createdAt: clock.now(),
      mutability,
      exclusions,
      scanOnPush: input.imageScanningConfiguration?.scanOnPush ?? false,
      encryption: { encryptionType, ...(kmsKey !== undefined && { kmsKey }) },
      tags,
      images: new Map(),
      imageTags: new Map(),
    }
    ecr.repositories.set(name, made)
    return { repository: view(world, made) }
  },

  DeleteRepository(input, world) {
    const found = findRepository(world, input)
    if (found.images.size > 0 && !input.force) throw notEmpty(found.name, world.account)
    world.ecr.repositories.delete(found.name)
    return { repository: view(world, found) }
  },

  DescribeRepositories(input, world) {
    const { repositoryNames: names, registryId, maxResults, nextToken: token } = input
    if (names) {
      if (names.length < 1 || names.length > 100) throw invalid('repositoryNames', 'must have 1 to 100 members')
      if (maxResults !== undefined || token !== undefined)
        throw invalid('maxResults', 'must not be used together with repositoryNames')
      const found = names.map((repositoryName) => findRepository(world, { registryId, repositoryName }))
      return { repositories: found.map((one) => view(world, one)) }
    }
    const all = registryId === undefined || registryId === world.account ? [...world.ecr.repositories.values()] : []
    const { items, next } = pageOf(all, { size: sizeOf(maxResults), token, refuse: badToken })
    return { repositories: items.map((one) => view(world, one)), ...(next && { nextToken: next }) }
  },
}

const view = ({ account }: Region, one: RepositoryRecord): Repository => ({
  repositoryArn: one.arn,
  registryId: account,
  repositoryName: one.name,
  repositoryUri: one.uri,
  createdAt: new Date(one.createdAt),
  imageTagMutability: one.mutability,
  ...(one.exclusions.length > 0 && { imageTagMutabilityExclusionFilters: one.exclusions }),
  imageScanningConfiguration: { scanOnPush: one.scanOnPush },
  encryptionConfiguration: one.encryption,
})
