import { randomUUID } from 'node:crypto'
import type { Bodies, Endpoint, Params, Subject } from '@/lib/api/endpoint'
import { ApiError, type ApiErrorBody, refuse } from '@/lib/api/errors'
import type { Known } from '@/lib/api/part'
import { arnOf } from '@/lib/model/arn'
import { Scope } from '@/lib/model/scope'
import { record } from './audit'
import { Aws, Previewed } from './aws/aws'
import { config, knowsScope } from './config'
import { find } from './fleet/windows'
import { log } from './log'
import type { Actor } from './people'
import { whyMayNot } from './policy'
import { reasonOf } from './reason'
import { bodyOf, errorOf, errorReply, mustBeText, parse, readReply, writeReply } from './reply'
import { actorOf } from './session'

/** What a handler is given. Who asks, whether they may, and whether it can be read has been settled before. */
export interface Asked<P extends string, Query, Input, S extends Subject | undefined> {
  actor: Actor
  params: Params<P>
  query: Query
  input: Input
  /** The thing the path names, as last known. */
  thing: S extends Subject ? Known<Bodies[S]> : undefined
  scope: P extends `${string}[region]${string}` ? Scope : undefined
  /** AWS, asked as the person: every call is noted for the audit. */
  aws: P extends `${string}[region]${string}` ? Aws : undefined
}

type Route = (request: Request, context: { params: Promise<Record<string, string>> }) => Promise<Response>

/**
 * Makes a route of an endpoint and what it does. In this order: who (401), same origin (403), may they (403), can it
 * be read (400), is the scope known (404) and the thing (404), can it be done now (409); then a write's intent is in
 * the audit before anything is sent to AWS, and its outcome after.
 */
export function serve<P extends string, Query, Input, Output, S extends Subject | undefined>(
  endpoint: Endpoint<P, Query, Input, Output, S>,
  handler: (asked: Asked<P, Query, Input, S>) => Promise<Output>,
): Route {
  return async (request, context) => {
    const requestId = randomUUID()
    const trail = new Trail(endpoint as unknown as Endpoint, request, requestId)
    try {
      const actor = await actorOf(request.headers)
      if (!actor) throw refuse('unauthenticated', 'Sign in first, or send an API token as a Bearer')
      trail.actor = actor
      if (endpoint.method !== 'GET' && actor.kind === 'person') sameOrigin(request)
      const refused = whyMayNot(actor.role, endpoint.permission)
      if (refused) throw refuse('forbidden', refused)
      // A path without parameters has none to give, whatever its type says.
      const asked = await read(endpoint, actor, request, (await context.params) ?? {}, trail)
      if (endpoint.effect === 'read') return readReply(request, await handler(asked), requestId)
      if (trail.preview) return await preview(handler, asked, requestId)
      await trail.intend()
      const answer = await handler(asked)
      const missed = endpoint.shortfall?.(answer) ?? null
      await trail.end(missed?.nothing ? 'failed' : 'done', missed && { code: 'shortfall', message: missed.message })
      return writeReply(answer, requestId)
    } catch (error) {
      const body =
        trail.sent && !(error instanceof ApiError) ? afterSending(error, requestId) : errorOf(error, requestId)
      await trail.end(body.code === 'aws-unknown' || body.code === 'internal' ? 'unknown' : 'failed', body)
      return errorReply(body)
    }
  }
}

/** What went wrong on our side once AWS had been asked: that it was asked must not be lost over it. */
function afterSending(error: unknown, requestId: string): ApiErrorBody {
  const { message } = errorOf(error, requestId)
  return {
    code: 'aws-unknown',
    message: `AWS was asked, but Quayside could not finish. Look before trying again. (${message})`,
    requestId,
  }
}

/** Reads path, query and body by their schemas, and finds the scope and the thing they name. */
async function read<P extends string, Query, Input, Output, S extends Subject | undefined>(
  endpoint: Endpoint<P, Query, Input, Output, S>,
  actor: Actor,
  request: Request,
  params: Record<string, string>,
  trail: Trail,
): Promise<Asked<P, Query, Input, S>> {
  for (const [name, value] of Object.entries(params))
    if (value.length > 255) throw refuse('bad-request', `${name}: is longer than 255 characters`)
  const search = new URL(request.url).searchParams
  const { preview } = trail
  if (preview) search.delete('preview')
  else if (endpoint.effect !== 'read' && search.has('preview'))
    throw refuse('bad-request', 'preview: takes true alone, and only where something is sent to AWS')
  mustBeText(params, 'the path')
  mustBeText(Object.fromEntries(search), 'the query')
  const query = parse(endpoint.query, Object.fromEntries(search), 'the query')
  const given = endpoint.input ? await bodyOf(request) : undefined
  mustBeText(given, 'the body')
  const input = endpoint.input ? parse(endpoint.input, given, 'the body') : (undefined as Input)
  trail.input = endpoint.redact ? endpoint.redact(input) : input
  let scope: Scope | undefined
  if ('region' in params) {
    const named = Scope.safeParse(params)
    if (!named.success || !knowsScope(named.data))
      throw refuse('not-found', `Quayside does not know account ${params.account} in ${params.region}`)
    scope = named.data
    trail.scope = scope
  }
  const thing = endpoint.subject && scope ? await subject(endpoint.subject, params, scope, trail) : undefined
  if (thing && endpoint.effect === 'write' && thing.goneAt)
    throw refuse('conflict', `It is gone from AWS since ${thing.goneAt}`)
  const whyNot = thing && endpoint.whyNot?.(thing.data as never)
  if (whyNot) throw refuse('conflict', whyNot)
  const person = actor.email ?? actor.name
  // Reads are the collector's: everybody sees the same. What a person changes is done with that person's role.
  const as = endpoint.effect === 'read' ? ({ role: 'collector' } as const) : { role: actor.role, person }
  const aws = scope && new Aws(scope, as, { preview })
  trail.calls = aws?.calls ?? []
  return { actor, params, query, input, thing, scope, aws } as unknown as Asked<P, Query, Input, S>
}

