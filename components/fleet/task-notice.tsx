import type { ReactNode } from 'react'
import { toTask } from '@/components/fleet/task-columns'
import { cn } from '@/components/ui/cn'
import { Link } from '@/components/ui/link'
import { type Tone, ToneShape, toneBox, toneText } from '@/components/ui/tone'
import { toThing } from '@/lib/api/to'
import { lastOf } from '@/lib/model/arn'
import { stopCodeLabel, whatNext } from '@/lib/model/failures'
import type { Task } from '@/lib/model/task'

/** What a person has to know first: what failed, in AWS's words, or that nobody knows whether it runs. Nothing when all is well. */
export function TaskNotice({ of }: { of: Task }) {
  if (of.state === 'assumed') return <Assumed of={of} />
  if (of.state !== 'failed') return null
  const said = of.containers.flatMap((container) => {
    const exit = container.exitCode ? `It exited with ${container.exitCode}.` : null
    const words = [container.reason, exit].filter(Boolean).join(' ')
    return words ? [{ name: container.name, words }] : []
  })
  return (
    <Box tone="failed" title={stopCodeLabel[of.stopCode ?? ''] ?? 'The task failed'}>
      {of.stoppedReason && <p className="break-words text-ink">{of.stoppedReason}</p>}
      {said.map(({ name, words }) => (
        <p key={name} className="break-words text-ink">
          <span className="font-medium">{name}</span>: {words}
        </p>
      ))}
      <p className="text-ink-2">
        {whatNext(of)} <Link href={toTask(of, { tab: 'logs' })}>Its log</Link>
      </p>
    </Box>
  )
}

const Assumed = ({ of }: { of: Task }) => (
  <Box tone="unknown" title="Assumed running">
    <p className="text-ink-2">
      ECS does not hear{' '}
      {of.host ? (
        <Link href={toThing({ kind: 'host', ...of, id: lastOf(of.host) })}>{of.hostName ?? 'its host'}</Link>
      ) : (
        'its host'
      )}
      . The containers most likely run on; ECS neither knows nor moves them. What is shown here is what it last heard.
    </p>
  </Box>
)

const Box = ({ tone, title, children }: { tone: Tone; title: string; children: ReactNode }) => (
  <section aria-label={title} className={cn('flex gap-2.5 rounded-lg border px-4 py-3', toneBox[tone])}>
    <ToneShape tone={tone} className={cn('mt-1.5', toneText[tone])} />
    <div className="grid min-w-0 gap-1">
      <h2 className={cn('font-medium', toneText[tone])}>{title}</h2>
      {children}
    </div>
  </section>
)
