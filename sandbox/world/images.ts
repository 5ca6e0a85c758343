import type { ContainerDefinition } from '@aws-sdk/client-ecs'
import type { Region } from './region'

/** What an image does is told by its name, so that a failure is provoked by name and seen alike by every client. */
export const isMissing = ({ broken }: Region, image: string) =>
  /broken|does-not-exist/.test(image) || broken.has(image) || broken.has(repositoryOf(image))

/** Without tag and digest; a registry's port is no tag. */
const repositoryOf = (image: string) => image.replace(/@.*$/, '').replace(/:[^/:]*$/, '')

/** As the agent words a pull that Docker refuses. */
export const pullError = (image: string) =>
  `CannotPullContainerError: Error response from daemon: pull access denied for ${repositoryOf(image)}, repository does not exist or may require 'docker login': denied: requested access to the resource is denied`

/** How long its program runs by itself, in milliseconds, and its exit code; undefined where it runs on. */
export function ending(container: ContainerDefinition): { after: number; code: number } | undefined {
  const image = container.image ?? ''
  if (/crash/.test(image)) return { after: 4_000, code: 1 }
  if (/hello-world/.test(image)) return { after: 2_000, code: 0 }
  if (/(^|[/_-])(job|batch|migrate)([:@/_-]|$)/.test(image)) return { after: 20_000, code: 0 }
  return undefined
}

/** Programs that do not listen to SIGTERM are killed after stopTimeout (30 s): exit code 137. */
export const isStubborn = (image: string) => /stubborn/.test(image)

/** Milliseconds a first pull takes. */
export const pullTime = (image: string) => (/nginx|alpine|busybox|hello/.test(image) ? 700 : 1_400)

export type Voice = 'access' | 'json' | 'plain'
export const voiceOf = (image: string): Voice =>
  /nginx|httpd|caddy|proxy|web/.test(image) ? 'access' : /api|app|worker|orders|job/.test(image) ? 'json' : 'plain'
