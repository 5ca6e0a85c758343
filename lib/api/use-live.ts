'use client'
import { useQueryClient } from '@tanstack/react-query'
import { useEffect } from 'react'
import { refetch } from './client'
import type { Noun } from './endpoint'

/** Which lists and things on screen a kind of fact is shown in. */
const shownIn: Record<string, Noun[]> = {
  cluster: ['clusters', 'fleet'],
  host: ['hosts', 'fleet', 'activations', 'practice'],
  node: ['hosts', 'activations'],
  service: ['services', 'fleet'],
  task: ['tasks', 'fleet'],
  definition: ['definitions'],
  activation: ['activations'],
}
/** Changes that come close together are read as one, so that a busy fleet does not make a page ask without end. */
const gatherMs = 250
/** A browser gives a stream up for good when its server answers anything but a stream: it is opened again after this. */
const againMs = { least: 2000, most: 30_000 }

/** Keeps what is on screen as it is now: the server says what changed, and what shows it is read anew. */
export function useLive(onSignedOut: () => void): void {
  const client = useQueryClient()
  useEffect(() => {
    const moved = new Set<Noun>()
    let source: EventSource
    let gathering: ReturnType<typeof setTimeout> | null = null
    let reopening: ReturnType<typeof setTimeout> | null = null
    let failures = 0
    let opened = false
    const flush = () => {
      gathering = null
      const nouns = [...moved]
      moved.clear()
      void refetch(client, nouns)
    }
    const open = () => {
      source = new EventSource('/api/live')
      source.addEventListener('open', () => {
        failures = 0
        // What moved while nobody listened was not heard.
        if (opened) void client.invalidateQueries()
        opened = true
      })
      source.addEventListener('moved', (event) => {
        const { kind } = JSON.parse((event as MessageEvent<string>).data) as { kind: string }
        for (const noun of shownIn[kind] ?? []) moved.add(noun)
        gathering ??= setTimeout(flush, gatherMs)
      })
      source.addEventListener('signed-out', onSignedOut)
      source.addEventListener('error', () => {
        if (source.readyState !== EventSource.CLOSED) return
        reopening = setTimeout(open, Math.min(againMs.most, againMs.least * 2 ** failures++))
      })
    }
    open()
    return () => {
      source.close()
      if (gathering) clearTimeout(gathering)
      if (reopening) clearTimeout(reopening)
    }
  }, [client, onSignedOut])
}
