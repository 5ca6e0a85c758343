import type * as sm from '@aws-sdk/client-secrets-manager'
import type { Filter, SecretListEntry } from '@aws-sdk/client-secrets-manager'
import type { Handlers } from '../../wire/handlers'
import { pageOf } from '../../wire/page'
import type { Region } from '../../world/region'
import { badParameter, currentOf, findSecret, lookSecret, refuse, type SecretRecord } from './state'
import { badToken, sizeOf, valueOfVersion } from './versions'

export const reads: Handlers<typeof sm, Region> = {
  DescribeSecret(input, world) {
    const secret = findSecret(world, input.SecretId)
    const stages = stagesOf(secret)
    return { ...view(secret), ...(stages && { VersionIdsToStages: stages }) }
  },

  // https://docs.aws.amazon.com/secretsmanager/latest/apireference/API_ListSecrets.html
  ListSecrets(input, world) {
    const found = listed(world, input.Filters, input.IncludePlannedDeletion ?? false)
    const by = input.SortBy === 'name' ? 'name' : input.SortBy === 'last-changed-date' ? 'changedAt' : 'createdAt'
    if (input.SortOrder !== undefined || input.SortBy !== undefined)
      found.sort((a, b) => (a[by] < b[by] ? -1 : a[by] > b[by] ? 1 : 0))
    if (input.SortOrder === 'desc') found.reverse()
    const { items, next } = pageOf(found, { size: sizeOf(input.MaxResults), token: input.NextToken, refuse: badToken })
    return {
      SecretList: items.map((secret): SecretListEntry => {
        const stages = stagesOf(secret)
        return { ...view(secret), ...(stages && { SecretVersionsToStages: stages }) }
      }),
      ...(next && { NextToken: next }),
    }
  },

  // https://docs.aws.amazon.com/secretsmanager/latest/apireference/API_BatchGetSecretValue.html
  BatchGetSecretValue(input, world) {
    const { SecretIdList: ids, Filters: filters } = input
    if ((ids === undefined) === (filters === undefined))
      throw badParameter('Either SecretIdList or Filters must be provided, but not both.')
    if (ids && (ids.length < 1 || ids.length > 20)) throw badParameter('SecretIdList takes 1 to 20 secrets.')
    if (ids && input.MaxResults !== undefined) throw badParameter('MaxResults goes with Filters only.')
    const size = sizeOf(input.MaxResults ?? 20, 20)
    const all: (SecretRecord | string)[] = ids
      ? ids.map((id) => lookSecret(world, id) ?? id)
      : listed(world, filters, false)
    const { items, next } = pageOf(all, { size, token: input.NextToken, refuse: badToken })
    const errors = []
    const values = []
    for (const one of items) {
      const version = typeof one === 'string' ? undefined : currentOf(one)
      if (typeof one === 'string' || !version)
        errors.push({
          SecretId: typeof one === 'string' ? one : one.arn,
          ErrorCode: 'ResourceNotFoundException',
          Message: "Secrets Manager can't find the specified secret.",
        })
      else if (one.deletedAt !== undefined)
        errors.push({
          SecretId: one.arn,
          ErrorCode: 'InvalidRequestException',
          Message: "You can't perform this operation on the secret because it was marked for deletion.",
        })
      else values.push(valueOfVersion(one, version))
    }
    return { SecretValues: values, Errors: errors, ...(next && { NextToken: next }) }
  },

  // https://docs.aws.amazon.com/secretsmanager/latest/apireference/API_GetRandomPassword.html
  GetRandomPassword(input, { random }) {
    const { PasswordLength: length = 32 } = input
    const kinds = [
      input.ExcludeLowercase ? '' : 'abcdefghijklmnopqrstuvwxyz',
      input.ExcludeUppercase ? '' : 'ABCDEFGHIJKLMNOPQRSTUVWXYZ',
      input.ExcludeNumbers ? '' : '0123456789',
      input.ExcludePunctuation ? '' : '!"#$%&\'()*+,-./:;<=>?@[\\]^_`{|}~',
      input.IncludeSpace ? ' ' : '',
    ]
      .map((kind) => [...kind].filter((one) => !(input.ExcludeCharacters ?? '').includes(one)))
      .filter((kind) => kind.length > 0)
    if (length < 1 || length > 4096)
      throw badParameter('InvalidParameterException: Password length must be between 1 and 4096.')
    const any = kinds.flat()
    const each = input.RequireEachIncludedType ?? true
    if (any.length === 0 || (each && length < kinds.length))
      throw badParameter('The password length is too short for the character types that are required.')
    const pick = (from: readonly string[]) => from[random.below(from.length)] ?? ''
    const out = Array.from({ length }, (_, index) => pick(each ? (kinds[index] ?? any) : any))
    // Those required came first; they must not stay there.
    for (let index = out.length - 1; index > 0; index--) {
      const other = random.below(index + 1)
      const held = out[index] ?? ''
      out[index] = out[other] ?? ''
      out[other] = held
    }
    return { RandomPassword: out.join('') }
  },
}

