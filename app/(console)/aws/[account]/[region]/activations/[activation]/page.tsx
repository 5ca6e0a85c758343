'use client'
import { useQuery } from '@tanstack/react-query'
import { useRouter } from 'next/navigation'
import { ActivationCluster, activationName } from '@/components/fleet/activation-columns'
import { ActivationState } from '@/components/fleet/activation-state'
import { hostColumns, toHost } from '@/components/fleet/host-columns'
import { thingCrumbs } from '@/components/fleet/thing-crumbs'
import { ThingPage } from '@/components/fleet/thing-page'
import { DeleteActivation } from '@/components/forms/delete-activation'
import { Age } from '@/components/ui/age'
import { EmptyState } from '@/components/ui/empty-state'
import { Id } from '@/components/ui/id'
import { Section } from '@/components/ui/page'
import { Properties } from '@/components/ui/properties'
import { QueryTable } from '@/components/ui/query-table'
import { type Answer, q } from '@/lib/api/client'
import { api } from '@/lib/api/endpoints'
import { to } from '@/lib/api/to'
import { useAddress } from '@/lib/api/use-address'
import { activationState } from '@/lib/model/activation'
import { counted } from '@/lib/model/units'

type Seen = Answer<typeof api.activation>

const columns = hostColumns({ cluster: true })

export default function ActivationPage() {
  const params = useAddress('account', 'region', 'activation')
  const router = useRouter()
  const query = useQuery({ ...q(api.activation, { params }), refetchInterval: 10_000 })
  return (
    <ThingPage
      of={query}
      noun="activation"
      title={params.activation}
      crumbs={thingCrumbs({ label: 'Activations', href: to('/activations') }, params, { label: params.activation })}
      head={(activation, { goneAt }) => ({
        title: activationName(activation),
        badges: <ActivationState of={activation} />,
        actions: goneAt ? null : <DeleteActivation of={activation} onDeleted={() => router.push(to('/activations'))} />,
      })}
    >
      {(activation, known) => <Shown of={activation} known={known} />}
    </ThingPage>
  )
}

function Shown({ of, known: { now, asOf, goneAt } }: { of: Seen['data']; known: Seen }) {
  const open = activationState(of) === 'open' && !goneAt
  const missing = of.used - of.hosts.length
  return (
    <>
      <title>{`${activationName(of)} · Quayside`}</title>
      <Properties
        items={[
          { label: 'Machines registered', value: `${of.used} of ${of.limit}` },
          { label: of.expired ? 'Ended' : 'Ends', value: <Age at={of.expiresAt} now={now} /> },
          { label: 'Created', value: <Age at={of.createdAt} now={now} /> },
          { label: 'Cluster', value: <ActivationCluster of={of} /> },
          { label: 'Site', value: of.site },
          { label: 'IAM role', value: of.role },
          { label: 'Default name', value: of.name },
          { label: 'Account', value: of.account },
          { label: 'Region', value: of.region },
          { label: 'Id', value: <Id value={of.id} max={40} label="the activation’s id" />, wide: true },
          { label: 'Code', value: 'shown once when it was created, and kept nowhere', wide: true },
        ]}
      />
      <Section
        id="hosts"
        title="Hosts that came by it"
        description={
          missing > 0 &&
          `${counted(missing, 'machine')} more registered with Systems Manager and ${missing === 1 ? 'is' : 'are'} no host ${open ? 'yet' : 'now'}.`
        }
      >
        <QueryTable
          caption="Hosts that came by this activation"
          columns={columns}
          of={{
            data: { rows: of.hosts, total: of.hosts.length, from: 0, facets: {}, asOf, now },
            isPending: false,
            error: null,
          }}
          rowKey={(host) => host.arn}
          rowHref={(host) => toHost(host)}
          empty={
            <EmptyState
              title={open ? 'No host yet' : 'No host'}
              body={
                open
                  ? 'Run the install command on a machine. If the code is lost, delete this and register anew.'
                  : 'None of the machines it registered is a host now.'
              }
            />
          }
        />
      </Section>
    </>
  )
}
