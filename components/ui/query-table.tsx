'use client'
import { useRouter } from 'next/navigation'
import { type MouseEvent, type ReactNode, useCallback, useRef } from 'react'
import { Checkmark } from './checkmark'
import { cn } from './cn'
import type { Column, Filter, Selection, TableQuery } from './column'
import { NoRows, SkeletonRows } from './table-bodies'
import { TableFooter } from './table-footer'
import { cellClass, TableHead } from './table-head'
import { type Chosen, TableToolbar } from './table-toolbar'
import { useTableKeys } from './use-table-keys'
import { useWiderThanRoom } from './use-wider-than-room'

export type { Column } from './column'

interface Props<Row> {
  of: TableQuery<Row>
  /** What the table is of, for those who hear it: "Hosts". */
  caption: string
  columns: Column<Row>[]
  rowKey: (row: Row) => string
  rowHref?: (row: Row) => string | null
  /** What is said when there is nothing at all: a sentence, or an EmptyState of your own. */
  empty: ReactNode
  sort?: string
  onSort?: (sort: string) => void
  onFrom?: (from: number) => void
  pageSize?: number
  search?: string
  onSearch?: (text: string) => void
  searchLabel?: string
  filters?: Filter[]
  chosen?: Chosen
  onChosen?: (next: Chosen) => void
  selection?: Selection<Row>
  /** Right of the filters: an export, a column menu. */
  extra?: ReactNode
}

const interactive = 'a, button, input, label, select, textarea, summary, [role=button]'
const nothing: never[] = []

/** A stretch of a list that the server filtered, sorted and counted. The URL holds what is asked; this only shows it. */
export function QueryTable<Row>(props: Props<Row>) {
  const { of, caption, columns, rowKey, rowHref, selection, filters = nothing, chosen = {}, pageSize = 100 } = props
  const root = useRef<HTMLDivElement>(null)
  const search = useRef<HTMLInputElement>(null)
  const box = useRef<HTMLElement>(null)
  const table = useRef<HTMLTableElement>(null)
  const wider = useWiderThanRoom(box, table)
  const router = useRouter()
  const data = of.data
  const rows = data?.rows ?? nothing
  const open = useCallback(
    (row: HTMLElement) => {
      if (row.dataset.href) router.push(row.dataset.href)
    },
    [router],
  )
  useTableKeys(root, search, open)

  const onRowClick = (event: MouseEvent<HTMLTableRowElement>) => {
    if (event.target instanceof Element && event.target.closest(interactive)) return
    // Someone selecting text is not opening a row.
    if (document.getSelection()?.type === 'Range') return
    const href = event.currentTarget.dataset.href
    if (!href) return
    if (event.metaKey || event.ctrlKey) window.open(href, '_blank', 'noopener')
    else router.push(href)
  }

  const narrowed = Boolean(props.search) || Object.values(chosen).some((values) => values.length > 0)
  const clear = () => {
    if (props.search) props.onSearch?.('')
    if (Object.values(chosen).some((values) => values.length > 0)) {
      props.onChosen?.(Object.fromEntries(Object.keys(chosen).map((key) => [key, []])))
    }
  }
  const keys = rows.map(rowKey)
  const picked = selection ? keys.filter((key) => selection.keys.has(key)).length : 0
  const pick = (which: string[], on: boolean) => {
    const next = new Set(selection?.keys)
    for (const key of which) on ? next.add(key) : next.delete(key)
    selection?.onChange(next)
  }
  const error = of.error?.message ?? data?.error ?? null
  const span = columns.length + (selection ? 1 : 0)

  return (
    <div ref={root} data-query-table className="grid min-w-0 grid-cols-[minmax(0,1fr)] gap-3">
      {selection && selection.keys.size > 0 ? (
        <div className="flex min-h-8 flex-wrap items-center gap-2" role="status">
          <span className="font-medium">{selection.keys.size.toLocaleString('en-US')} selected</span>
          {selection.actions(
            rows.filter((row) => selection.keys.has(rowKey(row))),
            selection.keys,
          )}
          <button
            type="button"
            className="text-ink-2 underline underline-offset-2"
            onClick={() => selection.onChange(new Set())}
          >
            Clear selection
          </button>
        </div>
      ) : (
        <TableToolbar
          search={props.search}
          onSearch={props.onSearch}
          searchLabel={props.searchLabel ?? `Search ${caption.toLowerCase()}`}
          searchRef={search}
          filters={filters}
          facets={data?.facets ?? {}}
          chosen={chosen}
          onChosen={props.onChosen}
          onClear={narrowed ? clear : null}
          extra={props.extra}
        />
      )}
      <div className="rounded-lg border bg-surface">
        <section
          ref={box}
          aria-label={caption}
          {...(wider ? { tabIndex: 0 } : {})}
          className={cn('relative rounded-lg', wider && 'overflow-x-auto [--frame-top:0px]')}
        >
          <table
            ref={table}
            aria-busy={of.isPending || of.isPlaceholderData}
            className="w-full border-separate border-spacing-0"
          >
            <caption className="sr-only">{caption}</caption>
            <TableHead
              columns={columns}
              sort={props.sort}
              onSort={props.onSort}
              select={
                selection && (
                  <Checkmark
                    label="Select all rows shown"
                    checked={picked > 0 && picked === rows.length}
                    partly={picked > 0 && picked < rows.length}
                    onChange={(on) => pick(keys, on)}
                  />
                )
              }
            />
            <tbody
              className={cn(
                'transition-opacity duration-150',
                error && 'stale',
                of.isPlaceholderData && 'opacity-60 delay-200',
              )}
            >
              {data === undefined && of.isPending && <SkeletonRows columns={columns} selectable={Boolean(selection)} />}
              {rows.map((row, index) => {
                const key = keys[index] ?? String(index)
                return (
                  <tr
                    key={key}
                    data-key={key}
                    data-href={rowHref?.(row) ?? undefined}
                    tabIndex={-1}
                    onClick={onRowClick}
                    className={cn(
                      'group/row outline-offset-[-2px] hover:bg-hover focus:bg-hover focus:outline-2 focus:outline-accent-text focus:outline-solid',
                      rowHref && 'cursor-pointer',
                      selection?.keys.has(key) && 'bg-accent-soft',
                    )}
                  >
                    {selection && (
                      <td className="w-9 border-b pl-4 group-last/row:border-b-0">
                        <Checkmark
                          label={`Select ${selection.name?.(row) ?? key}`}
                          checked={selection.keys.has(key)}
                          onChange={(on) => pick([key], on)}
                        />
                      </td>
                    )}
                    {columns.map((column) => (
                      <td
                        key={column.id}
                        className={cn(
                          cellClass(column),
                          'h-9 border-b py-1.5 group-last/row:border-b-0',
                          column.wrap ? 'min-w-60 break-words' : 'max-w-96 truncate',
                        )}
                      >
                        {column.cell(row, data?.now ?? '')}
                      </td>
                    ))}
                  </tr>
                )
              })}
              {rows.length === 0 && !(data === undefined && of.isPending) && (
                <tr>
                  <td colSpan={span}>
                    <NoRows
                      error={data ? null : of.error}
                      narrowed={narrowed}
                      onClear={clear}
                      empty={props.empty}
                      retry={of.refetch}
                    />
                  </td>
                </tr>
              )}
            </tbody>
          </table>
        </section>
        {data ? (
          <TableFooter data={data} error={error} pageSize={pageSize} onFrom={props.onFrom} />
        ) : (
          <div className="h-10 border-t" />
        )}
      </div>
    </div>
  )
}
