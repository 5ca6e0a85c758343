import {
  DeleteConflictException,
  EntityAlreadyExistsException,
  MalformedPolicyDocumentException,
  NoSuchEntityException,
} from '@aws-sdk/client-iam'
import { AwsError } from '../../wire/errors'
import type { Region } from '../../world/region'
import type { RoleRecord } from './state'

const $metadata = {}
export const noEntity = (message: string) => new NoSuchEntityException({ message, $metadata })
export const exists = (message: string) => new EntityAlreadyExistsException({ message, $metadata })
export const conflict = (message: string) => new DeleteConflictException({ message, $metadata })
export const malformed = (message: string) => new MalformedPolicyDocumentException({ message, $metadata })
/** What IAM's validator says; no SDK class has it. */
export const invalid = (message: string) => new AwsError('ValidationError', message)

export function roleOf({ iam }: Region, name: string | undefined): RoleRecord {
  const role = iam.roles.get(name ?? '')
  if (!role) throw noEntity(`The role with name ${name} cannot be found.`)
  return role
}

/** A policy must be a JSON object with statements, or IAM refuses it as malformed. */
export function checkDocument(text: string | undefined): string {
  let read: unknown
  try {
    read = JSON.parse(text ?? '')
  } catch {
    throw malformed('This policy contains invalid Json')
  }
  if (typeof read !== 'object' || read === null || !('Statement' in read)) throw malformed('Syntax errors in policy.')
  return text ?? ''
}

/** IAM gives policy documents back URL-encoded (RFC 3986), e.g. in GetRole's AssumeRolePolicyDocument. */
export const encoded = (document: string) =>
  encodeURIComponent(document).replace(/[!'()*]/g, (c) => `%${c.charCodeAt(0).toString(16).toUpperCase()}`)
