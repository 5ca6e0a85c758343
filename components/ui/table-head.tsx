'use client'
import { ChevronDown, ChevronUp } from 'lucide-react'
import type { ReactNode } from 'react'
import { cn } from './cn'
import type { Column } from './column'

export const cellClass = (column: { align?: 'right'; mobile?: boolean }) =>
  cn(
    'px-3 first:pl-4 last:pr-4',
    column.align === 'right' && 'text-right',
    column.mobile === false && 'max-wide:hidden',
  )

/** `sort` is the server's name of what it is sorted by, with a minus before it when the largest comes first. */
export function TableHead<Row>({
  columns,
  sort,
  onSort,
  select,
}: {
  columns: Column<Row>[]
  sort: string | undefined
  onSort: ((sort: string) => void) | undefined
  select: ReactNode
}) {
  const by = sort?.replace(/^-/, '')
  const down = sort?.startsWith('-') ?? false
  return (
    <thead>
      <tr>
        {select && (
          <th
            scope="col"
            className="sticky top-(--frame-top,0px) z-10 w-9 border-b bg-surface pl-4 first:rounded-tl-lg"
          >
            {select}
          </th>
        )}
        {columns.map((column) => {
          const sorted = column.sort !== undefined && column.sort === by
          return (
            <th
              key={column.id}
              scope="col"
              style={column.width ? { width: column.width } : undefined}
              aria-sort={sorted ? (down ? 'descending' : 'ascending') : undefined}
              className={cn(
                cellClass(column),
                'sticky top-(--frame-top,0px) z-10 h-9 whitespace-nowrap border-b bg-surface text-left font-medium text-ink-3 text-xs first:rounded-tl-lg last:rounded-tr-lg',
              )}
            >
              {column.sort && onSort ? (
                <button
                  type="button"
                  onClick={() => onSort(sorted && !down ? `-${column.sort}` : (column.sort ?? ''))}
                  className={cn(
                    'group/sort inline-flex h-7 items-center gap-1 rounded hover:text-ink',
                    column.align === 'right' && 'flex-row-reverse',
                    sorted && 'text-ink',
                  )}
                >
                  {column.header}
                  <span className={cn('[&>svg]:size-3', !sorted && 'opacity-0 group-hover/sort:opacity-100')}>
                    {sorted && down ? <ChevronDown aria-hidden /> : <ChevronUp aria-hidden />}
                  </span>
                </button>
              ) : (
                column.header
              )}
            </th>
          )
        })}
      </tr>
    </thead>
  )
}
