'use client'
import { useQuery } from '@tanstack/react-query'
import { parseAsStringLiteral, useQueryState } from 'nuqs'
import { CapacityBadge } from '@/components/fleet/capacity-badge'
import { ContainerTable } from '@/components/fleet/container-table'
import { TaskDefinition, TaskHost, TaskService, toTask } from '@/components/fleet/task-columns'
import { TaskNotice } from '@/components/fleet/task-notice'
import { TaskProperties } from '@/components/fleet/task-properties'
import { TaskState } from '@/components/fleet/task-state'
import { thingCrumbs } from '@/components/fleet/thing-crumbs'
import { ThingPage } from '@/components/fleet/thing-page'
import { RunTask } from '@/components/forms/run-task'
import { StopTask } from '@/components/forms/stop-task'
import { Button } from '@/components/ui/button'
import { Section } from '@/components/ui/page'
import { Tabs } from '@/components/ui/tabs'
import { q } from '@/lib/api/client'
import { api } from '@/lib/api/endpoints'
import { to } from '@/lib/api/to'
import { useAddress } from '@/lib/api/use-address'
import type { Task } from '@/lib/model/task'
import { TaskLogs } from './logs'

const tabs = ['overview', 'logs'] as const
const label = { overview: 'Overview', logs: 'Logs' }
/** A task that starts or stops changes within seconds; one that runs does not. */
const moving: Task['state'][] = ['starting', 'stopping']

export default function TaskPage() {
  const params = useAddress('account', 'region', 'cluster', 'task')
  const [tab] = useQueryState('tab', parseAsStringLiteral(tabs).withDefault('overview'))
  const query = useQuery({
    ...q(api.task, { params }),
    refetchInterval: ({ state }) => (state.data && moving.includes(state.data.data.state) ? 2000 : 10_000),
  })
  const short = params.task.slice(0, 8)
  return (
    <>
      <title>{`Task ${short} · Quayside`}</title>
      <ThingPage
        of={query}
        noun="task"
        title={short}
        crumbs={thingCrumbs({ label: 'Tasks', href: to('/tasks') }, params, { label: short })}
        head={(of, { goneAt }) => ({
          badges: (
            <>
              <TaskState of={of} />
              <CapacityBadge of={of.capacity} />
            </>
          ),
          description: <Sentence of={of} />,
          actions: (
            <>
              <RunAgain of={of} />
              {!goneAt && <StopTask task={of} />}
            </>
          ),
          tabs: (
            <Tabs
              label="Parts of the task"
              tabs={tabs.map((id) => ({
                label: label[id],
                current: id === tab,
                href: toTask(of, id === 'overview' ? {} : { tab: id }),
              }))}
            />
          ),
        })}
      >
        {(of, { asOf, now }) => (
          <>
            <TaskNotice of={of} />
            {tab === 'logs' ? (
              <TaskLogs of={of} now={now} />
            ) : (
              <>
                <Section title="Containers">
                  <ContainerTable of={of} asOf={asOf} now={now} />
                </Section>
                <Section title="What it is, and where">
                  <TaskProperties of={of} now={now} />
                </Section>
              </>
            )}
          </>
        )}
      </ThingPage>
    </>
  )
}

function RunAgain({ of }: { of: Task }) {
  const { account, region, cluster, family, revision, capacity } = of
  return (
    <RunTask
      cluster={{ account, region, cluster }}
      definition={{ family, revision }}
      capacity={capacity}
      trigger={<Button>Run again</Button>}
    />
  )
}

const Sentence = ({ of }: { of: Task }) => (
  <>
    One copy of <TaskDefinition of={of} />
    {of.service && (
      <>
        {' '}
        for service <TaskService of={of} />
      </>
    )}
    {of.host ? (
      <>
        {' '}
        on <TaskHost of={of} />
      </>
    ) : (
      of.capacity === 'fargate' && ' on Fargate'
    )}
    {of.place.name && ` in ${of.place.name}`}.
  </>
)