async function subject(kind: Subject, params: Record<string, string>, scope: Scope, trail: Trail) {
  const { cluster = '', family = '' } = params
  const thing =
    kind === 'definition'
      ? { kind, family, revision: Number(params.revision), ...scope }
      : kind === 'cluster'
        ? { kind, cluster, ...scope }
        : kind === 'activation'
          ? { kind, id: params.activation ?? '', ...scope }
          : { kind, cluster, id: params[kind] ?? '', ...scope }
  const arn = arnOf(thing)
  trail.arn = arn
  const known = await find(kind, arn)
  if (!known) throw refuse('not-found', `There is no such ${kind} that Quayside has seen: ${arn}`)
  return known
}

/** Shows the calls a write would make: the handler goes as far as its first, which is told instead of sent. */
async function preview<A>(handler: (asked: A) => Promise<unknown>, asked: A, requestId: string): Promise<Response> {
  try {
    await handler(asked)
    return writeReply({ calls: [] }, requestId)
  } catch (error) {
    if (error instanceof Previewed) return writeReply({ calls: [error.call] }, requestId)
    throw error
  }
}

/** A page of another site can make a browser send a request with its cookies, but not with this site's Origin. */
function sameOrigin(request: Request): void {
  const origin = request.headers.get('origin')
  const own = [new URL(config().publicUrl).origin, `${new URL(request.url).protocol}//${request.headers.get('host')}`]
  if (request.headers.get('sec-fetch-site') === 'same-origin' && origin === null) return
  if (origin === null || !own.includes(origin))
    throw refuse('cross-origin', 'This was sent by another site, or does not say by which')
}

/** What the audit will say of one request. Reads leave none; a write refused before its intent leaves one row. */
class Trail {
  actor: Actor | null = null
  input: unknown = null
  scope: Scope | null = null
  arn: string | null = null
  calls: Aws['calls'] = []
  #intent: number | null = null
  readonly #endpoint: Endpoint
  readonly #target: string
  /** Only what is sent to AWS can be previewed: anything else would simply be done. */
  readonly preview: boolean
  readonly #requestId: string

  constructor(endpoint: Endpoint, request: Request, requestId: string) {
    const url = new URL(request.url)
    this.#endpoint = endpoint
    this.#target = `${request.method} ${url.pathname}`.slice(0, 1024)
    this.preview =
      endpoint.path.includes('[region]') && endpoint.effect === 'write' && url.searchParams.get('preview') === 'true'
    this.#requestId = requestId
  }

  /** Whether AWS was asked to change anything. */
  get sent(): boolean {
    return this.calls.length > 0
  }

  async intend(): Promise<void> {
    try {
      this.#intent = await record(this.#row('intent', null))
    } catch (error) {
      log().error({ error: reasonOf(error) }, 'an intent could not be written')
      throw new ApiError({
        code: 'unavailable',
        message: 'The audit cannot be written, so nothing was sent to AWS. Try again shortly.',
      })
    }
  }

  async end(phase: 'done' | 'failed' | 'unknown', error: { code: string; message: string } | null): Promise<void> {
    if (this.#endpoint.effect === 'read' || this.preview || !this.actor) return
    const refused = this.#intent === null
    try {
      await record(this.#row(refused ? 'refused' : phase, error && { code: error.code, message: error.message }))
    } catch (failure) {
      // What was done was done: the reply says so, and the worker settles the open intent later.
      log().error({ requestId: this.#requestId, error: reasonOf(failure) }, 'an outcome could not be written')
    }
  }

  #row(phase: 'intent' | 'done' | 'failed' | 'unknown' | 'refused', error: { code: string; message: string } | null) {
    return {
      phase,
      intent: this.#intent,
      actor: this.actor?.label ?? 'nobody',
      role: this.actor?.role ?? null,
      action: this.#endpoint.permission,
      target: this.#target,
      account: this.scope?.account ?? null,
      region: this.scope?.region ?? null,
      arn: this.arn,
      input: this.input,
      calls: phase === 'intent' ? [] : this.calls,
      error,
      requestId: this.#requestId,
    }
  }
}
