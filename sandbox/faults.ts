import { z } from 'zod'
import type { Call, Reply } from './wire/core'
import { AwsError, Unreachable } from './wire/errors'
import { clustersIn, mentions } from './wire/mentions'
import { denied, expired, throttled } from './wire/refusals'

/** A failure asked for by `POST /_sandbox/faults`: the next calls that fit it fail. */
export const Fault = z.strictObject({
  service: z.string().min(1),
  action: z.string().min(1).default('*'),
  error: z.enum([
    'ThrottlingException',
    'AccessDeniedException',
    'ExpiredTokenException',
    'InternalFailure',
    'ServiceUnavailable',
    /** Nothing is answered and nothing was done. */
    'unreachable',
    /** Carried out and answered in full, late. */
    'slow',
    // Carried out, and then the answer is lost or unreadable: what a client must not repeat blindly.
    'reset',
    'half-body',
    'bad-body',
  ]),
  /** How often; without it until faults are deleted. */
  times: z.int().min(1).optional(),
  /** Only requests that name this cluster. */
  cluster: z.string().min(1).optional(),
  /** How late a slow answer is, in milliseconds. */
  ms: z.int().min(0).max(300_000).optional(),
})
export type Fault = z.infer<typeof Fault>
type Kind = Fault['error']

/** Whose credentials have expired. */
export const Expired = z.enum(['all', 'assumed-role'])

/** How long a call that a fault or the name `*-slow` makes slow takes. */
const slowMs = 2_000

/** What a write to a resource whose name ends so meets. It registers and reads well. */
export const namedFaults: Readonly<Record<string, Kind>> = {
  '-denied': 'AccessDeniedException',
  '-throttled': 'ThrottlingException',
  '-slow': 'slow',
  '-expired': 'ExpiredTokenException',
  '-failing': 'InternalFailure',
  '-unavailable': 'ServiceUnavailable',
  '-unreachable': 'unreachable',
  '-reset': 'reset',
  '-half': 'half-body',
  '-garbled': 'bad-body',
}

/** Failures to provoke: by control path, and by the name of a resource (a host named `pi-denied`). */
export class Faults {
  #asked: Fault[] = []
  expired: z.infer<typeof Expired> | 'none' = 'none'
  /** What is to happen to the replies of calls under way. */
  readonly #spoilt = new WeakMap<Call, Kind>()

  constructor(readonly wait: (ms: number) => Promise<void> = (ms) => new Promise((done) => setTimeout(done, ms))) {}

  add(fault: Fault): void {
    this.#asked.push({ ...fault })
  }

  list(): readonly Fault[] {
    return this.#asked
  }

  /** Forgets the calls that are to fail. */
  forget(): void {
    this.#asked = []
  }

  clear(): void {
    this.forget()
    this.expired = 'none'
  }

  /** What the wire asks before each call. */
  readonly guard = async (call: Call): Promise<void> => {
    if (this.expired === 'all' || (this.expired === 'assumed-role' && isAssumed(call))) throw expired(call)
    const asked = this.#asked.length > 0 ? this.#next(call) : undefined
    if (asked) await this.#meet(call, asked.error, '*', asked.ms)
    if (!isWrite(call)) return
    const named = byName(call)
    if (named) await this.#meet(call, named.kind, named.arn)
  }

  /** What the wire asks after each call that was carried out. */
  readonly spoil = (call: Call, reply: Reply): Reply => {
    const kind = this.#spoilt.get(call)
    if (kind === undefined) return reply
    const half = Math.floor(Buffer.byteLength(reply.body) / 2)
    if (kind === 'reset') return { ...reply, cut: half }
    if (kind === 'half-body') return { ...reply, body: Buffer.from(reply.body).subarray(0, half).toString('utf8') }
    return { ...reply, body: '<html><body>502 Bad Gateway</body></html>' }
  }

  /** The fault asked for that fits, once less. */
  #next(call: Call): Fault | undefined {
    const { mount, operation } = call
    const fault = this.#asked.find(
      (one) =>
        (one.service === mount.signingName || one.service === mount.actions || one.service === '*') &&
        (one.action === '*' || one.action === operation) &&
        (one.cluster === undefined || clustersIn(call).includes(one.cluster)),
    )
    if (fault?.times !== undefined && --fault.times === 0) this.#asked = this.#asked.filter((one) => one !== fault)
    return fault
  }

  async #meet(call: Call, kind: Kind, resource: string, ms = slowMs): Promise<void> {
    switch (kind) {
      case 'unreachable':
        throw new Unreachable()
      case 'ThrottlingException':
        throw throttled(call)
      case 'AccessDeniedException':
        throw denied(call, resource)
      case 'ExpiredTokenException':
        throw expired(call)
      case 'InternalFailure':
        throw new AwsError('InternalFailure', 'The request processing has failed because of an unknown error.', 500)
      case 'ServiceUnavailable':
        throw new AwsError(
          'ServiceUnavailable',
          'The request has failed due to a temporary failure of the server.',
          503,
        )
      case 'slow':
        await this.wait(ms)
        return
      default:
        this.#spoilt.set(call, kind)
    }
  }
}

function byName(call: Call): { kind: Kind; arn: string } | undefined {
  for (const { name, arn } of mentions(call)) {
    const ending = name.slice(name.lastIndexOf('-'))
    const kind = Object.hasOwn(namedFaults, ending) ? namedFaults[ending] : undefined
    if (kind) return { kind, arn }
  }
  return undefined
}

const isAssumed = ({ caller }: Call) => caller.principal.includes(':assumed-role/')

const isWrite = ({ operation }: Call) => !/^(Describe|List|Get|BatchGet|Filter|Discover|Search|Lookup)/.test(operation)
