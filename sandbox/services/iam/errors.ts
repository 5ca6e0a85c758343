import type { Tag } from '@aws-sdk/client-iam'
import {
  DeleteConflictException,
  EntityAlreadyExistsException,
  LimitExceededException,
  MalformedPolicyDocumentException,
  NoSuchEntityException,
  UnmodifiableEntityException,
} from '@aws-sdk/client-iam'
import { AwsError, unfit } from '../../wire/errors'
import { pageOf } from '../../wire/page'
import type { Region } from '../../world/region'
import { awsManaged } from './aws-managed'
import type { PolicyRecord, ProfileRecord, RoleRecord } from './state'

const $metadata = {}
export const noEntity = (message: string) => new NoSuchEntityException({ message, $metadata })
export const exists = (message: string) => new EntityAlreadyExistsException({ message, $metadata })
export const conflict = (message: string) => new DeleteConflictException({ message, $metadata })
export const malformed = (message: string) => new MalformedPolicyDocumentException({ message, $metadata })
export const limit = (message: string) => new LimitExceededException({ message, $metadata })
export const unmodifiable = (message: string) => new UnmodifiableEntityException({ message, $metadata })
/** What IAM's validator says; no SDK class has it. */
export const invalid = (message: string) => new AwsError('ValidationError', message)

export function roleOf({ iam }: Region, name: string | undefined): RoleRecord {
  const role = iam.roles.get(name ?? '')
  if (!role) throw noEntity(`The role with name ${name} cannot be found.`)
  return role
}

/** IAM gives policy documents back URL-encoded (RFC 3986), e.g. in GetRole's AssumeRolePolicyDocument. */
export const encoded = (document: string) =>
  encodeURIComponent(document).replace(/[!'()*]/g, (c) => `%${c.charCodeAt(0).toString(16).toUpperCase()}`)

/** One page by Marker and MaxItems, as every list of IAM has it. */
export function paged<T>(all: readonly T[], { Marker, MaxItems = 100 }: { Marker?: string; MaxItems?: number }) {
  if (!(Number.isInteger(MaxItems) && MaxItems >= 1 && MaxItems <= 1000))
    throw invalid(
      unfit(
        'maxItems',
        MaxItems,
        `have value ${MaxItems < 1 ? 'greater' : 'less'} than or equal to ${MaxItems < 1 ? 1 : 1000}`,
      ),
    )
  const { items, next } = pageOf(all, { size: MaxItems, token: Marker, refuse: () => invalid('Invalid Marker.') })
  return { items, rest: { IsTruncated: next !== undefined, ...(next && { Marker: next }) } }
}

export function checkName(member: string, name: string, longest: number): void {
  if (name.length > longest) throw invalid(unfit(member, name, `have length less than or equal to ${longest}`))
  if (!/^[\w+=,.@-]+$/.test(name))
    throw invalid(
      `The specified value for ${member} is invalid. It must contain only alphanumeric characters and/or the following: +=,.@_-`,
    )
}

export function checkPath(path: string): void {
  if (path.length > 512 || !/^\/([\x21-\x7e]+\/)?$/.test(path))
    throw invalid(
      'The specified value for path is invalid. It must begin and end with / and contain only alphanumeric characters and/or / characters.',
    )
}

/** Tags after some were added. https://docs.aws.amazon.com/IAM/latest/UserGuide/id_tags.html: 50, keys unlike by case. */
export function withTags(tags: readonly Tag[], added: readonly Tag[] = []): Tag[] {
  const out = new Map(tags.map((tag) => [(tag.Key ?? '').toLowerCase(), tag]))
  const given = new Set<string>()
  for (const { Key = '', Value = '' } of added) {
    if (Key === '' || Key.length > 128) throw invalid(unfit('tags.1.member.key', Key, 'have length between 1 and 128'))
    if (Value.length > 256) throw invalid(unfit('tags.1.member.value', Value, 'have length less than or equal to 256'))
    if (given.has(Key.toLowerCase()))
      throw invalid('Duplicate tag keys found. Please note that Tag keys are case insensitive.')
    given.add(Key.toLowerCase())
    out.set(Key.toLowerCase(), { Key, Value })
  }
  if (out.size > 50) throw limit('The number of tags has reached the maximum limit.')
  return [...out.values()]
}

export const withoutTags = (tags: readonly Tag[], keys: readonly string[] = []) =>
  tags.filter(({ Key = '' }) => !keys.some((key) => key.toLowerCase() === Key.toLowerCase()))

/** One of the account's own policies; AWS's can be read and attached, never changed. */
export function policyOf({ iam }: Region, arn: string | undefined): PolicyRecord {
  if (!/^arn:aws[a-z-]*:iam::(aws|\d{12}):policy\//.test(arn ?? '')) throw invalid(`ARN ${arn} is not valid.`)
  if (awsManaged.has(arn ?? ''))
    throw new AwsError('AccessDenied', `Policy ${arn} belongs to AWS and cannot be changed.`, 403)
  const policy = iam.policies.get(arn ?? '')
  if (!policy) throw noEntity(`Policy ${arn} was not found.`)
  return policy
}

export function profileOf({ iam }: Region, name: string | undefined): ProfileRecord {
  const profile = iam.profiles.get(name ?? '')
  if (!profile) throw noEntity(`Instance Profile ${name} cannot be found.`)
  return profile
}
