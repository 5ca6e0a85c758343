import { RunsOn, sizeOf } from '@/components/fleet/definition-columns'
import { Age } from '@/components/ui/age'
import { Id } from '@/components/ui/id'
import { Properties } from '@/components/ui/properties'
import { lastOf } from '@/lib/model/arn'
import { capacityLabel } from '@/lib/model/capacity'
import { type Definition, staticPorts } from '@/lib/model/definition'
import { cpuText, memoryText } from '@/lib/model/units'

const soft = (words: string) => <span className="text-ink-3">{words}</span>
const role = (arn: string | null, label: string) => (arn ? <Id value={arn} whole label={label} /> : null)

/** What a revision is, term by term. */
export function DefinitionProperties({ of, now }: { of: Definition; now: string }) {
  const size = sizeOf(of)
  const ports = staticPorts(of)
  const sum = <span className="text-ink-3"> by its containers</span>
  return (
    <Properties
      items={[
        { label: 'Runs on, as ECS found', value: <RunsOn of={of} /> },
        {
          label: 'Asked for',
          value:
            of.asksFor.length > 0
              ? of.asksFor.map((capacity) => capacityLabel[capacity]).join(', ')
              : soft('nothing named'),
        },
        { label: 'Network mode', value: of.networkMode ?? soft('not set: bridge') },
        {
          label: 'CPU of a task',
          value:
            size.cpu === null ? (
              soft('not set')
            ) : (
              <>
                {cpuText(size.cpu)}
                {of.cpu === null && sum}
              </>
            ),
        },
        {
          label: 'Memory of a task',
          value:
            size.memory === null ? (
              soft('not set')
            ) : (
              <>
                {memoryText(size.memory)}
                {of.memory === null && sum}
              </>
            ),
        },
        {
          label: 'Fixed host ports',
          value: ports.length > 0 ? `${ports.join(', ')}: one task on each host` : null,
        },
        { label: 'Registered', value: <Age at={of.registeredAt} now={now} /> },
        {
          label: 'Registered by',
          value: of.registeredBy ? <span title={of.registeredBy}>{lastOf(of.registeredBy)}</span> : soft('not told'),
        },
        {
          label: 'Tags',
          value:
            Object.keys(of.tags).length === 0 ? null : (
              <ul className="grid gap-0.5">
                {Object.entries(of.tags).map(([key, value]) => (
                  <li key={key} className="break-words font-mono text-xs">
                    {key} = {value}
                  </li>
                ))}
              </ul>
            ),
          wide: Object.keys(of.tags).length > 0,
        },
        { label: 'Task role, which the containers act as', value: role(of.taskRole, 'the task role'), wide: true },
        {
          label: 'Execution role, which pulls images, reads secrets and writes logs',
          value: role(of.executionRole, 'the execution role'),
          wide: true,
        },
        { label: 'ARN', value: <Id value={of.arn} whole label="the definition’s ARN" />, wide: true },
      ]}
    />
  )
}
