'use client'
import { Lost } from '@/components/shell/lost'
import { Button } from '@/components/ui/button'
import { ButtonLink } from '@/components/ui/link'
import { to } from '@/lib/api/to'

export default function ErrorPage({ error, reset }: { error: Error & { digest?: string }; reset: () => void }) {
  return (
    <Lost
      title="This page broke"
      words={
        <>
          <p>The fault is Quayside’s. Nothing was changed by it, and the fleet runs on without it.</p>
          {error.digest && <p className="mt-1 text-ink-3 text-xs">In the server’s log: {error.digest}</p>}
        </>
      }
      action={
        <>
          <Button tone="primary" onClick={reset}>
            Try again
          </Button>
          <ButtonLink href={to('/')}>To the fleet</ButtonLink>
        </>
      }
    />
  )
}
