'use client'
import { definitionColumns, definitionStates, toDefinition } from '@/components/fleet/definition-columns'
import { QueryTable } from '@/components/ui/query-table'
import { api } from '@/lib/api/endpoints'
import { useList } from '@/lib/api/use-list'
import type { Definition } from '@/lib/model/definition'

const filters = ['state'] as const
const offered = [{ id: 'state', label: 'State', words: definitionStates }]

/** The revisions of a definition's family, newest first. */
export function Revisions({ of }: { of: Definition }) {
  const list = useList(api.definitions, filters, {
    sort: '-name',
    fixed: { account: [of.account], region: [of.region], family: [of.family] },
  })
  return (
    <QueryTable
      {...list}
      caption={`Revisions of ${of.family}`}
      searchLabel="Search revision, image"
      columns={definitionColumns}
      filters={offered}
      rowKey={(one) => one.arn}
      rowHref={(one) => toDefinition(one)}
      empty="No revision of this family is known"
    />
  )
}
