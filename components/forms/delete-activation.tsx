'use client'
import { useState } from 'react'
import { ShowCall } from '@/components/forms/show-call'
import { Button } from '@/components/ui/button'
import { ConfirmDialog } from '@/components/ui/confirm-dialog'
import { useAction } from '@/lib/api/client'
import { api } from '@/lib/api/endpoints'
import { useMe } from '@/lib/api/use-me'
import { type Activation, activationState } from '@/lib/model/activation'
import { counted } from '@/lib/model/units'

export function DeleteActivation({ of: activation, onDeleted }: { of: Activation; onDeleted: () => void }) {
  const [open, setOpen] = useState(false)
  const { account, region, id, used, limit } = activation
  const params = { account, region, activation: id }
  const action = useAction(api.deleteActivation, {
    done: () => 'The activation is deleted',
    after: () => {
      setOpen(false)
      onDeleted()
    },
  })
  if (!useMe().may('activation.delete')) return null
  return (
    <ConfirmDialog
      open={open}
      onOpenChange={(next) => {
        setOpen(next)
        if (!next) action.reset()
      }}
      trigger={<Button>Delete</Button>}
      title="Delete this activation"
      confirmLabel="Delete activation"
      danger
      pending={action.pending}
      error={action.error}
      onConfirm={() => action.run(params, {})}
      body={
        <>
          <p>
            {activationState(activation) === 'open'
              ? `Its code stops working: the ${counted(limit - used, 'machine')} it could still register cannot come by it.`
              : 'No machine can register by it any more, so nothing changes for your fleet.'}
          </p>
          <p>
            {used === 0
              ? 'No host has come by it.'
              : used === 1
                ? 'The host it registered stays registered and goes on working.'
                : `The ${used} hosts it registered stay registered and go on working.`}
          </p>
          <ShowCall endpoint={api.deleteActivation} params={params} input={open ? {} : null} />
        </>
      }
    />
  )
}
