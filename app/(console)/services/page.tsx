'use client'
import { serviceColumns, toService } from '@/components/fleet/service-columns'
import { CreateService } from '@/components/forms/create-service'
import { Crumbs } from '@/components/shell/crumbs'
import { EmptyState } from '@/components/ui/empty-state'
import { Page } from '@/components/ui/page'
import { QueryTable } from '@/components/ui/query-table'
import { api } from '@/lib/api/endpoints'
import { useList } from '@/lib/api/use-list'
import { capacityLabel } from '@/lib/model/capacity'
import { noPlace } from '@/lib/model/place'
import { serviceStateLabel } from '@/lib/model/service'

const columns = serviceColumns({ cluster: true })
const filters = ['capacity', 'state', 'cluster', 'place', 'family'] as const
const offered = [
  { id: 'capacity', label: 'Capacity', words: capacityLabel },
  { id: 'state', label: 'State', words: serviceStateLabel },
  { id: 'place', label: 'Held to', words: { [noPlace]: 'Held to none' } },
  { id: 'family', label: 'Family' },
  { id: 'cluster', label: 'Cluster' },
]

export default function ServicesPage() {
  const list = useList(api.services, filters)
  return (
    <Page
      title="Services"
      description="A service keeps so many tasks of one definition running, and replaces those that stop."
      actions={<CreateService />}
    >
      <title>Services · Quayside</title>
      <Crumbs items={[{ label: 'Services' }]} />
      <QueryTable
        {...list}
        caption="Services"
        searchLabel="Search name, family, site"
        columns={columns}
        filters={offered}
        rowKey={(of) => of.arn}
        rowHref={(of) => toService(of)}
        empty={
          <EmptyState
            title="No services yet"
            body="Create one to keep a number of tasks of a definition running, on your machines or in the cloud."
            action={<CreateService />}
          />
        }
      />
    </Page>
  )
}
