import { StatusDot } from '@/components/ui/badge'
import type { Column } from '@/components/ui/column'
import { Link } from '@/components/ui/link'
import { toThing } from '@/lib/api/to'
import type { Cluster } from '@/lib/model/cluster'

export const toCluster = (of: Cluster, query?: Record<string, unknown>) =>
  toThing({ kind: 'cluster', account: of.account, region: of.region, cluster: of.name }, query)

/** The states ECS counts as running. */
export const runningStates = 'running,stopping,assumed'

/** ECS's words for a cluster's status, in ours. */
export const clusterLabels: Record<string, string> = {
  ACTIVE: 'Active',
  PROVISIONING: 'Being made',
  DEPROVISIONING: 'Going',
}

/** ECS's own status of a cluster. */
export const ClusterStatus = ({ of }: { of: Cluster }) => (
  <StatusDot tone={of.status === 'ACTIVE' ? 'ok' : of.status === 'FAILED' ? 'failed' : 'waiting'} title={of.status}>
    {clusterLabels[of.status] ?? of.status.toLowerCase()}
  </StatusDot>
)

const count = (
  id: string,
  header: string,
  of: (c: Cluster) => number,
  href: (c: Cluster) => string,
): Column<Cluster> => ({
  id,
  header,
  align: 'right',
  cell: (cluster) => (
    <Link quiet href={href(cluster)}>
      <span className="font-normal">{of(cluster).toLocaleString('en-US')}</span>
    </Link>
  ),
})

export const clusterColumns: Column<Cluster>[] = [
  {
    id: 'name',
    header: 'Cluster',
    sort: 'name',
    cell: (cluster) => (
      <Link quiet href={toCluster(cluster)}>
        {cluster.name}
      </Link>
    ),
  },
  { id: 'status', header: 'Status', cell: (cluster) => <ClusterStatus of={cluster} /> },
  count(
    'hosts',
    'Hosts',
    (c) => c.hosts,
    (c) => toCluster(c),
  ),
  count(
    'services',
    'Services',
    (c) => c.services,
    (c) => toCluster(c, { tab: 'services' }),
  ),
  {
    ...count(
      'running',
      'Tasks running',
      (c) => c.running,
      (c) => toCluster(c, { tab: 'tasks', state: runningStates }),
    ),
    sort: 'running',
  },
  count(
    'pending',
    'Pending',
    (c) => c.pending,
    (c) => toCluster(c, { tab: 'tasks', state: 'starting' }),
  ),
  { id: 'account', header: 'Account', mobile: false, cell: (cluster) => cluster.account },
  { id: 'region', header: 'Region', mobile: false, cell: (cluster) => cluster.region },
]
