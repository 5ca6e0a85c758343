'use client'
import { definitionColumns, definitionStates, toDefinition } from '@/components/fleet/definition-columns'
import { RegisterDefinition } from '@/components/forms/register-definition'
import { Crumbs } from '@/components/shell/crumbs'
import { EmptyState } from '@/components/ui/empty-state'
import { Page } from '@/components/ui/page'
import { QueryTable } from '@/components/ui/query-table'
import { api } from '@/lib/api/endpoints'
import { useList } from '@/lib/api/use-list'

const filters = ['family', 'state', 'account', 'region'] as const
const offered = [
  { id: 'family', label: 'Family' },
  { id: 'state', label: 'State', words: definitionStates },
]
const newest = { sort: '-created' }

export default function DefinitionsPage() {
  const list = useList(api.definitions, filters, newest)
  return (
    <Page
      title="Definitions"
      description="What tasks are made of: images, sizes, ports, logs. Each change is a new revision. AWS calls them task definitions."
      actions={<RegisterDefinition />}
    >
      <title>Definitions · Quayside</title>
      <Crumbs items={[{ label: 'Definitions' }]} />
      <QueryTable
        {...list}
        caption="Definitions"
        searchLabel="Search family, image"
        columns={definitionColumns}
        filters={offered}
        rowKey={(of) => of.arn}
        rowHref={(of) => toDefinition(of)}
        empty={
          <EmptyState
            title="No definitions yet"
            body="Register one from a JSON file, such as the workshop’s external-task-definition.json, then run a task of it."
            action={<RegisterDefinition />}
          />
        }
      />
    </Page>
  )
}
