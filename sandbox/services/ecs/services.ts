import type * as ecs from '@aws-sdk/client-ecs'
import type { CreateServiceRequest, UpdateServiceRequest } from '@aws-sdk/client-ecs'
import type { Handlers } from '../../wire/handlers'
import { deploy } from '../../world/deployments'
import type { Region } from '../../world/region'
import { look } from '../../world/scheduler'
import { arns } from './arns'
import { invalid, serviceNotActive } from './errors'
import { findCluster, findDefinition, findService } from './find'
import { type Chosen, checkLaunch, checkPlacement, chooseCapacity } from './launch-rules'
import { describeService } from './service-reads'
import { checkCount, checkExternal, checkService, deploymentConfiguration } from './service-rules'
import type { ClusterRecord, ServiceRecord } from './state'
import { checkTags } from './tag-set'
import { checkLeft } from './task-sets'

export const services: Handlers<typeof ecs, Region> = {
  CreateService(input, world, caller) {
    const cluster = findCluster(world, input.cluster)
    const again = repeated(cluster, input)
    if (again) return { service: describeService(cluster, again, ['TAGS']) }
    const { launchType, strategy } = chooseCapacity(world, cluster, input)
    checkService(input, launchType)
    const external = input.deploymentController?.type === 'EXTERNAL'
    if (external) checkLeft(input)
    const definition = external ? undefined : findDefinition(world, input.taskDefinition)
    if (definition) checkLaunch(world, definition, launchType, input.networkConfiguration)
    checkPlacement(launchType, input.placementConstraints, input.placementStrategy)
    const scheduling = input.schedulingStrategy ?? 'REPLICA'
    const name = input.serviceName ?? ''
    let active = 0
    for (const { view } of cluster.services.values()) if (view.status === 'ACTIVE') active++
    // https://docs.aws.amazon.com/general/latest/gr/ecs-service.html: services per cluster
    if (active >= 5_000) throw invalid('The maximum number of services for the cluster was exceeded.')
    const arn = arns.service(world, cluster.name, name)
    const service: ServiceRecord = {
      name,
      arn,
      cluster: cluster.name,
      capacity: launchType,
      strategy,
      deployments: [],
      rollouts: [],
      sets: [],
      revisions: [],
      tasks: new Set(),
      tags: checkTags(input.tags),
      due: false,
      ...(input.clientToken && { clientToken: input.clientToken }),
      view: {
        serviceArn: arn,
        serviceName: name,
        clusterArn: cluster.arn,
        status: 'ACTIVE',
        loadBalancers: input.loadBalancers ?? [],
        serviceRegistries: input.serviceRegistries ?? [],
        desiredCount: input.desiredCount ?? 0,
        ...(!external && (strategy.length > 0 ? { capacityProviderStrategy: strategy } : { launchType })),
        ...(launchType === 'FARGATE' && {
          platformVersion: input.platformVersion ?? 'LATEST',
          platformFamily: 'Linux',
        }),
        ...(definition && { taskDefinition: definition.arn }),
        deploymentConfiguration: deploymentConfiguration(input.deploymentConfiguration, scheduling),
        events: [],
        createdAt: world.clock.date(),
        placementConstraints: input.placementConstraints ?? [],
        placementStrategy: input.placementStrategy ?? [],
        ...(input.networkConfiguration && { networkConfiguration: input.networkConfiguration }),
        ...(input.healthCheckGracePeriodSeconds !== undefined && {
          healthCheckGracePeriodSeconds: input.healthCheckGracePeriodSeconds,
        }),
        schedulingStrategy: scheduling,
        deploymentController: input.deploymentController ?? { type: 'ECS' },
        createdBy: caller.principal,
        enableECSManagedTags: input.enableECSManagedTags ?? false,
        propagateTags: input.propagateTags ?? 'NONE',
        enableExecuteCommand: input.enableExecuteCommand ?? false,
        availabilityZoneRebalancing: input.availabilityZoneRebalancing ?? 'DISABLED',
      },
    }
    cluster.services.set(name, service)
    if (!external) deploy(world, service)
    look(world, cluster, service)
    return { service: describeService(cluster, service, ['TAGS']) }
  },

  UpdateService(input, world) {
    const cluster = findCluster(world, input.cluster)
    const service = findService(world, cluster, input.service)
    const { view } = service
    if (view.status !== 'ACTIVE') throw serviceNotActive()
    if (input.desiredCount !== undefined) {
      if (view.schedulingStrategy === 'DAEMON')
        throw invalid(
          'The daemon scheduling strategy does not support a desired count for services. Remove the desired count value and try again.',
        )
      checkCount(input.desiredCount)
    }
    if (service.capacity === 'EXTERNAL') checkExternal(input)
    if (view.deploymentController?.type === 'EXTERNAL') checkLeft(input)
    const capacity = switchCapacity(world, cluster, service, input)
    const changed =
      input.taskDefinition !== undefined || input.networkConfiguration !== undefined || capacity !== undefined
    const definition = changed ? findDefinition(world, input.taskDefinition ?? view.taskDefinition) : undefined
    const network = input.networkConfiguration ?? view.networkConfiguration
    if (definition) checkLaunch(world, definition, capacity?.launchType ?? service.capacity, network)
    checkPlacement(capacity?.launchType ?? service.capacity, input.placementConstraints, input.placementStrategy)
    const configuration = deploymentConfiguration(
      input.deploymentConfiguration,
      view.schedulingStrategy,
      view.deploymentConfiguration,
    )
    const renews =
      input.forceNewDeployment ||
      (definition && definition.arn !== view.taskDefinition) ||
      input.networkConfiguration !== undefined ||
      (input.platformVersion !== undefined && input.platformVersion !== view.platformVersion) ||
      input.loadBalancers !== undefined ||
      input.serviceRegistries !== undefined ||
      input.serviceConnectConfiguration !== undefined ||
      input.volumeConfigurations !== undefined ||
      input.vpcLatticeConfigurations !== undefined
    service.view = {
      ...view,
      deploymentConfiguration: configuration,
      ...(input.desiredCount !== undefined && { desiredCount: input.desiredCount }),
      ...(definition && { taskDefinition: definition.arn }),
      ...(network && { networkConfiguration: network }),
      ...(input.placementConstraints && { placementConstraints: input.placementConstraints }),
      ...(input.placementStrategy && { placementStrategy: input.placementStrategy }),
      ...(input.platformVersion && { platformVersion: input.platformVersion }),
      ...(input.enableExecuteCommand !== undefined && { enableExecuteCommand: input.enableExecuteCommand }),
      ...(input.enableECSManagedTags !== undefined && { enableECSManagedTags: input.enableECSManagedTags }),
      ...(input.propagateTags && { propagateTags: input.propagateTags }),
      ...(input.loadBalancers && { loadBalancers: input.loadBalancers }),
      ...(input.serviceRegistries && { serviceRegistries: input.serviceRegistries }),
      ...(input.availabilityZoneRebalancing && { availabilityZoneRebalancing: input.availabilityZoneRebalancing }),
      ...(input.healthCheckGracePeriodSeconds !== undefined && {
        healthCheckGracePeriodSeconds: input.healthCheckGracePeriodSeconds,
      }),
    }
    if (capacity) {
      service.capacity = capacity.launchType
      service.strategy = capacity.strategy
      delete service.view.launchType
      delete service.view.capacityProviderStrategy
      if (capacity.strategy.length > 0) service.view.capacityProviderStrategy = capacity.strategy
      else service.view.launchType = capacity.launchType
    }
    if (renews) deploy(world, service)
    // What could not be done before may be now; if not, it is said again
    service.complaint = undefined
    if (input.desiredCount !== undefined && input.desiredCount !== view.desiredCount) service.steadySince = undefined
    look(world, cluster, service)
    return { service: describeService(cluster, service, ['TAGS']) }
  },

  DeleteService(input, world) {
    const cluster = findCluster(world, input.cluster)
    const service = findService(world, cluster, input.service)
    const { view } = service
    if (view.status !== 'ACTIVE') throw serviceNotActive()
    if ((view.desiredCount ?? 0) > 0 && !input.force && view.schedulingStrategy !== 'DAEMON')
      throw invalid('The service cannot be stopped while it is scaled above 0.')
    if (service.sets.length > 0 && !input.force) throw invalid('The service cannot be deleted while it has task sets.')
    for (const set of service.sets) set.view.status = 'DRAINING'
    view.status = 'DRAINING'
    view.desiredCount = 0
    service.complaint = undefined
    look(world, cluster, service)
    // An INACTIVE service can be described for a while: API_DeleteService
    world.clock.after(3_600_000, () => {
      if (cluster.services.get(service.name) === service && service.view.status === 'INACTIVE')
        cluster.services.delete(service.name)
    })
    return { service: describeService(cluster, service, ['TAGS']) }
  },
}

