import { CapacityBadge } from '@/components/fleet/capacity-badge'
import { Age } from '@/components/ui/age'
import { Id } from '@/components/ui/id'
import { Link } from '@/components/ui/link'
import { Section } from '@/components/ui/page'
import { Properties } from '@/components/ui/properties'
import { to, toThing } from '@/lib/api/to'
import type { Service } from '@/lib/model/service'
import { counted } from '@/lib/model/units'

const mono = (all: string[]) =>
  all.length === 0 ? null : (
    <ul className="grid gap-0.5">
      {all.map((one) => (
        <li key={one} className="break-words font-mono text-xs">
          {one}
        </li>
      ))}
    </ul>
  )

/** The fewest and the most tasks while a deployment goes on. ECS rounds the minimum up and the maximum down. */
const rolloutWords = (desired: number, minPercent: number, maxPercent: number): string =>
  `at least ${counted(Math.ceil((desired * minPercent) / 100), 'task')}, at most ${Math.floor((desired * maxPercent) / 100)}`

/** What a service is, term by term. */
export const ServiceProperties = ({ of, now }: { of: Service; now: string }) => (
  <Section title="How it runs, and where">
    <Properties
      items={[
        {
          label: 'Task definition',
          value: (
            <Link href={toThing({ kind: 'definition', ...of })}>
              {of.family}:{of.revision}
            </Link>
          ),
        },
        { label: 'Capacity', value: <CapacityBadge of={of.capacity} /> },
        {
          label: 'Scheduling',
          value: of.strategy === 'DAEMON' ? 'Daemon: one task on every host' : 'Replica: a number of tasks',
        },
        {
          label: 'While deploying',
          value:
            of.minPercent === null || of.maxPercent === null ? null : (
              <>
                {of.minPercent} to {of.maxPercent} %
                {of.desired > 0 && (
                  <span className="block text-ink-3 text-xs">
                    {rolloutWords(of.desired, of.minPercent, of.maxPercent)}
                  </span>
                )}
              </>
            ),
        },
        {
          label: 'Circuit breaker',
          value: !of.circuitBreaker?.enable
            ? 'off'
            : of.circuitBreaker.rollback
              ? 'on, and goes back to the last that worked'
              : 'on, without going back',
        },
        {
          label: 'Cluster',
          value: <Link href={toThing({ kind: 'cluster', ...of })}>{of.cluster}</Link>,
        },
        {
          label: 'Held to',
          value: of.site ? <Link href={to('/hosts', {}, { place: of.site })}>{of.site}</Link> : 'anywhere',
        },
        {
          label: 'Placement',
          value: mono(of.placement.map(({ type, field }) => [type, field].filter(Boolean).join(' by '))),
        },
        {
          label: 'Constraints',
          value: mono(of.constraints.map(({ type, expression }) => expression ?? type)),
        },
        { label: 'Subnets', value: mono(of.subnets) },
        { label: 'Security groups', value: mono(of.securityGroups) },
        {
          label: 'Tags',
          value: mono(Object.entries(of.tags).map(([key, value]) => `${key} = ${value}`)),
        },
        { label: 'Created', value: <Age at={of.createdAt} now={now} /> },
        { label: 'ARN', value: <Id value={of.arn} whole label="the service’s ARN" />, wide: true },
      ]}
    />
  </Section>
)
