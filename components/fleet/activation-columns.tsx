import { ActivationState } from '@/components/fleet/activation-state'
import { Age } from '@/components/ui/age'
import type { Column } from '@/components/ui/column'
import { Link } from '@/components/ui/link'
import { to, toThing } from '@/lib/api/to'
import type { Activation } from '@/lib/model/activation'

export const toActivation = (of: Activation) => toThing({ kind: 'activation', ...of })

/** Activations have no names: what was written about it, else what its machines are called, else its id. */
export const activationName = (of: Activation): string => of.description || of.name || of.id

export const none = (words: string) => <span className="text-ink-3">{words}</span>

/** The cluster it was made for. Activations made elsewhere do not say. */
export const ActivationCluster = ({ of: { account, region, cluster } }: { of: Activation }) =>
  cluster ? (
    <Link quiet href={to('/aws/[account]/[region]/clusters/[cluster]', { account, region, cluster })}>
      {cluster}
    </Link>
  ) : (
    none('not said')
  )

export const activationColumns: Column<Activation>[] = [
  {
    id: 'name',
    header: 'Activation',
    cell: (of) => (
      <Link quiet href={toActivation(of)} title={of.id}>
        {activationName(of) === of.id ? <span className="font-mono text-xs">{of.id}</span> : activationName(of)}
      </Link>
    ),
  },
  { id: 'state', header: 'State', sort: 'state', cell: (of) => <ActivationState of={of} dot /> },
  {
    id: 'used',
    header: 'Machines',
    align: 'right',
    cell: (of) => (
      <Link quiet href={`${toActivation(of)}#hosts`}>
        <span className="font-normal">
          {of.used} <span className="text-ink-3">of {of.limit}</span>
        </span>
      </Link>
    ),
  },
  {
    id: 'expires',
    header: 'Ends',
    cell: (of, now) => <Age at={of.expiresAt} now={now} />,
  },
  { id: 'cluster', header: 'Cluster', cell: (of) => <ActivationCluster of={of} /> },
  { id: 'site', header: 'Site', cell: (of) => of.site ?? none('none') },
  { id: 'role', header: 'IAM role', mobile: false, cell: (of) => of.role ?? none('unknown') },
  {
    id: 'created',
    header: 'Created',
    sort: 'created',
    mobile: false,
    cell: (of, now) => <Age at={of.createdAt} now={now} />,
  },
]
