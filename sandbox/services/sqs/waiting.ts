import type { QueueRecord } from './state'

/**
 * Who waits for a message of a queue. A wait is of the connection, in real time; it is no part of the world's state.
 */
const waiting = new WeakMap<QueueRecord, Set<() => void>>()

export function wake(queue: QueueRecord): void {
  for (const look of [...(waiting.get(queue) ?? [])]) look()
}

/** Asks `take` again at each arrival, until it gives something, the time is up or whoever asked has gone. */
export function waitFor<T>(
  queue: QueueRecord,
  seconds: number,
  signal: AbortSignal | undefined,
  take: () => T | undefined,
): Promise<T | undefined> {
  return new Promise((resolve, reject) => {
    const looks = waiting.get(queue) ?? new Set()
    waiting.set(queue, looks)
    const end = (settle: () => void) => {
      clearTimeout(timer)
      looks.delete(look)
      signal?.removeEventListener('abort', gone)
      settle()
    }
    const look = () => {
      try {
        const taken = take()
        if (taken !== undefined) end(() => resolve(taken))
      } catch (error) {
        end(() => reject(error))
      }
    }
    const gone = () => end(() => resolve(undefined))
    const timer = setTimeout(gone, seconds * 1_000)
    looks.add(look)
    if (signal?.aborted) gone()
    else signal?.addEventListener('abort', gone)
  })
}
