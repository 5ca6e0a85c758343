import type { ReactNode } from 'react'
import { Badge } from '@/components/ui/badge'
import { Id } from '@/components/ui/id'
import { Properties } from '@/components/ui/properties'
import type { Definition, DefinitionContainer } from '@/lib/model/definition'
import { cpuText, memoryText } from '@/lib/model/units'

const some = (of: object) => Object.keys(of).length > 0
const soft = (words: string) => <span className="text-ink-3">{words}</span>

/** A host port as the container gets it: a fixed one, one of the host's choosing, or its own. */
const portText = (networkMode: string | null, { container, host, protocol }: DefinitionContainer['ports'][number]) => {
  const inside = `${container ?? '?'}${protocol === 'tcp' ? '' : `/${protocol}`}`
  if (networkMode === 'awsvpc' || networkMode === 'host')
    return `${inside} on the ${networkMode === 'host' ? 'host' : 'task'}`
  return host ? `${host} on the host → ${inside}` : `any on the host → ${inside}`
}

const Pairs = ({ of, by }: { of: Record<string, string>; by: string }) =>
  Object.keys(of).length === 0 ? (
    soft('none')
  ) : (
    <ul className="grid gap-0.5 font-mono text-xs">
      {Object.entries(of).map(([key, value]) => (
        <li key={key} className="break-all">
          {key}
          <span className="text-ink-3">{by}</span>
          {value === '' ? soft('empty') : value}
        </li>
      ))}
    </ul>
  )

function memoryWords({ memory, memoryReservation }: DefinitionContainer): ReactNode {
  if (memory === null && memoryReservation === null) return soft('not set')
  if (memory === null) return `${memoryText(memoryReservation ?? 0)} reserved`
  return memoryReservation === null
    ? memoryText(memory)
    : `${memoryText(memoryReservation)} reserved, ${memoryText(memory)} at most`
}

/** What each container of a definition is: its image and size, its ports, what it is told and where it logs. */
export const DefinitionContainers = ({ of }: { of: Definition }) =>
  of.containers.map((container) => (
    <article key={container.name} aria-label={container.name} className="grid min-w-0 gap-2">
      <h3 className="flex flex-wrap items-center gap-2 font-medium">
        {container.name}
        <Badge title={container.essential ? 'When it ends, the task stops' : 'The task goes on without it'}>
          {container.essential ? 'essential' : 'not essential'}
        </Badge>
      </h3>
      <Properties
        items={[
          {
            label: 'Image',
            value: <Id value={container.image} whole label={`the image of ${container.name}`} />,
            wide: true,
          },
          { label: 'CPU', value: container.cpu ? cpuText(container.cpu) : soft('what is left') },
          { label: 'Memory', value: memoryWords(container) },
          {
            label: 'Ports',
            value:
              container.ports.length === 0 ? null : (
                <ul>
                  {container.ports.map((port) => (
                    <li key={`${port.container} ${port.host} ${port.protocol}`}>{portText(of.networkMode, port)}</li>
                  ))}
                </ul>
              ),
          },
          { label: 'Log driver', value: container.logDriver ?? soft('none: docker logs on the machine') },
          ...(Object.keys(container.logOptions).length > 0
            ? [{ label: 'Log options', value: <Pairs of={container.logOptions} by=" = " />, wide: true }]
            : []),
          {
            label: 'Environment',
            value: <Pairs of={container.environment} by=" = " />,
            wide: some(container.environment),
          },
          {
            label: 'Secrets, and where each comes from',
            value: <Pairs of={container.secrets} by=" ← " />,
            wide: some(container.secrets),
          },
        ]}
      />
    </article>
  ))
