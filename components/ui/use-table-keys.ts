'use client'
import { type RefObject, useEffect } from 'react'

const typing = (target: EventTarget | null) =>
  target instanceof HTMLElement &&
  (target.isContentEditable || ['INPUT', 'TEXTAREA', 'SELECT'].includes(target.tagName))

/**
 * `/` goes to the search box, j and k (or the arrows, once in the rows) move from row to row, Enter opens the row.
 * With several tables on a page the keys belong to the one that holds the focus, else to the first.
 */
export function useTableKeys(
  root: RefObject<HTMLElement | null>,
  search: RefObject<HTMLInputElement | null>,
  open: (row: HTMLElement) => void,
) {
  useEffect(() => {
    const onKey = (event: KeyboardEvent) => {
      const table = root.current
      if (!table || event.defaultPrevented || event.metaKey || event.ctrlKey || event.altKey) return
      if (typing(event.target) || document.querySelector('[role=dialog], [role=alertdialog], [role=menu]')) return
      const inside = event.target instanceof Node && table.contains(event.target)
      const other = !inside && event.target instanceof Element && event.target.closest('[data-query-table]')
      if (other || (!inside && document.querySelector('[data-query-table]') !== table)) return
      if (event.key === '/' && search.current) {
        event.preventDefault()
        search.current.focus()
        search.current.select()
        return
      }
      const rows = [...table.querySelectorAll<HTMLElement>('tbody tr[data-key]')]
      const active = document.activeElement
      const at = rows.findIndex((row) => row === active || row.contains(active))
      const onRow = active instanceof HTMLElement && active.dataset.key !== undefined
      if (event.key === 'Enter' && onRow) {
        event.preventDefault()
        open(active)
        return
      }
      const step =
        event.key === 'j' || (event.key === 'ArrowDown' && onRow)
          ? 1
          : event.key === 'k' || (event.key === 'ArrowUp' && onRow)
            ? -1
            : 0
      const next = step === 0 ? undefined : rows[at < 0 ? 0 : at + step]
      if (!next) return
      event.preventDefault()
      next.focus()
      next.scrollIntoView({ block: 'nearest' })
    }
    document.addEventListener('keydown', onKey)
    return () => document.removeEventListener('keydown', onKey)
  }, [root, search, open])
}
