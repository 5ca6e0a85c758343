import type * as ssm from '@aws-sdk/client-ssm'
import type { Parameter, ParameterHistory, ParameterMetadata } from '@aws-sdk/client-ssm'
import { unfit } from '../../wire/errors'
import type { Handlers } from '../../wire/handlers'
import { pageOf } from '../../wire/page'
import type { Region } from '../../world/region'
import { badToken, invalid } from './errors'
import { fitsAll } from './parameter-filters'
import {
  findParameter,
  latest,
  type ParameterRecord,
  type ParameterVersion,
  parameterArn,
  refuse,
  type Selected,
  sealed,
  select,
} from './parameter-state'
import { checkNames } from './parameters'

export const parameterReads: Handlers<typeof ssm, Region> = {
  GetParameter(input, world) {
    return { Parameter: parameterView(world, select(world, input.Name ?? ''), input.WithDecryption) }
  },

  GetParameters(input, world) {
    const names = checkNames(input.Names)
    if (new Set(names).size < names.length) throw invalid('Duplicate names are not allowed.')
    const Parameters: Parameter[] = []
    const InvalidParameters: string[] = []
    for (const name of names)
      try {
        Parameters.push(parameterView(world, select(world, name), input.WithDecryption))
      } catch {
        InvalidParameters.push(name)
      }
    return { Parameters, InvalidParameters }
  },

  // https://docs.aws.amazon.com/systems-manager/latest/APIReference/API_GetParametersByPath.html
  GetParametersByPath(input, world) {
    const { Path = '', Recursive = false, ParameterFilters: filters = [] } = input
    if (!/^\/[\w.\-/]*$/.test(Path) || Path.includes('//'))
      throw invalid(
        'The parameter doesn\'t meet the parameter name requirements. The parameter name must begin with a forward slash "/". It can\'t be prefixed with "aws" or "ssm" (case-insensitive). It must use only letters, numbers, or the following symbols: . (period), - (hyphen), _ (underscore). Special characters are not allowed. All sub-paths, if specified, must use the forward slash symbol "/". Valid example: /get/parameters2-/by1./path0_.',
      )
    for (const { Key } of filters)
      if (Key !== 'Type' && Key !== 'KeyId' && Key !== 'Label' && Key !== 'DataType')
        throw refuse(
          'InvalidFilterKey',
          `The following filter key is not valid: ${Key}. Valid filter keys include: [Type, KeyId, Label].`,
        )
    const under = Path.endsWith('/') ? Path : `${Path}/`
    const labels = filters.find(({ Key }) => Key === 'Label')?.Values
    const found = sorted(world).flatMap((record) => {
      // A name without a slash stands at the root.
      const name = record.name.startsWith('/') ? record.name : `/${record.name}`
      if (!name.startsWith(under) || (!Recursive && name.slice(under.length).includes('/'))) return []
      if (!fitsAll(filters.filter(({ Key }) => Key !== 'Label'))(record)) return []
      const version = labels
        ? record.versions.find((one) => one.labels.some((label) => labels.includes(label)))
        : latest(record)
      return version ? [{ record, version }] : []
    })
    const { items, next } = pageOf(found, {
      size: sizeOf(input.MaxResults, 10),
      token: input.NextToken,
      refuse: badToken,
    })
    return {
      Parameters: items.map((one) => parameterView(world, one, input.WithDecryption)),
      ...(next && { NextToken: next }),
    }
  },

  DescribeParameters(input, world) {
    const { Filters = [], ParameterFilters = [] } = input
    if (Filters.length > 0 && ParameterFilters.length > 0)
      throw invalid('You can use either Filters or ParameterFilters in a single request.')
    const older = Filters.map(({ Key, Values }) => ({
      Key,
      Values,
      Option: Key === 'Name' ? 'BeginsWith' : 'Equals',
    }))
    const fits = fitsAll([...older, ...ParameterFilters])
    const found = sorted(world).filter(fits)
    const { items, next } = pageOf(found, {
      size: sizeOf(input.MaxResults, 50),
      token: input.NextToken,
      refuse: badToken,
    })
    return {
      Parameters: items.map((record) => ({
        Name: record.name,
        ARN: parameterArn(world, record.name),
        ...metadata(latest(record)),
      })),
      ...(next && { NextToken: next }),
    }
  },

  GetParameterHistory(input, world) {
    const record = findParameter(world, input.Name ?? '')
    const { items, next } = pageOf(record.versions, {
      size: sizeOf(input.MaxResults, 50),
      token: input.NextToken,
      refuse: badToken,
    })
    const Parameters = items.map(
      (version): ParameterHistory => ({
        Name: record.name,
        ...metadata(version),
        Value: shown(record, version, input.WithDecryption),
        Labels: version.labels,
      }),
    )
    return { Parameters, ...(next && { NextToken: next }) }
  },
}

const sorted = ({ ssm }: Region) => [...ssm.parameters.values()].sort((a, b) => (a.name < b.name ? -1 : 1))

function sizeOf(asked: number | undefined, most: number): number {
  const size = asked ?? most
  if (size < 1) throw invalid(unfit('maxResults', size, 'have value greater than or equal to 1'))
  if (size > most) throw invalid(unfit('maxResults', size, `have value less than or equal to ${most}`))
  return size
}

const shown = ({ name }: ParameterRecord, version: ParameterVersion, decrypt: boolean | undefined) =>
  version.type === 'SecureString' && !decrypt ? sealed(name, version) : version.value

const parameterView = (
  world: Region,
  { record, version, selector }: Selected,
  decrypt: boolean | undefined,
): Parameter => ({
  Name: record.name,
  Type: version.type,
  Value: shown(record, version, decrypt),
  Version: version.version,
  ...(selector !== undefined && { Selector: selector }),
  LastModifiedDate: new Date(version.at),
  ARN: parameterArn(world, record.name),
  DataType: version.dataType,
})

const metadata = (one: ParameterVersion): ParameterMetadata => ({
  Type: one.type,
  ...(one.keyId !== undefined && { KeyId: one.keyId }),
  LastModifiedDate: new Date(one.at),
  LastModifiedUser: one.by,
  ...(one.description !== undefined && { Description: one.description }),
  ...(one.allowedPattern !== undefined && { AllowedPattern: one.allowedPattern }),
  Version: one.version,
  Tier: one.tier,
  Policies: one.policies.map(({ type, text }) => ({ PolicyText: text, PolicyType: type, PolicyStatus: 'Pending' })),
  DataType: one.dataType,
})
