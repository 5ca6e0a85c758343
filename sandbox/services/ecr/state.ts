import type {
  EncryptionConfiguration,
  ImageTagMutability,
  ImageTagMutabilityExclusionFilter,
  Tag,
} from '@aws-sdk/client-ecr'

/** The private registry of one account and region. */
export interface EcrState {
  /** By name. */
  repositories: Map<string, RepositoryRecord>
}

/** Times in epoch milliseconds. */
export interface RepositoryRecord {
  name: string
  arn: string
  uri: string
  createdAt: number
  mutability: ImageTagMutability
  exclusions: ImageTagMutabilityExclusionFilter[]
  scanOnPush: boolean
  encryption: EncryptionConfiguration
  policy?: string
  lifecycle?: string
  tags: Tag[]
  /** By digest, oldest first. */
  images: Map<string, ImageRecord>
  /** The digest that a tag of an image stands for. */
  imageTags: Map<string, string>
}

export interface ImageRecord {
  digest: string
  manifest: string
  mediaType: string
  artifactType?: string
  /** Of its layers; of the biggest image of a list. */
  size: number
  pushedAt: number
  pulledAt?: number
  /** Digests of the images of a list, one for each architecture. */
  children: string[]
}

export const newEcrState = (): EcrState => ({ repositories: new Map() })
