'use client'
import { useQuery } from '@tanstack/react-query'
import { type ReactNode, useId } from 'react'
import { Checkbox } from '@/components/ui/checkbox'
import { Field } from '@/components/ui/field'
import { SaidError } from '@/components/ui/said-error'
import { Skeleton } from '@/components/ui/skeleton'
import { q } from '@/lib/api/client'
import { api } from '@/lib/api/endpoints'
import type { Network } from '@/lib/api/tasks'
import type { Capacity } from '@/lib/model/capacity'
import { placeLabel, zone } from '@/lib/model/place'
import type { Scope } from '@/lib/model/scope'

const empty: Network = { subnets: [], securityGroups: [], publicIp: false }
// awsvpcConfiguration (ECS API reference).
const mostSubnets = 16
const mostGroups = 5

/**
 * Where tasks with an address of their own are put: subnets and security groups of one VPC. The value is null until a
 * subnet is chosen. A public address is offered for Fargate only, which is where ECS gives one.
 */
export function NetworkPicker({
  scope,
  value,
  onChange,
  capacity,
  error,
}: {
  scope: Scope
  value: Network | null
  onChange: (next: Network | null) => void
  capacity?: Capacity | undefined
  error?: string | undefined
}) {
  const asked = useQuery({ ...q(api.network, { params: scope }), staleTime: 60_000 })
  const now = value ?? empty
  const network = asked.data
  const why = asked.error?.message ?? network?.error
  if (!network && !why) return <Skeleton className="h-32 w-full" />
  const vpc = network?.subnets.find((s) => now.subnets.includes(s.id))?.vpc ?? null
  const set = (next: Network) => onChange(next.subnets.length === 0 ? null : next)
  const flip = (of: 'subnets' | 'securityGroups', id: string, on: boolean) =>
    set({ ...now, [of]: on ? [...now[of], id] : now[of].filter((other) => other !== id) })
  const groups = network?.securityGroups.filter((group) => group.vpc === vpc) ?? []
  return (
    <div className="grid gap-4">
      {why && <SaidError error={{ message: `The networks could not be read: ${why}` }} />}
      <Field group label="Subnets" hint="Each task gets an address of its own in one of them." error={error}>
        <Choices empty="This account has no subnets in this region">
          {network?.subnets.map((subnet) => (
            <Choice
              key={subnet.id}
              name={subnet.name ?? subnet.id}
              detail={[where(subnet.zone), subnet.cidr, subnet.name ? subnet.id : null].filter(Boolean).join(' · ')}
              checked={now.subnets.includes(subnet.id)}
              whyNot={
                vpc && subnet.vpc !== vpc
                  ? `in ${subnet.vpc}, another VPC`
                  : now.subnets.length >= mostSubnets && !now.subnets.includes(subnet.id)
                    ? `ECS takes ${mostSubnets} at most`
                    : null
              }
              onChange={(on) => flip('subnets', subnet.id, on)}
            />
          ))}
        </Choices>
      </Field>
      <Field group label="Security groups" optional hint="None: the VPC's default group.">
        <Choices empty={vpc ? 'This VPC has no security groups' : 'Choose a subnet first: groups belong to its VPC'}>
          {groups.map((group) => (
            <Choice
              key={group.id}
              name={group.name}
              detail={group.id}
              checked={now.securityGroups.includes(group.id)}
              whyNot={
                now.securityGroups.length >= mostGroups && !now.securityGroups.includes(group.id)
                  ? `ECS takes ${mostGroups} at most`
                  : null
              }
              onChange={(on) => flip('securityGroups', group.id, on)}
            />
          ))}
        </Choices>
      </Field>
      {capacity !== 'ec2' && (
        <Checkbox
          label="Give each task a public address"
          hint="Needed to pull images from a subnet whose only way out is an internet gateway."
          checked={now.publicIp}
          disabled={now.subnets.length === 0}
          onChange={(event) => set({ ...now, publicIp: event.target.checked })}
        />
      )}
    </div>
  )
}

const where = (name: string): string => {
  const { kind } = zone(name)
  return kind === 'zone' ? name : `${name} (${placeLabel[kind]})`
}

const Choices = ({ empty, children }: { empty: string; children: ReactNode[] | undefined }) => (
  <div className="grid max-h-44 overflow-y-auto rounded-md border border-control bg-surface p-1">
    {children && children.length > 0 ? children : <p className="px-2 py-1.5 text-ink-3">{empty}</p>}
  </div>
)

function Choice({
  name,
  detail,
  checked,
  whyNot,
  onChange,
}: {
  name: string
  detail: string
  checked: boolean
  whyNot: string | null
  onChange: (on: boolean) => void
}) {
  const id = useId()
  return (
    <label
      className={
        whyNot
          ? 'flex min-h-8 items-center gap-2 rounded px-2 py-1 text-ink-3'
          : 'flex min-h-8 cursor-pointer items-center gap-2 rounded px-2 py-1 hover:bg-sunken'
      }
    >
      <input
        type="checkbox"
        className="size-4 shrink-0 accent-accent"
        checked={checked}
        disabled={Boolean(whyNot)}
        aria-describedby={id}
        onChange={(event) => onChange(event.target.checked)}
      />
      <span className="min-w-0 truncate">{name}</span>
      <span id={id} className="ml-auto min-w-0 truncate text-ink-3 text-xs">
        {whyNot ?? detail}
      </span>
    </label>
  )
}
