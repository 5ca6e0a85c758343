'use client'
import { useQuery } from '@tanstack/react-query'
import { CapacityBadge } from '@/components/fleet/capacity-badge'
import { HostAway } from '@/components/fleet/host-away'
import { HostFacts, HostHearing, HostRoom } from '@/components/fleet/host-facts'
import { HostHealth } from '@/components/fleet/host-health'
import { taskColumns, toTask } from '@/components/fleet/task-columns'
import { thingCrumbs } from '@/components/fleet/thing-crumbs'
import { ThingPage } from '@/components/fleet/thing-page'
import { ActivateHost } from '@/components/forms/activate-host'
import { DrainHost } from '@/components/forms/drain-host'
import { Section } from '@/components/ui/page'
import { QueryTable } from '@/components/ui/query-table'
import { q } from '@/lib/api/client'
import { api } from '@/lib/api/endpoints'
import { to } from '@/lib/api/to'
import { useAddress } from '@/lib/api/use-address'
import { useList } from '@/lib/api/use-list'
import { stateLabel } from '@/lib/model/task'

const columns = taskColumns(['host', 'place', 'cluster', 'capacity'])
const filters = ['state', 'family'] as const
const offered = [
  { id: 'state', label: 'State', words: stateLabel },
  { id: 'family', label: 'Definition' },
]

export default function HostPage() {
  const params = useAddress('account', 'region', 'cluster', 'host')
  const { account, region, cluster, host: id } = params
  const query = useQuery({ ...q(api.host, { params }), refetchInterval: 10_000 })
  const fixed = { account: [account], region: [region], cluster: [cluster], host: [id] }
  const tasks = useList(api.tasks, filters, { sort: '-created', fixed })
  const name = query.data?.data.name ?? id
  return (
    <ThingPage
      of={query}
      noun="host"
      title={id}
      crumbs={thingCrumbs({ label: 'Hosts', href: to('/hosts') }, { account, region, cluster }, { label: name })}
      head={(host, { goneAt }) => ({
        title: host.name,
        badges: (
          <>
            <HostHealth of={host} />
            <CapacityBadge of={host.capacity} />
          </>
        ),
        actions: goneAt ? null : host.status === 'DRAINING' ? <ActivateHost of={host} /> : <DrainHost of={host} />,
      })}
    >
      {(host, { now, goneAt }) => (
        <>
          <title>{`${host.name} · Quayside`}</title>
          {!goneAt && <HostAway of={host} />}
          <HostHearing of={host} lastPing={host.lastPing} now={now} />
          <HostRoom of={host} />
          <Section id="tasks" title="Tasks on it">
            <QueryTable
              {...tasks}
              caption="Tasks on this host"
              searchLabel="Search tasks"
              columns={columns}
              filters={offered}
              rowKey={(task) => task.arn}
              rowHref={(task) => toTask(task)}
              empty={host.health === 'ok' ? 'Nothing runs here. There is room.' : 'Nothing runs here.'}
            />
          </Section>
          <Section title="The machine">
            <HostFacts of={host} now={now} />
          </Section>
        </>
      )}
    </ThingPage>
  )
}
