import type {
  Attachment,
  Container,
  ContainerDefinition,
  LaunchType,
  NetworkConfiguration,
  Tag,
  TaskOverride,
} from '@aws-sdk/client-ecs'
import { arns } from '../services/ecs/arns'
import type { ClusterRecord, DefinitionRecord, HostRecord, TaskRecord } from '../services/ecs/state'
import { hostChanged, taskChanged } from './changes'
import type { Region } from './region'
import { needsOf, take } from './resources'
import { step } from './task-life'

export interface Launch {
  definition: DefinitionRecord
  launchType: LaunchType
  /** Where, unless Fargate. */
  host?: HostRecord | undefined
  group: string
  capacityProvider?: string | undefined
  startedBy?: string | undefined
  overrides?: TaskOverride | undefined
  network?: NetworkConfiguration | undefined
  platformVersion?: string | undefined
  execute?: boolean | undefined
  tags?: Tag[] | undefined
  service?: string | undefined
  deployment?: string | undefined
}

/** Makes a task and puts its first step on the agenda. Its host has room: placement has looked. */
export function launch(world: Region, cluster: ClusterRecord, wanted: Launch): TaskRecord {
  const { definition, host, overrides } = wanted
  const id = world.random.hex(32)
  const arn = arns.task(world, cluster.name, id)
  const needs = needsOf(definition, overrides)
  const own = definition.view.networkMode === 'awsvpc'
  const eni = own ? attachment(world, wanted.network) : undefined
  const zone = host ? host.attributes.get('ecs.availability-zone') : zoneOf(world, eni)
  const { cpu, memory } = needs
  const record: TaskRecord = {
    id,
    arn,
    cluster: cluster.name,
    family: definition.family,
    definition: definition.arn,
    needs,
    tags: wanted.tags ?? [],
    ...(wanted.service && { service: wanted.service }),
    ...(wanted.deployment && { deployment: wanted.deployment }),
    ...(host && { host: host.id }),
    view: {
      taskArn: arn,
      clusterArn: cluster.arn,
      taskDefinitionArn: definition.arn,
      ...(host && { containerInstanceArn: host.arn }),
      ...(zone && { availabilityZone: zone }),
      launchType: wanted.launchType,
      ...(wanted.capacityProvider && { capacityProviderName: wanted.capacityProvider }),
      ...(wanted.launchType === 'FARGATE' && fargate(wanted)),
      group: wanted.group,
      ...(wanted.startedBy && { startedBy: wanted.startedBy }),
      lastStatus: own ? 'PROVISIONING' : 'PENDING',
      desiredStatus: 'RUNNING',
      healthStatus: 'UNKNOWN',
      createdAt: world.clock.date(),
      cpu: String(cpu),
      memory: String(memory),
      attachments: eni ? [eni] : [],
      attributes: [{ name: 'ecs.cpu-architecture', value: architecture(definition, host) }],
      enableExecuteCommand: wanted.execute ?? false,
      overrides: {
        ...overrides,
        containerOverrides: (definition.view.containerDefinitions ?? []).map(
          ({ name }) => overrides?.containerOverrides?.find((one) => one.name === name) ?? { name },
        ),
        inferenceAcceleratorOverrides: [],
      },
      containers: (definition.view.containerDefinitions ?? []).map((one) => container(world, cluster, id, arn, one)),
      version: 0,
    },
  }
  cluster.tasks.set(id, record)
  if (wanted.service) cluster.services.get(wanted.service)?.tasks.add(id)
  if (host) {
    take(host, id, wanted.group, needs)
    hostChanged(world, host)
  }
  taskChanged(world, record)
  const delay = own ? 1_500 + world.random.below(1_000) : 300 + world.random.below(400)
  world.clock.after(delay, () => step(world, cluster, record))
  return record
}

const fargate = (wanted: Launch) => ({
  platformVersion: !wanted.platformVersion || wanted.platformVersion === 'LATEST' ? '1.4.0' : wanted.platformVersion,
  platformFamily: 'Linux',
  ephemeralStorage: { sizeInGiB: wanted.definition.view.ephemeralStorage?.sizeInGiB ?? 20 },
})

const architecture = (definition: DefinitionRecord, host: HostRecord | undefined) =>
  host?.attributes.get('ecs.cpu-architecture') ??
  (definition.view.runtimePlatform?.cpuArchitecture === 'ARM64' ? 'arm64' : 'x86_64')

function container(
  world: Region,
  cluster: ClusterRecord,
  task: string,
  taskArn: string,
  { name, image, cpu, memory, memoryReservation }: ContainerDefinition,
): Container {
  return {
    containerArn: arns.container(world, cluster.name, task, world.random.uuid()),
    taskArn,
    name,
    image,
    lastStatus: 'PENDING',
    networkInterfaces: [],
    networkBindings: [],
    healthStatus: 'UNKNOWN',
    cpu: String(cpu ?? 0),
    ...(memory !== undefined && { memory: String(memory) }),
    ...(memoryReservation !== undefined && { memoryReservation: String(memoryReservation) }),
  }
}

/** The task's own network interface, before it is made. */
function attachment(world: Region, network: NetworkConfiguration | undefined): Attachment {
  const subnets = network?.awsvpcConfiguration?.subnets ?? []
  return {
    id: world.random.uuid(),
    type: 'ElasticNetworkInterface',
    status: 'PRECREATED',
    details: [{ name: 'subnetId', value: subnets[world.random.below(Math.max(1, subnets.length))] ?? '' }],
  }
}

function zoneOf(world: Region, eni: Attachment | undefined): string {
  const id = eni?.details?.[0]?.value
  for (const subnet of world.ec2.subnets.values()) if (subnet.SubnetId === id) return subnet.AvailabilityZone ?? ''
  return `${world.region}a`
}
