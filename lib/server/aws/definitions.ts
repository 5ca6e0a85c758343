import {
  DeregisterTaskDefinitionCommand,
  DescribeTaskDefinitionCommand,
  ListTaskDefinitionsCommand,
  RegisterTaskDefinitionCommand,
  type RegisterTaskDefinitionCommandInput,
  type TaskDefinition,
} from '@aws-sdk/client-ecs'
import { refuse } from '@/lib/api/errors'
import { definitionOf } from '@/lib/model/arn'
import { Capacity } from '@/lib/model/capacity'
import type { Definition } from '@/lib/model/definition'
import type { Aws } from './aws'
import { iso, pages, tagsOf } from './shape'

export const listDefinitions = (aws: Aws): Promise<string[]> =>
  pages(async (nextToken) => {
    const page = await aws.ecs(ListTaskDefinitionsCommand, { status: 'ACTIVE', nextToken })
    return { items: page.taskDefinitionArns, next: page.nextToken }
  })

export async function describeDefinition(aws: Aws, name: string): Promise<Definition> {
  const reply = await aws.ecs(DescribeTaskDefinitionCommand, { taskDefinition: name, include: ['TAGS'] })
  return answered(reply.taskDefinition, aws, tagsOf(reply.tags))
}

/** Registers a revision from JSON as RegisterTaskDefinition takes it, with what AWS adds when it describes one left out. */
export async function registerDefinition(aws: Aws, json: Record<string, unknown>): Promise<Definition> {
  const input = Object.fromEntries(Object.entries(json).filter(([member]) => !addedByAws.has(member)))
  // Its shape is AWS's to judge: the SDK sends it as it is, and ECS says what is wrong with it.
  const request = input as unknown as RegisterTaskDefinitionCommandInput
  const reply = await aws.ecs(RegisterTaskDefinitionCommand, request)
  return answered(reply.taskDefinition, aws, tagsOf(reply.tags))
}

export async function deregisterDefinition(aws: Aws, of: Definition): Promise<Definition> {
  const reply = await aws.ecs(DeregisterTaskDefinitionCommand, { taskDefinition: `${of.family}:${of.revision}` })
  return answered(reply.taskDefinition, aws, of.tags)
}

const addedByAws = new Set([
  'taskDefinitionArn',
  'revision',
  'status',
  'requiresAttributes',
  'compatibilities',
  'registeredAt',
  'registeredBy',
  'deregisteredAt',
  'deleteRequestedAt',
])

function answered(raw: TaskDefinition | undefined, aws: Aws, tags: Record<string, string>): Definition {
  if (!raw) throw refuse('aws-unknown', 'ECS answered without a task definition. Look before trying again.')
  return definitionFrom(raw, aws, tags)
}

const pairsOf = (
  all: { name?: string | undefined; value?: string | undefined; valueFrom?: string | undefined }[] | undefined,
) => Object.fromEntries((all ?? []).flatMap((p) => (p.name ? [[p.name, p.value ?? p.valueFrom ?? '']] : [])))

const capacitiesOf = (words: string[] | undefined): Capacity[] =>
  (words ?? []).flatMap((word) => Capacity.safeParse(word.toLowerCase()).data ?? [])

function definitionFrom(raw: TaskDefinition, aws: Aws, tags: Record<string, string>): Definition {
  const arn = raw.taskDefinitionArn ?? ''
  // Dates become text and undefined members go: the body is what jsonb will give back.
  const plain = JSON.parse(JSON.stringify(raw)) as Record<string, unknown>
  return {
    arn,
    ...aws.scope,
    ...definitionOf(arn),
    status: raw.status ?? 'UNKNOWN',
    runsOn: capacitiesOf(raw.compatibilities),
    asksFor: capacitiesOf(raw.requiresCompatibilities),
    networkMode: raw.networkMode ?? null,
    cpu: raw.cpu ? Number(raw.cpu) : null,
    memory: raw.memory ? Number(raw.memory) : null,
    containers: (raw.containerDefinitions ?? []).map((c) => ({
      name: c.name ?? '',
      image: c.image ?? '',
      // "If this parameter is omitted, a container is assumed to be essential" (ContainerDefinition, ECS API reference).
      essential: c.essential ?? true,
      cpu: c.cpu ?? null,
      memory: c.memory ?? null,
      memoryReservation: c.memoryReservation ?? null,
      ports: (c.portMappings ?? []).map((p) => ({
        container: p.containerPort ?? null,
        host: p.hostPort ?? null,
        protocol: p.protocol ?? 'tcp',
      })),
      environment: pairsOf(c.environment),
      secrets: pairsOf(c.secrets),
      logDriver: c.logConfiguration?.logDriver ?? null,
      logOptions: c.logConfiguration?.options ?? {},
    })),
    taskRole: raw.taskRoleArn ?? null,
    executionRole: raw.executionRoleArn ?? null,
    registeredAt: iso(raw.registeredAt),
    registeredBy: raw.registeredBy ?? null,
    tags,
    json: Object.fromEntries(Object.entries(plain).filter(([member]) => !addedByAws.has(member))),
  }
}
