'use client'
import { useMemo, useSyncExternalStore } from 'react'
import { ageText, exactText } from './age-text'

// One timer for every age on the page; it stops when nothing is looking.
const watchers = new Set<() => void>()
let timer: ReturnType<typeof setInterval> | undefined
function watch(onTick: () => void) {
  watchers.add(onTick)
  timer ??= setInterval(() => {
    if (!document.hidden) for (const tick of watchers) tick()
  }, 1000)
  return () => {
    watchers.delete(onTick)
    if (watchers.size === 0) {
      clearInterval(timer)
      timer = undefined
    }
  }
}

/**
 * How long ago (or until). `now` is the server's clock when it answered: ages then count by that clock, not the browser's.
 * Without `at` it says "unknown", or what `missing` says.
 */
export function Age({
  at,
  now,
  missing = 'unknown',
}: {
  at: string | null | undefined
  now?: string
  missing?: string
}) {
  const time = at ? Date.parse(at) : Number.NaN
  // How far the server's clock is ahead of this one, taken when its answer arrives.
  const skew = useMemo(() => (now ? Date.parse(now) - Date.now() : 0), [now])
  const text = () => ageText(time, Date.now() + skew)
  // The label is the snapshot: a tick that does not change the words draws nothing.
  const label = useSyncExternalStore(
    watch,
    () => (Number.isNaN(time) ? missing : text()),
    () => (Number.isNaN(time) ? missing : now ? ageText(time, Date.parse(now)) : (at ?? missing).slice(0, 10)),
  )
  if (Number.isNaN(time)) return <span className="text-ink-3">{missing}</span>
  return (
    <time dateTime={at ?? undefined} title={exactText(time)} className="whitespace-nowrap" suppressHydrationWarning>
      {label}
    </time>
  )
}
