import { toHostTasks } from '@/components/fleet/host-columns'
import { healthTone } from '@/components/fleet/host-health'
import { cn } from '@/components/ui/cn'
import { Link } from '@/components/ui/link'
import { ToneShape, toneBox } from '@/components/ui/tone'
import { healthWords } from '@/lib/model/health'
import type { Host } from '@/lib/model/host'
import { counted } from '@/lib/model/units'

/** What is wrong with a host, and what that means for its tasks. Nothing for one that is well. */
export function HostAway({ of }: { of: Host }) {
  if (of.health === 'ok') return null
  const tone = healthTone[of.health]
  return (
    <div role="status" className={cn('flex items-baseline gap-2 rounded-md border px-3 py-2', toneBox[tone])}>
      <ToneShape tone={tone} className="translate-y-px" />
      <div className="grid gap-0.5">
        <p>{healthWords[of.health].meaning}</p>
        {!of.connected && of.running > 0 && (
          <p className="text-ink-2">
            <Link href={toHostTasks(of)}>{counted(of.running, 'task')}</Link> {of.running === 1 ? 'is' : 'are'} assumed
            to run here. Until ECS hears this host again it neither knows how they are nor starts others in their place.
          </p>
        )}
      </div>
    </div>
  )
}
