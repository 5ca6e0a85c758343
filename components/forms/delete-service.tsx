'use client'
import { useState } from 'react'
import { ShowCall } from '@/components/forms/show-call'
import { Button } from '@/components/ui/button'
import { Checkbox } from '@/components/ui/checkbox'
import { Field } from '@/components/ui/field'
import { FormDialog } from '@/components/ui/form-dialog'
import { TextInput } from '@/components/ui/text-input'
import { useAction } from '@/lib/api/client'
import { api } from '@/lib/api/endpoints'
import { useMe } from '@/lib/api/use-me'
import type { Service } from '@/lib/model/service'
import { counted } from '@/lib/model/units'

/** Deletes a service, its name typed first. By force its tasks are stopped with it. */
export function DeleteService({ of }: { of: Service }) {
  const [open, setOpen] = useState(false)
  if (!useMe().may('service.delete')) return null
  return (
    <>
      <Button whyNot={api.deleteService.whyNot?.(of)} onClick={() => setOpen(true)}>
        Delete
      </Button>
      {open && <DeleteForm of={of} onClose={() => setOpen(false)} />}
    </>
  )
}

function DeleteForm({ of, onClose }: { of: Service; onClose: () => void }) {
  const [typed, setTyped] = useState('')
  const [force, setForce] = useState(false)
  const action = useAction(api.deleteService, { done: ({ name }) => `${name} is being deleted`, after: onClose })
  const params = { account: of.account, region: of.region, cluster: of.cluster, service: of.name }
  // DeleteService refuses a service that wants tasks, unless forced (ECS API reference).
  const wants = of.strategy === 'REPLICA' && of.desired > 0
  const tasks = counted(of.running, 'running task')
  return (
    <FormDialog
      open
      onOpenChange={(next) => !next && onClose()}
      title={`Delete ${of.name}`}
      description={`The service is taken out of ${of.cluster} and cannot be brought back. Its task definitions stay.`}
      danger
      submitLabel={force && of.running > 0 ? `Delete and stop ${counted(of.running, 'task')}` : 'Delete service'}
      pending={action.pending}
      error={action.error}
      whyNot={
        wants && !force
          ? 'It wants tasks: scale it to 0 first, or delete it by force'
          : typed === of.name
            ? null
            : `Type ${of.name} first`
      }
      onSubmit={() => typed === of.name && (force || !wants) && action.run(params, { force })}
    >
      <Checkbox
        label="By force"
        hint={
          of.running > 0
            ? `ECS stops its ${tasks} at once, without waiting for anything. Without force it deletes a service only once it is scaled to 0.`
            : 'ECS deletes a service that still wants tasks only by force.'
        }
        checked={force}
        onChange={(event) => setForce(event.target.checked)}
      />
      <Field
        label={
          <>
            Type <span className="select-all rounded bg-sunken px-1 font-mono text-xs">{of.name}</span> to confirm
          </>
        }
      >
        <TextInput value={typed} spellCheck={false} onChange={(event) => setTyped(event.target.value)} />
      </Field>
      <ShowCall endpoint={api.deleteService} params={params} input={{ force }} />
    </FormDialog>
  )
}
