'use client'
import { useQuery } from '@tanstack/react-query'
import { useSearchParams } from 'next/navigation'
import { parseAsArrayOf, parseAsString, useQueryState } from 'nuqs'
import { auditColumns } from '@/components/fleet/audit-columns'
import { AuditDetail } from '@/components/fleet/audit-detail'
import { phaseLabel } from '@/components/fleet/audit-outcome'
import { actionLabels, actionWords } from '@/components/fleet/audit-target'
import { Crumbs } from '@/components/shell/crumbs'
import { Dialog, DialogBody } from '@/components/ui/dialog'
import { EmptyState } from '@/components/ui/empty-state'
import { ErrorState } from '@/components/ui/error-state'
import { Page, Section } from '@/components/ui/page'
import { QueryTable } from '@/components/ui/query-table'
import { Skeleton } from '@/components/ui/skeleton'
import { q } from '@/lib/api/client'
import { api } from '@/lib/api/endpoints'
import { to } from '@/lib/api/to'
import { useList } from '@/lib/api/use-list'
import type { AuditRow } from '@/lib/model/audit'

const filters = ['actor', 'action', 'phase', 'arn'] as const
const offered = [
  { id: 'phase', label: 'Outcome', words: phaseLabel },
  { id: 'actor', label: 'Who' },
  { id: 'action', label: 'What', words: actionLabels },
]
const thing = { id: 'arn', label: 'Thing' }
/** A write is shown by its outcome, which says all that its intent does. Intents alone come first, as open. */
const outcomes = ['done', 'failed', 'unknown', 'refused']

export default function AuditPage() {
  const [phase] = useQueryState('phase', parseAsArrayOf(parseAsString).withDefault([]))
  const [request, setRequest] = useQueryState('request', parseAsString)
  const asked = Object.fromEntries(useSearchParams())
  const list = useList(api.audit, filters, { sort: '-created', fixed: phase.length === 0 ? { phase: outcomes } : {} })
  const newest = useQuery({ ...q(api.audit, { query: { sort: '-created', limit: 200 } }), refetchInterval: 10_000 })
  const open = openIn(newest.data?.rows ?? [])
  const show = (row: AuditRow) => to('/audit', {}, { ...asked, request: row.requestId })
  const table = { columns: auditColumns, rowKey: (row: AuditRow) => String(row.id), rowHref: show }
  return (
    <Page
      title="Audit"
      description={
        <>
          Every write that was tried, by whom, and what became of it. Rows are chained by their hashes:{' '}
          <code className="whitespace-nowrap rounded bg-sunken px-1 font-mono text-xs">quayside audit verify</code>{' '}
          tells whether any was changed or taken out.
        </>
      }
    >
      <title>Audit · Quayside</title>
      <Crumbs items={[{ label: 'Audit' }]} />
      {newest.data && open.length > 0 && (
        <Section title="Open" description="Written down before it was sent; the outcome is not in yet.">
          <QueryTable
            {...table}
            of={{
              data: { ...newest.data, rows: open, total: open.length, facets: {} },
              isPending: false,
              error: null,
            }}
            caption="Open writes"
            empty=""
          />
        </Section>
      )}
      <QueryTable
        {...list}
        {...table}
        caption="Audit"
        searchLabel="Search who, where, request id"
        filters={list.chosen.arn?.length ? [...offered, thing] : offered}
        empty={
          <EmptyState title="Nothing was tried yet" body="Each write leaves a row here, whether it worked or not." />
        }
      />
      {request && <Write request={request} onClose={() => void setRequest(null)} />}
    </Page>
  )
}

/** One write, found by its request: intent and outcome share it. */
function Write({ request, onClose }: { request: string; onClose: () => void }) {
  const asked = useQuery({ ...q(api.audit, { query: { q: request } }), placeholderData: undefined })
  const rows = asked.data?.rows.filter((row) => row.requestId === request)
  const action = rows?.[0]?.action
  return (
    <Dialog wide open onOpenChange={(next) => !next && onClose()} title={action ? actionWords(action) : 'A write'}>
      <DialogBody>
        {rows && asked.data ? (
          <AuditDetail rows={rows} now={asked.data.now} />
        ) : asked.error ? (
          <ErrorState message={asked.error.message} onRetry={() => void asked.refetch()} />
        ) : (
          <Skeleton className="h-64 w-full" />
        )}
      </DialogBody>
    </Dialog>
  )
}

/** Intents without an outcome. An outcome is always newer, so among the newest rows none can be missed. */
function openIn(rows: AuditRow[]): AuditRow[] {
  const answered = new Set(rows.map((row) => row.intent))
  return rows.filter((row) => row.phase === 'intent' && !answered.has(row.id))
}
