import type { ReactNode } from 'react'
import type { Column, TableQuery } from './column'
import { EmptyState } from './empty-state'
import { ErrorState } from './error-state'
import { Skeleton } from './skeleton'
import { cellClass } from './table-head'

const widths = ['w-16', 'w-12', 'w-14', 'w-10']

/** The first load: rows at the height they will have, a bar where each cell comes. */
export const SkeletonRows = <Row,>({ columns, selectable }: { columns: Column<Row>[]; selectable: boolean }) =>
  [0, 1, 2, 3, 4, 5, 6, 7].map((row) => (
    <tr key={row}>
      {selectable && <td className="h-9 w-9 border-b" />}
      {columns.map((column, at) => (
        <td key={column.id} className={`${cellClass(column)} h-9 border-b`}>
          <Skeleton
            className={`h-3 max-w-full ${widths[(row + at) % 4]} ${column.align === 'right' ? 'ml-auto' : ''}`}
          />
        </td>
      ))}
    </tr>
  ))

/** No rows: because none match, because they could not be read, or because there are none. */
export function NoRows({
  error,
  narrowed,
  onClear,
  empty,
  retry,
}: {
  error: TableQuery<unknown>['error']
  narrowed: boolean
  onClear: () => void
  empty: ReactNode
  retry: (() => unknown) | undefined
}) {
  if (error)
    return (
      <ErrorState
        message={error.message}
        requestId={error.requestId}
        {...(retry ? { onRetry: () => void retry() } : {})}
      />
    )
  if (narrowed) {
    return (
      <EmptyState
        title="Nothing matches these filters"
        action={
          <button type="button" className="text-accent-text underline underline-offset-2" onClick={onClear}>
            Clear filters
          </button>
        }
      />
    )
  }
  return typeof empty === 'string' ? <EmptyState title={empty} /> : empty
}
