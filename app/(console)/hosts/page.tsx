'use client'
import { hostColumns, toHost } from '@/components/fleet/host-columns'
import { healthLabels } from '@/components/fleet/host-health'
import { useRegisterHost } from '@/components/forms/register-host'
import { Crumbs } from '@/components/shell/crumbs'
import { EmptyState } from '@/components/ui/empty-state'
import { Page } from '@/components/ui/page'
import { QueryTable } from '@/components/ui/query-table'
import { api } from '@/lib/api/endpoints'
import { useList } from '@/lib/api/use-list'
import { capacityLabel } from '@/lib/model/capacity'
import { noPlace } from '@/lib/model/place'

const columns = hostColumns({ cluster: true })
const filters = ['capacity', 'cluster', 'place', 'state'] as const
const offered = [
  { id: 'capacity', label: 'Capacity', words: capacityLabel },
  { id: 'state', label: 'Health', words: healthLabels },
  { id: 'place', label: 'Place', words: { [noPlace]: 'No place given' } },
  { id: 'cluster', label: 'Cluster' },
]

export default function HostsPage() {
  const list = useList(api.hosts, filters)
  const { button, dialog } = useRegisterHost()
  return (
    <Page
      title="Hosts"
      description="Machines of yours and EC2 instances that run tasks. AWS calls them container instances."
      actions={button()}
    >
      <title>Hosts · Quayside</title>
      <Crumbs items={[{ label: 'Hosts' }]} />
      {dialog}
      <QueryTable
        {...list}
        caption="Hosts"
        searchLabel="Search name, id, address"
        columns={columns}
        filters={offered}
        rowKey={(host) => host.arn}
        rowHref={(host) => toHost(host)}
        empty={
          <EmptyState
            title="No hosts yet"
            body="Register a machine of yours to see it here. EC2 instances appear by themselves once their agent joins a cluster."
            action={button()}
          />
        }
      />
    </Page>
  )
}
