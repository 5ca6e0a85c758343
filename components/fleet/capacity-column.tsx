import type { ReactNode } from 'react'
import { PlaceList } from '@/components/fleet/place-list'
import { cn } from '@/components/ui/cn'
import { Link } from '@/components/ui/link'
import { Meter } from '@/components/ui/meter'
import { type Tone, ToneShape, toneText } from '@/components/ui/tone'
import { to } from '@/lib/api/to'
import { type Capacity, capacityLabel } from '@/lib/model/capacity'
import type { Column } from '@/lib/model/fleet'
import { serviceStateLabel } from '@/lib/model/service'
import { amount, cpuText, gib, memoryText, vcpu } from '@/lib/model/units'

const whose: Record<Capacity, string> = {
  external: 'Machines of yours',
  ec2: 'Instances of your account',
  fargate: 'AWS’s own, no hosts to see',
}
const notThere: Record<Capacity, string> = {
  external: 'No machine is registered yet.',
  ec2: 'No EC2 instance has joined a cluster.',
  fargate: 'Nothing runs on Fargate.',
}
/** Services that are there: those being deleted are not counted. */
const there = Object.keys(serviceStateLabel).filter((state) => state !== 'deleting')
const n = (value: number) => value.toLocaleString('en-US')

/** One capacity of the fleet: what is there, how much of it is taken, where. Every number leads to the rows behind it. */
export function CapacityColumn({ of, join }: { of: Column; join?: ReactNode }) {
  const { capacity, hosts, tasks, services } = of
  const id = `capacity-${capacity}`
  const asked = (state: string) => ({ capacity, state })
  const away = hosts ? hosts.known - hosts.connected : 0
  return (
    <section aria-labelledby={id} className="flex min-w-0 flex-col rounded-lg border bg-surface">
      <header className="flex h-11 items-center gap-2 border-b px-4">
        <ToneShape tone={capacity} className={cn('size-3.5', toneText[capacity])} />
        <h2 id={id} className="font-semibold text-base">
          {capacityLabel[capacity]}
        </h2>
        <span className="ml-auto truncate text-ink-3 text-xs">{whose[capacity]}</span>
      </header>
      <dl className="grid grid-cols-[5fr_6fr_4.5fr] gap-x-2 px-4 pt-3 pb-3">
        {hosts ? (
          <Stat
            label="Hosts"
            value={
              <>
                <Big href={to('/hosts', {}, { capacity })}>{n(hosts.connected)}</Big>
                <span className="text-ink-3"> of {n(hosts.known)}</span>
              </>
            }
          >
            {away > 0 ? (
              <Note tone="failed" href={to('/hosts', {}, asked('agent-down,offline'))}>
                {n(away)} not connected
              </Note>
            ) : (
              'connected'
            )}
          </Stat>
        ) : (
          <Stat label="Hosts" value={<span className="text-ink-3 text-xl tracking-[-0.015em]">none</span>}>
            by design
          </Stat>
        )}
        <Stat
          label="Tasks running"
          value={<Big href={to('/tasks', {}, asked('running,stopping'))}>{n(tasks.running)}</Big>}
        >
          <Note href={to('/tasks', {}, asked('starting'))}>{n(tasks.pending)} pending</Note>
          {tasks.assumed > 0 && (
            <Note
              tone="unknown"
              href={to('/tasks', {}, asked('assumed'))}
              title="Their hosts are not heard. ECS neither knows whether they run nor moves them."
            >
              {n(tasks.assumed)} assumed running
            </Note>
          )}
        </Stat>
        <Stat
          label="Services"
          value={<Big href={to('/services', {}, asked(there.join(',')))}>{n(services.total)}</Big>}
        >
          {services.troubled > 0 ? (
            <Note tone="attention" href={to('/services', {}, asked('stuck,short'))}>
              {n(services.troubled)} in trouble
            </Note>
          ) : services.total > 0 ? (
            'none in trouble'
          ) : null}
        </Stat>
      </dl>
      <div className="grid gap-3 border-t px-4 py-3.5">
        <Taken of={of} what="cpu" />
        <Taken of={of} what="memory" />
      </div>
      {of.places.length > 0 ? (
        <PlaceList of={of} />
      ) : (
        <div className="flex flex-1 flex-wrap items-center gap-3 border-t px-4 py-4 text-ink-2">
          {notThere[capacity]}
          {join}
        </div>
      )}
    </section>
  )
}

const Stat = ({ label, value, children }: { label: string; value: ReactNode; children: ReactNode }) => (
  <div className="min-w-0">
    <dt className="text-ink-3 text-xs">{label}</dt>
    <dd className="min-w-0">
      <div className="whitespace-nowrap text-sm leading-7">{value}</div>
      <div className="grid min-h-8 content-start text-ink-3 text-xs leading-6">{children}</div>
    </dd>
  </div>
)

const Big = ({ href, children }: { href: string; children: ReactNode }) => (
  <span className="text-xl tracking-[-0.015em]">
    <Link quiet href={href}>
      {children}
    </Link>
  </span>
)

const Note = ({ href, tone, title, children }: { href: string; tone?: Tone; title?: string; children: ReactNode }) => (
  <span className={cn('flex min-h-6 min-w-0 items-center gap-1', tone && toneText[tone])}>
    {tone && <ToneShape tone={tone} className="size-2" />}
    <span className="min-w-0 [&>a]:font-normal [&>a]:text-inherit">
      <Link quiet href={href} title={title}>
        {children}
      </Link>
    </span>
  </span>
)

/** How much is reserved, and how much is left to place tasks on. Fargate has no total, and says so. */
function Taken({ of: { capacity, ...of }, what }: { of: Column; what: 'cpu' | 'memory' }) {
  const { used, total } = of[what]
  const name = what === 'cpu' ? 'CPU' : 'Memory'
  const say = what === 'cpu' ? cpuText : memoryText
  if (total === null)
    return (
      <span className="h-7 [&>a]:flex [&>a]:justify-between [&>a]:gap-3 [&>a]:font-normal">
        <Link quiet href={to('/tasks', {}, { capacity, state: 'running,starting,stopping' })}>
          <span className="text-ink-2">
            {name} <span className="text-ink-3">· no total to fill</span>
          </span>
          <span>{say(used)}</span>
        </Link>
      </span>
    )
  const large = what === 'cpu' ? vcpu : gib
  const unit = what === 'cpu' ? 'vCPU' : 'GiB'
  if (of.hosts?.known === 0)
    return (
      <p className="flex h-7 justify-between gap-3 text-ink-2">
        {name} <span className="text-ink-3">no hosts</span>
      </p>
    )
  return (
    <span className="h-7 [&>a]:flex [&>a]:font-normal">
      <Link quiet href={to('/hosts', {}, { capacity, sort: what })}>
        <Meter
          wide
          used={large(used)}
          of={large(total)}
          unit={unit}
          label={`${name} · ${amount(large(total - used))} ${unit} free`}
        />
      </Link>
    </span>
  )
}
