import { Age } from '@/components/ui/age'
import { EmptyState } from '@/components/ui/empty-state'
import { Link } from '@/components/ui/link'
import { ToneShape } from '@/components/ui/tone'
import { toThing } from '@/lib/api/to'
import { problemIn, type Service, type ServiceEvent } from '@/lib/model/service'

type Where = Pick<Service, 'account' | 'region' | 'cluster'>

// "(service orders) has started 1 tasks: (task 0123…)." (ECS guide, "service event messages")
const named = /\((task|container-instance) ([0-9a-f-]{16,64})\)/g

/** An event's message whole, the tasks and hosts it names each a way to them. */
export function EventWords({ of, message }: { of: Where; message: string }) {
  const parts = []
  let from = 0
  for (const match of message.matchAll(named)) {
    const [whole, word = '', id = ''] = match
    const kind = word === 'task' ? 'task' : 'host'
    parts.push(
      message.slice(from, match.index + 1),
      `${word} `,
      <Link key={match.index} href={toThing({ kind, id, account: of.account, region: of.region, cluster: of.cluster })}>
        <span className="font-mono text-xs">{id}</span>
      </Link>,
      ')',
    )
    from = match.index + whole.length
  }
  return (
    <>
      {parts}
      {message.slice(from)}
    </>
  )
}

/** What ECS noted of a service, newest first. Trouble is marked. */
export function ServiceEvents({ of, events, now }: { of: Where; events: ServiceEvent[]; now: string }) {
  if (events.length === 0)
    return (
      <div className="rounded-lg border bg-surface">
        <EmptyState
          title="No events"
          body="ECS notes here what it does for a service: tasks started, a steady state, what it could not do."
        />
      </div>
    )
  return (
    <ol className="rounded-lg border bg-surface">
      {events.map((event) => (
        <li
          key={event.id}
          className="grid grid-cols-[88px_minmax(0,1fr)] gap-x-3 border-b px-4 py-2 last:border-b-0 max-wide:grid-cols-1"
        >
          <span className="text-ink-3">
            <Age at={event.at} now={now} />
          </span>
          <p className="flex min-w-0 items-baseline gap-2 break-words">
            {problemIn([event]) && <ToneShape tone="attention" className="text-attention" />}
            <span className="min-w-0">
              <EventWords of={of} message={event.message} />
            </span>
          </p>
        </li>
      ))}
    </ol>
  )
}
