import {
  type ContainerDefinition,
  IpcMode,
  PidMode,
  type RegisterTaskDefinitionRequest,
  TaskDefinitionPlacementConstraintType,
} from '@aws-sdk/client-ecs'
import { checkStart } from './definition-order'
import { client } from './errors'
import { checkExpression } from './launch-rules'
import { checkWord } from './words'

type Input = RegisterTaskDefinitionRequest

/** What RegisterTaskDefinition asks of the parts of a definition, whatever the capacity: API_RegisterTaskDefinition. */
export function checkDetails(input: Input): void {
  checkWord(input.pidMode, PidMode, 'pidMode')
  checkWord(input.ipcMode, IpcMode, 'ipcMode')
  // A role's name alone is taken too
  for (const role of [input.taskRoleArn, input.executionRoleArn])
    if (role !== undefined && !/^(arn:[\w-]+:iam::\w+:role\/)?[\w+=,.@/-]+$|^$/.test(role))
      throw client('Role is not valid')
  checkConstraints(input)
  checkVolumes(input)
  const containers = input.containerDefinitions ?? []
  for (const container of containers) checkContainerDetails(container, input)
  checkRouter(containers)
  checkStart(containers)
  const proxy = input.proxyConfiguration
  if (proxy && input.networkMode !== 'awsvpc') throw client('proxyConfiguration requires networkMode=awsvpc.')
  if (proxy && !containers.some((one) => one.name === proxy.containerName))
    throw client(`The proxy container '${proxy.containerName ?? ''}' does not exist.`)
}

function checkConstraints({ placementConstraints: all = [] }: Input): void {
  if (all.length > 10) throw client('You can specify a maximum of 10 constraints.')
  for (const { type, expression } of all) {
    checkWord(type, TaskDefinitionPlacementConstraintType, 'placementConstraints.type')
    checkExpression(expression)
  }
}

function checkVolumes({ volumes = [] }: Input): void {
  const names = new Set<string>()
  for (const volume of volumes) {
    const { name = '', dockerVolumeConfiguration: docker, efsVolumeConfiguration: efs } = volume
    if (!/^[A-Za-z0-9_-]{1,255}$/.test(name)) throw client('Volume.name contains invalid characters.')
    if (names.has(name)) throw client(`Duplicate volume name: ${name}.`)
    names.add(name)
    const kinds = [
      volume.host?.sourcePath,
      docker,
      efs,
      volume.fsxWindowsFileServerVolumeConfiguration,
      volume.s3filesVolumeConfiguration,
      volume.configuredAtLaunch || undefined,
    ]
    if (kinds.filter((one) => one !== undefined).length > 1)
      throw client(`Invalid volume '${name}': only one volume configuration may be specified.`)
    // "This field is only used if the scope is shared": API_DockerVolumeConfiguration
    if (docker?.autoprovision !== undefined && docker.scope !== 'shared')
      throw client(`Invalid volume '${name}': autoprovision can be specified only when scope is shared.`)
    if (efs && !/^fs-[0-9a-f]+$/.test(efs.fileSystemId ?? '')) throw client('Invalid EFS file system ID.')
    if (efs?.authorizationConfig?.accessPointId && efs.transitEncryption !== 'ENABLED')
      throw client('EFS transit encryption must be enabled when an access point is used.')
  }
}

