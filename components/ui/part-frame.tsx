import type { ReactNode } from 'react'
import type { Part } from '@/lib/api/part'
import { Age } from './age'
import { cn } from './cn'
import { ErrorState } from './error-state'
import { ToneShape } from './tone'

type Reason = Part<unknown>['error'] | string | null

const words = (error: NonNullable<Reason>) => (typeof error === 'string' ? error : error.message)
/** Without its full stop, to stand inside a sentence. */
const clause = (error: NonNullable<Reason>) => words(error).replace(/[.\s]+$/, '')

/** "Could not refresh: <reason>. Showing data from 3 min ago." */
export const PartNotice = ({ asOf, error, now }: { asOf: string | null; error: Reason; now?: string }) =>
  error ? (
    <p
      role="status"
      className="flex items-baseline gap-2 rounded-md border border-attention-edge bg-attention-soft px-3 py-1.5 text-attention"
    >
      <ToneShape tone="attention" />
      <span className="min-w-0 break-words">
        Could not refresh: {clause(error)}.{' '}
        {asOf ? (
          <>
            Showing data from <Age at={asOf} now={now} />.
          </>
        ) : (
          'It has never been read.'
        )}
      </span>
    </p>
  ) : null

/** A source's data with its age: when it could not be refreshed, greyed under the reason; never read, the reason alone. */
export const PartFrame = ({
  asOf,
  error,
  now,
  children,
}: {
  asOf: string | null
  error?: Reason
  now?: string
  children: ReactNode
}) =>
  error && asOf === null ? (
    <ErrorState title="This has not been read yet" message={words(error)} />
  ) : (
    <div className="grid min-w-0 gap-3">
      <PartNotice asOf={asOf} error={error} now={now} />
      <div className={cn('grid min-w-0 gap-4', error && 'stale')}>{children}</div>
    </div>
  )
