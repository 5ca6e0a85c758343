import { createHash } from 'node:crypto'
import type * as ecr from '@aws-sdk/client-ecr'
import type { ImageFailure, ImageIdentifier } from '@aws-sdk/client-ecr'
import type { Handlers } from '../../wire/handlers'
import { pageOf } from '../../wire/page'
import type { Region } from '../../world/region'
import { badToken, findRepository, type ImageRecord, invalid, type RepositoryRecord, refuse, sizeOf } from './state'

const oci = 'application/vnd.oci.image.manifest.v1+json'

export const images: Handlers<typeof ecr, Region> = {
  // https://docs.aws.amazon.com/AmazonECR/latest/APIReference/API_PutImage.html
  PutImage(input, world) {
    const repository = findRepository(world, input.repositoryName, input.registryId)
    const { imageManifest: manifest = '', imageTag: tag } = input
    const digest = `sha256:${createHash('sha256').update(manifest).digest('hex')}`
    if (input.imageDigest !== undefined && input.imageDigest !== digest)
      throw refuse('ImageDigestDoesNotMatchException', 'The digest does not match the image.')
    if (tag !== undefined && !/^[\w][\w.-]{0,127}$/.test(tag))
      throw invalid("Invalid parameter at 'imageTag' failed to satisfy constraint: 'Invalid image tag'")
    const { mediaType, size } = readManifest(manifest, repository)
    const holder = tag === undefined ? undefined : tagged(repository, tag)
    if (repository.images.has(digest) && (tag === undefined || holder?.digest === digest))
      throw refuse(
        'ImageAlreadyExistsException',
        `Image with digest '${digest}' and tag '${tag}' already exists in the repository with name '${repository.name}' in registry with id '${world.account}'`,
      )
    if (holder && repository.immutable)
      throw refuse(
        'ImageTagAlreadyExistsException',
        `The image tag '${tag}' already exists in the '${repository.name}' repository and cannot be overwritten because the repository is immutable.`,
      )
    const image: ImageRecord = repository.images.get(digest) ?? {
      digest,
      tags: new Set(),
      manifest,
      mediaType: input.imageManifestMediaType ?? mediaType,
      size,
      pushedAt: world.clock.now(),
    }
    repository.images.set(digest, image)
    if (tag !== undefined) {
      holder?.tags.delete(tag)
      image.tags.add(tag)
    }
    return { image: whole(world, repository, image, tag) }
  },

  BatchGetImage(input, world) {
    const repository = findRepository(world, input.repositoryName, input.registryId)
    const { found, failures } = chosen(repository, input.imageIds)
    return { images: found.map(({ image, id }) => whole(world, repository, image, id.imageTag)), failures }
  },

  BatchDeleteImage(input, world) {
    const repository = findRepository(world, input.repositoryName, input.registryId)
    const { found, failures } = chosen(repository, input.imageIds)
    for (const { image, id } of found) {
      // By its tag an image loses that tag, and goes with its last one; by its digest it goes with all of them.
      if (id.imageTag !== undefined) image.tags.delete(id.imageTag)
      if (id.imageTag === undefined || image.tags.size === 0) repository.images.delete(image.digest)
    }
    const imageIds = found.map(({ image, id }) => ({
      imageDigest: image.digest,
      ...(id.imageTag && { imageTag: id.imageTag }),
    }))
    return { imageIds, failures }
  },

  DescribeImages(input, world) {
    const repository = findRepository(world, input.repositoryName, input.registryId)
    const { found, failures } = input.imageIds ? chosen(repository, input.imageIds) : { found: [], failures: [] }
    if (failures[0])
      throw refuse(
        'ImageNotFoundException',
        `The image with imageId {imageDigest:'${failures[0].imageId?.imageDigest ?? null}', imageTag:'${failures[0].imageId?.imageTag ?? null}'} does not exist within the repository with name '${repository.name}' in the registry with id '${world.account}'`,
      )
    const all = input.imageIds ? found.map(({ image }) => image) : [...repository.images.values()]
    const kept = all.filter(byStatus(input.filter?.tagStatus))
    const { items, next } = pageOf(kept, { size: sizeOf(input.maxResults), token: input.nextToken, refuse: badToken })
    return {
      imageDetails: items.map((one) => ({
        registryId: world.account,
        repositoryName: repository.name,
        imageDigest: one.digest,
        ...(one.tags.size > 0 && { imageTags: [...one.tags] }),
        imageSizeInBytes: one.size,
        imagePushedAt: new Date(one.pushedAt),
        imageManifestMediaType: one.mediaType,
      })),
      ...(next && { nextToken: next }),
    }
  },

  ListImages(input, world) {
    const repository = findRepository(world, input.repositoryName, input.registryId)
    const ids = [...repository.images.values()]
      .filter(byStatus(input.filter?.tagStatus))
      .flatMap((one): ImageIdentifier[] =>
        one.tags.size === 0
          ? [{ imageDigest: one.digest }]
          : [...one.tags].map((imageTag) => ({ imageDigest: one.digest, imageTag })),
      )
    const { items, next } = pageOf(ids, { size: sizeOf(input.maxResults), token: input.nextToken, refuse: badToken })
    return { imageIds: items, ...(next && { nextToken: next }) }
  },
}

