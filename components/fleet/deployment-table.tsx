import { Age } from '@/components/ui/age'
import { StatusDot } from '@/components/ui/badge'
import { Id } from '@/components/ui/id'
import { Link } from '@/components/ui/link'
import { type Column, QueryTable } from '@/components/ui/query-table'
import type { Tone } from '@/components/ui/tone'
import { toThing } from '@/lib/api/to'
import type { Deployment, Service } from '@/lib/model/service'

const rollouts: Record<string, { label: string; tone: Tone }> = {
  COMPLETED: { label: 'Completed', tone: 'ok' },
  IN_PROGRESS: { label: 'In progress', tone: 'waiting' },
  FAILED: { label: 'Failed', tone: 'failed' },
}
const parts: Record<string, string> = { PRIMARY: 'newest', ACTIVE: 'being replaced', INACTIVE: 'replaced' }

const columns = (of: Service): Column<Deployment>[] => [
  {
    id: 'rollout',
    header: 'Rollout',
    cell: (d) => {
      const said = rollouts[d.rollout ?? ''] ?? { label: d.rollout ?? 'Not said', tone: 'unknown' as const }
      return <StatusDot tone={said.tone}>{said.label}</StatusDot>
    },
  },
  {
    id: 'definition',
    header: 'Definition',
    cell: (d) => (
      <Link quiet href={toThing({ kind: 'definition', ...d, account: of.account, region: of.region })}>
        {d.family}:{d.revision}
      </Link>
    ),
  },
  {
    id: 'part',
    header: 'Part',
    cell: (d) => <span title={`ECS says ${d.status}`}>{parts[d.status] ?? d.status}</span>,
  },
  { id: 'running', header: 'Running', align: 'right', cell: (d) => <Of count={d.running} of={d.desired} /> },
  { id: 'pending', header: 'Starting', align: 'right', cell: (d) => d.pending },
  {
    id: 'failed',
    header: 'Failed',
    align: 'right',
    cell: (d) => <span className={d.failed > 0 ? 'font-medium text-failed' : 'text-ink-3'}>{d.failed}</span>,
  },
  { id: 'since', header: 'Since', cell: (d, now) => <Age at={d.createdAt} now={now} /> },
  {
    id: 'reason',
    header: 'Reason, in AWS’s words',
    wrap: true,
    cell: (d) => d.reason ?? <span className="text-ink-3">none given</span>,
  },
  { id: 'id', header: 'Id', mobile: false, cell: (d) => <Id value={d.id} max={18} label="the deployment’s id" /> },
]

const Of = ({ count, of }: { count: number; of: number }) => (
  <span className="whitespace-nowrap">
    {count}
    <span className="text-ink-3"> / {of}</span>
  </span>
)

/** The deployments ECS holds of a service: the newest, and those whose tasks are still being replaced. */
export const DeploymentTable = ({ of, asOf, now }: { of: Service; asOf: string | null; now: string }) => (
  <QueryTable
    of={{
      data: { rows: of.deployments, total: of.deployments.length, from: 0, facets: {}, asOf, now },
      isPending: false,
      error: null,
    }}
    caption="Deployments"
    columns={columns(of)}
    rowKey={(d) => d.id}
    empty="ECS holds no deployment of this service"
  />
)
