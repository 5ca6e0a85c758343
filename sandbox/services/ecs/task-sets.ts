import type * as ecs from '@aws-sdk/client-ecs'
import {
  type CreateServiceRequest,
  type Scale,
  ScaleUnit,
  TaskSetNotFoundException,
  type UpdateServiceRequest,
} from '@aws-sdk/client-ecs'
import type { Handlers } from '../../wire/handlers'
import type { Region } from '../../world/region'
import { look } from '../../world/scheduler'
import { arns } from './arns'
import { invalid, serviceNotActive } from './errors'
import { findCluster, findDefinition, findService } from './find'
import { checkLaunch, chooseCapacity } from './launch-rules'
import { checkExternal } from './service-rules'
import type { ClusterRecord, ServiceRecord, TaskSetRecord } from './state'
import { checkTags } from './tag-set'
import { computedCount } from './task-set-count'
import { describeSet, lookSet } from './task-set-reads'
import { checkWord } from './words'

/** https://docs.aws.amazon.com/general/latest/gr/ecs-service.html: task sets per service */
const MOST = 5

/** What is left to task sets where they are deployed from outside: API_UpdateService, API_CreateService. */
const LEFT = [
  'taskDefinition',
  'networkConfiguration',
  'platformVersion',
  'loadBalancers',
  'serviceRegistries',
  'capacityProviderStrategy',
  'forceNewDeployment',
] as const

export function checkLeft(input: Partial<CreateServiceRequest & UpdateServiceRequest>): void {
  const told = LEFT.find((member) => {
    const value = input[member]
    return Array.isArray(value) ? value.length > 0 : Boolean(value)
  })
  const words = told?.replace(/[A-Z]/g, (letter) => ` ${letter.toLowerCase()}`)
  if (told)
    throw invalid(`Unable to set ${words} on services with an EXTERNAL deployment controller. Use task sets instead.`)
  if (input.schedulingStrategy === 'DAEMON')
    throw invalid('The daemon scheduling strategy is not supported with an EXTERNAL deployment controller.')
}

function serviceOf(world: Region, input: { cluster?: string | undefined; service?: string | undefined }) {
  const cluster = findCluster(world, input.cluster)
  const service = findService(world, cluster, input.service)
  if (service.view.status !== 'ACTIVE') throw serviceNotActive()
  if (service.view.deploymentController?.type !== 'EXTERNAL')
    throw invalid('Task sets are for services with an EXTERNAL deployment controller.')
  return { cluster, service }
}

function setOf(service: ServiceRecord, text: string | undefined): TaskSetRecord {
  if (!text) throw invalid('Task set cannot be empty.')
  const set = lookSet(service, text)
  if (!set) throw new TaskSetNotFoundException({ message: 'The specified task set was not found.', $metadata: {} })
  return set
}

function scaleOf({ value = 100, unit = 'PERCENT' }: Scale): Scale {
  checkWord(unit, ScaleUnit, 'scale.unit')
  if (!(value >= 0 && value <= 100)) throw invalid('Scale value must be between 0 and 100.')
  return { value, unit }
}

/** A service with task sets says what its primary one says: API_UpdateServicePrimaryTaskSet. */
function follow(service: ServiceRecord, { view, capacity, strategy }: TaskSetRecord): void {
  const {
    launchType: _type,
    capacityProviderStrategy: _strategy,
    networkConfiguration: _network,
    ...kept
  } = service.view
  const { taskDefinition, launchType, capacityProviderStrategy, networkConfiguration, platformVersion } = view
  service.capacity = capacity
  service.strategy = strategy
  service.view = {
    ...kept,
    taskDefinition,
    ...(capacityProviderStrategy ? { capacityProviderStrategy } : { launchType }),
    ...(networkConfiguration && { networkConfiguration }),
    ...(platformVersion && { platformVersion }),
  }
}

