'use client'
import { type ReactNode, useState } from 'react'
import { useForm, useWatch } from 'react-hook-form'
import { ShowCall } from '@/components/forms/show-call'
import { Button } from '@/components/ui/button'
import { Field } from '@/components/ui/field'
import { FormDialog } from '@/components/ui/form-dialog'
import { TextInput } from '@/components/ui/text-input'
import { useAction } from '@/lib/api/client'
import { api } from '@/lib/api/endpoints'
import { useMe } from '@/lib/api/use-me'
import type { Task } from '@/lib/model/task'

/** Stops one task, with the reason that AWS keeps beside it. */
export function StopTask({ task }: { task: Task }) {
  const [open, setOpen] = useState(false)
  const { may } = useMe()
  if (!may('task.stop')) return null
  return (
    <>
      <Button whyNot={api.stopTask.whyNot?.(task) ?? null} onClick={() => setOpen(true)}>
        Stop
      </Button>
      {open && <StopTaskForm task={task} onClose={() => setOpen(false)} />}
    </>
  )
}

const Strong = ({ children }: { children: ReactNode }) => <span className="font-medium text-ink">{children}</span>

/** What the endpoint says of a reason. */
const validate = (reason: string) => api.stopTask.input?.safeParse({ reason }).error?.issues[0]?.message ?? true

function StopTaskForm({ task, onClose }: { task: Task; onClose: () => void }) {
  const { account, region, cluster } = task
  const params = { account, region, cluster, task: task.id }
  const stop = useAction(api.stopTask, { done: (of) => `Task ${of.id.slice(0, 8)} is stopping`, after: onClose })
  const { register, handleSubmit, control, formState } = useForm<{ reason: string }>({
    defaultValues: { reason: '' },
  })
  const reason = useWatch({ control, name: 'reason' }).trim()
  return (
    <FormDialog
      open
      onOpenChange={(next) => !next && onClose()}
      title={`Stop task ${task.id.slice(0, 8)}`}
      description={
        <>
          One copy of{' '}
          <Strong>
            {task.family}:{task.revision}
          </Strong>{' '}
          in cluster <Strong>{cluster}</Strong>
          {task.hostName && (
            <>
              , on <Strong>{task.hostName}</Strong>
            </>
          )}
          .
        </>
      }
      submitLabel="Stop the task"
      danger
      pending={stop.pending}
      error={stop.error}
      onSubmit={handleSubmit((input) => stop.run(params, input))}
    >
      <ul className="grid list-disc gap-1 pl-4 text-ink-2 marker:text-ink-3">
        {task.state === 'assumed' ? (
          <li>
            ECS does not hear its host. It notes the stop now; the containers run on until the agent connects again and
            carries it out.
          </li>
        ) : (
          <li>
            Its containers are asked to end (SIGTERM). What has not ended after the stop timeout, 30 seconds unless the
            definition says otherwise, is killed (SIGKILL).
          </li>
        )}
        <li>
          {task.service ? (
            <>
              Service <Strong>{task.service}</Strong> starts another in its place. To have fewer, scale the service.
            </>
          ) : (
            'No service keeps it: nothing starts in its place.'
          )}
        </li>
      </ul>
      <Field
        label="Reason"
        hint="AWS keeps it with the task, Quayside in the audit."
        error={formState.errors.reason?.message}
      >
        <TextInput maxLength={255} placeholder="Why it is stopped" {...register('reason', { validate })} />
      </Field>
      <ShowCall endpoint={api.stopTask} params={params} input={reason.length >= 3 ? { reason } : null} />
    </FormDialog>
  )
}
