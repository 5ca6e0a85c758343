'use client'
import { Field } from '@/components/ui/field'
import { RadioCards } from '@/components/ui/radio-cards'
import { Select } from '@/components/ui/select'
import type { Capacity } from '@/lib/model/capacity'
import { type Definition, staticPorts } from '@/lib/model/definition'
import type { Host } from '@/lib/model/host'
import type { RunValues } from './run-task-values'

/** Why a host can be given no task now, or null. */
export function whyNotHost(host: Host, definition: Definition | undefined): string | null {
  if (host.status !== 'ACTIVE') return host.status === 'DRAINING' ? 'draining' : host.status.toLowerCase()
  if (!host.connected) return 'not connected'
  const taken = definition ? staticPorts(definition).find((port) => host.ports.includes(port)) : undefined
  return taken === undefined ? null : `port ${taken} is taken`
}

/** Which hosts may be given the tasks: any, those of a site, or one. */
export function RunTaskWhere({
  values,
  set,
  capacity,
  hosts,
  definition,
  error,
}: {
  values: RunValues
  set: (part: Partial<RunValues>) => void
  capacity: Capacity
  /** Of this cluster and capacity; undefined while they are read. */
  hosts: Host[] | undefined
  definition: Definition | undefined
  error: string | undefined
}) {
  const sites = [...new Set(hosts?.flatMap((host) => (host.place.kind === 'site' ? [host.place.name] : [])))].sort()
  const none = hosts ? (hosts.length === 0 ? 'This cluster has no such host' : null) : 'Hosts are being read'
  const free = (site: string) =>
    hosts?.filter((host) => host.place.name === site && !whyNotHost(host, definition)).length ?? 0
  return (
    <div className="grid gap-3">
      <Field group label="Where">
        <RadioCards
          value={values.where}
          onChange={(event) => set({ where: event.target.value as RunValues['where'] })}
          cards={[
            { value: 'anywhere', label: 'Anywhere', hint: 'ECS chooses among the hosts that have room' },
            {
              value: 'site',
              label: 'At a site',
              hint: 'ECS chooses among the hosts of one site',
              whyNot: none ?? (sites.length === 0 ? `No ${capacity === 'ec2' ? 'EC2 ' : ''}host names its site` : null),
            },
            { value: 'host', label: 'On one host', hint: 'One task, on the host you choose', whyNot: none },
          ]}
        />
      </Field>
      {values.where === 'site' && (
        <Field label="Site" error={error}>
          <Select
            placeholder="Choose a site"
            value={values.site}
            onChange={(event) => set({ site: event.target.value })}
            options={sites.map((site) => ({
              value: site,
              label: `${site} · ${free(site)} ${free(site) === 1 ? 'host takes' : 'hosts take'} tasks`,
            }))}
          />
        </Field>
      )}
      {values.where === 'host' && (
        <Field label="Host" error={error}>
          <Select
            placeholder="Choose a host"
            value={values.host}
            onChange={(event) => set({ host: event.target.value })}
            options={(hosts ?? []).map((host) => {
              const whyNot = whyNotHost(host, definition)
              return {
                value: host.id,
                label: [host.name, host.place.name, whyNot].filter(Boolean).join(' · '),
                disabled: whyNot !== null,
              }
            })}
          />
        </Field>
      )}
    </div>
  )
}
