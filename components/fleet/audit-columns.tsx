import { AuditOutcome } from '@/components/fleet/audit-outcome'
import { AuditTarget, actionWords } from '@/components/fleet/audit-target'
import { Age } from '@/components/ui/age'
import type { Column } from '@/components/ui/column'
import type { AuditRow } from '@/lib/model/audit'

const callsOf = (row: AuditRow) => row.calls.map((call) => `${call.service}:${call.action}`)

/** What the audit's list says of each write. The cells have widths of their own, so that all fit a laptop's screen. */
export const auditColumns: Column<AuditRow>[] = [
  { id: 'at', header: 'When', sort: 'created', width: '96px', cell: (row, now) => <Age at={row.at} now={now} /> },
  { id: 'outcome', header: 'Outcome', width: '96px', cell: (row) => <AuditOutcome of={row.phase} /> },
  {
    id: 'actor',
    header: 'Who',
    cell: (row) => (
      <span className="block max-w-58 truncate" title={`${row.actor}, ${row.role ?? 'no role'}`}>
        {row.actor} <span className="text-ink-3">{row.role ?? 'no role'}</span>
      </span>
    ),
  },
  {
    id: 'action',
    header: 'What',
    cell: (row) => (
      <span className="block max-w-52 truncate" title={`${actionWords(row.action)} (${row.action})`}>
        {actionWords(row.action)}
      </span>
    ),
  },
  {
    id: 'target',
    header: 'To what',
    cell: (row) => (
      <span className="block max-w-44 truncate">
        <AuditTarget of={row} />
      </span>
    ),
  },
  { id: 'answer', header: 'AWS calls, or why not', mobile: false, cell: (row) => <Answer of={row} /> },
]

const Answer = ({ of }: { of: AuditRow }) => (
  <span className="block max-w-56 truncate" title={of.error?.message}>
    {of.calls.length > 0 && <span className="mr-2 font-mono text-xs">{callsOf(of).join(', ')}</span>}
    {of.error && <span className="text-ink-2">{of.error.message}</span>}
    {of.calls.length === 0 && !of.error && (
      <span className="text-ink-3">{of.phase === 'intent' ? 'not known yet' : 'none'}</span>
    )}
  </span>
)
