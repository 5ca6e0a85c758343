import type * as ecr from '@aws-sdk/client-ecr'
import type { Image, ImageFailure, ImageFailureCode, ImageIdentifier } from '@aws-sdk/client-ecr'
import type { Handlers } from '../../wire/handlers'
import type { Region } from '../../world/region'
import { invalid } from './errors'
import { tagsByDigest } from './images'
import { findRepository } from './repositories'
import type { ImageRecord, RepositoryRecord } from './state'

/** What fails is told beside what succeeds. */
export const batch: Handlers<typeof ecr, Region> = {
  // https://docs.aws.amazon.com/AmazonECR/latest/APIReference/API_BatchGetImage.html
  BatchGetImage(input, world) {
    const repository = findRepository(world, input)
    const found: Image[] = []
    const failures: ImageFailure[] = []
    for (const imageId of checked(input.imageIds)) {
      const one = look(repository, imageId)
      if (!('digest' in one)) {
        failures.push(one)
        continue
      }
      one.pulledAt = world.clock.now()
      found.push({
        registryId: world.account,
        repositoryName: repository.name,
        imageId: { ...imageId, imageDigest: one.digest },
        imageManifest: one.manifest,
        imageManifestMediaType: one.mediaType,
      })
    }
    return { images: found, failures }
  },

  /**
   * By its tag an image loses the tag, and goes with the last one; by its digest it goes with all its tags.
   * https://docs.aws.amazon.com/AmazonECR/latest/APIReference/API_BatchDeleteImage.html
   */
  BatchDeleteImage(input, world) {
    const repository = findRepository(world, input)
    const imageIds: ImageIdentifier[] = []
    const failures: ImageFailure[] = []
    for (const imageId of checked(input.imageIds)) {
      const one = look(repository, imageId)
      if (!('digest' in one)) {
        failures.push(one)
        continue
      }
      const tags = tagsByDigest(repository).get(one.digest) ?? []
      const { imageTag } = imageId
      const goes = imageTag === undefined || tags.length === 1
      const holders = goes ? listsWith(repository, one.digest) : []
      if (holders.length > 0) {
        const reason = `Requested image referenced by manifest list: [${holders.join(', ')}]`
        failures.push(failure(imageId, 'ImageReferencedByManifestList', reason))
        continue
      }
      for (const tag of imageTag === undefined ? tags : [imageTag]) {
        repository.imageTags.delete(tag)
        imageIds.push({ imageDigest: one.digest, imageTag: tag })
      }
      if (goes) repository.images.delete(one.digest)
      if (tags.length === 0) imageIds.push({ imageDigest: one.digest })
    }
    return { imageIds, failures }
  },
}

function checked(ids: readonly ImageIdentifier[] = []): readonly ImageIdentifier[] {
  if (ids.length < 1 || ids.length > 100) throw invalid('imageIds', 'must have 1 to 100 members')
  return ids
}

const listsWith = ({ images }: RepositoryRecord, digest: string) =>
  [...images.values()].filter(({ children }) => children.includes(digest)).map((list) => list.digest)

const failure = (imageId: ImageIdentifier, failureCode: ImageFailureCode, failureReason: string): ImageFailure => ({
  imageId,
  failureCode,
  failureReason,
})

function look(repository: RepositoryRecord, id: ImageIdentifier): ImageRecord | ImageFailure {
  const { imageDigest: digest, imageTag: tag } = id
  if (digest === undefined && tag === undefined)
    return failure(id, 'MissingDigestAndTag', 'Invalid request parameters: both tag and digest cannot be null')
  if (digest !== undefined && !/^[\w+.-]+:[a-fA-F0-9]+$/.test(digest))
    return failure(
      id,
      'InvalidImageDigest',
      "Invalid request parameters: image digest should satisfy the regex '[a-zA-Z0-9-_+.]+:[a-fA-F0-9]+'",
    )
  const byTag = tag === undefined ? undefined : repository.imageTags.get(tag)
  const found = repository.images.get((tag === undefined ? digest : byTag) ?? '')
  if (!found) return failure(id, 'ImageNotFound', 'Requested image not found')
  if (digest !== undefined && digest !== found.digest)
    return failure(id, 'ImageTagDoesNotMatchDigest', `Tag ${tag} does not map to digest ${digest}`)
  return found
}
