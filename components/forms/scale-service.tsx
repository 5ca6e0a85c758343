'use client'
import { zodResolver } from '@hookform/resolvers/zod'
import { useState } from 'react'
import { useForm } from 'react-hook-form'
import { z } from 'zod'
import { ShowCall } from '@/components/forms/show-call'
import { Button } from '@/components/ui/button'
import { Field } from '@/components/ui/field'
import { FormDialog } from '@/components/ui/form-dialog'
import { NumberInput } from '@/components/ui/text-input'
import { type Given, useAction } from '@/lib/api/client'
import { api } from '@/lib/api/endpoints'
import { useMe } from '@/lib/api/use-me'
import { type Capacity, capacityLabel } from '@/lib/model/capacity'
import type { Service } from '@/lib/model/service'
import { counted } from '@/lib/model/units'

const Scale = z.strictObject({
  desired: z
    .number({ error: 'A whole number' })
    .int('A whole number')
    .min(0, '0 at least')
    .max(5000, 'ECS takes 5,000 at most'),
})
type Input = Given<typeof api.scaleService>

/** How many tasks of a service are wanted. */
export function ScaleService({ of }: { of: Service }) {
  const [open, setOpen] = useState(false)
  if (!useMe().may('service.update')) return null
  return (
    <>
      <Button whyNot={api.scaleService.whyNot?.(of)} onClick={() => setOpen(true)}>
        Scale
      </Button>
      {open && <ScaleForm of={of} onClose={() => setOpen(false)} />}
    </>
  )
}

function ScaleForm({ of, onClose }: { of: Service; onClose: () => void }) {
  // The count the form began with: the service may change under it, and what it says must stay true.
  const [before] = useState(of.desired)
  const form = useForm<Input>({
    resolver: zodResolver(Scale),
    defaultValues: { desired: before },
  })
  const action = useAction(api.scaleService, {
    done: ({ name, desired }) => `${name} is to run ${counted(desired, 'task')}`,
    after: onClose,
  })
  const desired = form.watch('desired')
  const input = Scale.safeParse({ desired })
  const params = { account: of.account, region: of.region, cluster: of.cluster, service: of.name }
  return (
    <FormDialog
      open
      onOpenChange={(next) => !next && onClose()}
      title={`Scale ${of.name}`}
      submitLabel={input.success ? `Scale to ${desired.toLocaleString('en-US')}` : 'Scale'}
      pending={action.pending}
      error={action.error}
      whyNot={desired === of.desired ? `${counted(desired, 'task')} are wanted already` : null}
      onSubmit={form.handleSubmit((given) => action.run(params, given))}
    >
      <Field
        label="Tasks wanted"
        error={form.formState.errors.desired?.message ?? action.error?.body.fields?.desired}
        hint={`${counted(of.desired, 'task')} wanted now, ${of.running.toLocaleString('en-US')} running.`}
      >
        <NumberInput min={0} max={5000} step={1} {...form.register('desired', { valueAsNumber: true })} />
      </Field>
      <p role="status" className="min-h-10 text-ink-2">
        {input.success ? outcome(of, desired) : 'A whole number from 0 to 5,000.'}
      </p>
      <ShowCall endpoint={api.scaleService} params={params} input={input.success ? input.data : null} />
    </FormDialog>
  )
}

const room: Record<Capacity, string> = {
  external: 'on connected machines that have room. No machine is added.',
  ec2: 'on connected instances that have room.',
  fargate: 'on Fargate.',
}

/** What will happen, and to what. */
function outcome(of: Service, desired: number): string {
  const more = desired - of.desired
  if (more === 0) return 'Nothing would change.'
  if (desired === 0) return `ECS stops all ${counted(of.running, 'running task')}. The service stays, scaled to 0.`
  if (more > 0)
    return `ECS starts ${counted(more, 'more task', 'more tasks')}${of.site ? ` at ${of.site}` : ''}, ${room[of.capacity]}`
  return `ECS stops ${counted(-more, 'task')} of ${of.desired} on ${capacityLabel[of.capacity]} capacity. It chooses which.`
}
