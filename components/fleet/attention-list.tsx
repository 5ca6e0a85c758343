import { Age } from '@/components/ui/age'
import { StatusDot } from '@/components/ui/badge'
import { Link } from '@/components/ui/link'
import { Section } from '@/components/ui/page'
import { ToneShape } from '@/components/ui/tone'
import { to, toThing } from '@/lib/api/to'
import { readArn } from '@/lib/model/arn'
import { troubledHealth, troubledService } from '@/lib/model/attention'
import type { Attention, Fleet } from '@/lib/model/fleet'

const cell = 'border-t px-3 py-2 align-baseline first:pl-4 last:pr-4'
const head = 'h-9 px-3 font-medium text-ink-3 text-xs first:pl-4 last:pr-4'

/** What an operator should look at, the worst first. `current` is false where the fleet could not be read anew. */
export function AttentionList({
  of: { attention, attentionTotal: total },
  now,
  current,
}: {
  of: Fleet
  now: string
  current: boolean
}) {
  if (total === 0)
    return (
      <Section id="attention" title="Needs attention">
        <p className="flex items-center gap-2.5 rounded-lg border bg-surface px-4 py-3.5 text-ink-2">
          <ToneShape tone={current ? 'ok' : 'unknown'} className={current ? 'size-3 text-ok' : 'size-3'} />
          {current
            ? 'Nothing. Every host is heard, and every service runs as many tasks as it wants.'
            : 'Nothing did when this was last read.'}
        </p>
      </Section>
    )
  return (
    <Section id="attention" title="Needs attention">
      <div className="overflow-x-auto rounded-lg border bg-surface">
        <table className="w-full border-separate border-spacing-0">
          <caption className="sr-only">What needs attention</caption>
          <thead>
            <tr className="text-left [&>th]:whitespace-nowrap">
              <th scope="col" className={head}>
                Problem
              </th>
              <th scope="col" className={head}>
                Where
              </th>
              <th scope="col" className={head}>
                What it means
              </th>
              <th scope="col" className={head}>
                Since
              </th>
            </tr>
          </thead>
          <tbody>
            {attention.map((one) => (
              <Row key={one.arn} of={one} now={now} />
            ))}
          </tbody>
        </table>
        {total > attention.length && (
          <p className="border-t px-4 py-2.5 text-ink-2 text-xs">
            The first {attention.length} of {total.toLocaleString('en-US')}. All of them:{' '}
            <Link href={to('/hosts', {}, { state: troubledHealth })}>hosts</Link>,{' '}
            <Link href={to('/services', {}, { state: troubledService })}>services</Link>.
          </p>
        )}
      </div>
    </Section>
  )
}

function Row({ of, now }: { of: Attention; now: string }) {
  const read = readArn(of.arn)
  return (
    <tr className="hover:bg-hover">
      <td className={`${cell} whitespace-nowrap font-medium`}>
        <StatusDot tone={of.severity}>{of.title}</StatusDot>
      </td>
      <td className={`${cell} whitespace-nowrap`}>
        <span className="text-ink-3">{of.kind}</span>{' '}
        {'thing' in read ? (
          <Link quiet href={toThing(read.thing)}>
            {of.name}
          </Link>
        ) : (
          of.name
        )}{' '}
        <span className="text-ink-3">in {of.cluster}</span>
      </td>
      <td className={`${cell} min-w-72 break-words text-ink-2`}>{of.detail}</td>
      <td className={`${cell} whitespace-nowrap`}>
        <Age at={of.since} now={now} missing="before it was first read" />
      </td>
    </tr>
  )
}