function changed(world: Region, cluster: ClusterRecord, service: ServiceRecord, set: TaskSetRecord) {
  set.view.updatedAt = world.clock.date()
  service.complaint = undefined
  service.steadySince = undefined
  look(world, cluster, service)
  return { taskSet: describeSet(cluster, service, set, ['TAGS']) }
}

export const taskSets: Handlers<typeof ecs, Region> = {
  CreateTaskSet(input, world) {
    const { cluster, service } = serviceOf(world, input)
    const token = input.clientToken
    if ((token?.length ?? 0) > 36) throw invalid('clientToken can have at most 36 characters.')
    const again = token ? service.sets.find((one) => one.clientToken === token) : undefined
    if (again) return { taskSet: describeSet(cluster, service, again, ['TAGS']) }
    const { launchType, strategy } = chooseCapacity(world, cluster, input)
    if (launchType === 'EXTERNAL') checkExternal(input)
    const definition = findDefinition(world, input.taskDefinition)
    checkLaunch(world, definition, launchType, input.networkConfiguration)
    const scale = scaleOf(input.scale ?? {})
    const tags = checkTags(input.tags)
    if (service.sets.length >= MOST) throw invalid('The maximum number of task sets for the service was exceeded.')
    const digits = () => String(world.random.below(1e9)).padStart(9, '0')
    const id = `ecs-svc/${1 + world.random.below(9)}${digits()}${digits()}`
    const arn = arns.taskSet(world, cluster.name, service.name, id)
    const now = world.clock.date()
    const set: TaskSetRecord = {
      id,
      arn,
      capacity: launchType,
      strategy,
      tags,
      inARow: 0,
      notBefore: 0,
      ...(token && { clientToken: token }),
      view: {
        id,
        taskSetArn: arn,
        serviceArn: service.arn,
        clusterArn: cluster.arn,
        status: 'ACTIVE',
        taskDefinition: definition.arn,
        createdAt: now,
        updatedAt: now,
        ...(strategy.length > 0 ? { capacityProviderStrategy: strategy } : { launchType }),
        ...(launchType === 'FARGATE' && {
          platformVersion: input.platformVersion ?? 'LATEST',
          platformFamily: 'Linux',
        }),
        ...(input.externalId !== undefined && { externalId: input.externalId }),
        ...(input.networkConfiguration && { networkConfiguration: input.networkConfiguration }),
        loadBalancers: input.loadBalancers ?? [],
        serviceRegistries: input.serviceRegistries ?? [],
        scale,
        stabilityStatus: 'STABILIZING',
        stabilityStatusAt: now,
      },
    }
    service.sets.push(set)
    return changed(world, cluster, service, set)
  },

  UpdateTaskSet(input, world) {
    const { cluster, service } = serviceOf(world, input)
    const set = setOf(service, input.taskSet)
    if (set.view.status === 'DRAINING') throw invalid('A task set that is draining cannot be updated.')
    set.view.scale = scaleOf(input.scale ?? {})
    return changed(world, cluster, service, set)
  },

  // https://docs.aws.amazon.com/AmazonECS/latest/APIReference/API_DeleteTaskSet.html: force
  DeleteTaskSet(input, world) {
    const { cluster, service } = serviceOf(world, input)
    const set = setOf(service, input.taskSet)
    if (!input.force && computedCount(service, set) > 0)
      throw invalid('The task set cannot be deleted while it is scaled above 0.')
    set.view.status = 'DRAINING'
    return changed(world, cluster, service, set)
  },

  UpdateServicePrimaryTaskSet(input, world) {
    const { cluster, service } = serviceOf(world, input)
    const set = setOf(service, input.primaryTaskSet)
    if (set.view.status === 'DRAINING') throw invalid('A task set that is draining cannot be the primary one.')
    for (const other of service.sets) if (other.view.status === 'PRIMARY') other.view.status = 'ACTIVE'
    set.view.status = 'PRIMARY'
    follow(service, set)
    return changed(world, cluster, service, set)
  },
}
