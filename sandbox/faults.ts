import { z } from 'zod'
import type { Call } from './wire/core'
import { AwsError, Unreachable } from './wire/errors'
import { clustersIn, mentions } from './wire/mentions'

/** A failure asked for by `POST /_sandbox/faults`: the next calls that fit it fail. */
export const Fault = z.strictObject({
  service: z.string().min(1),
  action: z.string().min(1).default('*'),
  error: z.enum([
    'ThrottlingException',
    'AccessDeniedException',
    'ExpiredTokenException',
    'InternalFailure',
    'unreachable',
  ]),
  /** How often; without it until faults are deleted. */
  times: z.int().min(1).optional(),
  /** Only requests that name this cluster. */
  cluster: z.string().min(1).optional(),
})
export type Fault = z.infer<typeof Fault>

/** How long a write to a resource named `*-slow` takes. */
const slowMs = 2_000

/** Failures to provoke: by control path, and by the name of a resource (a host named `pi-denied`). */
export class Faults {
  #asked: Fault[] = []

  constructor(readonly wait: (ms: number) => Promise<void> = (ms) => new Promise((done) => setTimeout(done, ms))) {}

  add(fault: Fault): void {
    this.#asked.push({ ...fault })
  }

  list(): readonly Fault[] {
    return this.#asked
  }

  clear(): void {
    this.#asked = []
  }

  /** What the wire asks before each call. */
  readonly guard = async (call: Call): Promise<void> => {
    this.#refuseAsked(call)
    await this.#refuseByName(call)
  }

  #refuseAsked(call: Call): void {
    const { mount, operation } = call
    const fault = this.#asked.find(
      (one) =>
        (one.service === mount.signingName || one.service === mount.actions || one.service === '*') &&
        (one.action === '*' || one.action === operation) &&
        (one.cluster === undefined || clustersIn(call).includes(one.cluster)),
    )
    if (!fault) return
    if (fault.times !== undefined && --fault.times === 0) this.#asked = this.#asked.filter((one) => one !== fault)
    switch (fault.error) {
      case 'unreachable':
        throw new Unreachable()
      case 'ThrottlingException':
        throw throttled(call)
      case 'AccessDeniedException':
        throw denied(call, '*')
      case 'ExpiredTokenException':
        throw expired(call)
      case 'InternalFailure':
        throw new AwsError('InternalFailure', 'The request processing has failed because of an unknown error.', 500)
    }
  }

  /** A resource whose name ends so registers and reads well; later writes to it fail. */
  async #refuseByName(call: Call): Promise<void> {
    if (!isWrite(call)) return
    for (const { name, arn } of mentions(call)) {
      if (name.endsWith('-denied')) throw denied(call, arn)
      if (name.endsWith('-throttled')) throw throttled(call)
      if (name.endsWith('-slow')) {
        await this.wait(slowMs)
        return
      }
    }
  }
}

const isWrite = ({ operation }: Call) => !/^(Describe|List|Get|BatchGet|Filter|Discover|Search|Lookup)/.test(operation)

const isQuery = ({ mount }: Call) => !mount.json
const isEc2 = ({ mount }: Call) => mount.query?.flavour === 'ec2'

/** https://docs.aws.amazon.com/IAM/latest/UserGuide/troubleshoot_access-denied.html */
function denied(call: Call, resource: string): AwsError {
  if (isEc2(call))
    return new AwsError('UnauthorizedOperation', 'You are not authorized to perform this operation.', 403)
  const { action, caller } = call
  const message = `User: ${caller.principal} is not authorized to perform: ${action} on resource: ${resource} because no identity-based policy allows the ${action} action`
  return isQuery(call) ? new AwsError('AccessDenied', message, 403) : new AwsError('AccessDeniedException', message)
}

function throttled(call: Call): AwsError {
  if (isEc2(call)) return new AwsError('RequestLimitExceeded', 'Request limit exceeded.', 503)
  return new AwsError(isQuery(call) ? 'Throttling' : 'ThrottlingException', 'Rate exceeded')
}

function expired(call: Call): AwsError {
  const message = 'The security token included in the request is expired'
  return isQuery(call) ? new AwsError('ExpiredToken', message, 403) : new AwsError('ExpiredTokenException', message)
}
