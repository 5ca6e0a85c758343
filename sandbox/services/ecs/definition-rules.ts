import {
  Compatibility,
  type ContainerDefinition,
  LogDriver,
  NetworkMode,
  type PortMapping,
  type RegisterTaskDefinitionRequest,
  TransportProtocol,
} from '@aws-sdk/client-ecs'
import { checkDetails } from './definition-details'
import { client } from './errors'
import { parseSize } from './fargate-sizes'
import { checkWord } from './words'

/**
 * What RegisterTaskDefinition refuses whatever the capacity; `definition-compatibility.ts` has what depends on it.
 * Wordings are AWS's as seen in public reports where there are any, in its manner where not.
 */
export function checkDefinition(input: RegisterTaskDefinitionRequest): void {
  const { family = '', containerDefinitions: containers = [], networkMode } = input
  checkWord(networkMode, NetworkMode, 'networkMode')
  for (const one of input.requiresCompatibilities ?? []) checkWord(one, Compatibility, 'requiresCompatibilities')
  if (!family) throw client('Family should not be null or empty.')
  if (!/^[A-Za-z0-9_-]{1,255}$/.test(family)) throw client('Family contains invalid characters.')
  if (containers.length === 0) throw client('Container list cannot be empty.')
  if (containers.length > 10) throw client('Too many containers. A task definition can have at most 10.')
  checkTaskSize(input)
  const names = new Set<string>()
  for (const container of containers) {
    checkContainer(container, input)
    const name = container.name ?? ''
    if (names.has(name)) throw client(`Duplicate container name: ${name}.`)
    names.add(name)
    for (const mapping of container.portMappings ?? []) checkPort(name, mapping, networkMode)
  }
  if (!containers.some((container) => container.essential !== false))
    throw client('Invalid task definition: At least one container must be marked as essential.')
  checkTogether(containers, input, names)
  checkDetails(input)
}

function checkTaskSize({ cpu, memory }: RegisterTaskDefinitionRequest): void {
  const units = cpu === undefined ? undefined : parseSize('cpu', cpu)
  if (cpu !== undefined && (units === undefined || units < 128 || units > 196608))
    throw client(`Invalid 'cpu' setting for task.`)
  if (memory !== undefined && !parseSize('memory', memory)) throw client(`Invalid 'memory' setting for task.`)
}

function checkContainer(container: ContainerDefinition, input: RegisterTaskDefinitionRequest): void {
  const { name = '', image = '', memory, memoryReservation } = container
  if (!name) throw client('Container.name should not be null or empty.')
  if (!/^[A-Za-z0-9_-]{1,255}$/.test(name)) throw client('Container.name contains invalid characters.')
  if (!image) throw client('Container.image should not be null or empty.')
  // https://docs.aws.amazon.com/AmazonECS/latest/APIReference/API_ContainerDefinition.html: image
  if (!/^[A-Za-z0-9][\w./:@-]{0,254}$/.test(image)) throw client('Container.image contains invalid characters.')
  if (memory === undefined && memoryReservation === undefined && input.memory === undefined)
    throw client(
      `Invalid setting for container '${name}'. At least one of 'memory' or 'memoryReservation' must be specified.`,
    )
  // Docker's own least: 6 MiB since 20.10
  if ((memoryReservation ?? 6) < 6)
    throw client(`Invalid setting for container '${name}'. 'memoryReservation' must be at least 6 MiB.`)
  if ((memory ?? 6) < 6) throw client(`Invalid setting for container '${name}'. 'memory' must be at least 6 MiB.`)
  if (memory !== undefined && memoryReservation !== undefined && memoryReservation > memory)
    throw client(
      `Invalid setting for container '${name}'. The setting for 'memoryReservation' must be less than or equal to 'memory'.`,
    )
  if ((container.cpu ?? 0) < 0) throw client(`Invalid setting for container '${name}'. 'cpu' must not be negative.`)
  if (container.links?.length && input.networkMode && input.networkMode !== 'bridge')
    throw client(`Links are not supported when networkMode=${input.networkMode}.`)
  if (container.hostname && input.networkMode === 'awsvpc')
    throw client('Hostname is not supported on containers when networkMode=awsvpc.')
  if (container.portMappings?.length && input.networkMode === 'none')
    throw client('Port mappings are not supported when networkMode=none.')
  const log = container.logConfiguration
  checkWord(log?.logDriver, LogDriver, `containerDefinitions.${name}.logConfiguration.logDriver`)
  if (log?.logDriver === 'awslogs' && !log.options?.['awslogs-group'])
    throw client('Log driver awslogs requires options: awslogs-group')
}

