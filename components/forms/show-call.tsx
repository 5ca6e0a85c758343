'use client'
import { useQuery } from '@tanstack/react-query'
import { useDeferredValue, useState } from 'react'
import { CodeBlock } from '@/components/ui/code-block'
import { CopyBlock } from '@/components/ui/copy-block'
import { type Callable, type Given, qCalls } from '@/lib/api/client'
import type { Params } from '@/lib/api/endpoint'
import { awsCommand, iamAction } from '@/lib/model/aws-call'

/**
 * What a write would send, before it is sent: the exact AWS call, the same as an `aws` command, and the IAM action it
 * needs. `input` is null while the form is not filled in. Asking changes nothing.
 */
export function ShowCall<E extends Callable>({
  endpoint,
  params,
  input,
}: {
  endpoint: E
  params: Params<E['path']>
  input: Given<E> | null
}) {
  const [open, setOpen] = useState(false)
  const asked = useDeferredValue(input)
  const named = Object.values(params as Record<string, string>).every(Boolean)
  // Asked for only while somebody looks: every change of the form is another question.
  const shown = useQuery({ ...qCalls(endpoint, params, asked as Given<E>), enabled: open && named && asked !== null })
  const call = asked === null ? undefined : shown.data?.calls[0]
  return (
    <details
      className="group rounded-md border bg-sunken"
      open={open}
      onToggle={(event) => setOpen(event.currentTarget.open)}
    >
      <summary className="cursor-pointer select-none px-3 py-2 text-ink-2 text-xs hover:text-ink">
        The AWS call {call ? `· ${iamAction(call)}` : ''}
      </summary>
      <div className="flex flex-col gap-3 border-t p-3">
        {call ? (
          <>
            <CodeBlock label={`${call.service} ${call.action}`}>{JSON.stringify(call.input, null, 2)}</CodeBlock>
            <CopyBlock label="As a command" code={awsCommand(call)} />
          </>
        ) : (
          <p className="text-ink-2 text-xs">
            {asked === null || !named ? 'Fill in the form to see it.' : (shown.error?.message ?? 'Working it out…')}
          </p>
        )}
      </div>
    </details>
  )
}
