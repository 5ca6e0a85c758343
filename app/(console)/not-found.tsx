'use client'
import { EmptyState } from '@/components/ui/empty-state'
import { ButtonLink } from '@/components/ui/link'
import { Page } from '@/components/ui/page'
import { to } from '@/lib/api/to'

export default function NotFound() {
  return (
    <Page title="There is no such page">
      <title>No such page · Quayside</title>
      <div className="rounded-lg border bg-surface">
        <EmptyState
          title="This address leads nowhere"
          body="It may be mistyped, or from another version of Quayside. With an ARN or an id the thing can still be found."
          action={
            <>
              <ButtonLink href={to('/')}>To the fleet</ButtonLink>
              <ButtonLink href={to('/go')}>Go to an ARN</ButtonLink>
            </>
          }
        />
      </div>
    </Page>
  )
}
