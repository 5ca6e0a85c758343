import { z } from 'zod'
import { Capacity } from './capacity'
import { Thing } from './thing'

const pairs = z.record(z.string(), z.string())

export const DefinitionContainer = z.object({
  name: z.string(),
  image: z.string(),
  essential: z.boolean(),
  cpu: z.number().nullable(),
  memory: z.number().nullable(),
  memoryReservation: z.number().nullable(),
  ports: z.array(z.object({ container: z.number().nullable(), host: z.number().nullable(), protocol: z.string() })),
  environment: pairs,
  secrets: pairs,
  logDriver: z.string().nullable(),
  logOptions: pairs,
})
export type DefinitionContainer = z.infer<typeof DefinitionContainer>

/** One revision of a task definition. `json` is the whole of it as AWS would take it back for a new revision. */
export const Definition = Thing.extend({
  family: z.string(),
  revision: z.number(),
  status: z.string(),
  runsOn: z.array(Capacity).describe("What ECS found it valid for: AWS's compatibilities"),
  asksFor: z.array(Capacity).describe("AWS's requiresCompatibilities"),
  networkMode: z.string().nullable(),
  cpu: z.number().nullable(),
  memory: z.number().nullable(),
  containers: z.array(DefinitionContainer),
  taskRole: z.string().nullable(),
  executionRole: z.string().nullable(),
  registeredAt: z.iso.datetime().nullable(),
  registeredBy: z.string().nullable(),
  tags: pairs,
  json: z.record(z.string(), z.unknown()),
})
export type Definition = z.infer<typeof Definition>

/** The host ports a definition insists on: two tasks of it never share a host. Under awsvpc each task has its own. */
export function staticPorts(definition: Pick<Definition, 'networkMode' | 'containers'>): number[] {
  if (definition.networkMode === 'awsvpc') return []
  return definition.containers.flatMap((c) =>
    c.ports.flatMap((p) => {
      const port = definition.networkMode === 'host' ? (p.host ?? p.container) : p.host
      return port ? [port] : []
    }),
  )
}

/** Where to read a container's log: CloudWatch group and stream, or why there is none here. */
export function logOf(
  container: DefinitionContainer,
  task: string,
): { group: string; stream: string; region: string | null } | { whyNot: string } {
  if (!container.logDriver)
    return { whyNot: 'Its definition names no log driver: the output stays on the machine (docker logs)' }
  if (container.logDriver !== 'awslogs')
    return { whyNot: `Its log goes through ${container.logDriver}, not straight to CloudWatch Logs` }
  const group = container.logOptions['awslogs-group']
  const prefix = container.logOptions['awslogs-stream-prefix']
  if (!group) return { whyNot: 'Its definition names no log group' }
  // Without a prefix the stream is named after the container's Docker id, which ECS does not tell
  // (ECS developer guide, awslogs-stream-prefix).
  if (!prefix) return { whyNot: 'Its definition gives no awslogs-stream-prefix, so its stream cannot be told' }
  return {
    group,
    stream: `${prefix}/${container.name}/${task}`,
    region: container.logOptions['awslogs-region'] ?? null,
  }
}

export const mayRunOn = (definition: Pick<Definition, 'runsOn'>, capacity: Capacity): boolean =>
  definition.runsOn.includes(capacity)
