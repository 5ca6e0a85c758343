'use client'
import { hostColumns, toHost } from '@/components/fleet/host-columns'
import { healthLabels } from '@/components/fleet/host-health'
import { serviceColumns, toService } from '@/components/fleet/service-columns'
import { taskColumns, toTask } from '@/components/fleet/task-columns'
import { EmptyState } from '@/components/ui/empty-state'
import { QueryTable } from '@/components/ui/query-table'
import { api } from '@/lib/api/endpoints'
import { useList } from '@/lib/api/use-list'
import { capacityLabel } from '@/lib/model/capacity'
import { noPlace } from '@/lib/model/place'
import { serviceStateLabel } from '@/lib/model/service'
import { stateLabel } from '@/lib/model/task'

const filters = ['capacity', 'place', 'state'] as const
const offered = (states: Record<string, string>) => [
  { id: 'capacity', label: 'Capacity', words: capacityLabel },
  { id: 'state', label: 'State', words: states },
  { id: 'place', label: 'Place', words: { [noPlace]: 'No place given' } },
]
const [ofHosts, ofServices, ofTasks] = [healthLabels, serviceStateLabel, stateLabel].map(offered)
const columns = {
  hosts: hostColumns({ cluster: false }),
  services: serviceColumns({ cluster: false }),
  tasks: taskColumns(['cluster']),
}

/** What the cluster's own lists are held to. */
interface InCluster {
  fixed: Record<string, string[]>
}
export const Hosts = ({ fixed }: InCluster) => (
  <QueryTable
    {...useList(api.hosts, filters, { fixed })}
    caption="Hosts"
    columns={columns.hosts}
    filters={ofHosts}
    rowKey={(host) => host.arn}
    rowHref={(host) => toHost(host)}
    empty={
      <EmptyState
        title="No hosts in this cluster"
        body="Register a machine of yours to run tasks on it. Fargate needs no hosts."
      />
    }
  />
)
export const Services = ({ fixed }: InCluster) => (
  <QueryTable
    {...useList(api.services, filters, { fixed })}
    caption="Services"
    columns={columns.services}
    filters={ofServices}
    rowKey={(service) => service.arn}
    rowHref={(service) => toService(service)}
    empty={<EmptyState title="No services in this cluster" body="A service keeps as many tasks running as you want." />}
  />
)
export const Tasks = ({ fixed }: InCluster) => (
  <QueryTable
    {...useList(api.tasks, filters, { fixed, sort: '-created' })}
    caption="Tasks"
    columns={columns.tasks}
    filters={ofTasks}
    rowKey={(task) => task.arn}
    rowHref={(task) => toTask(task)}
    empty={<EmptyState title="No tasks in this cluster" body="Run one, or create a service that keeps some running." />}
  />
)
