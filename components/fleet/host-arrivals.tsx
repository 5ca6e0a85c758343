import { ExternalLink, LoaderCircle } from 'lucide-react'
import { toHost } from '@/components/fleet/host-columns'
import { HostHealth } from '@/components/fleet/host-health'
import { StatusDot } from '@/components/ui/badge'
import { Link } from '@/components/ui/link'
import { ToneShape } from '@/components/ui/tone'
import type { Host } from '@/lib/model/host'
import { counted } from '@/lib/model/units'

/**
 * The machines that come by an activation, as they come: registered with Systems Manager, then known to ECS, then
 * connected. `used` is null until it was read.
 */
export function HostArrivals({
  limit,
  used,
  hosts,
  error,
}: {
  limit: number
  used: number | null
  hosts: Host[]
  error: string | null
}) {
  const connected = hosts.filter((host) => host.connected).length
  const between = Math.max(0, (used ?? 0) - hosts.length)
  const all = connected >= limit
  return (
    <section aria-label="Hosts that registered" className="grid gap-2">
      <p role="status" className="flex items-center gap-2 font-medium">
        {all ? (
          <ToneShape tone="ok" className="size-3 text-ok" />
        ) : (
          <LoaderCircle aria-hidden className="size-3.5 animate-spin text-ink-3 motion-reduce:animate-none" />
        )}
        {all
          ? limit === 1
            ? 'The host is here'
            : `All ${limit} hosts are here`
          : used
            ? `${used} of ${counted(limit, 'machine')} registered, ${connected} connected`
            : limit === 1
              ? 'Waiting for the machine'
              : 'Waiting for the first machine'}
      </p>
      {(hosts.length > 0 || between > 0) && (
        <ul className="grid gap-1">
          {hosts.map((host) => (
            <li key={host.arn} className="flex flex-wrap items-center gap-x-3 gap-y-1">
              <Link href={toHost(host)} target="_blank">
                {host.name}
                <ExternalLink aria-label="opens in a new tab" className="ml-1 inline size-3" />
              </Link>
              {host.connected ? (
                <HostHealth of={host} dot />
              ) : (
                <StatusDot tone="waiting">Registered, connecting</StatusDot>
              )}
            </li>
          ))}
          {between > 0 && (
            <li>
              <StatusDot tone="waiting">
                {counted(between, 'machine')} registered with Systems Manager; ECS does not know{' '}
                {between === 1 ? 'it' : 'them'} yet
              </StatusDot>
            </li>
          )}
        </ul>
      )}
      {error && (
        <p className="flex items-baseline gap-2 text-attention">
          <ToneShape tone="attention" />
          Could not look for new hosts: {error}
        </p>
      )}
    </section>
  )
}
