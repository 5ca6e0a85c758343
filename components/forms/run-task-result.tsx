'use client'
import { useQueries } from '@tanstack/react-query'
import { TaskHost, toTask } from '@/components/fleet/task-columns'
import { TaskState } from '@/components/fleet/task-state'
import { Button } from '@/components/ui/button'
import { Dialog, DialogBody, DialogFooter } from '@/components/ui/dialog'
import { Link } from '@/components/ui/link'
import { ToneShape } from '@/components/ui/tone'
import { type Answer, q } from '@/lib/api/client'
import { api } from '@/lib/api/endpoints'
import { failureAdvice, stopText } from '@/lib/model/failures'
import type { Task } from '@/lib/model/task'
import { counted } from '@/lib/model/units'

type Ran = Answer<typeof api.runTask>

/** What became of a RunTask that started something: each task as it now is, and what could not be placed and why. */
export function RunTaskResult({ of, onClose }: { of: Ran; onClose: () => void }) {
  const live = useQueries({
    queries: of.started.map(({ account, region, cluster, id }) => ({
      ...q(api.task, { params: { account, region, cluster, task: id } }),
      refetchInterval: 2000,
    })),
  })
  const missed = of.failures.length
  const failed = live.filter((one) => one.data?.data.state === 'failed').length
  const started =
    missed > 0
      ? `${of.started.length} of ${of.started.length + missed} tasks started`
      : `${counted(of.started.length, 'task')} started`
  return (
    <Dialog
      open
      wide
      onOpenChange={(next) => !next && onClose()}
      title={failed > 0 ? `${started}, ${failed} failed` : started}
      description={`${of.started.length === 1 ? 'It goes' : 'They go'} on without this window.`}
    >
      <DialogBody>
        <ul aria-label="Started tasks" aria-live="polite" className="divide-y rounded-lg border">
          {of.started.map((task, index) => (
            <Started key={task.arn} task={live[index]?.data?.data ?? task} onClose={onClose} />
          ))}
        </ul>
        <RunFailures of={of.failures} />
      </DialogBody>
      <DialogFooter>
        <Button tone="primary" onClick={onClose}>
          Done
        </Button>
      </DialogFooter>
    </Dialog>
  )
}

const Started = ({ task, onClose }: { task: Task; onClose: () => void }) => (
  <li className="flex min-h-9 flex-wrap items-center gap-x-4 gap-y-1 px-3 py-2">
    <Link quiet href={toTask(task)} onClick={onClose} title={task.id}>
      <span className="font-mono text-xs">{task.id.slice(0, 8)}</span>
    </Link>
    <TaskState of={task} dot />
    <span className={task.state === 'failed' ? 'text-failed' : 'text-ink-2'}>{stopText(task)}</span>
    <span className="ml-auto">
      {task.host ? <TaskHost of={task} /> : <span className="text-ink-3">{task.place.name}</span>}
    </span>
  </li>
)

/** Tasks that were asked for and not placed, by AWS's reason. */
function RunFailures({ of }: { of: Ran['failures'] }) {
  const reasons = [...new Set(of.map((failure) => failure.reason))]
  if (reasons.length === 0) return null
  return (
    <ul role="alert" aria-label="Not started" className="grid gap-2">
      {reasons.map((reason) => {
        const { meaning, next } = failureAdvice(reason)
        const same = of.filter((failure) => failure.reason === reason)
        const detail = same.find((failure) => failure.detail)?.detail
        return (
          <li key={reason} className="flex gap-2 rounded-md border border-failed-edge bg-failed-soft px-3 py-2">
            <ToneShape tone="failed" className="mt-1.5 text-failed" />
            <div className="grid gap-0.5">
              <p className="text-failed">
                {counted(same.length, 'task')} not started: <span className="font-mono text-xs">{reason}</span>
              </p>
              <p>{meaning}</p>
              {detail && <p className="break-words">{detail}</p>}
              <p className="text-ink-2">{next}</p>
            </div>
          </li>
        )
      })}
    </ul>
  )
}
