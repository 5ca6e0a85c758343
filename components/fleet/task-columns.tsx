import { CapacityBadge } from '@/components/fleet/capacity-badge'
import { TaskState } from '@/components/fleet/task-state'
import { Age } from '@/components/ui/age'
import type { Column } from '@/components/ui/column'
import { Link } from '@/components/ui/link'
import { to, toThing } from '@/lib/api/to'
import { lastOf } from '@/lib/model/arn'
import { stopText } from '@/lib/model/failures'
import { placeLabel } from '@/lib/model/place'
import type { Task } from '@/lib/model/task'

export const toTask = (task: Pick<Task, 'account' | 'region' | 'cluster' | 'id'>, query?: Record<string, unknown>) =>
  toThing({ kind: 'task', ...task }, query)

const none = (words: string, title?: string) => (
  <span className="text-ink-3" title={title}>
    {words}
  </span>
)

/** The task's definition, service, host and place, each a way to it. */
export const TaskDefinition = ({ of }: { of: Task }) => (
  <Link quiet href={toThing({ kind: 'definition', ...of })}>
    {of.family}:{of.revision}
  </Link>
)
export const TaskService = ({ of }: { of: Task }) =>
  of.service ? (
    <Link quiet href={toThing({ kind: 'service', ...of, id: of.service })}>
      {of.service}
    </Link>
  ) : (
    none('none', 'Nothing replaces it when it stops')
  )
export const TaskHost = ({ of }: { of: Task }) =>
  of.host ? (
    <Link quiet href={toThing({ kind: 'host', ...of, id: lastOf(of.host) })}>
      {of.hostName ?? lastOf(of.host).slice(0, 8)}
    </Link>
  ) : of.capacity === 'fargate' ? (
    none('none', 'Fargate shows no host')
  ) : (
    none('not placed yet')
  )
export const TaskPlace = ({ of }: { of: Task }) =>
  of.place.name ? (
    <Link quiet href={to('/tasks', {}, { place: of.place.name })} title={placeLabel[of.place.kind]}>
      {of.place.name}
    </Link>
  ) : (
    none('none', placeLabel.unknown)
  )

const all: Column<Task>[] = [
  {
    id: 'id',
    header: 'Task',
    cell: (task) => (
      <Link quiet href={toTask(task)} title={task.id}>
        <span className="font-mono text-xs">{task.id.slice(0, 8)}</span>
      </Link>
    ),
  },
  { id: 'state', header: 'State', sort: 'state', cell: (task) => <TaskState of={task} dot /> },
  { id: 'capacity', header: 'Capacity', cell: (task) => <CapacityBadge of={task.capacity} /> },
  { id: 'family', header: 'Definition', sort: 'family', cell: (task) => <TaskDefinition of={task} /> },
  { id: 'service', header: 'Service', cell: (task) => <TaskService of={task} /> },
  { id: 'host', header: 'Host', cell: (task) => <TaskHost of={task} /> },
  { id: 'place', header: 'Place', sort: 'place', cell: (task) => <TaskPlace of={task} /> },
  {
    id: 'cluster',
    header: 'Cluster',
    sort: 'cluster',
    cell: ({ account, region, cluster }) => (
      <Link quiet href={to('/aws/[account]/[region]/clusters/[cluster]', { account, region, cluster })}>
        {cluster}
      </Link>
    ),
  },
  {
    id: 'created',
    header: 'Started',
    sort: 'created',
    cell: (task, now) => <Age at={task.startedAt} now={now} missing="not started" />,
  },
  {
    id: 'stopped',
    header: 'Why it stopped',
    cell: (task, now) => {
      const why = stopText(task)
      if (!why) return none('')
      return (
        <span title={[why, task.stoppedReason].filter(Boolean).join(' · ')}>
          <span className={task.state === 'failed' ? 'text-failed' : undefined}>{why}</span>
          {task.stoppedAt && (
            <span className="text-ink-3">
              {' · '}
              <Age at={task.stoppedAt} now={now} />
            </span>
          )}
        </span>
      )
    },
  },
]

/** What a list says of each task, without what its page says already: on a host's page, `taskColumns(['host', 'place'])`. */
export const taskColumns = (without: string[] = []): Column<Task>[] =>
  all.filter((column) => !without.includes(column.id))
