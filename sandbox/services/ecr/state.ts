import type { Tag } from '@aws-sdk/client-ecr'
import { AwsError } from '../../wire/errors'
import type { Region } from '../../world/region'

/** ECR of one account and region. */
export interface EcrState {
  /** By name. */
  repositories: Map<string, RepositoryRecord>
}

export interface RepositoryRecord {
  name: string
  createdAt: number
  immutable: boolean
  scanOnPush: boolean
  tags: Tag[]
  policy?: string
  lifecycle?: string
  /** By digest, oldest first. */
  images: Map<string, ImageRecord>
}

export interface ImageRecord {
  digest: string
  tags: Set<string>
  manifest: string
  mediaType: string
  /** Bytes of its layers. */
  size: number
  pushedAt: number
}

export const newEcrState = (): EcrState => ({ repositories: new Map() })

export const refuse = (code: string, message: string) => new AwsError(code, message)
export const invalid = (message: string) => refuse('InvalidParameterException', message)
export const badToken = () => invalid("Invalid parameter at 'NextToken' failed to satisfy constraint: 'Invalid token'")

export const arnOf = ({ account, region }: Region, name: string) =>
  `arn:aws:ecr:${region}:${account}:repository/${name}`

export function findRepository({ ecr, account }: Region, name = '', registry = account): RepositoryRecord {
  const found = registry === account ? ecr.repositories.get(name) : undefined
  if (!found)
    throw refuse(
      'RepositoryNotFoundException',
      `The repository with name '${name}' does not exist in the registry with id '${registry}'`,
    )
  return found
}

export function sizeOf(asked = 100): number {
  if (asked < 1 || asked > 1000)
    throw invalid(
      "Invalid parameter at 'maxResults' failed to satisfy constraint: 'Member must have value between 1 and 1000'",
    )
  return asked
}
