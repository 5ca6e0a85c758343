import type { ReactNode } from 'react'
import { cn } from '@/components/ui/cn'
import { Link } from '@/components/ui/link'
import { Meter } from '@/components/ui/meter'
import { to } from '@/lib/api/to'
import type { Capacity } from '@/lib/model/capacity'
import type { Column } from '@/lib/model/fleet'
import { noPlace, placeLabel } from '@/lib/model/place'
import { vcpu } from '@/lib/model/units'

type Place = Column['places'][number]

const header: Record<Capacity, string> = { external: 'Site', ec2: 'Zone', fargate: 'Zone' }
const live = 'running,starting,stopping,assumed'
const cell = 'border-t py-1.5 align-middle'
const head = 'h-7 font-medium text-2xs text-ink-3'

/** The places of one capacity: what stands there, how full it is, what runs there. */
export const PlaceList = ({ of: { capacity, places, hosts } }: { of: Column }) => (
  <div className="max-h-80 overflow-y-auto border-t">
    <table className="w-full border-separate border-spacing-0">
      <thead>
        <tr className="text-left">
          <th scope="col" className={cn(head, 'pl-4')}>
            {header[capacity]}
          </th>
          {hosts && (
            <>
              <th scope="col" className={cn(head, 'px-2 text-right')}>
                Hosts
              </th>
              <th scope="col" className={cn(head, 'whitespace-nowrap px-2 text-right')}>
                vCPU reserved
              </th>
            </>
          )}
          <th scope="col" className={cn(head, 'pr-4 pl-2 text-right')}>
            Tasks
          </th>
        </tr>
      </thead>
      <tbody>
        {places.map((place) => (
          <tr key={`${place.kind}/${place.name}`} className="hover:bg-hover">
            <PlaceRow place={place} capacity={capacity} hosted={hosts !== null} />
          </tr>
        ))}
      </tbody>
    </table>
  </div>
)

function PlaceRow({ place, capacity, hosted }: { place: Place; capacity: Capacity; hosted: boolean }) {
  const { name, kind, hosts, cpu, tasks } = place
  const asked = { capacity, place: name || noPlace }
  const all = hosted ? to('/hosts', {}, asked) : to('/tasks', {}, { ...asked, state: live })
  const away = hosts ? hosts.known - hosts.connected : 0
  const special = kind === 'local-zone' || kind === 'wavelength' || kind === 'outpost'
  return (
    <>
      <td className={cn(cell, 'max-w-0 truncate pl-4', hosted ? 'w-1/2' : 'w-4/5')} title={name || undefined}>
        <Link quiet href={all}>
          {name || placeLabel.unknown}
        </Link>
        {special && <span className="block text-2xs text-ink-3">{placeLabel[kind]}</span>}
      </td>
      {hosted && (
        <>
          <td className={cn(cell, 'whitespace-nowrap px-2 text-right')}>
            {hosts ? (
              <Linked href={to('/hosts', {}, away ? { ...asked, state: 'agent-down,offline' } : asked)}>
                <span
                  className={away ? 'text-failed' : undefined}
                  title={away ? `${away} of ${hosts.known} not connected` : `${hosts.known} connected`}
                >
                  {hosts.connected}
                  <span className={away ? undefined : 'text-ink-3'}> / {hosts.known}</span>
                </span>
              </Linked>
            ) : (
              <span className="text-ink-3">none</span>
            )}
          </td>
          <td className={cn(cell, 'whitespace-nowrap px-2 text-right')}>
            {cpu ? (
              <Linked href={to('/hosts', {}, { ...asked, sort: 'cpu' })}>
                <Meter
                  used={vcpu(cpu.used)}
                  of={vcpu(cpu.total)}
                  unit=""
                  label={`vCPU reserved at ${name || 'hosts with no place'}`}
                />
              </Linked>
            ) : (
              <span className="text-ink-3">no hosts</span>
            )}
          </td>
        </>
      )}
      <td className={cn(cell, 'pr-4 pl-2 text-right')}>
        <Linked href={to('/tasks', {}, { ...asked, state: live })}>{tasks.toLocaleString('en-US')}</Linked>
      </td>
    </>
  )
}

const Linked = ({ href, children }: { href: string; children: ReactNode }) => (
  <span className="[&>a]:font-normal">
    <Link quiet href={href}>
      {children}
    </Link>
  </span>
)
