'use client'
import { Field } from '@/components/ui/field'
import { RadioCards } from '@/components/ui/radio-cards'
import { Capacity, capacityLabel } from '@/lib/model/capacity'
import type { Definition } from '@/lib/model/definition'
import { whyNotOn } from '@/lib/model/definition-text'
import type { Host } from '@/lib/model/host'
import { counted } from '@/lib/model/units'

/** Which capacity runs the tasks: those the definition cannot run on say why. */
export function RunTaskCapacity({
  value,
  onChange,
  definition,
  hosts,
  error,
}: {
  value: Capacity | null
  onChange: (next: Capacity) => void
  definition: Definition | undefined
  /** Of the cluster; undefined while they are read or none is chosen. */
  hosts: Host[] | undefined
  error: string | undefined
}) {
  return (
    <Field group label="Capacity" error={error}>
      <RadioCards
        name="capacity"
        value={value ?? ''}
        onChange={(event) => onChange(Capacity.parse(event.target.value))}
        cards={Capacity.options.map((of) => ({
          value: of,
          label: capacityLabel[of],
          tone: of,
          hint: hint(of, hosts),
          whyNot: definition ? whyNotOn(definition, of) : 'Choose a definition first',
        }))}
      />
    </Field>
  )
}

function hint(capacity: Capacity, hosts: Host[] | undefined): string {
  if (capacity === 'fargate') return 'AWS’s machines, none to look after'
  if (!hosts) return 'Hosts of the cluster'
  const mine = hosts.filter((host) => host.capacity === capacity)
  if (mine.length === 0) return 'This cluster has no such host'
  const able = mine.filter((host) => host.connected && host.status === 'ACTIVE').length
  return `${able} of ${counted(mine.length, 'host')} can take tasks`
}
