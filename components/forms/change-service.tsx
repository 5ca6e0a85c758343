'use client'
import { zodResolver } from '@hookform/resolvers/zod'
import { useState } from 'react'
import { useForm } from 'react-hook-form'
import { z } from 'zod'
import { DefinitionPicker, nameOfDefinition } from '@/components/forms/definition-picker'
import { RolloutFields, rolloutNumbers } from '@/components/forms/rollout-fields'
import { ShowCall } from '@/components/forms/show-call'
import { Button } from '@/components/ui/button'
import { Checkbox } from '@/components/ui/checkbox'
import { Field } from '@/components/ui/field'
import { FormDialog } from '@/components/ui/form-dialog'
import { useAction } from '@/lib/api/client'
import { api } from '@/lib/api/endpoints'
import { DefinitionName } from '@/lib/api/tasks'
import { useMe } from '@/lib/api/use-me'
import type { Service } from '@/lib/model/service'
import { counted } from '@/lib/model/units'

const Change = z.strictObject({
  definition: DefinitionName.nullable().refine((value) => value !== null, 'Choose a task definition'),
  ...rolloutNumbers,
  force: z.boolean(),
})
type Change = z.input<typeof Change>

/** Another definition for a service, other numbers while it deploys, or the same deployed anew. */
export function ChangeService({ of }: { of: Service }) {
  const [open, setOpen] = useState(false)
  if (!useMe().may('service.update')) return null
  return (
    <>
      <Button whyNot={api.changeService.whyNot?.(of)} onClick={() => setOpen(true)}>
        Change or deploy anew
      </Button>
      {open && <ChangeForm of={of} onClose={() => setOpen(false)} />}
    </>
  )
}

function ChangeForm({ of, onClose }: { of: Service; onClose: () => void }) {
  // What ECS takes where nothing was said (ECS API reference, DeploymentConfiguration).
  const [before] = useState({
    family: of.family,
    revision: of.revision,
    minPercent: of.minPercent ?? 100,
    maxPercent: of.maxPercent ?? 200,
  })
  const { handleSubmit, register, watch, setValue, formState } = useForm<Change, unknown, z.output<typeof Change>>({
    resolver: zodResolver(Change),
    defaultValues: {
      definition: { family: before.family, revision: before.revision },
      minPercent: before.minPercent,
      maxPercent: before.maxPercent,
      force: false,
    },
  })
  const action = useAction(api.changeService, {
    done: ({ name, family, revision }) => `${name} is deploying ${family}:${revision}`,
    after: onClose,
  })
  const given = watch()
  const { definition } = given
  const parsed = Change.safeParse(given)
  const input = parsed.success && definition ? { ...parsed.data, definition } : null
  const other = definition !== null && (definition.family !== before.family || definition.revision !== before.revision)
  const numbers = given.minPercent !== before.minPercent || given.maxPercent !== before.maxPercent
  const { errors } = formState
  const where = { account: of.account, region: of.region, cluster: of.cluster }
  const params = { ...where, service: of.name }
  return (
    <FormDialog
      open
      onOpenChange={(next) => !next && onClose()}
      title={`Change ${of.name} or deploy it anew`}
      submitLabel={
        other && definition ? `Deploy ${nameOfDefinition(definition)}` : given.force ? 'Deploy anew' : 'Change'
      }
      pending={action.pending}
      error={action.error}
      whyNot={
        other || numbers || given.force || !definition
          ? null
          : 'Nothing would change: choose another definition, or tick Deploy anew'
      }
      onSubmit={handleSubmit(() => input && action.run(params, input))}
    >
      <Field
        label="Task definition"
        hint={`It runs ${before.family}:${before.revision} now.`}
        error={errors.definition?.message}
      >
        <DefinitionPicker
          scope={where}
          value={definition}
          capacityNeeded={of.capacity}
          onChange={(next) => setValue('definition', next, { shouldDirty: true, shouldValidate: true })}
        />
      </Field>
      <RolloutFields
        cluster={where}
        desired={of.desired}
        value={given}
        errors={{ minPercent: errors.minPercent?.message, maxPercent: errors.maxPercent?.message }}
        onChange={(next) => {
          setValue('minPercent', next.minPercent, { shouldValidate: true })
          setValue('maxPercent', next.maxPercent, { shouldValidate: true })
        }}
        check={
          input && of.strategy === 'REPLICA'
            ? {
                definition: input.definition,
                minPercent: input.minPercent,
                maxPercent: input.maxPercent,
                capacity: of.capacity,
                desired: of.desired,
                site: of.site,
              }
            : null
        }
      />
      <Checkbox
        label="Deploy anew"
        hint="Every task is replaced even when the definition stays the same: a mutable image tag is pulled again."
        {...register('force')}
      />
      <p role="status" className="text-ink-2">
        {other || given.force
          ? `ECS replaces ${counted(of.running, 'running task')}, within the numbers above.`
          : numbers
            ? 'The numbers hold for the deployments to come. No task is replaced.'
            : 'Nothing would change yet.'}
      </p>
      <ShowCall endpoint={api.changeService} params={params} input={input} />
    </FormDialog>
  )
}
