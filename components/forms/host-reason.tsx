'use client'
import { zodResolver } from '@hookform/resolvers/zod'
import { type ReactNode, useState } from 'react'
import { useForm } from 'react-hook-form'
import { z } from 'zod'
import { ShowCall } from '@/components/forms/show-call'
import { Button } from '@/components/ui/button'
import { Field } from '@/components/ui/field'
import { FormDialog } from '@/components/ui/form-dialog'
import { TextInput } from '@/components/ui/text-input'
import { useAction } from '@/lib/api/client'
import type { api } from '@/lib/api/endpoints'
import { useMe } from '@/lib/api/use-me'
import type { Host } from '@/lib/model/host'

const Given = z.strictObject({ reason: z.string().trim().min(3, 'Say why, in a few words').max(255) })
type Given = z.infer<typeof Given>

/** A change of a host's status, with a reason that the audit keeps. `children`: what will happen. */
export function HostReason({
  of: host,
  endpoint,
  verb,
  title,
  done,
  children,
}: {
  of: Host
  endpoint: typeof api.drainHost | typeof api.activateHost
  verb: string
  title: string
  done: (host: Host) => string
  children: ReactNode
}) {
  const [open, setOpen] = useState(false)
  const { register, handleSubmit, watch, reset, formState } = useForm<Given>({
    resolver: zodResolver(Given),
    defaultValues: { reason: '' },
  })
  const action = useAction(endpoint, { done, after: () => show(false) })
  const show = (next: boolean) => {
    setOpen(next)
    if (!next) {
      reset()
      action.reset()
    }
  }
  const params = { account: host.account, region: host.region, cluster: host.cluster, host: host.id }
  const input = Given.safeParse(watch())
  if (!useMe().may(endpoint.permission)) return null
  return (
    <>
      <Button whyNot={endpoint.whyNot?.(host)} onClick={() => show(true)}>
        {verb}
      </Button>
      <FormDialog
        open={open}
        onOpenChange={show}
        title={title}
        submitLabel={verb}
        pending={action.pending}
        error={action.error}
        onSubmit={handleSubmit((given) => action.run(params, given))}
      >
        {children}
        <Field
          label="Reason"
          hint="Kept in the audit, for whoever asks later."
          error={formState.errors.reason?.message ?? action.error?.body.fields?.reason}
        >
          <TextInput placeholder="A new disk goes in" {...register('reason')} />
        </Field>
        <ShowCall endpoint={endpoint} params={params} input={input.success ? input.data : null} />
      </FormDialog>
    </>
  )
}