/**
 * Another strategy for a service that runs. An empty one leads back to the launch type; a launch type itself cannot be
 * given, so a service on hosts of one's own stays there: domain, "launchType rules".
 */
function switchCapacity(
  world: Region,
  cluster: ClusterRecord,
  service: ServiceRecord,
  input: UpdateServiceRequest,
): Chosen | undefined {
  const asked = input.capacityProviderStrategy
  if (!asked) return undefined
  if (service.capacity === 'EXTERNAL')
    throw invalid('Capacity provider strategies are not supported for services with EXTERNAL launch type.')
  if (!input.forceNewDeployment)
    throw invalid(
      'When switching from launch type to capacity provider strategy on an existing service, or making a change to a capacity provider strategy on a service that is already using one, you must force a new deployment.',
    )
  return asked.length === 0
    ? { launchType: service.capacity, strategy: [] }
    : chooseCapacity(world, cluster, { capacityProviderStrategy: asked })
}

/** CreateService of a name in use: the same call again by its token, else a refusal. */
function repeated(cluster: ClusterRecord, input: CreateServiceRequest): ServiceRecord | undefined {
  const known = cluster.services.get(input.serviceName ?? '')
  if (!known || known.view.status === 'INACTIVE') return undefined
  if (known.view.status === 'DRAINING') throw invalid('Unable to Start a service that is still Draining.')
  if (input.clientToken && input.clientToken === known.clientToken) return known
  throw invalid('Creation of service was not idempotent.')
}
