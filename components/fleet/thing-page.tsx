'use client'
import type { ReactNode } from 'react'
import { Crumbs } from '@/components/shell/crumbs'
import { Age } from '@/components/ui/age'
import { ErrorState } from '@/components/ui/error-state'
import { Page } from '@/components/ui/page'
import { PartFrame } from '@/components/ui/part-frame'
import { Skeleton } from '@/components/ui/skeleton'
import { ApiError } from '@/lib/api/errors'
import type { Known } from '@/lib/api/part'

interface Query<Body> {
  data: Known<Body> | undefined
  error: Error | null
  refetch: () => unknown
}

/**
 * One thing's page, in each of its states: on its way, never seen, gone from AWS, as it is. `title` is what its address
 * calls it, until its name is known.
 */
export function ThingPage<Body>({
  of,
  noun,
  title,
  crumbs,
  head,
  children,
}: {
  of: Query<Body>
  /** "host": what the sentences call it. */
  noun: string
  title: string
  crumbs: { label: string; href?: string }[]
  head?: (
    body: Body,
    known: Known<Body>,
  ) => { title?: string; badges?: ReactNode; actions?: ReactNode; tabs?: ReactNode; description?: ReactNode }
  children: (body: Body, known: Known<Body>) => ReactNode
}) {
  const known = of.data
  const shown = known ? (head?.(known.data, known) ?? {}) : {}
  return (
    <>
      <Crumbs items={crumbs} />
      <Page title={title} eyebrow={noun} {...shown}>
        {known ? (
          <Seen known={known} noun={noun}>
            {children(known.data, known)}
          </Seen>
        ) : of.error ? (
          <Unseen of={of} noun={noun} />
        ) : (
          <Coming />
        )}
      </Page>
    </>
  )
}

function Seen<Body>({ known, noun, children }: { known: Known<Body>; noun: string; children: ReactNode }) {
  if (known.goneAt)
    return (
      <>
        <p
          role="status"
          className="rounded-md border border-unknown-edge bg-unknown-soft px-3 py-2 text-sm text-unknown"
        >
          This {noun} is gone from AWS since <Age at={known.goneAt} now={known.now} />. This is how it was last seen.
        </p>
        {children}
      </>
    )
  return (
    <PartFrame asOf={known.asOf} error={known.error} now={known.now}>
      {children}
    </PartFrame>
  )
}

function Unseen<Body>({ of, noun }: { of: Query<Body>; noun: string }) {
  const error = of.error
  const body = error instanceof ApiError ? error.body : null
  return (
    <ErrorState
      title={body?.code === 'not-found' ? `No such ${noun}` : `This ${noun} cannot be shown`}
      message={error?.message ?? ''}
      {...(body?.requestId ? { requestId: body.requestId } : {})}
      onRetry={() => void of.refetch()}
    />
  )
}

const Coming = () => (
  <div aria-busy="true" className="flex flex-col gap-3">
    <span className="sr-only">Loading</span>
    <Skeleton className="h-24 w-full" />
    <Skeleton className="h-56 w-full" />
  </div>
)
