'use client'
import { zodResolver } from '@hookform/resolvers/zod'
import { Plus } from 'lucide-react'
import { useRouter } from 'next/navigation'
import { useState } from 'react'
import { useForm } from 'react-hook-form'
import { z } from 'zod'
import { ShowCall } from '@/components/forms/show-call'
import { Button, type ButtonTone } from '@/components/ui/button'
import { Field } from '@/components/ui/field'
import { FormDialog } from '@/components/ui/form-dialog'
import { Select } from '@/components/ui/select'
import { TextInput } from '@/components/ui/text-input'
import { useAction } from '@/lib/api/client'
import { api } from '@/lib/api/endpoints'
import { toThing } from '@/lib/api/to'
import { useMe } from '@/lib/api/use-me'
import { ClusterName } from '@/lib/model/cluster'

const Given = z.strictObject({ name: ClusterName })
type Given = z.infer<typeof Given>

/** `stay`: the page it is asked from goes on with the new cluster, instead of going to its own. */
export function CreateCluster({ tone = 'default', stay }: { tone?: ButtonTone; stay?: boolean }) {
  const [open, setOpen] = useState(false)
  const [at, setAt] = useState(0)
  const router = useRouter()
  const { data: me, may } = useMe()
  const scopes = me?.scopes ?? []
  const { account = '', region = '' } = scopes[at] ?? {}
  const { register, handleSubmit, watch, reset, formState } = useForm<Given>({
    resolver: zodResolver(Given),
    defaultValues: { name: '' },
  })
  const action = useAction(api.createCluster, {
    done: (cluster) => `Cluster ${cluster.name} is created`,
    after: (cluster) => {
      show(false)
      if (!stay) router.push(toThing({ kind: 'cluster', ...cluster, cluster: cluster.name }))
    },
  })
  const show = (next: boolean) => {
    setOpen(next)
    if (!next) {
      reset()
      action.reset()
    }
  }
  const input = Given.safeParse(watch())
  if (!may('cluster.create')) return null
  return (
    <>
      <Button tone={tone} icon={<Plus aria-hidden />} onClick={() => show(true)}>
        Create cluster
      </Button>
      <FormDialog
        open={open}
        onOpenChange={show}
        title="Create cluster"
        description="A cluster holds hosts, services and tasks. It costs nothing by itself, and starts empty."
        submitLabel="Create cluster"
        pending={action.pending}
        error={action.error}
        onSubmit={handleSubmit((given) => action.run({ account, region }, given))}
      >
        <Field
          label="Name"
          hint="Letters, digits, hyphens and underscores. It cannot be changed later."
          error={formState.errors.name?.message ?? action.error?.body.fields?.name}
        >
          <TextInput mono spellCheck={false} {...register('name')} />
        </Field>
        {scopes.length > 1 && (
          <Field label="Account and region">
            <Select
              value={String(at)}
              onChange={(event) => setAt(Number(event.target.value))}
              options={scopes.map((scope, index) => ({
                value: String(index),
                label: `${scope.name} · ${scope.account} ${scope.region}`,
              }))}
            />
          </Field>
        )}
        {account && (
          <ShowCall
            endpoint={api.createCluster}
            params={{ account, region }}
            input={input.success ? input.data : null}
          />
        )}
      </FormDialog>
    </>
  )
}
