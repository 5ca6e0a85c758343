import type { Filter, Tag } from '@aws-sdk/client-ec2'
import { AwsError } from '../../wire/errors'
import { pageOf } from '../../wire/page'

/** What of a record each filter name looks at. */
export type Filters<T> = Readonly<Record<string, (record: T) => readonly (string | undefined)[]>>

/** `*` and `?` are wildcards: https://docs.aws.amazon.com/AWSEC2/latest/UserGuide/Using_Filtering.html */
function pattern(text: string): RegExp {
  const escaped = text
    .replace(/[.+^${}()|[\]\\]/g, '\\$&')
    .replace(/\*/g, '.*')
    .replace(/\?/g, '.')
  return new RegExp(`^${escaped}$`, 's')
}

export function filtered<T extends object>(
  all: Iterable<T>,
  filters: readonly Filter[] | undefined,
  known: Filters<T>,
): T[] {
  let out = [...all]
  for (const { Name = '', Values = [] } of filters ?? []) {
    const looks = Object.hasOwn(known, Name) ? known[Name] : byTag(Name)
    if (!looks) throw new AwsError('InvalidParameterValue', `The filter '${Name}' is invalid`)
    const patterns = Values.map(pattern)
    out = out.filter((record) =>
      looks(record).some((value) => value !== undefined && patterns.some((one) => one.test(value))),
    )
  }
  return out
}

const tagsOf = (record: object): Tag[] => ('Tags' in record && Array.isArray(record.Tags) ? record.Tags : [])

function byTag(name: string): ((record: object) => (string | undefined)[]) | undefined {
  if (name === 'tag-key') return (record) => tagsOf(record).map(({ Key }) => Key)
  if (!name.startsWith('tag:')) return undefined
  const key = name.slice(4)
  return (record) =>
    tagsOf(record)
      .filter(({ Key }) => Key === key)
      .map(({ Value }) => Value)
}

/** Those asked for by id, or all; an id that is not there is an error of its kind. */
export function chosen<T>(
  all: ReadonlyMap<string, T>,
  ids: readonly string[] | undefined,
  { code, what }: { code: string; what: string },
): T[] {
  if (!ids || ids.length === 0) return [...all.values()]
  return ids.map((id) => {
    const found = all.get(id)
    if (!found) throw new AwsError(code, `The ${what} '${id}' does not exist`)
    return found
  })
}

/** MaxResults is 5 to 1,000 in most of EC2. */
export function ec2Page<T>(
  all: readonly T[],
  { MaxResults, NextToken }: { MaxResults?: number | undefined; NextToken?: string | undefined },
  most = 1000,
): { items: T[]; next?: string } {
  if (MaxResults !== undefined && (MaxResults < 5 || MaxResults > most))
    throw new AwsError(
      'InvalidParameterValue',
      `Value ( ${MaxResults} ) for parameter maxResults is invalid. Expecting a value between 5 and ${most}.`,
    )
  const refuse = () => new AwsError('InvalidNextToken', 'The token is not valid.')
  return pageOf(all, { size: MaxResults ?? most, token: NextToken, refuse })
}
