'use client'
import { useEffect, useRef, useState } from 'react'

/** `copy(text)` puts it on the clipboard; `done` is true for a moment after, `failed` when the browser refused. */
export function useCopy() {
  const [state, setState] = useState<'idle' | 'done' | 'failed'>('idle')
  const timer = useRef<ReturnType<typeof setTimeout>>(undefined)
  useEffect(() => () => clearTimeout(timer.current), [])
  const copy = async (text: string) => {
    try {
      await navigator.clipboard.writeText(text)
      setState('done')
    } catch {
      setState('failed')
    }
    clearTimeout(timer.current)
    timer.current = setTimeout(() => setState('idle'), 2000)
  }
  return { copy, done: state === 'done', failed: state === 'failed' }
}
