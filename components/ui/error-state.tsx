import type { ReactNode } from 'react'
import { Button } from './button'
import { Id } from './id'
import { ToneShape } from './tone'

/** Something could not be read and there is nothing older to show. */
export const ErrorState = ({
  title = 'This could not be read',
  message,
  requestId,
  onRetry,
  action,
}: {
  title?: string
  message: string
  requestId?: string | undefined
  onRetry?: () => void
  action?: ReactNode
}) => (
  <div role="alert" className="flex flex-col items-center gap-1 px-6 py-12 text-center">
    <ToneShape tone="failed" className="mb-1 size-4 text-failed" />
    <p className="font-medium text-base text-ink">{title}</p>
    <p className="max-w-[64ch] break-words text-ink-2">{message}</p>
    {requestId && (
      <p className="text-ink-3 text-xs">
        Request <Id value={requestId} max={40} />
      </p>
    )}
    {(onRetry || action) && (
      <div className="mt-3 flex gap-2">
        {onRetry && <Button onClick={onRetry}>Try again</Button>}
        {action}
      </div>
    )}
  </div>
)