const tagged = ({ images }: RepositoryRecord, tag: string) => [...images.values()].find(({ tags }) => tags.has(tag))

const byStatus = (status: string | undefined) => (one: ImageRecord) =>
  status === undefined || status === 'ANY' || (status === 'TAGGED') === one.tags.size > 0

interface Chosen {
  found: { image: ImageRecord; id: ImageIdentifier }[]
  failures: ImageFailure[]
}

function chosen(repository: RepositoryRecord, ids: readonly ImageIdentifier[] = []): Chosen {
  if (ids.length < 1 || ids.length > 100)
    throw invalid(
      "Invalid parameter at 'imageIds' failed to satisfy constraint: 'Member must have length between 1 and 100'",
    )
  const out: Chosen = { found: [], failures: [] }
  for (const id of ids) {
    const { imageDigest: digest, imageTag: tag } = id
    const image = digest === undefined ? tagged(repository, tag ?? '') : repository.images.get(digest)
    if (image && (tag === undefined || image.tags.has(tag))) out.found.push({ image, id })
    else if (digest === undefined && tag === undefined)
      out.failures.push({
        imageId: id,
        failureCode: 'MissingDigestAndTag',
        failureReason: 'Invalid request parameters: both tag and digest cannot be null',
      })
    else out.failures.push({ imageId: id, failureCode: 'ImageNotFound', failureReason: 'Requested image not found' })
  }
  return out
}

const whole = ({ account }: Region, { name }: RepositoryRecord, image: ImageRecord, tag: string | undefined) => ({
  registryId: account,
  repositoryName: name,
  imageId: { imageDigest: image.digest, ...(tag !== undefined && { imageTag: tag }) },
  imageManifest: image.manifest,
  imageManifestMediaType: image.mediaType,
})

/** An image's manifest, or an index of those for several architectures, which must be there already. */
function readManifest(text: string, { images }: RepositoryRecord): { mediaType: string; size: number } {
  let read: unknown
  try {
    read = JSON.parse(text)
  } catch {
    read = undefined
  }
  if (typeof read !== 'object' || read === null || text.length > 4_194_304)
    throw invalid("Invalid parameter at 'ImageManifest' failed to satisfy constraint: 'Invalid JSON syntax'")
  const { mediaType, layers, manifests } = read as Record<string, unknown>
  let size = 0
  for (const one of listOf(manifests)) {
    const child = images.get(String(one.digest))
    if (!child)
      throw refuse(
        'ReferencedImagesNotFoundException',
        `The images referenced by the manifest list do not exist: ${String(one.digest)}`,
      )
    size += child.size
  }
  for (const one of listOf(layers)) size += typeof one.size === 'number' ? one.size : 0
  return { mediaType: typeof mediaType === 'string' ? mediaType : oci, size }
}

const listOf = (value: unknown): Record<string, unknown>[] =>
  Array.isArray(value) ? value.filter((one) => typeof one === 'object' && one !== null) : []
