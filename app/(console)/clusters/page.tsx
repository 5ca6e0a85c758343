'use client'
import { clusterColumns, clusterLabels, toCluster } from '@/components/fleet/cluster-columns'
import { CreateCluster } from '@/components/forms/create-cluster'
import { Crumbs } from '@/components/shell/crumbs'
import { EmptyState } from '@/components/ui/empty-state'
import { Page } from '@/components/ui/page'
import { QueryTable } from '@/components/ui/query-table'
import { api } from '@/lib/api/endpoints'
import { useList } from '@/lib/api/use-list'

const filters = ['state'] as const
const offered = [{ id: 'state', label: 'Status', words: clusterLabels }]

export default function ClustersPage() {
  const list = useList(api.clusters, filters)
  return (
    <Page title="Clusters" actions={<CreateCluster tone="primary" />}>
      <title>Clusters · Quayside</title>
      <Crumbs items={[{ label: 'Clusters' }]} />
      <QueryTable
        {...list}
        caption="Clusters"
        columns={clusterColumns}
        filters={offered}
        rowKey={(cluster) => cluster.arn}
        rowHref={(cluster) => toCluster(cluster)}
        empty={
          <EmptyState
            title="No clusters yet"
            body="A cluster holds your hosts, services and tasks. Create one, then register a machine in it."
            action={<CreateCluster tone="primary" />}
          />
        }
      />
    </Page>
  )
}
