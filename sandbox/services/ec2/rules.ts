import type { ResourceType, Tag, TagSpecification } from '@aws-sdk/client-ec2'
import { AwsError } from '../../wire/errors'

export const badValue = (message: string) => new AwsError('InvalidParameterValue', message)

/** https://docs.aws.amazon.com/AWSEC2/latest/APIReference/CommonParameters.html: DryRun is answered with an error. */
export function dryRun({ DryRun }: { DryRun?: boolean | undefined }): void {
  if (DryRun) throw new AwsError('DryRunOperation', 'Request would have succeeded, but DryRun flag is set.', 412)
}

/** https://docs.aws.amazon.com/AWSEC2/latest/UserGuide/Using_Tags.html#tag-restrictions */
export function checkTags(tags: readonly Tag[] = []): Tag[] {
  const out = new Map<string, string>()
  for (const { Key = '', Value = '' } of tags) {
    if (Key === '') throw new AwsError('MissingParameter', 'The request must contain the parameter Tag.1.Key')
    if (Key.length > 128) throw badValue('Tag key exceeds the maximum length of 128 characters')
    if (Value.length > 256) throw badValue('Tag value exceeds the maximum length of 256 characters')
    if (/^aws:/i.test(Key)) throw badValue(`Tag keys starting with 'aws:' are reserved for internal use`)
    if (out.has(Key)) throw badValue(`Duplicate tag key '${Key}' specified.`)
    out.set(Key, Value)
  }
  const all = [...out].map(([Key, Value]) => ({ Key, Value }))
  return withinLimit(all)
}

export function withinLimit(tags: Tag[]): Tag[] {
  if (tags.length > 50) throw new AwsError('TagLimitExceeded', 'The maximum number of Tags for a resource is 50.')
  return tags
}

/** The tags that a request gives to what it makes: those of `kind`; `others` may be tagged by it too. */
export function tagsFor(
  specifications: readonly TagSpecification[] | undefined,
  kind: ResourceType,
  others: readonly ResourceType[] = [],
): Tag[] {
  const own: Tag[] = []
  for (const { ResourceType, Tags = [] } of specifications ?? []) {
    if (ResourceType === undefined) throw badValue('Tag specification resource type must have a value')
    if (ResourceType !== kind && !others.includes(ResourceType))
      throw badValue(`'${ResourceType}' is not a valid taggable resource type for this operation.`)
    if (Tags.length === 0) throw badValue('Tag specification must have at least one tag')
    checkTags(Tags)
    if (ResourceType === kind) own.push(...Tags)
  }
  return checkTags(own)
}

/** An id of the wrong form is told apart from one that is not there. */
export function checkForm(ids: readonly string[] | undefined, prefix: string, code: string): void {
  const bad = ids?.find((id) => !new RegExp(`^${prefix}-([0-9a-f]{8}|[0-9a-f]{17})$`).test(id))
  if (bad !== undefined) throw new AwsError(code, `Invalid id: "${bad}" (expecting "${prefix}-...")`)
}
