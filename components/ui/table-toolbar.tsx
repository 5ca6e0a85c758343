'use client'
import type { ReactNode, Ref } from 'react'
import { Button } from './button'
import type { Filter } from './column'
import { FacetFilter, type FacetValue } from './facet-filter'
import { SearchBox } from './search-box'

export type Chosen = Record<string, string[]>

/** What narrows the table: text, then facets. Keeps its height when there is nothing to filter yet. */
export function TableToolbar({
  search,
  onSearch,
  searchLabel,
  searchRef,
  filters,
  facets,
  chosen,
  onChosen,
  onClear,
  extra,
}: {
  search: string | undefined
  onSearch: ((text: string) => void) | undefined
  searchLabel: string
  searchRef: Ref<HTMLInputElement>
  filters: Filter[]
  facets: Record<string, FacetValue[]>
  chosen: Chosen
  onChosen: ((next: Chosen) => void) | undefined
  onClear: (() => void) | null
  extra: ReactNode
}) {
  if (!onSearch && filters.length === 0 && !extra) return null
  return (
    <div className="flex min-h-8 flex-wrap items-center gap-2">
      {onSearch && <SearchBox ref={searchRef} value={search ?? ''} onSearch={onSearch} label={searchLabel} hotkey />}
      {filters.map((filter) => (
        <FacetFilter
          key={filter.id}
          label={filter.label}
          values={facets[filter.id] ?? []}
          {...(filter.words ? { words: filter.words } : {})}
          chosen={chosen[filter.id] ?? []}
          onChange={(values) => onChosen?.({ ...chosen, [filter.id]: values })}
        />
      ))}
      {onClear && (
        <Button tone="ghost" onClick={onClear}>
          Clear filters
        </Button>
      )}
      {extra && <div className="ml-auto flex items-center gap-2">{extra}</div>}
    </div>
  )
}