function listed({ secrets }: Region, filters: readonly Filter[] = [], deleted: boolean): SecretRecord[] {
  if (filters.length > 10) throw badParameter('Filters takes 10 at most.')
  const tests = filters.map(test)
  return [...secrets.secrets.values()].filter(
    (one) => (deleted || one.deletedAt === undefined) && tests.every((fits) => fits(one)),
  )
}

/** A `!` before a value means all but it. */
function test({ Key, Values = [] }: Filter): (secret: SecretRecord) => boolean {
  if (Values.length < 1 || Values.length > 10) throw badParameter('A filter takes 1 to 10 values.')
  const some = (texts: readonly string[], fits: (text: string, wanted: string) => boolean) =>
    Values.some((wanted) =>
      wanted.startsWith('!')
        ? !texts.some((text) => fits(text, wanted.slice(1)))
        : texts.some((text) => fits(text, wanted)),
    )
  const starts = (text: string, wanted: string) => text.startsWith(wanted)
  const words = (text: string, wanted: string) => text.toLowerCase().startsWith(wanted.toLowerCase())
  const keys = ({ tags }: SecretRecord) => tags.map((tag) => tag.Key ?? '')
  const values = ({ tags }: SecretRecord) => tags.map((tag) => tag.Value ?? '')
  const split = (text: string) => text.split(/[^\p{L}\p{N}]+/u).filter((part) => part !== '')
  const parts = (text = '') => (text === '' ? [] : [text, ...split(text)])
  switch (Key) {
    case 'name':
      return ({ name }) => some([name], starts)
    case 'description':
      return ({ description }) => some(parts(description), words)
    case 'tag-key':
      return (one) => some(keys(one), starts)
    case 'tag-value':
      return (one) => some(values(one), starts)
    case 'all':
      // "breaks the filter value string into words and then searches all attributes": API_Filter
      return (one) => {
        const all = [one.name, one.description ?? '', ...keys(one), ...values(one)].flatMap(parts)
        const has = (text: string) => split(text).every((word) => all.some((one) => words(one, word)))
        return Values.some((text) => (text.startsWith('!') ? !has(text.slice(1)) : has(text)))
      }
    case 'primary-region':
    case 'owning-service':
      return () => false
    default:
      throw refuse('ValidationException', `The filter key ${Key} is not valid.`)
  }
}

function stagesOf({ versions }: SecretRecord): Record<string, string[]> | undefined {
  const out: Record<string, string[]> = {}
  for (const { id, stages } of versions.values()) if (stages.size > 0) out[id] = [...stages]
  return Object.keys(out).length > 0 ? out : undefined
}

const view = (one: SecretRecord) => ({
  ARN: one.arn,
  Name: one.name,
  ...(one.description !== undefined && { Description: one.description }),
  ...(one.kmsKeyId !== undefined && { KmsKeyId: one.kmsKeyId }),
  LastChangedDate: new Date(one.changedAt),
  ...(one.accessedAt !== undefined && { LastAccessedDate: new Date(one.accessedAt) }),
  ...(one.deletedAt !== undefined && { DeletedDate: new Date(one.deletedAt) }),
  ...(one.tags.length > 0 && { Tags: one.tags }),
  CreatedDate: new Date(one.createdAt),
})
