'use client'
import { type UseQueryResult, useQuery } from '@tanstack/react-query'
import { parseAsArrayOf, parseAsInteger, parseAsString, useQueryStates } from 'nuqs'
import { useMemo } from 'react'
import { type Answer, type Callable, q } from './client'

/** How often a list on screen is read anew though nothing was said to have changed: it also keeps the worker's interest. */
const againMs = 10_000

/**
 * A list whose filters, sort and place are the URL. `filters` are the endpoint's own that the page offers; what else
 * the URL holds is left alone. Gives what `QueryTable` takes.
 */
export function useList<E extends Callable>(
  endpoint: E,
  filters: readonly string[],
  { sort: usual = 'name', fixed = {} }: { sort?: string; fixed?: Record<string, string[]> } = {},
) {
  const parsers = useMemo(
    () => ({
      q: parseAsString.withDefault(''),
      from: parseAsInteger.withDefault(0),
      sort: parseAsString.withDefault(usual),
      ...Object.fromEntries(filters.map((name) => [name, parseAsArrayOf(parseAsString).withDefault([])])),
    }),
    [filters, usual],
  )
  const [state, set] = useQueryStates(parsers, { history: 'replace', scroll: false })
  const values = state as { q: string; from: number; sort: string } & Record<string, string[] | string | number>
  const chosen = Object.fromEntries(filters.map((name) => [name, values[name] as string[]]))
  const query = { q: values.q, from: values.from || undefined, sort: values.sort, ...chosen, ...fixed }
  const asked = q(endpoint as Callable, { query: query as never })
  const of = useQuery({ ...asked, refetchInterval: againMs }) as UseQueryResult<Answer<E>>
  return {
    of,
    query,
    sort: values.sort,
    onSort: (sort: string) => void set({ sort, from: null } as never),
    onFrom: (from: number) => void set({ from } as never),
    search: values.q,
    onSearch: (text: string) => void set({ q: text || null, from: null } as never),
    chosen,
    onChosen: (next: Record<string, string[]>) =>
      void set({
        ...Object.fromEntries(filters.map((name) => [name, next[name]?.length ? next[name] : null])),
        from: null,
      } as never),
  }
}