function checkContainerDetails(container: ContainerDefinition, input: Input): void {
  const { name = '' } = container
  const fault = (what: string) => client(`Invalid setting for container '${name}'. ${what}`)
  checkRanges(container, fault)
  if ((container.portMappings?.length ?? 0) > 100) throw fault('At most 100 port mappings may be specified.')
  if ((container.environmentFiles?.length ?? 0) > 10) throw fault('At most 10 environment files may be specified.')
  for (const { value = '', type } of container.environmentFiles ?? []) {
    if (type !== 's3') throw fault(`Unsupported type of environment file: ${type}.`)
    if (!/^arn:[\w-]+:s3:::[^/]+\/.+\.env$/.test(value))
      throw fault(`The environment file ${value} must be the ARN of an S3 object that ends in .env.`)
  }
  const variables = new Set((container.environment ?? []).map((one) => one.name))
  for (const secret of container.secrets ?? []) {
    // https://docs.aws.amazon.com/AmazonECS/latest/APIReference/API_Secret.html
    if (!secret.valueFrom) throw client('Secret.valueFrom should not be null or empty.')
    if (variables.has(secret.name))
      throw client(
        `The secret name must be unique and not shared with any new or existing environment variables set on the container, such as '${secret.name}'.`,
      )
    variables.add(secret.name)
  }
  const hidden = (container.secrets?.length ?? 0) + (container.logConfiguration?.secretOptions?.length ?? 0)
  if (hidden > 0 && !input.executionRoleArn)
    throw client(`When you are specifying container secrets, you must also specify a value for 'executionRoleArn'.`)
  if (container.repositoryCredentials && !input.executionRoleArn)
    throw client(
      `When you are specifying container repository credentials, you must also specify a value for 'executionRoleArn'.`,
    )
  for (const one of container.volumesFrom ?? [])
    if (!input.containerDefinitions?.some((other) => other.name === one.sourceContainer && other !== container))
      throw fault(`Unknown container '${one.sourceContainer ?? ''}' in volumesFrom.`)
  for (const { type, value = '' } of container.resourceRequirements ?? [])
    if (type === 'GPU' && !/^[1-9]\d*$/.test(value)) throw fault('The number of GPUs must be a positive integer.')
}

/** https://docs.aws.amazon.com/AmazonECS/latest/APIReference/API_HealthCheck.html and API_ContainerRestartPolicy */
function checkRanges(container: ContainerDefinition, fault: (what: string) => Error): void {
  const within = (what: string, value: number | undefined, least: number, most: number) => {
    if (value !== undefined && (value < least || value > most))
      throw fault(`${what} must be between ${least} and ${most}.`)
  }
  const { healthCheck: health, restartPolicy: restart, linuxParameters: linux } = container
  if (health) {
    if (!health.command?.length) throw fault('The command of healthCheck must not be empty.')
    within('healthCheck.interval', health.interval, 5, 300)
    within('healthCheck.timeout', health.timeout, 2, 60)
    within('healthCheck.retries', health.retries, 1, 10)
    within('healthCheck.startPeriod', health.startPeriod, 0, 300)
  }
  within('startTimeout', container.startTimeout, 2, Number.MAX_SAFE_INTEGER)
  within('stopTimeout', container.stopTimeout, 0, Number.MAX_SAFE_INTEGER)
  within('restartPolicy.restartAttemptPeriod', restart?.restartAttemptPeriod, 60, 1800)
  if ((restart?.ignoredExitCodes?.length ?? 0) > 50) throw fault('At most 50 ignoredExitCodes may be specified.')
  within('linuxParameters.swappiness', linux?.swappiness, 0, 100)
  within('linuxParameters.maxSwap', linux?.maxSwap, 0, Number.MAX_SAFE_INTEGER)
  for (const { name, softLimit = 0, hardLimit = 0 } of container.ulimits ?? [])
    if (softLimit > hardLimit && hardLimit !== -1)
      throw fault(`The soft limit of ulimit ${name} is above its hard limit.`)
}

/** https://docs.aws.amazon.com/AmazonECS/latest/developerguide/firelens-taskdef.html */
function checkRouter(containers: readonly ContainerDefinition[]): void {
  const routers = containers.filter((one) => one.firelensConfiguration).length
  if (routers > 1) throw client('A task definition can have at most one FireLens container.')
  if (routers === 0 && containers.some((one) => one.logConfiguration?.logDriver === 'awsfirelens'))
    throw client('When a container uses the awsfirelens log driver, one container must have a firelensConfiguration.')
}
