import { randomUUID } from 'node:crypto'
import type { Region } from '../world/region'
import { anonymous, type Credentials, credentialsOf } from './caller'
import type { CallLog } from './calls'
import { faultIn, missingIn, unknownWordIn } from './check'
import { AwsError, internalFailure, said, Unreachable } from './errors'
import type { Caller } from './handlers'
import { readJson } from './json'
import { type Mount, modelFor } from './mount'
import { readQuery } from './query'
import { errorReply, type Protocol, protocolOf, type Reply, successReply } from './reply'
import { readRest } from './rest'
import { routeOf } from './rest-route'
import type { Model, Operation } from './shape'
import { unzipped } from './unzip'

export type { Reply }

export interface Request {
  method: string
  path: string
  query: URLSearchParams
  /** Names in lower case. */
  headers: Readonly<Record<string, string>>
  body: Uint8Array
  /** Aborted when the connection closes before its reply. */
  signal?: AbortSignal
}

/** One call of one operation, when it is known who asks what of which service. */
export interface Call {
  mount: Mount
  operation: string
  /** `ecs:UpdateService` */
  action: string
  input: Readonly<Record<string, unknown>>
  region: Region
  caller: Caller
}

export interface CoreOptions {
  mounts: readonly Mount[]
  regionOf: (account: string, region: string) => Region
  /** Looks at each call before it is carried out, and refuses it by throwing: faults, access, throttling. */
  guards?: readonly ((call: Call) => void | Promise<void>)[]
  /** A last hand at the reply of a call that was carried out: faults that lose or garble it. */
  spoil?: (call: Call, reply: Reply) => Reply
  log?: CallLog
  /** World time for the Date of replies, in epoch milliseconds. */
  now: () => number
  /** Told of what is a mistake of the sandbox itself. */
  onMistake?: (action: string, error: unknown) => void
}

/** Well above the largest request of the services offered (PutLogEvents, 1 MiB; a task definition, 64 KiB). */
export const bodyCap = 5 * 1024 * 1024

/**
 * The sandbox without a socket: `Request → Reply`. A thrown `Unreachable` is the one thing that is no reply; the server
 * breaks the connection.
 */
export function createCore(options: CoreOptions): (request: Request) => Promise<Reply> {
  const { mounts, regionOf, guards = [], log, now } = options
  const onMistake = options.onMistake ?? ((action, error) => console.error(`sandbox: ${action} failed inside:`, error))

  /** The single place where an operation is carried out. */
  async function call(made: Call, model: Model): Promise<unknown> {
    for (const guard of guards) await guard(made)
    const handler = made.mount.handlers[made.operation]
    const operation = model.operations.get(made.operation)
    if (!handler || !operation) throw new TypeError(`${made.action} has no handler`)
    const output = (await handler(made.input as never, made.region, made.caller)) ?? {}
    const fault = faultIn(operation.output, output)
    if (fault) throw new TypeError(`The reply is not one AWS would give: ${fault}`)
    return output
  }

  return async (given) => {
    let request = given
    const requestId = randomUUID()
    const target = request.headers['x-amz-target']
    let protocol: Protocol = protocolOf(request, undefined)
    let model: Model | undefined
    let action = 'unknown'
    let caller: Caller | undefined
    const stamp = { requestId, now: now() }
    try {
      const service = safeScope(given)?.service
      // An object keeps the encoding it was put with.
      if (!mounts.some((mount) => mount.restXml && mount.signingName === service))
        request = { ...given, body: unzipped(given.body, given.headers['content-encoding'], bodyCap) }
      const form = target === undefined ? formOf(request) : undefined
      const found = mountOf(mounts, service, target, form)
      protocol = protocolOf(request, found)
      const largest = found?.largest ?? bodyCap
      if (request.body.length > largest)
        throw new AwsError(
          'RequestEntityTooLarge',
          `Request must be smaller than ${largest} bytes for the sandbox`,
          413,
        )
      // An address says what is asked only to those who know the service's schemas.
      if (found?.restXml) model = await modelFor(found)
      const name =
        (protocol.kind === 'rest' && model ? routeOf(model, request).name : undefined) ??
        target?.slice(target.lastIndexOf('.') + 1) ??
        form?.get('Action') ??
        ''
      const credentials =
        credentialsOf(request.headers, request.query) ?? (found?.unsigned?.includes(name) ? anonymous : undefined)
      if (!credentials) throw unsigned(protocol)
      if (!found) throw unknownOperation(protocol, name, credentials.service)
      action = `${found.actions ?? found.signingName}:${name}`
      const { account, region, principal, accessKeyId, sourceIdentity, session } = credentials
      const { host } = request.headers
      caller = {
        ...{ account, region, principal, accessKeyId, requestId },
        ...(sourceIdentity && { sourceIdentity }),
        ...(session && { session }),
        ...(host && { host }),
        ...(request.signal && { signal: request.signal }),
      }
      model = await modelFor(found)
      const operation = model.operations.get(name)
      if (!operation || !Object.hasOwn(found.handlers, name)) throw unknownOperation(protocol, name, found.signingName)
      const input = read(protocol, operation, request, form)
      const missing = missingIn(operation.input, input)
      if (missing.length > 0) throw found.missing(missing)
      const unknown = found.unknownWord && unknownWordIn(operation.input, input)
      if (found.unknownWord && unknown) throw found.unknownWord(unknown)
      const world = regionOf(account, region)
      const made = { mount: found, operation: name, action, input, region: world, caller }
      const output = await call(made, model)
      log?.record(action, caller)
      const reply = successReply(protocol, operation, output, stamp)
      return options.spoil ? options.spoil(made, reply) : reply
    } catch (error) {
      if (error instanceof Unreachable) {
        if (caller) log?.record(action, caller, 'unreachable')
        throw error
      }
      const known = said(error, model)
      if (!known) onMistake(action, error)
      const failure = known ?? internalFailure()
      if (caller) log?.record(action, caller, failure.type)
      return errorReply(protocol, failure, stamp, request.path)
    }
  }
}

