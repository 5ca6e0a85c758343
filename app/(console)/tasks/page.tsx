'use client'
import { taskColumns, toTask } from '@/components/fleet/task-columns'
import { RunTask } from '@/components/forms/run-task'
import { Crumbs } from '@/components/shell/crumbs'
import { EmptyState } from '@/components/ui/empty-state'
import { Page } from '@/components/ui/page'
import { QueryTable } from '@/components/ui/query-table'
import { api } from '@/lib/api/endpoints'
import { useList } from '@/lib/api/use-list'
import { lastOf } from '@/lib/model/arn'
import { capacityLabel } from '@/lib/model/capacity'
import { noPlace } from '@/lib/model/place'
import { stateLabel } from '@/lib/model/task'

const columns = taskColumns()
const filters = ['capacity', 'state', 'family', 'service', 'place', 'host', 'cluster', 'account', 'region'] as const
const offered = [
  { id: 'capacity', label: 'Capacity', words: capacityLabel },
  { id: 'state', label: 'State', words: stateLabel },
  { id: 'family', label: 'Family' },
  { id: 'service', label: 'Service' },
  { id: 'place', label: 'Place', words: { [noPlace]: 'No place given' } },
  { id: 'cluster', label: 'Cluster' },
]
const newest = { sort: '-created' }

export default function TasksPage() {
  const list = useList(api.tasks, filters, newest)
  // Hosts are too many to offer; one that a link chose is shown, by its name where a row tells it.
  const hosts = Object.fromEntries(
    list.of.data?.rows.flatMap((task) =>
      task.host ? [[lastOf(task.host), task.hostName ?? lastOf(task.host)]] : [],
    ) ?? [],
  )
  const shown = list.chosen.host?.length ? [...offered, { id: 'host', label: 'Host', words: hosts }] : offered
  return (
    <Page
      title="Tasks"
      description="Copies of a definition that run, and those that stopped: AWS remembers a stopped task for about an hour."
      actions={<RunTask />}
    >
      <title>Tasks · Quayside</title>
      <Crumbs items={[{ label: 'Tasks' }]} />
      <QueryTable
        {...list}
        caption="Tasks"
        searchLabel="Search id, family, service, host"
        columns={columns}
        filters={shown}
        rowKey={(task) => task.arn}
        rowHref={(task) => toTask(task)}
        empty={
          <EmptyState
            title="No tasks yet"
            body="A task is one copy of a definition, running on a host or on Fargate. Run one, or create a service that keeps some running."
            action={<RunTask />}
          />
        }
      />
    </Page>
  )
}
