import type * as sm from '@aws-sdk/client-secrets-manager'
import type { Tag } from '@aws-sdk/client-secrets-manager'
import { unfit } from '../../wire/errors'
import type { Handlers } from '../../wire/handlers'
import type { Region } from '../../world/region'
import { badParameter, badRequest, findSecret, liveSecret, lookSecret, refuse, type SecretRecord } from './state'
import { checkValue, hasValue, putVersion, sameValue } from './versions'

const DAY = 86_400_000
const letters = 'ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789'
const six = ({ random }: Region) => Array.from({ length: 6 }, () => letters.charAt(random.below(62))).join('')

function checkTags(tags: readonly Tag[] = []): Tag[] {
  for (const { Key = '', Value = '' } of tags)
    if (Key.length < 1 || Key.length > 128 || Value.length > 256 || /^aws:/i.test(Key))
      throw badParameter(`The tag key ${Key} is not valid.`)
  if (new Set(tags.map(({ Key }) => Key)).size < tags.length) throw badParameter('A tag key is given twice.')
  if (tags.length > 50) throw badParameter('A secret can have at most 50 tags.')
  return tags.map(({ Key, Value }) => ({ Key, Value }))
}

function checkText({ Description, KmsKeyId }: { Description?: string; KmsKeyId?: string }): void {
  for (const [at, text = ''] of [
    ['description', Description],
    ['kmsKeyId', KmsKeyId],
  ] as const)
    if (text.length > 2048)
      throw refuse('ValidationException', unfit(at, text, 'have length less than or equal to 2048'))
}

export const secrets: Handlers<typeof sm, Region> = {
  // https://docs.aws.amazon.com/secretsmanager/latest/apireference/API_CreateSecret.html
  CreateSecret(input, world) {
    const name = input.Name ?? ''
    if (!/^[A-Za-z0-9/_+=.@-]{1,512}$/.test(name))
      throw refuse(
        'ValidationException',
        'Invalid name. Must be a valid name containing alphanumeric characters, or any of the following: -/_+=.@!',
      )
    checkValue(input)
    checkText(input)
    const tags = checkTags(input.Tags)
    const there = world.secrets.secrets.get(name)
    if (there?.deletedAt !== undefined)
      throw badRequest(
        "You can't create this secret because a secret with this name is already scheduled for deletion.",
      )
    if (there) {
      const before = input.ClientRequestToken === undefined ? undefined : there.versions.get(input.ClientRequestToken)
      // The same request sent again is answered as the first was.
      if (before && sameValue(before, input)) return { ARN: there.arn, Name: name, VersionId: before.id }
      throw refuse('ResourceExistsException', `The operation failed because the secret ${name} already exists.`)
    }
    const now = world.clock.now()
    const made: SecretRecord = {
      name,
      arn: `arn:aws:secretsmanager:${world.region}:${world.account}:secret:${name}-${six(world)}`,
      ...(input.Description !== undefined && { description: input.Description }),
      ...(input.KmsKeyId !== undefined && { kmsKeyId: input.KmsKeyId }),
      createdAt: now,
      changedAt: now,
      tags,
      versions: new Map(),
    }
    world.secrets.secrets.set(name, made)
    if (!hasValue(input)) return { ARN: made.arn, Name: name }
    return { ARN: made.arn, Name: name, VersionId: putVersion(world, made, input).id }
  },

  UpdateSecret(input, world) {
    const secret = liveSecret(world, input.SecretId, '')
    checkValue(input)
    checkText(input)
    const made = hasValue(input) ? putVersion(world, secret, input) : undefined
    if (input.Description !== undefined) secret.description = input.Description
    if (input.KmsKeyId !== undefined) secret.kmsKeyId = input.KmsKeyId
    secret.changedAt = world.clock.now()
    return { ARN: secret.arn, Name: secret.name, ...(made && { VersionId: made.id }) }
  },

  // https://docs.aws.amazon.com/secretsmanager/latest/apireference/API_DeleteSecret.html
  DeleteSecret(input, world) {
    const { RecoveryWindowInDays: days, ForceDeleteWithoutRecovery: force } = input
    if (force && days !== undefined)
      throw badParameter("You can't use ForceDeleteWithoutRecovery in conjunction with RecoveryWindowInDays.")
    if (days !== undefined && (days < 7 || days > 30))
      throw badParameter('The RecoveryWindowInDays value must be between 7 and 30 days (inclusive).')
    const { clock } = world
    const { secrets: all } = world.secrets
    // "include a previously deleted or nonexistent secret, the operation does not return the error": API_DeleteSecret
    if (force && !lookSecret(world, input.SecretId ?? ''))
      return { Name: input.SecretId ?? '', DeletionDate: clock.date() }
    const secret = findSecret(world, input.SecretId)
    if (force) {
      all.delete(secret.name)
      return { ARN: secret.arn, Name: secret.name, DeletionDate: clock.date() }
    }
    if (secret.deletedAt !== undefined)
      throw badRequest("You can't perform this operation on the secret because it was already scheduled for deletion.")
    const goneAt = clock.now() + (days ?? 30) * DAY
    secret.deletedAt = clock.now()
    secret.goneAt = goneAt
    clock.after(goneAt - clock.now(), () => {
      if (secret.goneAt === goneAt && all.get(secret.name) === secret) all.delete(secret.name)
    })
    return { ARN: secret.arn, Name: secret.name, DeletionDate: new Date(goneAt) }
  },

  RestoreSecret(input, world) {
    const secret = findSecret(world, input.SecretId)
    delete secret.deletedAt
    delete secret.goneAt
    return { ARN: secret.arn, Name: secret.name }
  },

  TagResource(input, world) {
    const secret = findSecret(world, input.SecretId)
    const added = checkTags(input.Tags)
    const kept = secret.tags.filter(({ Key }) => !added.some((tag) => tag.Key === Key))
    secret.tags = checkTags([...kept, ...added])
    return {}
  },

  UntagResource(input, world) {
    const secret = findSecret(world, input.SecretId)
    secret.tags = secret.tags.filter(({ Key }) => Key === undefined || !input.TagKeys?.includes(Key))
    return {}
  },

  GetResourcePolicy(input, world) {
    const { arn, name, policy } = findSecret(world, input.SecretId)
    return { ARN: arn, Name: name, ...(policy !== undefined && { ResourcePolicy: policy }) }
  },

  PutResourcePolicy(input, world) {
    const secret = liveSecret(world, input.SecretId, '')
    const text = input.ResourcePolicy ?? ''
    let read: unknown
    try {
      read = JSON.parse(text)
    } catch {
      read = undefined
    }
    if (typeof read !== 'object' || read === null || !('Statement' in read) || text.length > 20_480)
      throw refuse('MalformedPolicyDocumentException', 'This resource policy contains invalid Json.')
    if (input.BlockPublicPolicy && /"Principal"\s*:\s*("\*"|\{\s*"AWS"\s*:\s*"\*"\s*\})/.test(text))
      throw refuse('PublicPolicyException', 'The resource policy grants access to everybody.')
    secret.policy = text
    return { ARN: secret.arn, Name: secret.name }
  },

  DeleteResourcePolicy(input, world) {
    const secret = liveSecret(world, input.SecretId, '')
    delete secret.policy
    return { ARN: secret.arn, Name: secret.name }
  },
}
