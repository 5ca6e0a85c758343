import type { ParameterTier, ParameterType, Tag } from '@aws-sdk/client-ssm'
import { AwsError } from '../../wire/errors'
import type { Region } from '../../world/region'

/** One value a parameter has had. */
export interface ParameterVersion {
  version: number
  value: string
  type: ParameterType
  tier: ParameterTier
  dataType: string
  keyId?: string
  description?: string
  allowedPattern?: string
  /** As they were given: JSON. */
  policies: { type: string; text: string }[]
  labels: string[]
  /** Epoch milliseconds. */
  at: number
  by: string
}

export interface ParameterRecord {
  name: string
  tags: Tag[]
  /** Oldest first; never empty. */
  versions: ParameterVersion[]
}

export const refuse = (code: string, message: string) => new AwsError(code, message)

export const parameterArn = ({ account, region }: Region, name: string) =>
  `arn:aws:ssm:${region}:${account}:parameter${name.startsWith('/') ? '' : '/'}${name}`

export function latest({ versions }: ParameterRecord): ParameterVersion {
  const last = versions.at(-1)
  if (!last) throw new RangeError('A parameter has at least one version')
  return last
}

/** What stands for a SecureString that is not decrypted: text that says nothing of its value. */
export function sealed(name: string, { value, version }: ParameterVersion): string {
  let h = 0x811c9dc5
  const bytes: number[] = []
  const text = `${name}:${version}:${value}`
  for (let i = 0; i < 96; i++) {
    for (let j = 0; j < text.length; j++) h = Math.imul(h ^ (text.charCodeAt(j) + i), 0x01000193)
    bytes.push((h >>> 16) & 0xff)
  }
  return `AQICAHh${Buffer.from(bytes).toString('base64')}`
}

/** Its message is empty: https://github.com/aws/aws-cdk/issues/1621 */
const notFound = () => refuse('ParameterNotFound', '')

/** By name or by ARN. */
export function lookParameter(world: Region, text: string): ParameterRecord | undefined {
  const { parameters } = world.ssm
  if (!text.startsWith('arn:')) return parameters.get(text)
  const path = /^arn:[^:]*:ssm:([^:]*):(\d{12}):parameter(\/.+)$/.exec(text)
  if (path?.[1] !== world.region || path[2] !== world.account) return undefined
  return parameters.get(path[3] ?? '') ?? parameters.get((path[3] ?? '').slice(1))
}

export function findParameter(world: Region, name: string): ParameterRecord {
  const found = lookParameter(world, name)
  if (!found) throw notFound()
  return found
}

export interface Selected {
  record: ParameterRecord
  version: ParameterVersion
  /** `:3` or `:label`, as it was asked for. */
  selector?: string
}

/** `name`, `name:3` or `name:label`; the parameter's ARN may stand for its name. */
export function select(world: Region, text: string): Selected {
  const whole = lookParameter(world, text)
  if (whole) return { record: whole, version: latest(whole) }
  const cut = text.lastIndexOf(':')
  const name = text.slice(0, cut)
  const record = cut > 0 ? lookParameter(world, name) : undefined
  if (!record) throw notFound()
  const wanted = text.slice(cut + 1)
  const version = record.versions.find((one) => String(one.version) === wanted || one.labels.includes(wanted))
  if (version) return { record, version, selector: `:${wanted}` }
  throw refuse(
    'ParameterVersionNotFound',
    /^\d+$/.test(wanted)
      ? `Systems Manager could not find version ${wanted} of ${name}. Verify the version and try again.`
      : `Systems Manager could not find the label ${wanted} for parameter ${name}. Verify the label and try again.`,
  )
}
