'use client'
import type { ReactNode } from 'react'
import { Button } from '@/components/ui/button'
import { SaidError } from '@/components/ui/said-error'
import { type Callable, type Given, useAction } from '@/lib/api/client'
import type { Params } from '@/lib/api/endpoint'

/** Does one thing to the sandbox at once: there is nothing to lose. What goes wrong is said beside it. */
export function PracticeButton<E extends Callable>({
  endpoint,
  params,
  input,
  done,
  children,
}: {
  endpoint: E
  params: Params<E['path']>
  input: Given<E>
  /** What has happened, for the toast. */
  done: string
  children: ReactNode
}) {
  const action = useAction(endpoint, { done: () => done })
  return (
    <div className="grid justify-items-end gap-1">
      <Button size="sm" pending={action.pending} onClick={() => action.run(params, input)}>
        {children}
      </Button>
      <SaidError error={action.error} />
    </div>
  )
}
