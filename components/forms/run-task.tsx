'use client'
import { useQuery } from '@tanstack/react-query'
import { Slot } from 'radix-ui'
import { type ReactNode, useState } from 'react'
import { DefinitionPicker } from '@/components/forms/definition-picker'
import { NetworkPicker } from '@/components/forms/network-picker'
import { RunTaskCapacity } from '@/components/forms/run-task-capacity'
import { RunTaskOverrides } from '@/components/forms/run-task-overrides'
import { RunTaskResult } from '@/components/forms/run-task-result'
import {
  capacityOf,
  nothingStarted,
  type RunErrors,
  type RunValues,
  requestOf,
} from '@/components/forms/run-task-values'
import { RunTaskWhere } from '@/components/forms/run-task-where'
import { ShowCall } from '@/components/forms/show-call'
import { newToken } from '@/components/forms/token'
import { Button } from '@/components/ui/button'
import { Field } from '@/components/ui/field'
import { FormDialog } from '@/components/ui/form-dialog'
import type { ErrorToSay } from '@/components/ui/said-error'
import { Select } from '@/components/ui/select'
import { NumberInput } from '@/components/ui/text-input'
import { type Answer, q, useAction } from '@/lib/api/client'
import { api } from '@/lib/api/endpoints'
import { useMe } from '@/lib/api/use-me'
import type { Capacity } from '@/lib/model/capacity'
import type { Definition } from '@/lib/model/definition'
import { counted } from '@/lib/model/units'

interface Given {
  cluster?: { account: string; region: string; cluster: string }
  /** Without a cluster, the scope it is in narrows which clusters are offered. */
  definition?: { family: string; revision: number; account?: string; region?: string }
  capacity?: Capacity
}

/** Runs tasks of a definition, once. `trigger` is one button; without it, "Run task". */
export function RunTask({ trigger, ...given }: Given & { trigger?: ReactNode }) {
  const [open, setOpen] = useState(false)
  const [ran, setRan] = useState<Answer<typeof api.runTask> | null>(null)
  const { may } = useMe()
  if (!may('task.run')) return null
  return (
    <>
      <Slot.Root onClick={() => setOpen(true)}>{trigger ?? <Button tone="primary">Run task</Button>}</Slot.Root>
      {open && (
        <RunTaskForm
          given={given}
          onClose={() => setOpen(false)}
          onRan={(answer) => {
            setOpen(false)
            setRan(answer)
          }}
        />
      )}
      {ran && <RunTaskResult of={ran} onClose={() => setRan(null)} />}
    </>
  )
}

