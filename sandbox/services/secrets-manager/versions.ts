import type * as sm from '@aws-sdk/client-secrets-manager'
import { unfit } from '../../wire/errors'
import type { Handlers } from '../../wire/handlers'
import { pageOf } from '../../wire/page'
import type { Region } from '../../world/region'
import {
  badParameter,
  badRequest,
  currentOf,
  findSecret,
  liveSecret,
  noVersion,
  refuse,
  type SecretRecord,
  type SecretVersion,
} from './state'

const most = 65_536

interface Given {
  SecretString?: string | undefined
  SecretBinary?: Uint8Array | undefined
  ClientRequestToken?: string | undefined
}

export const hasValue = (input: Given) => input.SecretString !== undefined || input.SecretBinary !== undefined

/** https://docs.aws.amazon.com/secretsmanager/latest/apireference/API_PutSecretValue.html */
export function checkValue({ SecretString: text, SecretBinary: binary, ClientRequestToken: token }: Given): void {
  if (text !== undefined && binary !== undefined)
    throw badParameter("You can't specify both a binary secret value and a string secret value in the same secret.")
  // A secret is not repeated in an error.
  if (text === '' || binary?.length === 0)
    throw refuse(
      'ValidationException',
      unfit(text === '' ? 'secretString' : 'secretBinary', '****', 'have length greater than or equal to 1'),
    )
  if (text !== undefined && Buffer.byteLength(text) > most)
    throw refuse('ValidationException', `Secret string exceeds limit of ${most} bytes.`)
  if ((binary?.length ?? 0) > most) throw refuse('ValidationException', `Secret binary exceeds limit of ${most} bytes.`)
  if (token !== undefined && (token.length < 32 || token.length > 64))
    throw badParameter('ClientRequestToken must be 32-64 characters long.')
}

const base64 = ({ SecretBinary: bytes }: Given) => bytes && Buffer.from(bytes).toString('base64')

export const sameValue = ({ text, binary }: SecretVersion, input: Given) =>
  text === input.SecretString && binary === base64(input)

/** Adds a version, or finds the one that the same request made before. */
export function putVersion(
  world: Region,
  secret: SecretRecord,
  input: Given,
  stages: readonly string[] = ['AWSCURRENT'],
): SecretVersion {
  const text = input.SecretString
  const binary = base64(input)
  const id = input.ClientRequestToken ?? world.random.uuid()
  const same = secret.versions.get(id)
  if (same) {
    if (sameValue(same, input)) return same
    throw refuse(
      'ResourceExistsException',
      `You can't use ClientRequestToken ${id} because that value is already in use for a version of secret ${secret.arn}.`,
    )
  }
  const made: SecretVersion = {
    id,
    ...(text !== undefined && { text }),
    ...(binary !== undefined && { binary }),
    createdAt: world.clock.now(),
    stages: new Set(),
  }
  secret.versions.set(id, made)
  for (const stage of stages) moveStage(secret, stage, made)
  secret.changedAt = world.clock.now()
  // Versions without a stage are deprecated; the oldest of more than a hundred go.
  if (secret.versions.size > 100) {
    const old = [...secret.versions.values()].find((one) => one.stages.size === 0)
    if (old) secret.versions.delete(old.id)
  }
  return made
}

/** A stage is on one version at a time; what loses AWSCURRENT becomes AWSPREVIOUS. */
function moveStage(secret: SecretRecord, stage: string, to: SecretVersion | undefined): void {
  const from = currentOf(secret, stage)
  if (from === to) return
  from?.stages.delete(stage)
  to?.stages.add(stage)
  if (stage !== 'AWSCURRENT' || !from) return
  currentOf(secret, 'AWSPREVIOUS')?.stages.delete('AWSPREVIOUS')
  from.stages.add('AWSPREVIOUS')
}

export const valueOfVersion = (secret: SecretRecord, version: SecretVersion) => ({
  ARN: secret.arn,
  Name: secret.name,
  VersionId: version.id,
  ...(version.text !== undefined && { SecretString: version.text }),
  ...(version.binary !== undefined && { SecretBinary: new Uint8Array(Buffer.from(version.binary, 'base64')) }),
  VersionStages: [...version.stages],
  CreatedDate: new Date(version.createdAt),
})

