import { Readable } from 'node:stream'
import type { Reply, Request } from './core'

/** What an SDK hands to its transport. */
interface HttpRequest {
  method: string
  path: string
  query?: Record<string, string | string[] | null>
  headers: Record<string, string>
  body?: unknown
}

/** A `requestHandler` for SDK clients that calls a core without a socket: how tests speak to it. */
export function loopback(core: (request: Request) => Promise<Reply>) {
  return {
    metadata: { handlerProtocol: 'http/1.1' },
    async handle(request: HttpRequest) {
      const headers = Object.fromEntries(Object.entries(request.headers).map(([k, v]) => [k.toLowerCase(), v]))
      const query = new URLSearchParams()
      for (const [key, value] of Object.entries(request.query ?? {}))
        for (const item of [value].flat()) query.append(key, item ?? '')
      const reply = await core({
        method: request.method,
        path: request.path,
        query,
        headers,
        body: bytes(request.body),
      })
      if (reply.cut !== undefined) throw Object.assign(new Error('socket hang up'), { code: 'ECONNRESET' })
      return {
        response: {
          statusCode: reply.status,
          headers: reply.headers,
          body: reply.bytes ? Readable.from([reply.bytes]) : Buffer.from(reply.body),
        },
      }
    },
    updateHttpClientConfig() {},
    httpHandlerConfigs: () => ({}),
    destroy() {},
  }
}

function bytes(body: unknown): Uint8Array {
  if (body === undefined || body === null) return new Uint8Array()
  if (body instanceof Uint8Array) return body
  if (typeof body === 'string') return Buffer.from(body)
  throw new TypeError('The loopback takes whole bodies only')
}