function RunTaskForm({
  given,
  onClose,
  onRan,
}: {
  given: Given
  onClose: () => void
  onRan: (answer: Answer<typeof api.runTask>) => void
}) {
  const me = useMe()
  const [values, setValues] = useState<RunValues>({
    cluster: given.cluster ?? null,
    definition: given.definition ? { family: given.definition.family, revision: given.definition.revision } : null,
    capacity: given.capacity ?? null,
    count: '1',
    where: 'anywhere',
    site: '',
    host: '',
    network: null,
    overrides: {},
  })
  // The same request sent twice runs once. What was changed after it was sent is another request.
  const [token, setToken] = useState(newToken)
  const [tried, setTried] = useState(false)
  const [picked, setPicked] = useState<Definition | null>(null)
  const [nothing, setNothing] = useState<ErrorToSay | null>(null)
  const clusters = useQuery({
    ...q(api.clusters, { query: { state: ['ACTIVE'], limit: 500, sort: 'name' } }),
    enabled: !given.cluster,
  })
  const offered = (clusters.data?.rows ?? []).filter(
    ({ account, region }) =>
      (given.definition?.account ?? account) === account && (given.definition?.region ?? region) === region,
  )
  const only = offered.length === 1 ? offered[0] : undefined
  const cluster = values.cluster ?? (only ? { account: only.account, region: only.region, cluster: only.name } : null)
  const scopes = me.data?.scopes ?? []
  const first = scopes.length === 1 ? scopes[0] : undefined
  const { account = first?.account, region = first?.region } = cluster ?? given.definition ?? {}
  const scope = account && region ? { account, region } : null
  const ref = values.definition
  const read = useQuery({
    ...q(api.definition, {
      params: {
        account: account ?? '-',
        region: region ?? '-',
        family: ref?.family ?? '-',
        revision: String(ref?.revision ?? 0),
      },
    }),
    placeholderData: undefined,
    enabled: scope !== null && ref !== null && picked === null,
  })
  const definition =
    read.data?.data ??
    (picked && picked.family === ref?.family && picked.revision === ref.revision ? picked : undefined)
  const hosts = useQuery({
    ...q(api.hosts, {
      query: {
        account: [account ?? ''],
        region: [region ?? ''],
        cluster: [cluster?.cluster ?? ''],
        limit: 500,
        sort: 'name',
      },
    }),
    enabled: cluster !== null,
  }).data?.rows
  const capacity = capacityOf(values, definition)
  const among = hosts?.filter((host) => host.capacity === capacity)

  const run = useAction(api.runTask)
  const set = (part: Partial<RunValues>) => {
    if (run.answer || run.error) setToken(newToken())
    run.reset()
    setNothing(null)
    setValues((now) => ({ ...now, ...part }))
  }
  const request = requestOf({ ...values, cluster }, definition, token)
  const errors: RunErrors = tried && 'errors' in request ? request.errors : {}
  const send = () => {
    setTried(true)
    setNothing(null)
    if (!cluster || !('input' in request)) return
    run.run(cluster, request.input, (answer) => {
      if (answer.started.length > 0) return onRan(answer)
      setToken(newToken())
      setNothing(nothingStarted(answer.failures))
    })
  }
  return (
    <FormDialog
      wide
      open
      onOpenChange={(next) => !next && onClose()}
      title="Run task"
      description="Starts copies of a definition, once: nothing replaces them when they stop. A service does."
      submitLabel={values.where === 'host' && capacity !== 'fargate' ? 'Run 1 task' : `Run ${countWords(values.count)}`}
      pending={run.pending}
      error={nothing ?? run.error ?? (read.error ? { message: read.error.message } : null)}
      whyNot={ref && scope && !definition && !read.error ? 'The definition is being read' : null}
      onSubmit={send}
    >
      <div className="grid gap-4 sm:grid-cols-2">
        {given.cluster ? (
          <Field group label="Cluster">
            <p className="flex h-8 items-center">{given.cluster.cluster}</p>
          </Field>
        ) : (
          <Field label="Cluster" error={errors.cluster ?? clusters.error?.message}>
            <Select
              placeholder="Choose a cluster"
              value={cluster ? `${cluster.account}/${cluster.region}/${cluster.cluster}` : ''}
              onChange={(event) => {
                const [account = '', region = '', name = ''] = event.target.value.split('/')
                const moved = account !== scope?.account || region !== scope?.region
                set({
                  cluster: name ? { account, region, cluster: name } : null,
                  site: '',
                  host: '',
                  ...(moved && name ? { definition: null, network: null } : {}),
                })
              }}
              options={offered.map((of) => ({
                value: `${of.account}/${of.region}/${of.name}`,
                label: scopes.length > 1 ? `${of.name} · ${of.account} · ${of.region}` : of.name,
              }))}
            />
          </Field>
        )}
        <Field label="Definition" error={errors.definition}>
          {scope ? (
            <DefinitionPicker
              scope={scope}
              value={ref}
              onChange={(next, of) => {
                setPicked(of)
                set({ definition: next, overrides: {} })
              }}
            />
          ) : (
            <p className="flex h-8 items-center text-ink-3">Choose a cluster first</p>
          )}
        </Field>
      </div>
      <RunTaskCapacity
        value={capacity}
        onChange={(next) => set({ capacity: next, where: 'anywhere', site: '', host: '' })}
        definition={definition}
        hosts={hosts}
        error={errors.capacity}
      />
      {definition && capacity && capacity !== 'fargate' && (
        <RunTaskWhere
          values={values}
          set={set}
          capacity={capacity}
          hosts={among}
          definition={definition}
          error={errors.where}
        />
      )}
      {!(values.where === 'host' && capacity !== 'fargate') && (
        <Field label="Count" hint="1 to 10 at once" error={errors.count}>
          <NumberInput
            min={1}
            max={10}
            step={1}
            value={values.count}
            onChange={(event) => set({ count: event.target.value })}
          />
        </Field>
      )}
      {scope && definition?.networkMode === 'awsvpc' && (
        <NetworkPicker
          scope={scope}
          value={values.network}
          onChange={(network) => set({ network })}
          capacity={capacity ?? undefined}
          error={errors.network}
        />
      )}
      {definition && (
        <RunTaskOverrides
          definition={definition}
          value={values.overrides}
          onChange={(overrides) => set({ overrides })}
          error={errors.overrides}
        />
      )}
      {cluster && (
        <ShowCall endpoint={api.runTask} params={cluster} input={'input' in request ? request.input : null} />
      )}
    </FormDialog>
  )
}

const countWords = (count: string) => (/^([1-9]|10)$/.test(count) ? counted(Number(count), 'task') : 'tasks')
