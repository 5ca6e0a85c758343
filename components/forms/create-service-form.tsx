'use client'
import { zodResolver } from '@hookform/resolvers/zod'
import { useQuery } from '@tanstack/react-query'
import { useRouter } from 'next/navigation'
import { useState } from 'react'
import { useForm } from 'react-hook-form'
import { z } from 'zod'
import type { ServiceOf } from '@/components/forms/create-service'
import { DefinitionPicker, nameOfDefinition } from '@/components/forms/definition-picker'
import { NetworkPicker } from '@/components/forms/network-picker'
import { RolloutFields, rolloutNumbers } from '@/components/forms/rollout-fields'
import { ShowCall } from '@/components/forms/show-call'
import { newToken } from '@/components/forms/token'
import { Checkbox } from '@/components/ui/checkbox'
import { Field } from '@/components/ui/field'
import { FormDialog } from '@/components/ui/form-dialog'
import { RadioCards } from '@/components/ui/radio-cards'
import { Select } from '@/components/ui/select'
import { NumberInput, TextInput } from '@/components/ui/text-input'
import { q, useAction } from '@/lib/api/client'
import { api } from '@/lib/api/endpoints'
import { CreateServiceInput } from '@/lib/api/services'
import { DefinitionName } from '@/lib/api/tasks'
import { toThing } from '@/lib/api/to'
import { arnOf } from '@/lib/model/arn'
import { Capacity, capacityLabel } from '@/lib/model/capacity'
import { type Definition, mayRunOn } from '@/lib/model/definition'
import { counted } from '@/lib/model/units'

const Given = CreateServiceInput.omit({ token: true }).extend({
  cluster: z.string().min(1, 'Choose a cluster'),
  definition: DefinitionName.nullable().refine((value) => value !== null, 'Choose a task definition'),
  desired: z
    .number({ error: 'A whole number' })
    .int('A whole number')
    .min(0, '0 at least')
    .max(5000, 'ECS takes 5,000 at most'),
  ...rolloutNumbers,
})
type Given = z.input<typeof Given>

const capacities = Capacity.options

