import type { ParameterStringFilter } from '@aws-sdk/client-ssm'
import { latest, type ParameterRecord, refuse } from './parameter-state'

type Looks = (record: ParameterRecord) => readonly (string | undefined)[]

const looks: Readonly<Record<string, Looks>> = {
  Name: ({ name }) => [name],
  Type: (record) => [latest(record).type],
  KeyId: (record) => [latest(record).keyId],
  Tier: (record) => [latest(record).tier],
  DataType: (record) => [latest(record).dataType],
}

/** https://docs.aws.amazon.com/systems-manager/latest/APIReference/API_ParameterStringFilter.html */
export function fitsAll(filters: readonly ParameterStringFilter[]): (record: ParameterRecord) => boolean {
  const keys = filters.map(({ Key }) => Key)
  if (new Set(keys).size < keys.length)
    throw refuse(
      'InvalidFilterKey',
      'The following filters are duplicated in the request. A request can have each only once.',
    )
  const tests = filters.map(one)
  return (record) => tests.every((test) => test(record))
}

function one({ Key = '', Option, Values = [] }: ParameterStringFilter): (record: ParameterRecord) => boolean {
  if (Values.length > 50)
    throw refuse('InvalidFilterValue', 'The filter value is not valid. A filter takes 50 values at most.')
  if (Key === 'Path') return byPath(Option ?? 'OneLevel', Values)
  if (Key.startsWith('tag:')) {
    const key = Key.slice(4)
    return ({ tags }) =>
      tags.some((tag) => tag.Key === key && (Values.length === 0 || Values.includes(tag.Value ?? '')))
  }
  const look = Object.hasOwn(looks, Key) ? looks[Key] : undefined
  if (!look)
    throw refuse(
      'InvalidFilterKey',
      `The following filter key is not valid: ${Key}. Valid filter keys include: [Path, Name, Type, KeyId, Tier, DataType, tag].`,
    )
  if (Values.length === 0)
    throw refuse('InvalidFilterValue', `The following filter values are missing : null for filter key ${Key}.`)
  const test = compare(Key, Option ?? 'Equals')
  return (record) => look(record).some((value) => value !== undefined && Values.some((wanted) => test(value, wanted)))
}

function compare(key: string, option: string): (value: string, wanted: string) => boolean {
  // AWS takes a name with or without its first slash.
  const bare = (text: string) => (key === 'Name' ? text.replace(/^\//, '') : text)
  if (option === 'Equals') return (value, wanted) => bare(value) === bare(wanted)
  if (option === 'BeginsWith') return (value, wanted) => bare(value).startsWith(bare(wanted))
  if (option === 'Contains' && key === 'Name') return (value, wanted) => value.includes(wanted)
  throw refuse(
    'InvalidFilterOption',
    `The following filter option is not valid: ${option}. Valid options include: [BeginsWith, Equals].`,
  )
}

function byPath(option: string, values: readonly string[]): (record: ParameterRecord) => boolean {
  if (option !== 'OneLevel' && option !== 'Recursive')
    throw refuse(
      'InvalidFilterOption',
      `The following filter option is not valid: ${option}. Valid options include: [Recursive, OneLevel].`,
    )
  if (values.some((path) => !path.startsWith('/')))
    throw refuse('InvalidFilterValue', 'The parameter path must begin with a slash.')
  return ({ name: text }) => {
    const name = text.startsWith('/') ? text : `/${text}`
    return values.some((path) => {
      const under = path.endsWith('/') ? path : `${path}/`
      return name.startsWith(under) && (option === 'Recursive' || !name.slice(under.length).includes('/'))
    })
  }
}
