import type { Attribute, Compatibility, ContainerDefinition, RegisterTaskDefinitionRequest } from '@aws-sdk/client-ecs'
import { client } from './errors'
import { isFargateSize, parseSize } from './fargate-sizes'

type Input = RegisterTaskDefinitionRequest
type Problem = (input: Input) => string | undefined

const containers = (input: Input): readonly ContainerDefinition[] => input.containerDefinitions ?? []
const some = (input: Input, test: (container: ContainerDefinition) => unknown) => containers(input).some(test)

const isWindows = (input: Input) => input.runtimePlatform?.operatingSystemFamily?.startsWith('WINDOWS') ?? false

/** https://docs.aws.amazon.com/AmazonECS/latest/developerguide/ecs-anywhere.html: what external hosts cannot do. */
const external: Problem = (input) => {
  if (input.networkMode === 'awsvpc') return `Network mode 'awsvpc' is not supported for compatibility EXTERNAL.`
  if (input.volumes?.some((volume) => volume.efsVolumeConfiguration))
    return `'efsVolumeConfiguration' is not supported for compatibility EXTERNAL.`
  if (input.volumes?.some((volume) => volume.configuredAtLaunch))
    return `'configuredAtLaunch' volumes are not supported for compatibility EXTERNAL.`
  if (input.proxyConfiguration) return `'proxyConfiguration' is not supported for compatibility EXTERNAL.`
  if (input.inferenceAccelerators?.length) return `'inferenceAccelerators' is not supported for compatibility EXTERNAL.`
  if (some(input, (one) => one.resourceRequirements?.some(({ type }) => type === 'InferenceAccelerator')))
    return `'InferenceAccelerator' is not supported for compatibility EXTERNAL.`
  if (input.enableFaultInjection) return `'enableFaultInjection' is not supported for compatibility EXTERNAL.`
  if (input.volumes?.some((volume) => volume.s3filesVolumeConfiguration))
    return `'s3filesVolumeConfiguration' is not supported for compatibility EXTERNAL.`
  // Windows tasks take the network mode `default`, which is asked for by asking for none
  if (isWindows(input) && input.networkMode)
    return `Network mode '${input.networkMode}' is not supported for Windows tasks with compatibility EXTERNAL.`
  return undefined
}

/** https://docs.aws.amazon.com/AmazonECS/latest/developerguide/fargate-tasks-services.html */
const fargate: Problem = (input) => {
  if (input.networkMode !== 'awsvpc') return `Fargate only supports network mode ‘awsvpc’.`
  if (input.cpu === undefined) return `Fargate requires that 'cpu' be defined at the task level.`
  if (input.memory === undefined) return `Fargate requires that 'memory' be defined at the task level.`
  const cpu = parseSize('cpu', input.cpu) ?? 0
  const memory = parseSize('memory', input.memory) ?? 0
  if (!isFargateSize(cpu, memory))
    return `No Fargate configuration exists for given values: ${cpu} CPU, ${memory} memory. See the Amazon ECS documentation for the valid values.`
  // https://docs.aws.amazon.com/AmazonECS/latest/developerguide/windows-considerations.html
  if (isWindows(input) && (cpu < 1024 || cpu > 4096))
    return `No Fargate configuration exists for given values: ${cpu} CPU, ${memory} memory on Windows.`
  if (input.inferenceAccelerators?.length)
    return 'Fargate compatible task definitions do not support inferenceAccelerators'
  if (input.volumes?.some((volume) => volume.fsxWindowsFileServerVolumeConfiguration))
    return 'Fargate compatible task definitions do not support fsxWindowsFileServerVolumeConfiguration'
  if (input.placementConstraints?.length)
    return 'Fargate compatible task definitions do not support placement constraints'
  if (input.ipcMode) return 'Fargate compatible task definitions do not support ipcMode'
  if (input.pidMode === 'host') return `Fargate compatible task definitions do not support pidMode 'host'`
  if (input.volumes?.some((volume) => volume.host?.sourcePath))
    return 'Fargate compatible task definitions do not support host volume sourcePath'
  if (input.volumes?.some((volume) => volume.dockerVolumeConfiguration))
    return 'Fargate compatible task definitions do not support dockerVolumeConfiguration'
  const storage = input.ephemeralStorage?.sizeInGiB
  if (storage !== undefined && (storage < 21 || storage > 200))
    return 'Ephemeral storage must be between 21 and 200 GiB.'
  return containers(input).map(fargateContainer(input)).find(Boolean)
}

const fargateContainer = (input: Input) => (container: ContainerDefinition) => {
  const no = (what: string) => `Fargate compatible task definitions do not support ${what}`
  if (container.privileged) return no('privileged containers')
  if (container.disableNetworking) return no('disableNetworking')
  if (container.dnsServers?.length || container.dnsSearchDomains?.length) return no('DNS settings')
  if (container.extraHosts?.length) return no('extraHosts')
  if (container.dockerSecurityOptions?.length) return no('dockerSecurityOptions')
  const device = container.resourceRequirements?.[0]?.type
  if (device) return no(device)
  if (container.links?.length) return no('links')
  if (container.firelensConfiguration?.options?.['config-file-type'] === 's3') return no('config-file-type s3')
  const linux = container.linuxParameters
  if (linux?.devices?.length) return no('devices')
  if (linux?.sharedMemorySize !== undefined) return no('sharedMemorySize')
  if (linux?.tmpfs?.length) return no('tmpfs')
  if (linux?.maxSwap !== undefined || linux?.swappiness !== undefined) return no('swap')
  const added = linux?.capabilities?.add?.find((one) => one !== 'SYS_PTRACE')
  if (added) return `${no(`adding the capability ${added}`)}`
  if (container.stopTimeout !== undefined && (container.stopTimeout < 2 || container.stopTimeout > 120))
    return 'stopTimeout must be between 2 and 120 seconds on Fargate.'
  return fargateLog(input, container)
}

