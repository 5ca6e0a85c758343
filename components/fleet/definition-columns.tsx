import { CapacityBadge } from '@/components/fleet/capacity-badge'
import { Age } from '@/components/ui/age'
import { Badge, StatusDot } from '@/components/ui/badge'
import type { Column } from '@/components/ui/column'
import { Link } from '@/components/ui/link'
import { toThing } from '@/lib/api/to'
import type { Definition } from '@/lib/model/definition'
import { cpuText, memoryText } from '@/lib/model/units'

export const toDefinition = (
  of: Pick<Definition, 'account' | 'region' | 'family' | 'revision'>,
  query?: Record<string, unknown>,
) => toThing({ kind: 'definition', ...of }, query)

const words: Record<string, string> = {
  ACTIVE: 'Active',
  INACTIVE: 'Deregistered',
  DELETE_IN_PROGRESS: 'Being deleted',
}
export const definitionStates = words
const meaning: Record<string, string> = {
  ACTIVE: 'New tasks and services can be made of it',
  INACTIVE: 'Nothing new can be run from it; what runs goes on',
}

/** Whether anything new can be made of a revision. AWS's word is status. */
export function DefinitionState({ of, dot }: { of: Pick<Definition, 'status'>; dot?: boolean }) {
  const tone = of.status === 'ACTIVE' ? 'ok' : of.status === 'INACTIVE' ? 'neutral' : 'waiting'
  const title = [meaning[of.status], `ECS says ${of.status}`].filter(Boolean).join('. ')
  const word = words[of.status] ?? of.status
  return dot ? (
    <StatusDot tone={tone} title={title}>
      {word}
    </StatusDot>
  ) : (
    <Badge tone={tone} title={title}>
      {word}
    </Badge>
  )
}

/** Where ECS found it valid to run: its compatibilities, not what its author asked for. */
export const RunsOn = ({ of }: { of: Pick<Definition, 'runsOn'> }) =>
  of.runsOn.length === 0 ? (
    <span className="text-ink-3">nowhere</span>
  ) : (
    <span className="inline-flex gap-1">
      {of.runsOn.map((capacity) => (
        <CapacityBadge key={capacity} of={capacity} />
      ))}
    </span>
  )

/** What a task of it reserves: its own limit, else what its containers add up to. Null where no container says. */
export function sizeOf(of: Pick<Definition, 'cpu' | 'memory' | 'containers'>) {
  const sum = (part: (c: Definition['containers'][number]) => number | null) => {
    const known = of.containers.map(part).filter((n) => n !== null)
    return known.length > 0 ? known.reduce((all, one) => all + one, 0) : null
  }
  return {
    cpu: of.cpu ?? sum((c) => c.cpu),
    // What is reserved is the soft limit where there is one (ContainerDefinition, ECS API reference).
    memory: of.memory ?? sum((c) => c.memoryReservation ?? c.memory),
  }
}

const none = (text: string) => <span className="text-ink-3">{text}</span>

/** What a list says of each revision. */
export const definitionColumns: Column<Definition>[] = [
  {
    id: 'name',
    header: 'Definition',
    sort: 'name',
    cell: (of) => (
      <Link quiet href={toDefinition(of)}>
        {of.family}:{of.revision}
      </Link>
    ),
  },
  { id: 'state', header: 'State', sort: 'state', cell: (of) => <DefinitionState of={of} dot /> },
  { id: 'runs-on', header: 'Runs on', cell: (of) => <RunsOn of={of} /> },
  { id: 'network', header: 'Network', cell: (of) => of.networkMode ?? none('bridge') },
  {
    id: 'cpu',
    header: 'CPU',
    align: 'right',
    cell: (of) => {
      const { cpu } = sizeOf(of)
      return cpu === null ? none('not set') : cpuText(cpu)
    },
  },
  {
    id: 'memory',
    header: 'Memory',
    align: 'right',
    cell: (of) => {
      const { memory } = sizeOf(of)
      return memory === null ? none('not set') : memoryText(memory)
    },
  },
  {
    id: 'containers',
    header: 'Containers',
    cell: (of) => (
      <span title={of.containers.map((c) => c.image).join('\n')}>{of.containers.map((c) => c.name).join(', ')}</span>
    ),
  },
  {
    id: 'created',
    header: 'Registered',
    sort: 'created',
    cell: (of, now) => <Age at={of.registeredAt} now={now} />,
  },
]
