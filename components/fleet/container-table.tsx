import { toTask } from '@/components/fleet/task-columns'
import { StatusDot } from '@/components/ui/badge'
import { Id } from '@/components/ui/id'
import { Link } from '@/components/ui/link'
import { type Column, QueryTable } from '@/components/ui/query-table'
import type { Tone } from '@/components/ui/tone'
import type { Container, Task } from '@/lib/model/task'

const statuses: Record<string, { label: string; tone: Tone }> = {
  PENDING: { label: 'Pending', tone: 'waiting' },
  RUNNING: { label: 'Running', tone: 'ok' },
  STOPPED: { label: 'Stopped', tone: 'neutral' },
}
const healths: Record<string, { label: string; tone: Tone }> = {
  HEALTHY: { label: 'Healthy', tone: 'ok' },
  UNHEALTHY: { label: 'Unhealthy', tone: 'failed' },
}
const none = (words: string, title?: string) => (
  <span className="text-ink-3" title={title}>
    {words}
  </span>
)

const columns = (of: Task): Column<Container>[] => [
  { id: 'name', header: 'Container', cell: (c) => <span className="font-medium">{c.name}</span> },
  {
    id: 'status',
    header: 'Status',
    cell: (c) => {
      // A host that is not heard tells nothing of its containers either.
      if (of.state === 'assumed')
        return (
          <StatusDot tone="unknown" title={`Last heard: ${c.status}`}>
            Assumed
          </StatusDot>
        )
      // One that never ran has a reason and no exit code.
      const failed = c.exitCode === null ? c.status === 'STOPPED' && c.reason !== null : c.exitCode !== 0
      const said = failed ? { label: 'Failed', tone: 'failed' as const } : statuses[c.status]
      return (
        <StatusDot tone={said?.tone ?? 'unknown'} title={`ECS says ${c.status}`}>
          {said?.label ?? c.status}
        </StatusDot>
      )
    },
  },
  {
    id: 'health',
    header: 'Health',
    cell: (c) => {
      const said = healths[c.health ?? '']
      return said ? (
        <StatusDot tone={said.tone}>{said.label}</StatusDot>
      ) : (
        none('not checked', 'No health check of it has answered')
      )
    },
  },
  { id: 'exit', header: 'Exit code', align: 'right', cell: (c) => c.exitCode ?? none('none') },
  {
    id: 'ports',
    header: 'Ports',
    cell: (c) =>
      c.ports.length === 0
        ? none('none')
        : c.ports.map((p) => `${p.host} → ${p.container}${p.protocol === 'tcp' ? '' : `/${p.protocol}`}`).join(', '),
  },
  {
    id: 'image',
    header: 'Image',
    wrap: true,
    cell: (c) => (
      <span className="grid justify-items-start">
        {c.image ? <span className="break-all font-mono text-xs">{c.image}</span> : none('not told')}
        {c.digest ? (
          <span className="text-ink-3">
            <Id value={c.digest} max={26} label={`the digest of ${c.name}'s image`} />
          </span>
        ) : (
          none('no digest: not pulled')
        )}
      </span>
    ),
  },
  { id: 'reason', header: 'Reason, in AWS’s words', wrap: true, cell: (c) => c.reason ?? none('none given') },
  {
    id: 'log',
    header: 'Log',
    cell: (c) => <Link href={toTask(of, { tab: 'logs', container: c.name })}>Read</Link>,
  },
]

/** The containers of a task as ECS last told of them. */
export const ContainerTable = ({ of, asOf, now }: { of: Task; asOf: string | null; now: string }) => (
  <QueryTable
    of={{
      data: { rows: of.containers, total: of.containers.length, from: 0, facets: {}, asOf, now },
      isPending: false,
      error: null,
    }}
    caption="Containers"
    columns={of.containers.some((c) => c.reason) ? columns(of) : columns(of).filter((column) => column.id !== 'reason')}
    rowKey={(c) => c.name}
    empty="ECS tells of no containers yet"
  />
)
