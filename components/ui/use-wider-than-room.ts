'use client'
import { type RefObject, useEffect, useState } from 'react'

/** Whether `inner` is wider than `outer`: only then does the table scroll in its own box, at the price of its sticky header. */
export function useWiderThanRoom(outer: RefObject<HTMLElement | null>, inner: RefObject<HTMLElement | null>) {
  const [wider, setWider] = useState(false)
  useEffect(() => {
    const box = outer.current
    const content = inner.current
    if (!box || !content) return
    const observer = new ResizeObserver(() => setWider(content.offsetWidth > box.clientWidth + 1))
    observer.observe(box)
    observer.observe(content)
    return () => observer.disconnect()
  }, [outer, inner])
  return wider
}
