'use client'
import { type ReactNode, useState } from 'react'

/** Fades once when `of` is no longer what it was. Nothing on the first draw. */
export function Changed({ of, children }: { of: string | number | boolean | null | undefined; children: ReactNode }) {
  const [seen, setSeen] = useState({ of, times: 0 })
  if (seen.of !== of) setSeen({ of, times: seen.times + 1 })
  return (
    <span key={seen.times} className={seen.times > 0 ? 'changed' : undefined}>
      {children}
    </span>
  )
}
