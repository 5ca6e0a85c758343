'use client'
import { useQuery } from '@tanstack/react-query'
import type { ReactNode } from 'react'
import { AttentionList } from '@/components/fleet/attention-list'
import { CapacityColumn } from '@/components/fleet/capacity-column'
import { CreateCluster } from '@/components/forms/create-cluster'
import { useRegisterHost } from '@/components/forms/register-host'
import { Crumbs } from '@/components/shell/crumbs'
import { Age } from '@/components/ui/age'
import { StatusDot } from '@/components/ui/badge'
import { EmptyState } from '@/components/ui/empty-state'
import { ErrorState } from '@/components/ui/error-state'
import { Link } from '@/components/ui/link'
import { Page } from '@/components/ui/page'
import { PartFrame } from '@/components/ui/part-frame'
import { Skeleton } from '@/components/ui/skeleton'
import { type Answer, q } from '@/lib/api/client'
import { api } from '@/lib/api/endpoints'
import { ApiError } from '@/lib/api/errors'
import { to } from '@/lib/api/to'
import { counted } from '@/lib/model/units'

type Seen = Answer<typeof api.fleet>

export default function FleetPage() {
  const fleet = useQuery({ ...q(api.fleet), refetchInterval: 10_000 })
  const seen = fleet.data
  const { button, dialog } = useRegisterHost()
  // A newer failure to ask is as much a reason for old numbers as the server's own.
  const error = fleet.error?.message ?? seen?.error
  return (
    <Page title="Fleet" description={seen?.asOf ? <Verdict of={seen} current={!error} /> : null} actions={button()}>
      <title>Fleet · Quayside</title>
      <Crumbs items={[{ label: 'Fleet' }]} />
      {dialog}
      {seen ? (
        <PartFrame asOf={seen.asOf} error={error} now={seen.now}>
          {seen.asOf === null ? (
            <Coming words="The fleet is being read for the first time." />
          ) : (
            <Shown of={seen} current={!error} join={button('default')} />
          )}
        </PartFrame>
      ) : fleet.error ? (
        <ErrorState
          title="The fleet cannot be shown"
          message={fleet.error.message}
          requestId={fleet.error instanceof ApiError ? fleet.error.requestId : undefined}
          onRetry={() => void fleet.refetch()}
        />
      ) : (
        <Coming words="Loading" hidden />
      )}
    </Page>
  )
}

/** Is everything all right, in one line. */
function Verdict({ of: { data, asOf, now }, current }: { of: Seen; current: boolean }) {
  const { attentionTotal: troubles, attention, clusters } = data
  const worst = attention.some((one) => one.severity === 'failed') ? 'failed' : 'attention'
  return (
    <span className="flex flex-wrap items-baseline gap-x-2">
      {!current ? (
        <StatusDot tone="unknown">Not known now</StatusDot>
      ) : troubles > 0 ? (
        <StatusDot tone={worst}>
          <Link href="#attention">{counted(troubles, 'thing needs', 'things need')} attention</Link>
        </StatusDot>
      ) : (
        <StatusDot tone="ok">Everything is all right</StatusDot>
      )}
      <span className="text-ink-3">·</span>
      <Link quiet href={to('/clusters')}>
        <span className="font-normal text-ink-2">{counted(clusters, 'cluster')}</span>
      </Link>
      <span className="text-ink-3">·</span>
      <span className="text-ink-3">
        read <Age at={asOf} now={now} />
      </span>
    </span>
  )
}

function Shown({ of: { data, now }, current, join }: { of: Seen; current: boolean; join: ReactNode }) {
  if (data.clusters === 0)
    return (
      <div className="rounded-lg border bg-surface">
        <EmptyState
          title="This account has no cluster yet"
          body="A cluster holds your hosts, services and tasks. Create one, then register a machine in it."
          action={<CreateCluster tone="primary" />}
        />
      </div>
    )
  return (
    <>
      <div className="grid gap-4 wide:grid-cols-3">
        {data.columns.map((column) => (
          <CapacityColumn key={column.capacity} of={column} join={column.capacity === 'external' ? join : null} />
        ))}
      </div>
      <AttentionList of={data} now={now} current={current} />
    </>
  )
}

const Coming = ({ words, hidden }: { words: string; hidden?: boolean }) => (
  <div aria-busy="true" className="grid gap-4">
    <p className={hidden ? 'sr-only' : 'text-ink-2'}>{words}</p>
    <div className="grid gap-4 wide:grid-cols-3">
      <Skeleton className="h-96 w-full" />
      <Skeleton className="h-96 w-full" />
      <Skeleton className="h-96 w-full" />
    </div>
  </div>
)
