'use client'
import { useQuery } from '@tanstack/react-query'
import { parseAsStringLiteral, useQueryState } from 'nuqs'
import { ClusterStatus, runningStates, toCluster } from '@/components/fleet/cluster-columns'
import { thingCrumbs } from '@/components/fleet/thing-crumbs'
import { ThingPage } from '@/components/fleet/thing-page'
import { CreateService } from '@/components/forms/create-service'
import { RegisterHost } from '@/components/forms/register-host'
import { RunTask } from '@/components/forms/run-task'
import { Id } from '@/components/ui/id'
import { Link } from '@/components/ui/link'
import { Properties } from '@/components/ui/properties'
import { Tabs } from '@/components/ui/tabs'
import { q } from '@/lib/api/client'
import { api } from '@/lib/api/endpoints'
import { to } from '@/lib/api/to'
import { useAddress } from '@/lib/api/use-address'
import { Hosts, Services, Tasks } from './tables'

const tabs = ['hosts', 'services', 'tasks'] as const
const labels = { hosts: 'Hosts', services: 'Services', tasks: 'Tasks' }

export default function ClusterPage() {
  const params = useAddress('account', 'region', 'cluster')
  const [tab] = useQueryState('tab', parseAsStringLiteral(tabs).withDefault('hosts'))
  const query = useQuery({ ...q(api.cluster, { params }), refetchInterval: 10_000 })
  const fixed = { account: [params.account], region: [params.region], cluster: [params.cluster] }
  return (
    <ThingPage
      of={query}
      noun="cluster"
      title={params.cluster}
      crumbs={thingCrumbs(
        { label: 'Clusters', href: to('/clusters') },
        { account: params.account, region: params.region },
        { label: params.cluster },
      )}
      head={(_, { goneAt }) => ({
        actions: goneAt ? null : (
          <>
            <RegisterHost cluster={params} tone="default" />
            <CreateService cluster={params} tone="default" />
            <RunTask cluster={params} />
          </>
        ),
      })}
    >
      {(cluster) => (
        <>
          <title>{`${cluster.name} · Quayside`}</title>
          <Properties
            items={[
              { label: 'Status', value: <ClusterStatus of={cluster} /> },
              { label: 'Hosts', value: <Count of={cluster.hosts} href={toCluster(cluster)} /> },
              {
                label: 'Services',
                value: <Count of={cluster.services} href={toCluster(cluster, { tab: 'services' })} />,
              },
              {
                label: 'Tasks running',
                value: <Count of={cluster.running} href={toCluster(cluster, { tab: 'tasks', state: runningStates })} />,
              },
              {
                label: 'Tasks pending',
                value: <Count of={cluster.pending} href={toCluster(cluster, { tab: 'tasks', state: 'starting' })} />,
              },
              { label: 'Account', value: cluster.account },
              { label: 'Region', value: cluster.region },
              {
                label: 'Tags',
                value: Object.entries(cluster.tags)
                  .map(([key, value]) => `${key} = ${value}`)
                  .join(', '),
              },
              { label: 'ARN', value: <Id value={cluster.arn} max={80} label="the cluster’s ARN" />, wide: true },
            ]}
          />
          <Tabs
            label="What is in the cluster"
            tabs={tabs.map((name) => ({
              href: toCluster(cluster, name === 'hosts' ? {} : { tab: name }),
              label: labels[name],
              current: tab === name,
            }))}
          />
          {tab === 'hosts' && <Hosts fixed={fixed} />}
          {tab === 'services' && <Services fixed={fixed} />}
          {tab === 'tasks' && <Tasks fixed={fixed} />}
        </>
      )}
    </ThingPage>
  )
}

const Count = ({ of, href }: { of: number; href: string }) => (
  <Link quiet href={href} scroll={false}>
    {of.toLocaleString('en-US')}
  </Link>
)
