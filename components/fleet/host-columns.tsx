import { CapacityBadge } from '@/components/fleet/capacity-badge'
import { HostHealth } from '@/components/fleet/host-health'
import { Age } from '@/components/ui/age'
import type { Column } from '@/components/ui/column'
import { Link } from '@/components/ui/link'
import { Meter } from '@/components/ui/meter'
import { to, toThing } from '@/lib/api/to'
import type { Host } from '@/lib/model/host'
import { placeLabel } from '@/lib/model/place'
import { gib, vcpu } from '@/lib/model/units'

export const toHost = (host: Host, query?: Record<string, unknown>) => toThing({ kind: 'host', ...host }, query)

/** A host's tasks are on its page, in the states ECS counts as running. */
export const toHostTasks = (host: Host) => `${toHost(host, { state: 'running,stopping,assumed' })}#tasks`

const none = (words: string) => <span className="text-ink-3">{words}</span>

const clusterColumn: Column<Host> = {
  id: 'cluster',
  header: 'Cluster',
  sort: 'cluster',
  cell: ({ account, region, cluster }) => (
    <Link quiet href={to('/aws/[account]/[region]/clusters/[cluster]', { account, region, cluster })}>
      {cluster}
    </Link>
  ),
}

/** What a list says of each host. Within a cluster, the cluster is not said again. */
export const hostColumns = ({ cluster }: { cluster: boolean }): Column<Host>[] => [
  {
    id: 'name',
    header: 'Host',
    sort: 'name',
    cell: (host) => (
      <Link quiet href={toHost(host)} title={`${host.name} · ${host.machine}`}>
        {host.name}
      </Link>
    ),
  },
  { id: 'state', header: 'Health', sort: 'state', cell: (host) => <HostHealth of={host} dot /> },
  { id: 'capacity', header: 'Capacity', cell: (host) => <CapacityBadge of={host.capacity} /> },
  {
    id: 'place',
    header: 'Place',
    sort: 'place',
    cell: ({ place }) =>
      place.name ? <span title={placeLabel[place.kind]}>{place.name}</span> : none(placeLabel.unknown.toLowerCase()),
  },
  ...(cluster ? [clusterColumn] : []),
  {
    id: 'cpu',
    header: 'CPU reserved',
    sort: 'cpu',
    align: 'right',
    cell: (host) => (
      <Meter used={vcpu(host.cpu.used)} of={vcpu(host.cpu.total)} unit="vCPU" label={`vCPU reserved on ${host.name}`} />
    ),
  },
  {
    id: 'memory',
    header: 'Memory reserved',
    sort: 'memory',
    align: 'right',
    cell: (host) => (
      <Meter
        used={gib(host.memory.used)}
        of={gib(host.memory.total)}
        unit="GiB"
        label={`Memory reserved on ${host.name}`}
      />
    ),
  },
  {
    id: 'running',
    header: 'Tasks',
    align: 'right',
    sort: 'running',
    cell: (host) => (
      <Link
        quiet
        href={toHostTasks(host)}
        title={host.connected ? 'Running' : 'Assumed running: ECS does not hear this host'}
      >
        {host.running}
        {!host.connected && host.running > 0 && <span className="font-normal text-ink-3"> assumed</span>}
      </Link>
    ),
  },
  {
    id: 'agent',
    header: 'Agent',
    mobile: false,
    cell: (host) => host.agentVersion ?? none('unknown'),
  },
  {
    id: 'created',
    header: 'Registered',
    sort: 'created',
    mobile: false,
    cell: (host, now) => <Age at={host.registeredAt} now={now} />,
  },
]
