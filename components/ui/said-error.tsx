'use client'
import { useEffect, useRef } from 'react'
import { Id } from './id'
import { ToneShape } from './tone'

export interface ErrorToSay {
  message: string
  requestId?: string | null | undefined
  /** What to do next, when it is known. */
  next?: string | null | undefined
}

/** Between a dialog's body, which scrolls, and its buttons, which do not: seen wherever one has scrolled to. */
export const DialogError = ({ error }: { error: ErrorToSay | null }) =>
  error && (
    <div className="max-h-[40%] shrink-0 overflow-y-auto px-5 py-3">
      <SaidError error={error} />
    </div>
  )

/** What went wrong, in its own words and with its request id, where the person is looking. */
export function SaidError({ error }: { error: ErrorToSay | null }) {
  const ref = useRef<HTMLDivElement>(null)
  useEffect(() => {
    if (error) ref.current?.scrollIntoView({ block: 'nearest' })
  }, [error])
  if (!error) return null
  return (
    <div
      ref={ref}
      role="alert"
      className="flex items-baseline gap-2 rounded-md border border-failed-edge bg-failed-soft px-3 py-2 text-failed"
    >
      <ToneShape tone="failed" className="translate-y-px" />
      <div className="grid min-w-0 gap-0.5">
        <p className="break-words">{error.message}</p>
        {error.next && <p className="break-words text-ink">{error.next}</p>}
        {error.requestId && (
          <p className="text-ink-2 text-xs">
            Request <Id value={error.requestId} max={40} label="the request id" />
          </p>
        )}
      </div>
    </div>
  )
}
