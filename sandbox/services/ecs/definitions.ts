import type * as ecs from '@aws-sdk/client-ecs'
import {
  type ContainerDefinition,
  type Failure,
  SortOrder,
  type TaskDefinition,
  TaskDefinitionFamilyStatus,
  TaskDefinitionField,
  TaskDefinitionStatus,
} from '@aws-sdk/client-ecs'
import type { Handlers } from '../../wire/handlers'
import type { Region } from '../../world/region'
import { arns } from './arns'
import { compatibilities, requiredAttributes } from './definition-compatibility'
import { checkDefinition } from './definition-rules'
import { client, invalid } from './errors'
import { parseSize } from './fargate-sizes'
import { lookDefinition } from './find'
import { page } from './page'
import type { DefinitionRecord, Family } from './state'
import { checkTags } from './tag-set'
import { checkWord } from './words'

export const definitions: Handlers<typeof ecs, Region> = {
  RegisterTaskDefinition(input, world, caller) {
    checkDefinition(input)
    const able = compatibilities(input)
    const tags = checkTags(input.tags)
    const { tags: _, family: name = '', cpu, memory, ...rest } = input
    const family: Family = world.ecs.families.get(name) ?? { name, last: 0, revisions: new Map() }
    world.ecs.families.set(name, family)
    const revision = ++family.last
    const arn = arns.definition(world, name, revision)
    const view: TaskDefinition = {
      ...rest,
      taskDefinitionArn: arn,
      family: name,
      revision,
      status: 'ACTIVE',
      containerDefinitions: (input.containerDefinitions ?? []).map((one) => filled(one, input.networkMode)),
      volumes: input.volumes ?? [],
      placementConstraints: input.placementConstraints ?? [],
      compatibilities: able,
      requiresAttributes: requiredAttributes(input),
      registeredAt: world.clock.date(),
      registeredBy: caller.principal,
      // AWS answers in CPU units and MiB, however they were written
      ...(cpu !== undefined && { cpu: String(parseSize('cpu', cpu)) }),
      ...(memory !== undefined && { memory: String(parseSize('memory', memory)) }),
    }
    family.revisions.set(revision, { family: name, revision, arn, view, tags })
    return { taskDefinition: view, tags }
  },

  DescribeTaskDefinition(input, world) {
    for (const field of input.include ?? []) checkWord(field, TaskDefinitionField, 'include')
    const found = look(world, input.taskDefinition)
    return { taskDefinition: found.view, tags: input.include?.includes('TAGS') ? found.tags : [] }
  },

  DeregisterTaskDefinition(input, world) {
    // AWS asks for the revision here: a family alone would be a dangerous thing to guess
    if (!/:\d+$/.test(input.taskDefinition ?? '')) throw client('Task definition revision can not be blank.')
    const found = look(world, input.taskDefinition)
    if (found.view.status === 'ACTIVE')
      found.view = { ...found.view, status: 'INACTIVE', deregisteredAt: world.clock.date() }
    return { taskDefinition: found.view }
  },

  DeleteTaskDefinitions(input, world) {
    const asked = input.taskDefinitions ?? []
    if (asked.length === 0) throw invalid('TaskDefinitions cannot be empty.')
    if (asked.length > 10) throw invalid('You can delete at most 10 task definitions in one call.')
    const deleted: TaskDefinition[] = []
    const failures: Failure[] = []
    for (const text of asked) {
      const found = lookDefinition(world, text)
      if (!found)
        failures.push({ arn: text, reason: 'MISSING', detail: 'The specified task definition was not found.' })
      else if (found.view.status === 'ACTIVE')
        failures.push({
          arn: found.arn,
          reason:
            'The specified task definition is still in ACTIVE status. Please deregister the target and try again.',
        })
      else {
        found.view = { ...found.view, status: 'DELETE_IN_PROGRESS', deleteRequestedAt: world.clock.date() }
        deleted.push(found.view)
        forget(world, found)
      }
    }
    return { taskDefinitions: deleted, failures }
  },

  ListTaskDefinitions(input, world) {
    checkWord(input.status, TaskDefinitionStatus, 'status')
    checkWord(input.sort, SortOrder, 'sort')
    const status = input.status ?? 'ACTIVE'
    const all = [...world.ecs.families.values()]
      // Despite its name it is the family's whole name, not a prefix: ListTaskDefinitions, familyPrefix
      .filter((family) => input.familyPrefix === undefined || family.name === input.familyPrefix)
      .sort((a, b) => (a.name < b.name ? -1 : 1))
      .flatMap((family) => [...family.revisions.values()].filter((one) => one.view.status === status))
      .map((one) => one.arn)
    if (input.sort === 'DESC') all.reverse()
    const { items, nextToken } = page(all, input)
    return { taskDefinitionArns: items, ...(nextToken && { nextToken }) }
  },

  ListTaskDefinitionFamilies(input, world) {
    checkWord(input.status, TaskDefinitionFamilyStatus, 'status')
    const status = input.status ?? 'ALL'
    const all = [...world.ecs.families.values()]
      .filter((family) => family.name.startsWith(input.familyPrefix ?? ''))
      .filter((family) => status === 'ALL' || (status === 'ACTIVE') === isActive(family))
      .map((family) => family.name)
      .sort()
    const { items, nextToken } = page(all, input)
    return { families: items, ...(nextToken && { nextToken }) }
  },
}

/** A definition asked to be deleted stays, DELETE_IN_PROGRESS, while tasks or services use it: API_DeleteTaskDefinitions. */
function forget(world: Region, definition: DefinitionRecord): void {
  const { arn, family, revision } = definition
  world.clock.after(60_000, () => {
    const used = [...world.ecs.clusters.values()].some(
      ({ services, tasks }) =>
        [...services.values()].some(({ deployments }) => deployments.some((one) => one.view.taskDefinition === arn)) ||
        [...tasks.values()].some((task) => task.definition === arn && task.view.lastStatus !== 'STOPPED'),
    )
    const known = world.ecs.families.get(family)
    if (used && known?.revisions.has(revision)) forget(world, definition)
    else known?.revisions.delete(revision)
  })
}

const isActive = (family: Family) => [...family.revisions.values()].some((one) => one.view.status === 'ACTIVE')

function look(world: Region, text: string | undefined): DefinitionRecord {
  if (!text) throw invalid('TaskDefinition can not be blank.')
  const found = lookDefinition(world, text)
  if (!found) throw client('Unable to describe task definition.')
  return found
}

/** A container as AWS answers it: what was left out has its default. */
const filled = (container: ContainerDefinition, networkMode: string | undefined): ContainerDefinition => ({
  ...container,
  cpu: container.cpu ?? 0,
  essential: container.essential ?? true,
  environment: container.environment ?? [],
  mountPoints: container.mountPoints ?? [],
  volumesFrom: container.volumesFrom ?? [],
  systemControls: container.systemControls ?? [],
  portMappings: (container.portMappings ?? []).map((mapping) => ({
    ...mapping,
    ...(mapping.containerPort !== undefined && {
      hostPort: mapping.hostPort ?? (networkMode === 'awsvpc' || networkMode === 'host' ? mapping.containerPort : 0),
    }),
    protocol: mapping.protocol ?? 'tcp',
  })),
})