function checkPort(name: string, mapping: PortMapping, networkMode: string | undefined): void {
  const { containerPort, hostPort, containerPortRange } = mapping
  checkWord(mapping.protocol, TransportProtocol, `containerDefinitions.${name}.portMappings.protocol`)
  if (containerPortRange !== undefined) {
    // https://docs.aws.amazon.com/AmazonECS/latest/APIReference/API_PortMapping.html: containerPortRange
    const [from = 0, to = 0] = containerPortRange.split('-').map(Number)
    if (!/^\d{1,5}-\d{1,5}$/.test(containerPortRange) || from < 1 || to > 65535 || from > to)
      throw client(`Invalid containerPortRange for container '${name}': ${containerPortRange}.`)
    if (hostPort !== undefined)
      throw client(`Invalid setting for container '${name}'. hostPort can not be used with containerPortRange.`)
    if (containerPort !== undefined)
      throw client(`Invalid setting for container '${name}'. Specify containerPort or containerPortRange, not both.`)
    return
  }
  if (containerPort === undefined || containerPort < 1 || containerPort > 65535)
    throw client(`Invalid containerPort for container '${name}'. The value must be between 1 and 65535.`)
  if (hostPort !== undefined && (hostPort < 0 || hostPort > 65535))
    throw client(`Invalid hostPort for container '${name}'. The value must be between 0 and 65535.`)
  if ((networkMode === 'awsvpc' || networkMode === 'host') && hostPort !== undefined && hostPort !== containerPort)
    throw client(`When networkMode=${networkMode}, the host ports and container ports in port mappings must match.`)
}

/** What containers of one task may not be to each other. */
function checkTogether(
  containers: readonly ContainerDefinition[],
  input: RegisterTaskDefinitionRequest,
  names: ReadonlySet<string>,
): void {
  const taken = new Set<string>()
  for (const container of containers) {
    for (const link of container.links ?? [])
      if (!names.has(link.split(':')[0] ?? '')) throw client(`Invalid link: container '${link}' does not exist.`)
    for (const { containerName = '' } of container.dependsOn ?? [])
      if (!names.has(containerName) || containerName === container.name)
        throw client(`Container '${container.name}' depends on container '${containerName}' which does not exist.`)
    for (const { hostPort, containerPort, protocol = 'tcp' } of container.portMappings ?? []) {
      // Under awsvpc and host the containers share one network: two cannot listen on one port
      const port = input.networkMode === 'awsvpc' || input.networkMode === 'host' ? containerPort : hostPort
      if (!port) continue
      if (taken.has(`${port}/${protocol}`)) throw client(`Duplicate host port: ${port} (${protocol}).`)
      taken.add(`${port}/${protocol}`)
    }
    for (const { sourceVolume = '' } of container.mountPoints ?? [])
      if (!input.volumes?.some((volume) => volume.name === sourceVolume))
        throw client(`Unknown volume '${sourceVolume}'.`)
  }
  const cpu = input.cpu === undefined ? undefined : parseSize('cpu', input.cpu)
  const asked = containers.reduce((sum, container) => sum + (container.cpu ?? 0), 0)
  if (cpu !== undefined && asked > cpu)
    throw client(`The sum of all container cpu (${asked}) is greater than the task cpu (${cpu}).`)
  const memory = input.memory === undefined ? undefined : parseSize('memory', input.memory)
  if (memory === undefined) return
  const big = containers.find((container) => (container.memory ?? container.memoryReservation ?? 0) > memory)
  if (big)
    throw client(
      `Invalid 'memory' setting for container '${big.name}': The 'memory' setting for container is greater than for the task.`,
    )
}
