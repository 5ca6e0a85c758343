'use client'
import { zodResolver } from '@hookform/resolvers/zod'
import { useQuery } from '@tanstack/react-query'
import { useEffect, useState } from 'react'
import { useForm } from 'react-hook-form'
import { CreateCluster } from '@/components/forms/create-cluster'
import type { InCluster, Registration } from '@/components/forms/register-host'
import { ShowCall } from '@/components/forms/show-call'
import { Field } from '@/components/ui/field'
import { FormDialog } from '@/components/ui/form-dialog'
import { Select } from '@/components/ui/select'
import { NumberInput, TextInput } from '@/components/ui/text-input'
import { RegisterHostInput } from '@/lib/api/activations'
import { q, type useAction } from '@/lib/api/client'
import { api } from '@/lib/api/endpoints'
import { arnOf } from '@/lib/model/arn'

const lasts = [
  { value: '1', label: '1 hour' },
  { value: '8', label: '8 hours' },
  { value: '24', label: '1 day' },
  { value: '168', label: '7 days' },
  { value: '720', label: '30 days, the most AWS allows' },
]
const orNull = (text: string | null) => text?.trim() || null

/** First step: for which cluster, as what role, how many machines, until when. */
export function RegisterHostForm({
  cluster: given,
  action,
  onClose,
}: {
  cluster: InCluster | undefined
  action: ReturnType<typeof useAction<typeof api.registerHost>> & { answer: Registration | undefined }
  onClose: () => void
}) {
  const [picked, setPicked] = useState(given ? arnOf({ kind: 'cluster', ...given }) : '')
  const clusters = useQuery(q(api.clusters, { query: { state: ['ACTIVE'], limit: 500 } }))
  const sites = useQuery(q(api.hosts, { query: { capacity: ['external'], limit: 1 } }))
  const all = clusters.data?.rows ?? []
  const several = new Set(all.map((c) => `${c.account} ${c.region}`)).size > 1
  const cluster = all.find((c) => c.arn === picked) ?? (all.length === 1 ? all[0] : undefined)
  const params = { account: cluster?.account ?? '', region: cluster?.region ?? '' }
  const roles = useQuery({ ...q(api.roles, { params }), enabled: Boolean(cluster) })
  const form = useForm<RegisterHostInput>({
    resolver: zodResolver(RegisterHostInput),
    defaultValues: { cluster: '', role: '', limit: 1, expiresInHours: 24, site: null, name: null },
  })
  const { register, setValue, formState, watch } = form
  const { errors, dirtyFields } = formState
  const name = cluster?.name ?? ''
  useEffect(() => setValue('cluster', name), [name, setValue])
  const role = roles.data?.roles.find((one) => one.forHosts)?.name
  useEffect(() => {
    if (role && !dirtyFields.role) setValue('role', role)
  }, [role, dirtyFields.role, setValue])

  const input = RegisterHostInput.safeParse(watch())
  const said = action.error?.body.fields
  const limit = watch('limit')
  return (
    <FormDialog
      open
      onOpenChange={(open) => !open && onClose()}
      wide
      title="Register host"
      description="Machines join a cluster with an activation: a code that Systems Manager gives out once. You run one command on each machine."
      submitLabel="Create activation"
      pending={action.pending}
      error={action.error}
      whyNot={clusters.data && all.length === 0 ? 'Create a cluster first' : null}
      onSubmit={form.handleSubmit((values) => action.run(params, values))}
    >
      {clusters.data && all.length === 0 && (
        <p className="flex flex-wrap items-center gap-2 rounded-md border bg-sunken px-3 py-2">
          There is no cluster to register hosts in yet. <CreateCluster stay />
        </p>
      )}
      <div className="grid gap-4 sm:grid-cols-2">
        <Field
          label="Cluster"
          error={errors.cluster ? 'Choose a cluster' : said?.cluster}
          hint={all.length < (clusters.data?.total ?? 0) ? `The first ${all.length} of ${clusters.data?.total}` : null}
        >
          <Select
            value={cluster?.arn ?? ''}
            onChange={(event) => setPicked(event.target.value)}
            options={all.map((c) => ({
              value: c.arn,
              label: several ? `${c.name} · ${c.account} ${c.region}` : c.name,
            }))}
            {...(cluster ? {} : { placeholder: clusters.isPending ? 'Reading clusters' : 'Choose a cluster' })}
          />
        </Field>
        <Field
          label="IAM role"
          error={errors.role?.message ?? said?.role}
          hint={
            roles.data?.error
              ? `Roles could not be listed: ${roles.data.error}. Type the name of one.`
              : 'What the machines may do in AWS. Systems Manager must be able to take it on.'
          }
        >
          <TextInput mono list="register-host-roles" spellCheck={false} {...register('role')} />
        </Field>
        <datalist id="register-host-roles">
          {[...(roles.data?.roles ?? [])]
            .sort((a, b) => Number(b.forHosts) - Number(a.forHosts))
            .map((one) => (
              <option key={one.name} value={one.name}>
                {one.forHosts ? 'for hosts' : 'Systems Manager may not take it on'}
              </option>
            ))}
        </datalist>
        <Field
          label="Machines"
          error={errors.limit?.message ?? said?.limit}
          hint="How many may register with it, 1 to 1,000."
        >
          <NumberInput min={1} max={1000} {...register('limit', { valueAsNumber: true })} />
        </Field>
        <Field
          label="Lasts"
          error={errors.expiresInHours?.message ?? said?.expiresInHours}
          hint="No machine can register after that."
        >
          <Select options={lasts} {...register('expiresInHours', { valueAsNumber: true })} />
        </Field>
        <Field
          label="Site"
          optional
          error={errors.site?.message ?? said?.site}
          hint="Where the machines stand. Becomes the attribute “site”, by which services can be held to a place."
        >
          <TextInput list="register-host-sites" {...register('site', { setValueAs: orNull })} />
        </Field>
        <datalist id="register-host-sites">
          {(sites.data?.facets.place ?? []).map((place) => (
            <option key={place.value} value={place.value} />
          ))}
        </datalist>
        <Field
          label="Default name"
          optional
          error={errors.name?.message ?? said?.name}
          hint={
            limit > 1
              ? `All ${limit} machines would be called this. Left empty, each goes by its own host name.`
              : 'Left empty, the machine goes by its own host name.'
          }
        >
          <TextInput {...register('name', { setValueAs: orNull })} />
        </Field>
      </div>
      {cluster && <ShowCall endpoint={api.registerHost} params={params} input={input.success ? input.data : null} />}
    </FormDialog>
  )
}
