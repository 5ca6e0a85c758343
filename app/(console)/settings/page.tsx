'use client'
import { useQuery } from '@tanstack/react-query'
import { Check, Minus } from 'lucide-react'
import { sessionColumns } from '@/components/fleet/session-columns'
import { EndSession } from '@/components/forms/end-session'
import { Crumbs } from '@/components/shell/crumbs'
import { ThemeCards } from '@/components/shell/theme-cards'
import { CopyBlock } from '@/components/ui/copy-block'
import { ErrorState } from '@/components/ui/error-state'
import { Link } from '@/components/ui/link'
import { Page, Section } from '@/components/ui/page'
import { Properties } from '@/components/ui/properties'
import { QueryTable } from '@/components/ui/query-table'
import { Skeleton } from '@/components/ui/skeleton'
import { addressOf } from '@/lib/api/address'
import { q } from '@/lib/api/client'
import { api } from '@/lib/api/endpoints'
import { permissions } from '@/lib/api/permissions'
import { useMe } from '@/lib/api/use-me'
import { roleMeaning } from '@/lib/model/role'

const columns = sessionColumns((session) => <EndSession of={session} />)
const tokenCommand = 'quayside token create --role auditor --name dashboard-export'

export default function SettingsPage() {
  const { data: me, error, refetch } = useMe()
  const asked = useQuery({ ...q(api.sessions), refetchInterval: 30_000 })
  // The one in use first: it is the one to compare the others with.
  const sessions = [...(asked.data?.sessions ?? [])].sort((a, b) => Number(b.current) - Number(a.current))
  return (
    <Page title="Settings" description="Yours alone. What the fleet is made of is changed on its own pages.">
      <title>Settings · Quayside</title>
      <Crumbs items={[{ label: 'Settings' }]} />
      {error && !me ? (
        <ErrorState message={error.message} onRetry={() => void refetch()} />
      ) : !me ? (
        <Skeleton className="h-40 w-full" />
      ) : (
        <>
          <Section title="You">
            <Properties
              items={[
                { label: 'Name', value: me.name },
                { label: 'Email', value: me.email },
                { label: 'Role', value: <span className="first-letter:uppercase">{me.role}</span> },
                {
                  label: 'Accounts',
                  value: me.scopes.map((scope) => (
                    <span key={`${scope.account} ${scope.region}`} className="block">
                      {scope.name}{' '}
                      <span className="whitespace-nowrap text-ink-3">
                        {scope.account} {scope.region}
                      </span>
                    </span>
                  )),
                },
              ]}
            />
          </Section>
          <Section title="What your role may do" description={`${roleMeaning[me.role]}. An admin gives out roles.`}>
            <Permissions mine={me.permissions} />
          </Section>
        </>
      )}
      <Section title="Theme" description="Kept in this browser.">
        <ThemeCards />
      </Section>
      <Section title="Your sessions" description="Where you are signed in. End what you do not know.">
        <QueryTable
          of={{
            data: asked.data && {
              rows: sessions,
              total: sessions.length,
              from: 0,
              facets: {},
              asOf: new Date(asked.dataUpdatedAt).toISOString(),
              now: new Date(asked.dataUpdatedAt).toISOString(),
            },
            isPending: asked.isPending,
            error: asked.error,
            refetch: asked.refetch,
          }}
          caption="Your sessions"
          columns={columns}
          rowKey={(session) => session.id}
          empty="You have no sessions: you are here with an API token"
        />
      </Section>
      <Section
        title="API"
        description={
          <>
            All that these pages do, the API does.{' '}
            <Link href={addressOf('/api/openapi.json')} prefetch={false}>
              Its OpenAPI document
            </Link>{' '}
            says how. Tokens are made where Quayside runs, and shown once.
          </>
        }
      >
        <CopyBlock label="Make a token" code={tokenCommand} />
      </Section>
    </Page>
  )
}

function Permissions({ mine }: { mine: string[] }) {
  return (
    <ul className="grid gap-x-8 rounded-lg border bg-surface p-4 sm:grid-cols-2">
      {Object.entries(permissions).map(([permission, words]) => {
        const may = mine.includes(permission)
        return (
          <li key={permission} className="flex min-h-7 items-center gap-2">
            {may ? (
              <Check aria-hidden className="size-4 shrink-0 text-ok" />
            ) : (
              <Minus aria-hidden className="size-4 shrink-0 text-ink-3" />
            )}
            <span className={may ? '' : 'text-ink-3'}>
              <span className="sr-only">{may ? 'May: ' : 'May not: '}</span>
              {words}
            </span>
          </li>
        )
      })}
    </ul>
  )
}
