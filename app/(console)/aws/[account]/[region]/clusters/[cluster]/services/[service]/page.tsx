'use client'
import { useQuery } from '@tanstack/react-query'
import { parseAsStringLiteral, useQueryState } from 'nuqs'
import { CapacityBadge } from '@/components/fleet/capacity-badge'
import { DeploymentTable } from '@/components/fleet/deployment-table'
import { rollingOf, toService } from '@/components/fleet/service-columns'
import { ServiceCounts } from '@/components/fleet/service-counts'
import { ServiceEvents } from '@/components/fleet/service-events'
import { ServiceNotices } from '@/components/fleet/service-notices'
import { ServiceProperties } from '@/components/fleet/service-properties'
import { ServiceState } from '@/components/fleet/service-state'
import { thingCrumbs } from '@/components/fleet/thing-crumbs'
import { ThingPage } from '@/components/fleet/thing-page'
import { ChangeService } from '@/components/forms/change-service'
import { DeleteService } from '@/components/forms/delete-service'
import { ScaleService } from '@/components/forms/scale-service'
import { Badge } from '@/components/ui/badge'
import { Link } from '@/components/ui/link'
import { Section } from '@/components/ui/page'
import { Tabs } from '@/components/ui/tabs'
import { type Answer, q } from '@/lib/api/client'
import { api } from '@/lib/api/endpoints'
import { to, toThing } from '@/lib/api/to'
import { useAddress } from '@/lib/api/use-address'
import type { Service } from '@/lib/model/service'
import { ServiceTasks } from './tasks'

const tabs = ['overview', 'tasks', 'deployments', 'events'] as const
type Tab = (typeof tabs)[number]
type Shown = Answer<typeof api.service>['data']
const shownEvents = 5

export default function ServicePage() {
  const params = useAddress('account', 'region', 'cluster', 'service')
  const [tab] = useQueryState('tab', parseAsStringLiteral(tabs).withDefault('overview'))
  const query = useQuery({ ...q(api.service, { params }), refetchInterval: 10_000 })
  return (
    <>
      <title>{`${params.service} · Quayside`}</title>
      <ThingPage
        of={query}
        noun="service"
        title={params.service}
        crumbs={thingCrumbs({ label: 'Services', href: to('/services') }, params, { label: params.service })}
        head={(of, { goneAt }) => ({
          badges: (
            <>
              {goneAt ? <Badge>Gone</Badge> : <ServiceState of={of} />}
              <CapacityBadge of={of.capacity} />
            </>
          ),
          description: <Sentence of={of} gone={goneAt !== null} />,
          actions: !goneAt && (
            <>
              <ScaleService of={of} />
              <ChangeService of={of} />
              <DeleteService of={of} />
            </>
          ),
          tabs: <Tabs label="Parts of the service" tabs={tabsOf(of, tab)} />,
        })}
      >
        {(of, { now, asOf }) => (
          <>
            <ServiceNotices of={of} now={now} />
            {tab === 'overview' && <Overview of={of} now={now} />}
            {tab === 'tasks' && <ServiceTasks of={of} />}
            {tab === 'deployments' && <DeploymentTable of={of} asOf={asOf} now={now} />}
            {tab === 'events' && <ServiceEvents of={of} events={of.events} now={now} />}
          </>
        )}
      </ThingPage>
    </>
  )
}

function Overview({ of, now }: { of: Shown; now: string }) {
  return (
    <>
      <ServiceCounts of={of} />
      <Section
        title="Newest events"
        actions={
          of.events.length > shownEvents && (
            <Link href={toService(of, { tab: 'events' })}>All {of.events.length} events</Link>
          )
        }
      >
        <ServiceEvents of={of} events={of.events.slice(0, shownEvents)} now={now} />
      </Section>
      <ServiceProperties of={of} now={now} />
    </>
  )
}

function Sentence({ of, gone }: { of: Service; gone: boolean }) {
  const rolling = gone ? undefined : rollingOf(of)
  const at = of.site ? ` at ${of.site}` : ''
  return (
    <>
      {gone ? 'Ran' : 'Runs'} <Link href={toThing({ kind: 'definition', ...of })}>{`${of.family}:${of.revision}`}</Link>{' '}
      in {of.cluster}
      {at}.{' '}
      {rolling && (
        <>
          <Link href={toService(of, { tab: 'deployments' })}>A deployment</Link> is in progress: {rolling.running} of{' '}
          {rolling.desired} tasks of {rolling.family}:{rolling.revision} run.
        </>
      )}
    </>
  )
}

const tabsOf = (of: Shown, tab: Tab) =>
  [
    { id: 'overview', label: 'Overview', count: null },
    { id: 'tasks', label: 'Tasks', count: of.running + of.pending },
    { id: 'deployments', label: 'Deployments', count: of.deployments.length },
    { id: 'events', label: 'Events', count: of.events.length },
  ].map(({ id, label, count }) => ({
    label,
    count,
    current: id === tab,
    href: toService(of, id === 'overview' ? {} : { tab: id }),
  }))
