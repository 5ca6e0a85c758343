import type { Model, Structure } from './shape'

/** An error of AWS that no SDK package has a class for: the common ones, and all of EC2's. */
export class AwsError extends Error {
  constructor(
    readonly code: string,
    message: string,
    readonly status = 400,
    /** Its name in JSON, where that is another. */
    readonly type = code,
  ) {
    super(message)
    this.name = code
  }
}

/** Thrown by a fault: the connection breaks and nothing is answered. */
export class Unreachable extends Error {}

/** An error ready to be written in any protocol. */
export interface Said {
  /** The name of the error's shape: JSON's `__type`. */
  type: string
  /** The code in the Query protocol, where it may be another. */
  code: string
  message: string
  status: number
  /** In the Query protocol, where it may be another: SSM's schemas still carry theirs, yet its JSON errors are 400. */
  queryStatus: number
  fault: 'Sender' | 'Receiver'
  /** Members beside the message, e.g. ConflictException's resourceIds. */
  members: Record<string, unknown>
  structure?: Structure
}

/** What of a thrown value belongs on the wire; undefined where it is a mistake of ours. */
export function said(error: unknown, model: Model | undefined): Said | undefined {
  if (error instanceof AwsError) {
    const fault = error.status >= 500 ? 'Receiver' : 'Sender'
    return {
      type: error.type,
      code: error.code,
      message: error.message,
      status: error.status,
      queryStatus: error.status,
      fault,
      members: {},
    }
  }
  if (!(error instanceof Error) || !('$fault' in error)) return undefined
  const known = model?.errors.get(error.name)
  if (!known) return undefined
  const { awsQueryError, httpError } = known.traits
  const members: Record<string, unknown> = {}
  for (const name of known.structure.members.keys()) {
    const value: unknown = Reflect.get(error, name)
    if (value !== undefined && name.toLowerCase() !== 'message') members[name] = value
  }
  const status = httpError !== undefined && !awsQueryError ? httpError : error.$fault === 'server' ? 500 : 400
  return {
    type: error.name,
    code: awsQueryError?.[0] ?? error.name,
    message: error.message,
    status,
    queryStatus: awsQueryError?.[1] ?? status,
    fault: error.$fault === 'server' ? 'Receiver' : 'Sender',
    members,
    structure: known.structure,
  }
}

/** AWS tells nobody what broke inside; the reason goes to stderr. */
export const internalFailure = (): Said => ({
  type: 'InternalFailure',
  code: 'InternalFailure',
  message: 'The request processing has failed because of an unknown error, exception or failure.',
  status: 500,
  queryStatus: 500,
  fault: 'Receiver',
  members: {},
})

const lowerFirst = (text: string) => text.charAt(0).toLowerCase() + text.slice(1)

/** The words of AWS's common validator, as SSM, CloudWatch Logs, IAM and STS answer: paths in lower camel case. */
export function notNull(paths: readonly string[]): string {
  const each = paths.map(
    (path) =>
      `Value null at '${path.split('.').map(lowerFirst).join('.')}' failed to satisfy constraint: Member must not be null`,
  )
  return `${each.length} validation error${each.length > 1 ? 's' : ''} detected: ${each.join('; ')}`
}

/** The words of AWS's common validator for a value out of bounds. */
export const unfit = (path: string, value: unknown, constraint: string) =>
  `1 validation error detected: Value '${value}' at '${path}' failed to satisfy constraint: Member must ${constraint}`
