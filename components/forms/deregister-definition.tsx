'use client'
import { useQuery } from '@tanstack/react-query'
import { useState } from 'react'
import { ShowCall } from '@/components/forms/show-call'
import { Button } from '@/components/ui/button'
import { ConfirmDialog } from '@/components/ui/confirm-dialog'
import { Link } from '@/components/ui/link'
import { q, useAction } from '@/lib/api/client'
import { api } from '@/lib/api/endpoints'
import { to } from '@/lib/api/to'
import { useMe } from '@/lib/api/use-me'
import type { Definition } from '@/lib/model/definition'
import { counted } from '@/lib/model/units'

/** Deregisters a revision, once it is said what still stands on it. */
export function DeregisterDefinition({ of }: { of: Definition }) {
  const [open, setOpen] = useState(false)
  if (!useMe().may('definition.deregister')) return null
  return (
    <>
      <Button whyNot={api.deregisterDefinition.whyNot?.(of) ?? null} onClick={() => setOpen(true)}>
        Deregister
      </Button>
      {open && <Confirm of={of} onClose={() => setOpen(false)} />}
    </>
  )
}

function Confirm({ of, onClose }: { of: Definition; onClose: () => void }) {
  const { account, region, family, revision } = of
  const name = `${family}:${revision}`
  const params = { account, region, family, revision: String(revision) }
  const deregister = useAction(api.deregisterDefinition, { done: () => `${name} is deregistered`, after: onClose })
  const using = useQuery(
    q(api.services, { query: { account: [account], region: [region], family: [family], limit: 500 } }),
  )
  const on = using.data?.rows.filter((service) => service.revision === revision)
  const cut = using.data && using.data.rows.length < using.data.total
  return (
    <ConfirmDialog
      open
      onOpenChange={(next) => !next && onClose()}
      title={`Deregister ${name}`}
      confirmLabel={`Deregister ${name}`}
      danger
      pending={deregister.pending}
      error={deregister.error}
      onConfirm={() => deregister.run(params, {})}
      body={
        <>
          <p>Nothing new can be run from this revision, and no service can be changed to it. What runs goes on.</p>
          <p>
            {!on ? (
              (using.error?.message ?? 'Looking for services that use it…')
            ) : on.length === 0 ? (
              `No service ${cut ? 'of those read ' : ''}uses it.`
            ) : (
              <>
                <Link href={to('/services', {}, { family })}>{counted(on.length, 'service')}</Link> still{' '}
                {on.length === 1 ? 'uses' : 'use'} it: {on.map((service) => service.name).join(', ')}. ECS goes on
                starting its tasks from it, until the service is changed.
              </>
            )}
          </p>
          <p>It cannot be made active again; the same JSON can be registered as a new revision.</p>
          <ShowCall endpoint={api.deregisterDefinition} params={params} input={{}} />
        </>
      }
    />
  )
}
