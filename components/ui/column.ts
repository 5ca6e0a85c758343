import type { ReactNode } from 'react'
import type { Window as Stretch } from '@/lib/api/part'

export interface Column<Row> {
  id: string
  header: string
  cell: (row: Row, now: string) => ReactNode
  /** Numbers go right. */
  align?: 'right'
  /** The name the server sorts by; without it the column does not sort. */
  sort?: string
  /** Any CSS width: "160px", "20%". */
  width?: string
  /** Prose: takes several lines. Otherwise a cell is one line, cut with an ellipsis at 384px. */
  wrap?: boolean
  /** false: not drawn under 900 px. */
  mobile?: boolean
}

/** What QueryTable needs of a useQuery result. */
export interface TableQuery<Row> {
  data: Stretch<Row> | undefined
  isPending: boolean
  isPlaceholderData?: boolean
  error: { message: string; requestId?: string | undefined } | null
  refetch?: () => unknown
}

export interface Filter {
  /** The facet's name in Window.facets, and the key in the filter record. */
  id: string
  label: string
  words?: Record<string, string>
}

export interface Selection<Row> {
  keys: ReadonlySet<string>
  onChange: (keys: ReadonlySet<string>) => void
  /** A row's name, for its checkbox: "Select pi-07". Its key otherwise. */
  name?: (row: Row) => string
  /** What can be done to them, drawn beside "3 selected". Rows not on this page are not among `rows`. */
  actions: (rows: Row[], keys: ReadonlySet<string>) => ReactNode
}
