'use client'
import { useQuery, useQueryClient } from '@tanstack/react-query'
import { useState } from 'react'
import type { ReadLine } from '@/components/fleet/log-lines'
import { type Answer, q } from '@/lib/api/client'
import { api } from '@/lib/api/endpoints'
import type { LogLine } from '@/lib/api/tasks'
import { piecesOf, shownText } from '@/lib/model/log-text'
import type { Task } from '@/lib/model/task'

/** Lines that came together, with the token that reads what came before them. */
export interface Chunk {
  id: number
  lines: ReadLine[]
  back: string | null
}
export interface TaskLog {
  chunks: Chunk[]
  next: string | null
  group: string | null
  stream: string | null
  whyNot: string | undefined
}

/** How often a log that is followed is read on. */
const againMs = 2000
/** More than a person reads; what is older is let go and can be asked for again. */
const mostLines = 5000
const wholeChunk = 250
/** One reading goes on at most so often: GetLogEvents may answer an empty page before a full one. */
const mostPages = 5

let ids = 0
const readOf = (lines: LogLine[]): ReadLine[] =>
  lines.map(({ at, text }) => ({ id: ids++, at, pieces: piecesOf(text), shown: shownText(text) }))

const chunkOf = (answer: Answer<typeof api.taskLog>): Chunk => ({
  id: ids++,
  lines: readOf(answer.lines),
  back: answer.back,
})

/** The log with newer lines at its end, the oldest let go where it grew too long. */
function append(log: TaskLog, answer: Answer<typeof api.taskLog>): TaskLog {
  const added = chunkOf(answer)
  if (added.lines.length === 0) return log.next === answer.next ? log : { ...log, next: answer.next }
  const last = log.chunks.at(-1)
  const chunks =
    last && last.lines.length < wholeChunk
      ? [...log.chunks.slice(0, -1), { ...last, lines: [...last.lines, ...added.lines] }]
      : [...log.chunks, added]
  let all = chunks.reduce((sum, chunk) => sum + chunk.lines.length, 0)
  let from = 0
  while (all > mostLines && from < chunks.length - 1) all -= chunks[from++]?.lines.length ?? 0
  return { ...log, chunks: chunks.slice(from), next: answer.next }
}

/** A container's log as far as it was read; `live` reads on every two seconds while the tab is looked at. */
export function useTaskLog(of: Task, container: string, live: boolean) {
  const client = useQueryClient()
  const [older, setOlder] = useState<{ pending: boolean; error: Error | null }>({ pending: false, error: null })
  const params = { account: of.account, region: of.region, cluster: of.cluster, task: of.id }
  // Not under a noun: live updates must not read the whole log anew.
  const key = ['log', of.arn, container]
  const read = (token: string | null, signal: AbortSignal) =>
    q(api.taskLog, { params, query: { container, ...(token ? { token } : {}) } }).queryFn({ signal })
  const query = useQuery({
    queryKey: key,
    queryFn: async ({ signal }): Promise<TaskLog> => {
      const had = client.getQueryData<TaskLog>(key)
      if (!had?.next) {
        const answer = await read(null, signal)
        const { next, group, stream, whyNot } = answer
        return { chunks: answer.lines.length > 0 ? [chunkOf(answer)] : [], next, group, stream, whyNot }
      }
      let token = had.next
      for (let page = 0; page < mostPages; page++) {
        const answer = await read(token, signal)
        if (answer.whyNot || !answer.next) throw new Error(answer.whyNot ?? 'AWS gave no way to read on')
        // Older lines may have come in meanwhile.
        client.setQueryData<TaskLog>(key, (now) => append(now ?? had, answer))
        // "If you have reached the end of the stream, it returns the same token you passed in" (GetLogEvents).
        if (answer.next === token) break
        token = answer.next
      }
      return client.getQueryData<TaskLog>(key) ?? had
    },
    enabled: container !== '',
    // A container that logs nowhere Quayside reads is not asked about again.
    refetchInterval: ({ state }) => (live && state.data?.stream !== null ? againMs : false),
    structuralSharing: false,
  })
  const back = query.data?.chunks[0]?.back ?? null
  const loadOlder = async () => {
    if (!back || older.pending) return
    setOlder({ pending: true, error: null })
    try {
      const answer = await read(back, new AbortController().signal)
      if (answer.whyNot) throw new Error(answer.whyNot)
      const begun = answer.back === back
      client.setQueryData<TaskLog>(key, (now) => {
        if (!now) return now
        const [first, ...rest] = now.chunks
        if (!first || first.back !== back) return now
        if (answer.lines.length === 0) return { ...now, chunks: [{ ...first, back: null }, ...rest] }
        return { ...now, chunks: [{ ...chunkOf(answer), back: begun ? null : answer.back }, first, ...rest] }
      })
      setOlder({ pending: false, error: null })
    } catch (error) {
      setOlder({ pending: false, error: error instanceof Error ? error : new Error(String(error)) })
    }
  }
  return { ...query, older: { ...older, load: back ? loadOlder : null } }
}
