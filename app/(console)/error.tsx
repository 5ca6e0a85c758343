'use client'
import { ErrorState } from '@/components/ui/error-state'
import { ButtonLink } from '@/components/ui/link'
import { Page } from '@/components/ui/page'
import { to } from '@/lib/api/to'

export default function ErrorPage({ error, reset }: { error: Error & { digest?: string }; reset: () => void }) {
  return (
    <Page title="This page broke">
      <title>This page broke · Quayside</title>
      <div className="rounded-lg border bg-surface">
        <ErrorState
          title="The fault is Quayside’s"
          message="Nothing was changed by it, and the fleet runs on without it. The other pages stand."
          requestId={error.digest}
          onRetry={reset}
          action={<ButtonLink href={to('/')}>To the fleet</ButtonLink>}
        />
      </div>
    </Page>
  )
}
