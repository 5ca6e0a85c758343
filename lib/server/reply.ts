import { DrizzleQueryError } from 'drizzle-orm/errors'
import type { ZodError, z } from 'zod'
import { ApiError, type ApiErrorBody, refuse, statusOf } from '@/lib/api/errors'
import { sha256 } from './canonical'
import { clock } from './clock'
import { log } from './log'
import { reasonOf } from './reason'

/** The most a request may say. The largest thing anybody sends is a task definition, which AWS takes 64 KiB of. */
const mostBytes = 256 * 1024

/** What anything thrown is, in the one error shape. What was not meant for people is logged and stays here. */
export function errorOf(error: unknown, requestId: string): ApiErrorBody {
  if (error instanceof ApiError) return { ...error.body, requestId }
  const message = reasonOf(error)
  if (isDatabaseAway(error)) {
    log().error({ requestId, message }, 'the database does not answer')
    return {
      code: 'unavailable',
      message: 'The database does not answer. Nothing was changed; try again shortly.',
      requestId,
    }
  }
  const stack = error instanceof Error && !(error instanceof DrizzleQueryError) ? error.stack : undefined
  log().error({ requestId, message, stack }, 'a request failed')
  return {
    code: 'internal',
    message: `Something went wrong in Quayside. Its log has more under ${requestId}.`,
    requestId,
  }
}

function isDatabaseAway(error: unknown): boolean {
  const causes = [error, (error as { cause?: unknown } | null)?.cause] as { code?: string; message?: string }[]
  return causes.some(
    (cause) =>
      /^(ECONNREFUSED|ECONNRESET|57P0\d|08\d{3})$/.test(cause?.code ?? '') ||
      /Connection terminated|timeout exceeded when trying to connect/.test(cause?.message ?? ''),
  )
}

export const errorReply = (error: ApiErrorBody): Response =>
  Response.json({ error }, { status: statusOf[error.code], headers: headersOf(error.requestId, 'no-store') })

const headersOf = (requestId: string, cache: string) => ({
  'cache-control': cache,
  'x-request-id': requestId,
  'x-quayside-now': clock().date().toISOString(),
})

/**
 * A read's reply. Its ETag is of all but the clock, which goes by a header of its own: a browser that is told
 * "not modified" still learns what time it is.
 */
export function readReply(request: Request, body: unknown, requestId: string): Response {
  const text = JSON.stringify(body)
  const { now: _, ...lasting } = body as { now?: string }
  const etag = `"${sha256(JSON.stringify(lasting)).slice(0, 32)}"`
  const headers = { ...headersOf(requestId, 'private, no-cache'), etag }
  if (request.method === 'GET' && request.headers.get('if-none-match') === etag)
    return new Response(null, { status: 304, headers })
  return new Response(text, { headers: { ...headers, 'content-type': 'application/json' } })
}

export const writeReply = (body: unknown, requestId: string): Response =>
  Response.json(body, { headers: headersOf(requestId, 'no-store') })

/** The body of a request as JSON, or why it cannot be read. */
export async function bodyOf(request: Request): Promise<unknown> {
  const type = request.headers.get('content-type') ?? ''
  const reader = request.body?.getReader()
  if (!reader) return {}
  const chunks: Uint8Array[] = []
  let size = 0
  for (let read = await reader.read(); !read.done; read = await reader.read()) {
    size += read.value.byteLength
    if (size > mostBytes) {
      await reader.cancel()
      throw refuse('too-large', `The request is larger than ${mostBytes / 1024} KiB`)
    }
    chunks.push(read.value)
  }
  if (size === 0) return {}
  if (!/^application\/json\b/.test(type)) throw refuse('bad-request', 'The body must be application/json')
  try {
    return JSON.parse(new TextDecoder('utf-8', { fatal: true }).decode(Buffer.concat(chunks)))
  } catch (error) {
    throw refuse('bad-request', `The body is not JSON: ${error instanceof Error ? error.message : ''}`)
  }
}

/**
 * Text that PostgreSQL and AWS both take: no NUL, and no half of a surrogate pair. Anything else could neither be looked
 * up nor be kept in the audit.
 */
export function mustBeText(value: unknown, where: string): void {
  if (typeof value === 'string' && (value.includes('\0') || !isWellFormed(value)))
    throw refuse('bad-request', `${where}: holds characters that are no text`, {
      [where]: 'holds characters that are no text',
    })
  if (value === null || typeof value !== 'object') return
  for (const [name, member] of Object.entries(value)) {
    mustBeText(name, where)
    mustBeText(member, Array.isArray(value) ? where : name)
  }
}

/** String.prototype.isWellFormed, which the compiler's library does not know yet. */
const isWellFormed = (text: string): boolean => !/\p{Surrogate}/u.test(text)

/** Reads a value by its schema, or refuses with each field that is wrong. */
export function parse<T>(schema: z.ZodType<T>, value: unknown, what: string): T {
  const read = schema.safeParse(value)
  if (read.success) return read.data
  throw badRequest(read.error, what)
}

function badRequest(error: ZodError, what: string): ApiError {
  const fields = Object.fromEntries(error.issues.map((issue) => [issue.path.join('.') || what, issue.message]))
  const [field, message] = Object.entries(fields)[0] ?? [what, 'cannot be read']
  return refuse('bad-request', `${field}: ${message}`, fields)
}