/** What a new service runs, where, how many of it, and how it is deployed. */
export function CreateServiceForm({ cluster, definition, onClose }: ServiceOf & { onClose: () => void }) {
  const router = useRouter()
  const [token] = useState(newToken)
  const { register, handleSubmit, watch, setValue, setError, formState } = useForm<
    Given,
    unknown,
    z.output<typeof Given>
  >({
    resolver: zodResolver(Given),
    defaultValues: {
      cluster: cluster ? arnOf({ kind: 'cluster', ...cluster }) : '',
      name: definition?.family ?? '',
      definition: definition ?? null,
      capacity: 'external',
      desired: 1,
      minPercent: 100,
      maxPercent: 200,
      circuitBreaker: true,
      site: null,
      network: null,
    },
  })
  const { errors, dirtyFields } = formState
  const given = watch()
  const clusters = useQuery(q(api.clusters, { query: { state: ['ACTIVE'], limit: 500 } }))
  const all = clusters.data?.rows ?? []
  const chosen = all.find((one) => one.arn === given.cluster) ?? (all.length === 1 && !cluster ? all[0] : undefined)
  const scope = { account: chosen?.account ?? '', region: chosen?.region ?? '' }
  const params = { ...scope, cluster: chosen?.name ?? '' }
  const wanted = given.definition
  const asked = useQuery({
    ...q(api.definition, {
      params: { ...scope, family: wanted?.family ?? '', revision: String(wanted?.revision ?? '') },
    }),
    placeholderData: undefined,
    enabled: Boolean(chosen && wanted),
  })
  const found = wanted ? asked.data?.data : undefined
  const hosts = useQuery({
    ...q(api.hosts, {
      query: { ...asLists(scope), cluster: [params.cluster], capacity: ['external'], limit: 1 },
    }),
    enabled: Boolean(chosen),
  })
  // A capacity the definition cannot run on is never what is sent, nor what is shown as chosen.
  const capacity = found && !mayRunOn(found, given.capacity) ? (usual(found) ?? given.capacity) : given.capacity
  const awsvpc = found?.networkMode === 'awsvpc'
  const parsed = Given.safeParse({ ...given, cluster: chosen?.arn ?? '' })
  const input =
    parsed.success && wanted && (!awsvpc || given.network)
      ? {
          name: given.name,
          definition: wanted,
          capacity,
          desired: given.desired,
          minPercent: given.minPercent,
          maxPercent: given.maxPercent,
          circuitBreaker: given.circuitBreaker,
          site: capacity === 'external' ? given.site : null,
          network: awsvpc ? given.network : null,
          token,
        }
      : null
  const action = useAction(api.createService, {
    done: ({ name, desired }) => `${name} is created and starts ${counted(desired, 'task')}`,
    after: (made) => {
      onClose()
      router.push(toThing({ kind: 'service', id: made.name, ...made }))
    },
  })
  const said = action.error?.body.fields
  const counts = new Map(hosts.data?.facets.capacity?.map(({ value, count }) => [value, count]))
  const pick = (next: Given['definition']) => {
    setValue('definition', next, { shouldValidate: true })
    if (next && !dirtyFields.name) setValue('name', next.family)
  }
  return (
    <FormDialog
      open
      onOpenChange={(next) => !next && onClose()}
      wide
      title="Create service"
      description="ECS keeps so many tasks of the definition running, and replaces those that stop."
      submitLabel="Create service"
      pending={action.pending}
      error={action.error}
      whyNot={chosen ? (api.createService.whyNot?.(chosen) ?? whyNotOf(found)) : null}
      onSubmit={(event) => {
        if (chosen) setValue('cluster', chosen.arn)
        return handleSubmit(() => {
          if (awsvpc && !given.network) setError('network', { message: 'Choose a subnet' })
          else if (input) action.run(params, input)
        })(event)
      }}
    >
      <div className="grid gap-4 sm:grid-cols-2">
        <Field label="Cluster" error={errors.cluster?.message}>
          <Select
            {...register('cluster')}
            value={chosen?.arn ?? ''}
            options={all.map((one) => ({ value: one.arn, label: one.name }))}
            {...(chosen ? {} : { placeholder: clusters.isPending ? 'Reading clusters' : 'Choose a cluster' })}
          />
        </Field>
        <Field label="Task definition" error={errors.definition?.message ?? said?.definition}>
          {chosen ? (
            <DefinitionPicker scope={scope} value={wanted} onChange={pick} />
          ) : (
            <TextInput disabled placeholder={wanted ? nameOfDefinition(wanted) : 'Choose a cluster first'} />
          )}
        </Field>
        <Field label="Name" error={errors.name?.message ?? said?.name} hint="It cannot be changed later.">
          <TextInput spellCheck={false} {...register('name')} />
        </Field>
        <Field label="Tasks wanted" error={errors.desired?.message ?? said?.desired}>
          <NumberInput min={0} max={5000} step={1} {...register('desired', { valueAsNumber: true })} />
        </Field>
      </div>
      <Field group label="Capacity">
        <RadioCards
          value={capacity}
          onChange={(event) => setValue('capacity', Capacity.parse(event.currentTarget.value))}
          cards={capacities.map((one) => ({
            value: one,
            label: capacityLabel[one],
            tone: one,
            hint: hintOf(one, chosen ? (counts.get(one) ?? 0) : null),
            whyNot:
              found && !mayRunOn(found, one)
                ? `${nameOfDefinition(found)} cannot run there: ECS found it valid for ${found.runsOn.map((c) => capacityLabel[c]).join(' and ') || 'nothing'}.`
                : null,
          }))}
        />
      </Field>
      {capacity === 'external' && (
        <Field label="Held to a site" optional hint="Its tasks then run on machines with this site only.">
          <Select
            {...register('site', { setValueAs: (text: string | null) => text || null })}
            placeholder="Any site"
            options={(hosts.data?.facets.place ?? []).map(({ value, count }) => ({
              value,
              label: `${value} · ${counted(count, 'host')}`,
            }))}
          />
        </Field>
      )}
      {awsvpc && chosen && (
        <NetworkPicker
          scope={scope}
          capacity={capacity}
          value={given.network}
          error={errors.network?.message}
          onChange={(next) => setValue('network', next, { shouldValidate: formState.isSubmitted })}
        />
      )}
      <RolloutFields
        cluster={params}
        desired={given.desired}
        value={given}
        errors={{ minPercent: errors.minPercent?.message, maxPercent: errors.maxPercent?.message }}
        onChange={(next) => {
          setValue('minPercent', next.minPercent, { shouldValidate: true })
          setValue('maxPercent', next.maxPercent, { shouldValidate: true })
        }}
        check={checkOf(input)}
      />
      <Checkbox
        label="Circuit breaker"
        hint="A deployment whose tasks keep failing is stopped, and ECS goes back to the last that worked."
        {...register('circuitBreaker')}
      />
      {chosen && <ShowCall endpoint={api.createService} params={params} input={input} />}
    </FormDialog>
  )
}

const asLists = ({ account, region }: { account: string; region: string }) => ({ account: [account], region: [region] })

function hintOf(capacity: Capacity, hosts: number | null): string {
  if (capacity === 'fargate') return 'No hosts to look after'
  if (hosts === null) return capacity === 'external' ? 'Machines of yours' : 'Instances of yours'
  return hosts === 0 ? 'No host of the cluster yet' : `${counted(hosts, 'host')} in the cluster`
}

/** What a definition asks to run on, else what it can. */
const usual = (of: Definition) => of.asksFor.find((one) => mayRunOn(of, one)) ?? of.runsOn[0]

const whyNotOf = (of: Definition | undefined) =>
  of && of.status !== 'ACTIVE' ? `${nameOfDefinition(of)} is ${of.status}: nothing new runs from it` : null

/** What the server is asked about a deployment: it needs no name, and no network. */
function checkOf(input: CreateServiceInput | null) {
  if (!input) return null
  const { definition, capacity, desired, minPercent, maxPercent, site } = input
  return { definition, capacity, desired, minPercent, maxPercent, site }
}
