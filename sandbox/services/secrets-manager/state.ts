import type { Tag } from '@aws-sdk/client-secrets-manager'
import { AwsError } from '../../wire/errors'
import type { Region } from '../../world/region'

/** Secrets Manager of one account and region. */
export interface SecretsState {
  /** By name. */
  secrets: Map<string, SecretRecord>
}

/** Times in epoch milliseconds. */
export interface SecretRecord {
  name: string
  arn: string
  description?: string
  kmsKeyId?: string
  createdAt: number
  changedAt: number
  accessedAt?: number
  /** When deletion was asked for, and when it happens. */
  deletedAt?: number
  goneAt?: number
  tags: Tag[]
  policy?: string
  /** By id, oldest first. */
  versions: Map<string, SecretVersion>
}

export interface SecretVersion {
  id: string
  text?: string
  /** Base64. */
  binary?: string
  createdAt: number
  accessedAt?: number
  stages: Set<string>
}

export const newSecretsState = (): SecretsState => ({ secrets: new Map() })

export const refuse = (code: string, message: string) => new AwsError(code, message)
export const badRequest = (message: string) => refuse('InvalidRequestException', message)
export const badParameter = (message: string) => refuse('InvalidParameterException', message)
const absent = () => refuse('ResourceNotFoundException', "Secrets Manager can't find the specified secret.")
export const noVersion = (what: string) =>
  refuse('ResourceNotFoundException', `Secrets Manager can't find the specified secret value for ${what}`)

/** By name, by ARN, or by an ARN without its last six characters. */
export function lookSecret({ secrets, account, region }: Region, id: string): SecretRecord | undefined {
  const named = secrets.secrets.get(id)
  if (named || !id.startsWith('arn:')) return named
  const start = `arn:aws:secretsmanager:${region}:${account}:secret:`
  if (!id.startsWith(start)) return undefined
  const tail = id.slice(start.length)
  const whole = secrets.secrets.get(tail.replace(/-[A-Za-z0-9]{6}$/, ''))
  return whole?.arn === id ? whole : secrets.secrets.get(tail)
}

export function findSecret(world: Region, id = ''): SecretRecord {
  if (id.length < 1 || id.length > 2048) throw refuse('ValidationException', 'SecretId must have 1 to 2048 characters.')
  const found = lookSecret(world, id)
  if (!found) throw absent()
  return found
}

/** One that waits for its deletion can be described, restored and tagged, and little else. */
export function liveSecret(world: Region, id: string | undefined, doing: string): SecretRecord {
  const found = findSecret(world, id)
  if (found.deletedAt !== undefined)
    throw badRequest(`You can't perform this operation on the secret because it was marked for deletion.${doing}`)
  return found
}

export const currentOf = ({ versions }: SecretRecord, stage = 'AWSCURRENT') =>
  [...versions.values()].find(({ stages }) => stages.has(stage))
