import type { ContainerDefinition } from '@aws-sdk/client-ecs'
import type { Chatter } from '../services/ecs/state'
import type { Region } from './region'

/** What an image does is told by its name, so that a failure is provoked by name and seen alike by every client. */
export const isMissing = ({ broken }: Region, image: string) =>
  /broken|missing|does-not-exist/.test(image) || broken.has(image) || broken.has(repositoryOf(image))

/** Without tag and digest; a registry's port is no tag. */
const repositoryOf = (image: string) => image.replace(/@.*$/, '').replace(/:[^/:]*$/, '')

/** As the agent words a pull that Docker refuses. */
export const pullError = (image: string) =>
  `CannotPullContainerError: Error response from daemon: pull access denied for ${repositoryOf(image)}, repository does not exist or may require 'docker login': denied: requested access to the resource is denied`

/** How long its program runs by itself, in milliseconds, and its exit code; undefined where it runs on. */
export function ending(container: ContainerDefinition): { after: number; code: number; reason?: string } | undefined {
  const image = container.image ?? ''
  if (/(^|[^a-z])oom([^a-z]|$)/.test(image))
    return { after: 5_000, code: 137, reason: 'OutOfMemoryError: Container killed due to memory usage' }
  if (/crash/.test(image)) return { after: 4_000, code: 1 }
  if (/hello-world/.test(image)) return { after: 2_000, code: 0 }
  if (/(^|[/_-])(job|batch|migrate)([:@/_-]|$)/.test(image)) return { after: 20_000, code: 0 }
  return undefined
}

/** A container that ends is started again by its agent, unless it ended as it may: API_ContainerRestartPolicy. */
export const restarts = ({ restartPolicy }: ContainerDefinition, code: number) =>
  restartPolicy?.enabled === true && !restartPolicy.ignoredExitCodes?.includes(code)

/** Its health check fails every time. */
export const isUnhealthy = (image: string) => /unhealthy/.test(image)

/** Why a container that was pulled cannot be started, as its agent words it. */
export function startError({ image = '', secrets = [] }: ContainerDefinition): string | undefined {
  const secret = secrets.find((one) => /missing|does-not-exist/.test(one.valueFrom ?? ''))?.valueFrom ?? ''
  if (/:secretsmanager:/.test(secret))
    return `ResourceInitializationError: unable to pull secrets or registry auth: execution resource retrieval failed: unable to retrieve secret from asm: service call has been retried 1 time(s): failed to fetch secret ${secret} from secrets manager: ResourceNotFoundException: Secrets Manager can't find the specified secret.`
  if (secret)
    return `ResourceInitializationError: unable to pull secrets or registry auth: execution resource retrieval failed: unable to retrieve secrets from ssm: service call has been retried 1 time(s): invalid ssm parameters: ${secret}`
  if (/cannot-start/.test(image))
    return 'CannotStartContainerError: Error response from daemon: failed to create task for container: failed to create shim task: OCI runtime create failed: exec: "/entrypoint.sh": stat /entrypoint.sh: no such file or directory'
  return undefined
}

/** Programs that do not listen to SIGTERM are killed after stopTimeout (30 s): exit code 137. */
export const isStubborn = (image: string) => /stubborn/.test(image)

/** Milliseconds a first pull takes. */
export const pullTime = (image: string) => (/nginx|alpine|busybox|hello/.test(image) ? 700 : 1_400)

export type Voice = Chatter['voice']

/** Which lines a container writes, by its image and its own name. */
export function voiceOf({ image = '', name = '' }: ContainerDefinition): Voice {
  const told = `${image} ${name}`
  if (/hostile/.test(told)) return 'hostile'
  if (/jvm|java|stack-trace/.test(told)) return 'trace'
  if (/colou?r|ansi/.test(told)) return 'colour'
  if (/nginx|httpd|caddy|proxy|web/.test(image)) return 'access'
  return /api|app|worker|orders|job/.test(image) ? 'json' : 'plain'
}