export const versions: Handlers<typeof sm, Region> = {
  PutSecretValue(input, world) {
    const secret = liveSecret(world, input.SecretId, '')
    if (!hasValue(input)) throw badParameter('You must provide either SecretString or SecretBinary.')
    checkValue(input)
    const { VersionStages: stages } = input
    if (stages && (stages.length < 1 || stages.length > 20 || stages.some((one) => one === '' || one.length > 256)))
      throw badParameter('VersionStages takes 1 to 20 stages.')
    // The first value a secret has is current, whatever else it is.
    const first = currentOf(secret) ? [] : ['AWSCURRENT']
    const made = putVersion(world, secret, input, [...(stages ?? ['AWSCURRENT']), ...first])
    return { ARN: secret.arn, Name: secret.name, VersionId: made.id, VersionStages: [...made.stages] }
  },

  GetSecretValue(input, world) {
    const secret = liveSecret(world, input.SecretId, '')
    const { VersionId: id, VersionStage: stage } = input
    const version = id === undefined ? currentOf(secret, stage) : secret.versions.get(id)
    if (!version) throw noVersion(id === undefined ? `staging label: ${stage ?? 'AWSCURRENT'}` : `VersionId: ${id}`)
    if (id !== undefined && stage !== undefined && !version.stages.has(stage))
      throw badRequest('You provided a VersionStage that is not associated to the provided VersionId.')
    secret.accessedAt = dayOf(world)
    version.accessedAt = secret.accessedAt
    return valueOfVersion(secret, version)
  },

  ListSecretVersionIds(input, world) {
    const secret = findSecret(world, input.SecretId)
    const all = [...secret.versions.values()].filter((one) => input.IncludeDeprecated || one.stages.size > 0)
    const { items, next } = pageOf(all, {
      size: sizeOf(input.MaxResults),
      token: input.NextToken,
      refuse: badToken,
    })
    return {
      ARN: secret.arn,
      Name: secret.name,
      Versions: items.map((one) => ({
        VersionId: one.id,
        ...(one.stages.size > 0 && { VersionStages: [...one.stages] }),
        ...(one.accessedAt !== undefined && { LastAccessedDate: new Date(one.accessedAt) }),
        CreatedDate: new Date(one.createdAt),
      })),
      ...(next && { NextToken: next }),
    }
  },

  // https://docs.aws.amazon.com/secretsmanager/latest/apireference/API_UpdateSecretVersionStage.html
  UpdateSecretVersionStage(input, world) {
    const secret = liveSecret(world, input.SecretId, '')
    const { VersionStage: stage = '', MoveToVersionId: to, RemoveFromVersionId: from } = input
    if (stage.length < 1 || stage.length > 256)
      throw refuse('ValidationException', unfit('versionStage', stage, 'have length between 1 and 256'))
    const target = to === undefined ? undefined : secret.versions.get(to)
    if (to !== undefined && !target) throw noVersion(`VersionId: ${to}`)
    if (from !== undefined && !secret.versions.has(from)) throw noVersion(`VersionId: ${from}`)
    const holder = currentOf(secret, stage)
    if (from !== undefined && holder?.id !== from)
      throw badParameter(
        `The parameter RemoveFromVersionId can't be ${from}. Staging label ${stage} is not currently attached to version ${from}.`,
      )
    if (holder && holder !== target && from === undefined)
      throw badParameter(
        `The parameter RemoveFromVersionId can't be empty. Staging label ${stage} is currently attached to version ${holder.id}, so you must explicitly reference that version in RemoveFromVersionId.`,
      )
    if (stage === 'AWSCURRENT' && !target)
      throw badParameter(
        'You can only move staging label AWSCURRENT to a different secret version. It can\u2019t be completely removed.',
      )
    moveStage(secret, stage, target)
    secret.changedAt = world.clock.now()
    return { ARN: secret.arn, Name: secret.name }
  },
}

/** AWS tells the day only on which a secret was last read. */
const dayOf = ({ clock }: Region) => clock.now() - (clock.now() % 86_400_000)

export const badToken = () => refuse('InvalidNextTokenException', 'The NextToken value is invalid.')

export function sizeOf(asked = 100, largest = 100): number {
  if (asked < 1 || asked > largest)
    throw refuse(
      'ValidationException',
      `1 validation error detected: Value '${asked}' at 'maxResults' failed to satisfy constraint: Member must have value ${asked < 1 ? 'greater than or equal to 1' : `less than or equal to ${largest}`}`,
    )
  return asked
}