function fargateLog(input: Input, container: ContainerDefinition): string | undefined {
  const log = container.logConfiguration
  if (log && !['awslogs', 'splunk', 'awsfirelens'].includes(log.logDriver ?? ''))
    return `Fargate compatible task definitions do not support log driver ${log.logDriver}.`
  if (log?.logDriver === 'awslogs' && !log.options?.['awslogs-stream-prefix'])
    return 'Log driver awslogs requires options: awslogs-stream-prefix'
  if (log?.logDriver === 'awslogs' && !input.executionRoleArn)
    return 'Fargate requires task definition to have execution role ARN to support log driver awslogs.'
  if (/\.dkr\.ecr\.[^/]+\.amazonaws\.com/.test(container.image ?? '') && !input.executionRoleArn)
    return 'Fargate requires task definition to have execution role ARN to support ECR images.'
  return undefined
}

/** AWS Batch's and ECS's page on Managed Instances: Linux; awsvpc, host or none. */
const managed: Problem = (input) =>
  ['awsvpc', 'host', 'none'].includes(input.networkMode ?? '') ? undefined : 'Network mode is not supported.'

const problems: Record<Compatibility, Problem> = {
  EXTERNAL: external,
  EC2: () => undefined,
  FARGATE: fargate,
  MANAGED_INSTANCES: managed,
}

/**
 * What the definition can run on. Refuses it where it asks for what it cannot be.
 * @returns what ECS validated it for, in AWS's order
 */
export function compatibilities(input: Input): Compatibility[] {
  for (const asked of input.requiresCompatibilities ?? []) {
    const problem = problems[asked]?.(input)
    if (problem) throw client(problem)
  }
  return (['EXTERNAL', 'EC2', 'FARGATE', 'MANAGED_INSTANCES'] as const).filter((one) => !problems[one](input))
}

const CAPABILITY = 'com.amazonaws.ecs.capability'

/** Attributes a host must have: https://docs.aws.amazon.com/AmazonECS/latest/developerguide/task-placement-constraints.html */
export function requiredAttributes(input: Input): Attribute[] {
  const needed = new Set<string>()
  const drivers = containers(input).flatMap((one) => one.logConfiguration?.logDriver ?? [])
  for (const driver of drivers) {
    if (driver === 'awsfirelens')
      needed.add('ecs.capability.firelens.options.config.file').add('ecs.capability.firelens.fluentbit')
    else needed.add(`${CAPABILITY}.logging-driver.${driver}`)
    if (driver === 'awslogs') needed.add(`${CAPABILITY}.docker-remote-api.1.19`)
  }
  if (drivers.includes('awslogs') && input.executionRoleArn) needed.add('ecs.capability.execution-role-awslogs')
  if (some(input, (one) => /\.dkr\.ecr\./.test(one.image ?? ''))) {
    needed.add(`${CAPABILITY}.ecr-auth`).add(`${CAPABILITY}.docker-remote-api.1.19`)
    if (input.executionRoleArn) needed.add('ecs.capability.execution-role-ecr-pull')
  }
  if (input.taskRoleArn)
    needed.add(
      input.networkMode === 'host' ? `${CAPABILITY}.task-iam-role-network-host` : `${CAPABILITY}.task-iam-role`,
    )
  if (input.networkMode === 'awsvpc') needed.add('ecs.capability.task-eni').add(`${CAPABILITY}.docker-remote-api.1.18`)
  if (some(input, (one) => one.privileged)) needed.add(`${CAPABILITY}.privileged-container`)
  if (input.cpu !== undefined || input.memory !== undefined) needed.add('ecs.capability.task-cpu-mem-limit')
  if (some(input, (one) => one.dependsOn?.length)) needed.add('ecs.capability.container-ordering')
  if (some(input, (one) => one.repositoryCredentials))
    needed.add('ecs.capability.private-registry-authentication.secretsmanager')
  if (some(input, (one) => one.environmentFiles?.length)) needed.add('ecs.capability.env-files.s3')
  if (input.pidMode || input.ipcMode) needed.add('ecs.capability.pid-ipc-namespace-sharing')
  if (input.volumes?.some((volume) => volume.efsVolumeConfiguration)) needed.add('ecs.capability.efs')
  for (const { dockerVolumeConfiguration: docker } of input.volumes ?? [])
    if (docker) needed.add(`ecs.capability.docker-plugin.${docker.driver ?? 'local'}`)
  if (some(input, (one) => one.healthCheck)) needed.add('ecs.capability.container-health-check')
  for (const secret of containers(input).flatMap((one) => one.secrets ?? []))
    needed.add(
      /:secretsmanager:/.test(secret.valueFrom ?? '')
        ? 'ecs.capability.secrets.asm.environment-variables'
        : 'ecs.capability.secrets.ssm.environment-variables',
    )
  return [...needed].sort().map((name) => ({ name }))
}
