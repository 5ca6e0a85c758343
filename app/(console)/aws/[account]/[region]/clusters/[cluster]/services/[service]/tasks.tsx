import { runningStates, toServiceTasks } from '@/components/fleet/service-columns'
import { taskColumns, toTask } from '@/components/fleet/task-columns'
import { EmptyState } from '@/components/ui/empty-state'
import { ButtonLink } from '@/components/ui/link'
import { QueryTable } from '@/components/ui/query-table'
import { api } from '@/lib/api/endpoints'
import { useList } from '@/lib/api/use-list'
import { noPlace } from '@/lib/model/place'
import type { Service } from '@/lib/model/service'
import { stateLabel } from '@/lib/model/task'

const columns = taskColumns(['service', 'cluster', 'capacity'])
const filters = ['state', 'place'] as const
const offered = [
  { id: 'state', label: 'State', words: stateLabel },
  { id: 'place', label: 'Place', words: { [noPlace]: 'No place given' } },
]

/** A service's tasks, those that stopped not long ago among them. */
export function ServiceTasks({ of }: { of: Service }) {
  const { account, region, cluster, name } = of
  const list = useList(api.tasks, filters, {
    sort: '-created',
    fixed: { account: [account], region: [region], cluster: [cluster], service: [name] },
  })
  return (
    <QueryTable
      {...list}
      caption={`Tasks of ${name}`}
      searchLabel="Search id, host, place"
      columns={columns}
      filters={offered}
      rowKey={(task) => task.arn}
      rowHref={(task) => toTask(task)}
      extra={
        <ButtonLink tone="ghost" href={toServiceTasks(of, runningStates)}>
          Only running
        </ButtonLink>
      }
      empty={
        <EmptyState
          title="No tasks"
          body={of.desired === 0 ? 'It is scaled to 0: scale it up to run tasks.' : 'ECS has started none yet.'}
        />
      }
    />
  )
}
