import type { AssumeRoleCommandInput } from '@aws-sdk/client-sts'
import { AwsError, unfit } from '../../wire/errors'

export const refuse = (message: string) => new AwsError('ValidationError', message)

const named = /^[\w+=,.@-]{2,64}$/

/** What AssumeRole refuses whatever the world is like; else which role is meant. */
export function checkInput(input: AssumeRoleCommandInput): { account: string; name: string } {
  const {
    RoleArn = '',
    RoleSessionName = '',
    DurationSeconds = 3600,
    SourceIdentity,
    Tags = [],
    PolicyArns = [],
  } = input
  const role = /^arn:aws[a-z-]*:iam::(\d{12}):role\/(?:[\w+=,.@/-]*\/)?([\w+=,.@-]{1,64})$/.exec(RoleArn)
  const [, account, name] = role ?? []
  if (!account || !name) throw refuse(`${RoleArn} is invalid`)
  if (!named.test(RoleSessionName))
    throw refuse(unfit('roleSessionName', RoleSessionName, 'satisfy regular expression pattern: [\\w+=,.@-]*'))
  if (SourceIdentity !== undefined && !named.test(SourceIdentity))
    throw refuse(unfit('sourceIdentity', SourceIdentity, 'satisfy regular expression pattern: [\\w+=,.@-]*'))
  if (!Number.isInteger(DurationSeconds) || DurationSeconds < 900)
    throw refuse(unfit('durationSeconds', DurationSeconds, 'have value greater than or equal to 900'))
  if (DurationSeconds > 43_200)
    throw refuse(unfit('durationSeconds', DurationSeconds, 'have value less than or equal to 43200'))
  if (Tags.length > 50) throw refuse(unfit('tags', '[...]', 'have length less than or equal to 50'))
  if (PolicyArns.length > 10) throw refuse(unfit('policyArns', '[...]', 'have length less than or equal to 10'))
  for (const { Key = '', Value = '' } of Tags)
    if (Key.length < 1 || Key.length > 128 || Value.length > 256)
      throw refuse(unfit('tags', Key, 'have length between 1 and 128'))
  if (new Set(Tags.map(({ Key = '' }) => Key.toLowerCase())).size < Tags.length)
    throw new AwsError(
      'InvalidParameterValue',
      'Duplicate tag keys found. Please note that Tag keys are case insensitive.',
    )
  return { account, name }
}
