'use client'
import { activationColumns, toActivation } from '@/components/fleet/activation-columns'
import { activationLabels } from '@/components/fleet/activation-state'
import { useRegisterHost } from '@/components/forms/register-host'
import { Crumbs } from '@/components/shell/crumbs'
import { EmptyState } from '@/components/ui/empty-state'
import { Page } from '@/components/ui/page'
import { QueryTable } from '@/components/ui/query-table'
import { api } from '@/lib/api/endpoints'
import { useList } from '@/lib/api/use-list'
import { noPlace } from '@/lib/model/place'

const filters = ['state', 'cluster', 'place'] as const
const offered = [
  { id: 'state', label: 'State', words: activationLabels },
  { id: 'cluster', label: 'Cluster' },
  { id: 'place', label: 'Site', words: { [noPlace]: 'No site' } },
]

export default function ActivationsPage() {
  const list = useList(api.activations, filters, { sort: '-created' })
  const { button, dialog } = useRegisterHost()
  return (
    <Page
      title="Activations"
      description="What lets machines register with Systems Manager. Deleting one leaves the hosts that came by it."
      actions={button()}
    >
      <title>Activations · Quayside</title>
      <Crumbs items={[{ label: 'Activations' }]} />
      {dialog}
      <QueryTable
        {...list}
        caption="Activations"
        columns={activationColumns}
        filters={offered}
        rowKey={(activation) => activation.arn}
        rowHref={toActivation}
        empty={
          <EmptyState
            title="No activations"
            body="Registering a host makes one: a code that lets a machine join, shown once."
            action={button()}
          />
        }
      />
    </Page>
  )
}
