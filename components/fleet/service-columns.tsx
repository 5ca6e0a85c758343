import { CapacityBadge } from '@/components/fleet/capacity-badge'
import { ServiceState } from '@/components/fleet/service-state'
import { Age } from '@/components/ui/age'
import type { Column } from '@/components/ui/column'
import { Link } from '@/components/ui/link'
import { to, toThing } from '@/lib/api/to'
import type { Service } from '@/lib/model/service'

export const toService = (of: Service, query?: Record<string, unknown>): string =>
  toThing({ kind: 'service', id: of.name, account: of.account, region: of.region, cluster: of.cluster }, query)

/** The tasks ECS counts as running, those of hosts it does not hear among them. */
export const runningStates = 'running,assumed'
/** A service's tasks are on its own page, in the words that the list of tasks filters by. */
export const toServiceTasks = (of: Service, state?: string): string => toService(of, { tab: 'tasks', state })

/** The deployment that is going on, where one is. */
export const rollingOf = (of: Service) =>
  of.deployments.find((d) => d.status === 'PRIMARY' && (d.rollout === 'IN_PROGRESS' || of.deployments.length > 1))

const none = (words: string) => <span className="text-ink-3">{words}</span>

const clusterColumn: Column<Service> = {
  id: 'cluster',
  header: 'Cluster',
  sort: 'cluster',
  cell: ({ account, region, cluster }) => (
    <Link quiet href={toThing({ kind: 'cluster', cluster, account, region })}>
      {cluster}
    </Link>
  ),
}

/** What a list says of each service. Within a cluster, the cluster is not said again. */
export const serviceColumns = ({ cluster }: { cluster: boolean }): Column<Service>[] => [
  {
    id: 'name',
    header: 'Service',
    sort: 'name',
    cell: (of) => (
      <Link quiet href={toService(of)} title={of.name}>
        {of.name}
      </Link>
    ),
  },
  { id: 'state', header: 'State', sort: 'state', cell: (of) => <ServiceState of={of} dot /> },
  { id: 'capacity', header: 'Capacity', cell: (of) => <CapacityBadge of={of.capacity} /> },
  { id: 'running', header: 'Running', sort: 'running', align: 'right', cell: (of) => <Running of={of} /> },
  {
    id: 'definition',
    header: 'Definition',
    cell: ({ account, region, family, revision }) => (
      <Link quiet href={toThing({ kind: 'definition', family, revision, account, region })}>
        {family}:{revision}
      </Link>
    ),
  },
  { id: 'deployment', header: 'Deployment', cell: (of, now) => <Rolling of={of} now={now} />, mobile: false },
  {
    id: 'site',
    header: 'Held to',
    cell: (of) =>
      of.site ? (
        <Link quiet href={to('/hosts', {}, { place: of.site })}>
          {of.site}
        </Link>
      ) : (
        none('anywhere')
      ),
  },
  ...(cluster ? [clusterColumn] : []),
  {
    id: 'created',
    header: 'Created',
    sort: 'created',
    align: 'right',
    mobile: false,
    cell: (of, now) => <Age at={of.createdAt} now={now} />,
  },
]

function Running({ of }: { of: Service }) {
  return (
    <span className="whitespace-nowrap">
      {of.pending > 0 && (
        <>
          <Link quiet href={toServiceTasks(of, 'starting')}>
            +{of.pending}
          </Link>
          <span className="mr-2 ml-1 text-2xs text-ink-3">starting</span>
        </>
      )}
      <Link
        quiet
        href={toServiceTasks(of, runningStates)}
        aria-label={`${of.running} of ${of.desired} tasks of ${of.name} run`}
      >
        {of.running.toLocaleString('en-US')}
      </Link>
      <span className="text-ink-3">
        {' '}
        / {of.strategy === 'DAEMON' ? 'one a host' : of.desired.toLocaleString('en-US')}
      </span>
    </span>
  )
}

function Rolling({ of, now }: { of: Service; now: string }) {
  const rolling = rollingOf(of)
  if (!rolling) return none('none')
  return (
    <Link quiet href={toService(of, { tab: 'deployments' })}>
      <span className="font-normal">
        {rolling.running} of {rolling.desired} · since <Age at={rolling.createdAt} now={now} />
      </span>
    </Link>
  )
}
