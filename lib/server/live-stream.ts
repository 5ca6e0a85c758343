import { randomUUID } from 'node:crypto'
import { refuse } from '@/lib/api/errors'
import { live, type Moved } from './fleet/live'
import { errorOf, errorReply } from './reply'
import { actorOf } from './session'

/** How often an open stream says that it is, and asks whether its session still is: a revoked one ends within it. */
const beatMs = 4000
/** Moves are told together, this far apart at most: a sweep of a thousand changes is one message a kind. */
const gatherMs = 100

/** What changed, as it changes (server-sent events): never what it is, which the page then reads as itself. */
export async function liveStream(request: Request): Promise<Response> {
  const requestId = randomUUID()
  try {
    if (!(await actorOf(request.headers)))
      throw refuse('unauthenticated', 'Sign in first, or send an API token as a Bearer')
  } catch (error) {
    return errorReply(errorOf(error, requestId))
  }
  const encoder = new TextEncoder()
  const stream = new ReadableStream<Uint8Array>({
    start(controller) {
      const gathered = new Map<string, Moved>()
      let gathering: NodeJS.Timeout | null = null
      const send = (text: string) => controller.enqueue(encoder.encode(text))
      const flush = () => {
        gathering = null
        for (const moved of gathered.values()) send(`event: moved\ndata: ${JSON.stringify(moved)}\n\n`)
        gathered.clear()
      }
      const onMoved = (moved: Moved) => {
        gathered.set(`${moved.scope}/${moved.kind}`, moved)
        gathering ??= setTimeout(flush, gatherMs)
      }
      const beat = setInterval(async () => {
        const still = await actorOf(request.headers).catch(() => undefined)
        if (request.signal.aborted) return
        if (still === null) {
          send('event: signed-out\ndata: {}\n\n')
          return end()
        }
        send(': beat\n\n')
      }, beatMs)
      const end = () => {
        clearInterval(beat)
        if (gathering) clearTimeout(gathering)
        live().off('moved', onMoved)
        live().off('closing', end)
        request.signal.removeEventListener('abort', end)
        try {
          controller.close()
        } catch {
          // The reader left first: there is nothing to close.
        }
      }
      live().on('moved', onMoved)
      live().on('closing', end)
      // A reader who left aborts the request; the stream's own cancel() is never called (stack notes, trap 9).
      request.signal.addEventListener('abort', end)
      send('retry: 2000\n\n')
    },
  })
  return new Response(stream, {
    headers: {
      'content-type': 'text/event-stream',
      'cache-control': 'no-cache, no-transform',
      'x-request-id': requestId,
    },
  })
}
