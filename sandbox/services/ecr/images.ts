import type * as ecr from '@aws-sdk/client-ecr'
import type { Handlers } from '../../wire/handlers'
import { pageOf } from '../../wire/page'
import type { Region } from '../../world/region'
import { badToken, imageExists, invalid, noImage, noReferenced, otherDigest, tagIsImmutable } from './errors'
import { readManifest } from './manifests'
import { findRepository, sizeOf } from './repositories'
import type { ImageRecord, RepositoryRecord } from './state'

export const images: Handlers<typeof ecr, Region> = {
  // https://docs.aws.amazon.com/AmazonECR/latest/APIReference/API_PutImage.html
  PutImage(input, world) {
    const repository = findRepository(world, input)
    const { imageTag: tag, imageManifest: text = '' } = input
    if (tag !== undefined && !/^[a-zA-Z0-9_][\w.-]{0,299}$/.test(tag))
      throw invalid('imageTag', "must satisfy regular expression '[a-zA-Z0-9_][a-zA-Z0-9._-]{0,299}'")
    if (Buffer.byteLength(text) > 4_194_304) throw invalid('imageManifest', 'must have at most 4194304 characters')
    const read = readManifest(repository, text, input.imageManifestMediaType, world.clock.now())
    if (input.imageDigest !== undefined && input.imageDigest !== read.digest) throw otherDigest()
    const lost = read.children.filter((digest) => !repository.images.has(digest))
    if (lost.length > 0) throw noReferenced(lost)
    const image = repository.images.get(read.digest) ?? read
    const had = tag === undefined ? undefined : repository.imageTags.get(tag)
    if (repository.images.has(read.digest) && (tag === undefined || had === read.digest))
      throw imageExists(read.digest, tag, repository.name, world.account)
    if (tag !== undefined && had !== undefined && isImmutable(repository, tag))
      throw tagIsImmutable(tag, repository.name)
    repository.images.set(image.digest, image)
    if (tag !== undefined) repository.imageTags.set(tag, image.digest)
    return {
      image: {
        registryId: world.account,
        repositoryName: repository.name,
        imageId: { imageDigest: image.digest, ...(tag !== undefined && { imageTag: tag }) },
        imageManifest: image.manifest,
        imageManifestMediaType: image.mediaType,
      },
    }
  },

  // https://docs.aws.amazon.com/AmazonECR/latest/APIReference/API_DescribeImages.html
  DescribeImages(input, world) {
    const repository = findRepository(world, input)
    const { imageIds, maxResults, nextToken: token } = input
    if (imageIds && (imageIds.length < 1 || imageIds.length > 100))
      throw invalid('imageIds', 'must have 1 to 100 members')
    if (imageIds && (maxResults !== undefined || token !== undefined))
      throw invalid('maxResults', 'must not be used together with imageIds')
    const tagsOf = tagsByDigest(repository)
    const found = imageIds
      ? [...new Set(imageIds.map((id) => imageOf(world, repository, id)))]
      : [...repository.images.values()].filter(({ digest }) => wanted(input.filter, tagsOf.has(digest)))
    const { items, next } = pageOf(found, { size: sizeOf(maxResults), token, refuse: badToken })
    const imageDetails = items.map((one) => {
      const imageTags = tagsOf.get(one.digest)
      return {
        registryId: world.account,
        repositoryName: repository.name,
        imageDigest: one.digest,
        ...(imageTags && { imageTags }),
        imageSizeInBytes: one.size,
        imagePushedAt: new Date(one.pushedAt),
        imageManifestMediaType: one.mediaType,
        ...(one.artifactType !== undefined && { artifactMediaType: one.artifactType }),
        ...(one.pulledAt !== undefined && { lastRecordedPullTime: new Date(one.pulledAt) }),
        imageStatus: 'ACTIVE' as const,
      }
    })
    return { imageDetails, ...(imageIds ? {} : next && { nextToken: next }) }
  },

  // https://docs.aws.amazon.com/AmazonECR/latest/APIReference/API_ListImages.html: an image is listed with each tag.
  ListImages(input, world) {
    const repository = findRepository(world, input)
    const tagsOf = tagsByDigest(repository)
    const found = [...repository.images.keys()]
      .filter((digest) => wanted(input.filter, tagsOf.has(digest)))
      .flatMap(
        (imageDigest) => tagsOf.get(imageDigest)?.map((imageTag) => ({ imageDigest, imageTag })) ?? [{ imageDigest }],
      )
    const size = sizeOf(input.maxResults)
    const { items, next } = pageOf(found, { size, token: input.nextToken, refuse: badToken })
    return { imageIds: items, ...(next && { nextToken: next }) }
  },
}

/** Every image here is active: none is archived. */
function wanted(filter: { tagStatus?: string; imageStatus?: string } | undefined, tagged: boolean): boolean {
  const { tagStatus = 'ANY', imageStatus = 'ACTIVE' } = filter ?? {}
  if (!['ANY', 'TAGGED', 'UNTAGGED'].includes(tagStatus))
    throw invalid('filter.tagStatus', 'must satisfy enum value set: [TAGGED, UNTAGGED, ANY]')
  if (imageStatus !== 'ACTIVE' && imageStatus !== 'ANY') return false
  return tagStatus === 'ANY' || (tagStatus === 'TAGGED') === tagged
}

export function tagsByDigest({ imageTags }: RepositoryRecord): Map<string, string[]> {
  const out = new Map<string, string[]>()
  for (const [tag, digest] of imageTags) {
    const known = out.get(digest)
    if (known) known.push(tag)
    else out.set(digest, [tag])
  }
  return out
}

function imageOf(world: Region, repository: RepositoryRecord, id: ecr.ImageIdentifier): ImageRecord {
  const { imageDigest, imageTag } = id
  if (imageDigest === undefined && imageTag === undefined)
    throw invalid('imageIds', 'both tag and digest cannot be null')
  const digest = imageTag === undefined ? imageDigest : repository.imageTags.get(imageTag)
  const found = repository.images.get(digest ?? '')
  if (!found || (imageDigest !== undefined && imageDigest !== found.digest))
    throw noImage(imageDigest, imageTag, repository.name, world.account)
  return found
}

/** Whether a tag that is taken stays with its image: the repository's rule, and what is excluded from it. */
function isImmutable({ mutability, exclusions }: RepositoryRecord, tag: string): boolean {
  const excluded = exclusions.some(({ filter = '' }) => matches(filter, tag))
  return mutability.startsWith('IMMUTABLE') !== excluded
}

const matches = (filter: string, tag: string) =>
  new RegExp(
    `^${filter
      .split('*')
      .map((part) => part.replace(/[^\w]/g, '\\$&'))
      .join('.*')}$`,
  ).test(tag)