function read(
  { kind }: Protocol,
  operation: Operation,
  request: Request,
  form: URLSearchParams | undefined,
): Record<string, unknown> {
  if (kind === 'json') return readJson(operation.input, Buffer.from(request.body).toString('utf8'))
  if (kind === 'rest') return readRest(operation, request)
  return readQuery(operation.input, form ?? new URLSearchParams(), kind === 'ec2' ? 'ec2' : 'aws')
}

/** The scope where it can be read: a broken signature is refused later, in the service's own protocol. */
function safeScope(request: Request): Credentials | undefined {
  try {
    return credentialsOf(request.headers, request.query)
  } catch {
    return undefined
  }
}

function formOf({ method, query, headers, body }: Request): URLSearchParams {
  const form = new URLSearchParams(method === 'GET' ? query : undefined)
  const type = headers['content-type'] ?? ''
  if (body.length > 0 && body.length <= bodyCap && type.startsWith('application/x-www-form-urlencoded'))
    for (const [key, value] of new URLSearchParams(Buffer.from(body).toString('utf8'))) form.append(key, value)
  return form
}

/** By credential scope, then by X-Amz-Target, else by the form's Version. */
function mountOf(
  mounts: readonly Mount[],
  service: string | undefined,
  target: string | undefined,
  form: URLSearchParams | undefined,
): Mount | undefined {
  const prefix = target?.slice(0, Math.max(0, target.lastIndexOf('.')))
  const version = form?.get('Version')
  return (
    mounts.find(
      (mount) => mount.signingName === service && (target === undefined ? (mount.query ?? mount.restXml) : mount.json),
    ) ??
    mounts.find((mount) =>
      target === undefined ? version && mount.query?.version === version : mount.json?.target === prefix,
    )
  )
}

/** https://docs.aws.amazon.com/IAM/latest/APIReference/CommonErrors.html */
const unsigned = ({ kind }: Protocol) =>
  kind === 'rest'
    ? new AwsError('AccessDenied', 'Access Denied', 403)
    : kind === 'json'
      ? new AwsError('MissingAuthenticationTokenException', 'Missing Authentication Token')
      : new AwsError('MissingAuthenticationToken', 'Request is missing Authentication Token', 403)

function unknownOperation({ kind, version }: Protocol, name: string, service: string): AwsError {
  if (kind === 'json')
    return new AwsError('UnknownOperationException', `The sandbox does not offer the operation ${name} of ${service}.`)
  // https://docs.aws.amazon.com/AmazonS3/latest/API/ErrorResponses.html
  if (kind === 'rest')
    return new AwsError('NotImplemented', `The sandbox does not offer the operation ${name} of ${service}.`, 501)
  if (kind === 'ec2') return new AwsError('InvalidAction', `The action ${name} is not valid for this web service.`)
  return new AwsError('InvalidAction', `Could not find operation ${name} for version ${version}`)
}
