'use client'
import { ChevronLeft, ChevronRight } from 'lucide-react'
import type { Window as Stretch } from '@/lib/api/part'
import { Age } from './age'
import { IconButton } from './button'
import { ToneShape } from './tone'

const n = (value: number) => value.toLocaleString('en-US')

/** How much of the list is shown, how old it is, and why it is not newer. One line, always there, so nothing moves. */
export function TableFooter({
  data,
  error,
  pageSize,
  onFrom,
}: {
  data: Stretch<unknown>
  error: string | null
  pageSize: number
  onFrom: ((from: number) => void) | undefined
}) {
  const first = data.rows.length === 0 ? 0 : data.from + 1
  const last = data.from + data.rows.length
  const more = data.total - last
  const cut = data.rows.length < data.total
  return (
    <div className="sticky bottom-0 z-10 flex h-10 items-center gap-3 rounded-b-lg border-t bg-surface px-3 text-ink-2 text-xs">
      <span className="whitespace-nowrap" role="status">
        {cut ? (
          <>
            Showing {n(first)}–{n(last)} of {n(data.total)}
            {more > 0 && <span className="text-ink-3"> · {n(more)} more</span>}
          </>
        ) : (
          `${n(data.total)} in all`
        )}
      </span>
      {error ? (
        <span className="flex min-w-0 items-center gap-1.5 text-attention" role="alert" title={error}>
          <ToneShape tone="attention" />
          <span className="truncate">
            Could not refresh: {error.replace(/[.\s]+$/, '')}. Showing data from{' '}
            <Age at={data.asOf} now={data.now} missing="an unknown time" />
          </span>
        </span>
      ) : (
        <span className="truncate text-ink-3">
          read <Age at={data.asOf} now={data.now} missing="an unknown time" />
        </span>
      )}
      {onFrom && (cut || data.from > 0) && (
        <span className="ml-auto flex gap-1">
          <IconButton
            label="Previous rows"
            size="sm"
            tone="default"
            whyNot={data.from <= 0 ? 'These are the first rows' : null}
            onClick={() => onFrom(Math.max(0, data.from - pageSize))}
          >
            <ChevronLeft aria-hidden />
          </IconButton>
          <IconButton
            label="Next rows"
            size="sm"
            tone="default"
            whyNot={more <= 0 ? 'These are the last rows' : null}
            onClick={() => onFrom(data.from + pageSize)}
          >
            <ChevronRight aria-hidden />
          </IconButton>
        </span>
      )}
    </div>
  )
}
