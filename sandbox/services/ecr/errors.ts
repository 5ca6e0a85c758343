import {
  ImageAlreadyExistsException,
  ImageDigestDoesNotMatchException,
  ImageNotFoundException,
  ImageTagAlreadyExistsException,
  InvalidParameterException,
  InvalidTagParameterException,
  LifecyclePolicyNotFoundException,
  ReferencedImagesNotFoundException,
  RepositoryAlreadyExistsException,
  RepositoryNotEmptyException,
  RepositoryNotFoundException,
  RepositoryPolicyNotFoundException,
  TooManyTagsException,
} from '@aws-sdk/client-ecr'

const $metadata = {}

/** ECR has an error of its own for what does not fit. */
export const invalid = (at: string, constraint: string) =>
  new InvalidParameterException({
    message: `Invalid parameter at '${at}' failed to satisfy constraint: '${constraint}'`,
    $metadata,
  })
export const badToken = () => invalid('nextToken', 'Invalid NextToken')

export const repositoryExists = (name: string, registry: string) =>
  new RepositoryAlreadyExistsException({
    message: `The repository with name '${name}' already exists in the registry with id '${registry}'`,
    $metadata,
  })
export const noRepository = (name: string, registry: string) =>
  new RepositoryNotFoundException({
    message: `The repository with name '${name}' does not exist in the registry with id '${registry}'`,
    $metadata,
  })
export const notEmpty = (name: string, registry: string) =>
  new RepositoryNotEmptyException({
    message: `The repository with name '${name}' in registry with id '${registry}' cannot be deleted because it still contains images`,
    $metadata,
  })
export const noPolicy = (name: string, registry: string) =>
  new RepositoryPolicyNotFoundException({
    message: `Repository policy does not exist for the repository with name '${name}' in the registry with id '${registry}'`,
    $metadata,
  })
export const noLifecycle = (name: string, registry: string) =>
  new LifecyclePolicyNotFoundException({
    message: `Lifecycle policy does not exist for the repository with name '${name}' in the registry with id '${registry}'`,
    $metadata,
  })
export const noImage = (digest: string | undefined, tag: string | undefined, name: string, registry: string) =>
  new ImageNotFoundException({
    message: `The image with imageId {imageDigest:'${digest ?? 'null'}', imageTag:'${tag ?? 'null'}'} does not exist within the repository with name '${name}' in the registry with id '${registry}'`,
    $metadata,
  })
export const imageExists = (digest: string, tag: string | undefined, name: string, registry: string) =>
  new ImageAlreadyExistsException({
    message: `Image with digest '${digest}' and tag '${tag ?? 'null'}' already exists in the repository with name '${name}' in registry with id '${registry}'`,
    $metadata,
  })
export const tagIsImmutable = (tag: string, name: string) =>
  new ImageTagAlreadyExistsException({
    message: `The image tag '${tag}' already exists in the '${name}' repository and cannot be overwritten because the tag is immutable.`,
    $metadata,
  })
export const otherDigest = () =>
  new ImageDigestDoesNotMatchException({
    message: 'The specified image digest does not match the digest that Amazon ECR calculated for the image.',
    $metadata,
  })
export const noReferenced = (digests: readonly string[]) =>
  new ReferencedImagesNotFoundException({
    message: `The manifest list references images that are not in the repository: ${digests.join(', ')}`,
    $metadata,
  })
export const badTag = (message: string) => new InvalidTagParameterException({ message, $metadata })
export const tooManyTags = () =>
  new TooManyTagsException({ message: 'A repository can have at most 50 tags.', $metadata })
