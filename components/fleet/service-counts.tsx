import { runningStates, toServiceTasks } from '@/components/fleet/service-columns'
import { Changed } from '@/components/ui/changed'
import { Link } from '@/components/ui/link'
import type { Service } from '@/lib/model/service'

/** How many tasks run, start and are wanted, each a way to those tasks. What could not start is said only if some could not. */
export function ServiceCounts({ of }: { of: Service }) {
  const failed = of.deployments.reduce((sum, deployment) => sum + deployment.failed, 0)
  const all = [
    { label: 'Running', count: of.running, states: runningStates, weak: false },
    { label: 'Starting', count: of.pending, states: 'starting', weak: of.pending === 0 },
    { label: 'Wanted', count: of.desired, states: undefined, weak: false },
    ...(failed > 0 ? [{ label: 'Failed to start', count: failed, states: 'failed', weak: false }] : []),
  ]
  return (
    <dl className="flex flex-wrap gap-x-10 gap-y-3 rounded-lg border bg-surface px-4 py-3">
      {all.map(({ label, count, states, weak }) => (
        <div key={label} className="flex flex-col-reverse justify-end">
          <dt className="text-ink-3 text-xs">{label}</dt>
          <dd className={weak ? 'text-ink-3 text-xl' : 'font-semibold text-xl'}>
            <Link
              href={toServiceTasks(of, states)}
              quiet
              aria-label={`${label}: ${count.toLocaleString('en-US')} tasks of ${of.name}`}
            >
              <Changed of={count}>
                <span className={weak ? 'font-normal text-ink-3' : 'font-semibold'}>
                  {of.strategy === 'DAEMON' && label === 'Wanted'
                    ? `${count} · one a host`
                    : count.toLocaleString('en-US')}
                </span>
              </Changed>
            </Link>
          </dd>
        </div>
      ))}
    </dl>
  )
}
