import type { ReactNode } from 'react'
import { EventWords } from '@/components/fleet/service-events'
import { Age } from '@/components/ui/age'
import { cn } from '@/components/ui/cn'
import { ToneShape } from '@/components/ui/tone'
import type { Service, ServiceEvent } from '@/lib/model/service'

/** What stands in a service's way now, in AWS's own words, and what would stand in the way of its next deployment. */
export function ServiceNotices({
  of,
  now,
}: {
  of: Service & { events: ServiceEvent[]; stuckNext: string | null }
  now: string
}) {
  const newest = of.events[0]
  return (
    <>
      {of.problem && (
        <Notice tone="failed" title="Amazon ECS says">
          <EventWords of={of} message={of.problem} />
          {newest && newest.message === of.problem && (
            <span className="text-ink-2">
              {' '}
              Said <Age at={newest.at} now={now} />.
            </span>
          )}
        </Notice>
      )}
      {of.stuckNext && (
        <Notice tone="attention" title="The next deployment">
          {of.stuckNext}
        </Notice>
      )}
    </>
  )
}

const Notice = ({ tone, title, children }: { tone: 'failed' | 'attention'; title: string; children: ReactNode }) => (
  <section
    aria-label={title}
    className={cn(
      'flex items-baseline gap-2 rounded-md border px-3 py-2',
      tone === 'failed' ? 'border-failed-edge bg-failed-soft' : 'border-attention-edge bg-attention-soft',
    )}
  >
    <ToneShape tone={tone} className={tone === 'failed' ? 'text-failed' : 'text-attention'} />
    <div className="min-w-0">
      <h2 className={cn('font-medium', tone === 'failed' ? 'text-failed' : 'text-attention')}>{title}</h2>
      <p className="max-w-[110ch] break-words text-ink">{children}</p>
    </div>
  </section>
)
