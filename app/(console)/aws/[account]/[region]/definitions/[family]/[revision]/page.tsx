'use client'
import { useQuery } from '@tanstack/react-query'
import { parseAsStringLiteral, useQueryState } from 'nuqs'
import { DefinitionState, RunsOn, toDefinition } from '@/components/fleet/definition-columns'
import { DefinitionContainers } from '@/components/fleet/definition-containers'
import { DefinitionProperties } from '@/components/fleet/definition-properties'
import { thingCrumbs } from '@/components/fleet/thing-crumbs'
import { ThingPage } from '@/components/fleet/thing-page'
import { CreateService } from '@/components/forms/create-service'
import { DeregisterDefinition } from '@/components/forms/deregister-definition'
import { RegisterDefinition } from '@/components/forms/register-definition'
import { RunTask } from '@/components/forms/run-task'
import { Button } from '@/components/ui/button'
import { CopyBlock } from '@/components/ui/copy-block'
import { Link } from '@/components/ui/link'
import { Section } from '@/components/ui/page'
import { Tabs } from '@/components/ui/tabs'
import { q } from '@/lib/api/client'
import { api } from '@/lib/api/endpoints'
import { to } from '@/lib/api/to'
import { useAddress } from '@/lib/api/use-address'
import type { Definition } from '@/lib/model/definition'
import { Revisions } from './revisions'

const tabs = ['overview', 'json', 'revisions'] as const
const label = { overview: 'Overview', json: 'JSON', revisions: 'Revisions' }

export default function DefinitionPage() {
  const params = useAddress('account', 'region', 'family', 'revision')
  const [tab] = useQueryState('tab', parseAsStringLiteral(tabs).withDefault('overview'))
  const query = useQuery({ ...q(api.definition, { params }), refetchInterval: 10_000 })
  const name = `${params.family}:${params.revision}`
  return (
    <>
      <title>{`${name} · Quayside`}</title>
      <ThingPage
        of={query}
        noun="definition"
        title={name}
        crumbs={thingCrumbs(
          { label: 'Definitions', href: to('/definitions') },
          { account: params.account, region: params.region },
          { label: params.family, href: to('/definitions', {}, { family: params.family }) },
          { label: params.revision },
        )}
        head={(of, { goneAt }) => ({
          badges: (
            <>
              <DefinitionState of={of} />
              <RunsOn of={of} />
            </>
          ),
          description: <Uses of={of} />,
          actions: <Actions of={of} gone={goneAt !== null} />,
          tabs: (
            <Tabs
              label="Parts of the definition"
              tabs={tabs.map((id) => ({
                label: label[id],
                current: id === tab,
                href: toDefinition(of, id === 'overview' ? {} : { tab: id }),
              }))}
            />
          ),
        })}
      >
        {(of, { now }) => (
          <>
            {tab === 'overview' && (
              <>
                <DefinitionProperties of={of} now={now} />
                <Section title="Containers">
                  <DefinitionContainers of={of} />
                </Section>
              </>
            )}
            {tab === 'json' && (
              <CopyBlock label="As RegisterTaskDefinition takes it" code={JSON.stringify(of.json, null, 2)} />
            )}
            {tab === 'revisions' && <Revisions of={of} />}
          </>
        )}
      </ThingPage>
    </>
  )
}

function Actions({ of, gone }: { of: Definition; gone: boolean }) {
  const { account, region, family, revision, json } = of
  const runs = of.status === 'ACTIVE' && !gone
  return (
    <>
      {runs && <RunTask definition={{ family, revision, account, region }} />}
      {runs && <CreateService definition={{ family, revision }} tone="default" />}
      <RegisterDefinition from={{ json, scope: { account, region } }} trigger={<Button>New revision</Button>} />
      {!gone && <DeregisterDefinition of={of} />}
    </>
  )
}

/** What stands on this family now; the lists tell its revisions apart. */
const Uses = ({ of }: { of: Definition }) => (
  <>
    <Link href={to('/tasks', {}, { family: of.family })}>Tasks</Link> and{' '}
    <Link href={to('/services', {}, { family: of.family })}>services</Link> of {of.family}, whichever their revision.
  </>
)
