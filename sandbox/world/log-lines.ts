import type { ContainerDefinition, LaunchType } from '@aws-sdk/client-ecs'
import type { Chatter } from '../services/ecs/state'
import { appendLog } from '../services/logs/state'
import { voiceOf } from './images'
import { line, startLines } from './log-voices'
import type { Region } from './region'

/** Where a container's lines go: https://docs.aws.amazon.com/AmazonECS/latest/developerguide/using_awslogs.html */
function destination(container: ContainerDefinition, task: string): { group: string; stream: string } | undefined {
  const log = container.logConfiguration
  const group = log?.options?.['awslogs-group']
  if (log?.logDriver !== 'awslogs' || !group) return undefined
  const prefix = log.options?.['awslogs-stream-prefix']
  return { group, stream: prefix ? `${prefix}/${container.name}/${task}` : `${container.name}-${task}` }
}

/** @returns what the agent says where the log group is not there and may not be made */
export function checkLogs(
  world: Region,
  container: ContainerDefinition,
  launchType: LaunchType | undefined,
): string | undefined {
  const group = destination(container, '')?.group
  if (!group || world.logs.groups.has(group)) return undefined
  if (/^true$/i.test(container.logConfiguration?.options?.['awslogs-create-group'] ?? '')) return undefined
  const cause =
    'failed to create Cloudwatch log stream: ResourceNotFoundException: The specified log group does not exist.'
  return launchType === 'FARGATE'
    ? `ResourceInitializationError: failed to validate logger args: create stream has been retried 1 times: ${cause} : exit status 1`
    : `CannotStartContainerError: Error response from daemon: failed to initialize logging driver: ${cause}`
}

/** A container's first lines, and its place among those that go on writing. */
export function speak(world: Region, cluster: string, task: string, container: ContainerDefinition): void {
  const to = destination(container, task)
  if (!to) return
  const chatter: Chatter = {
    cluster,
    task,
    container: container.name ?? '',
    ...to,
    voice: voiceOf(container),
    ...(keepsWhole(container) && { whole: true }),
    lines: 0,
  }
  const now = world.clock.now()
  for (const text of startLines(chatter.voice, container.image ?? '')) {
    appendLog(world, to.group, to.stream, now, text)
    chatter.lines += 1
  }
  world.ecs.chatters.push(chatter)
  listen(world)
}

export function hush(world: Region, task: string): void {
  if (!world.ecs.chatters.some((one) => one.task === task)) return
  world.ecs.chatters = world.ecs.chatters.filter((one) => one.task !== task)
}

/** However many containers there are, the region writes at most this many lines a second. */
const MOST = 20
const EACH = 4

/** One agenda entry a second for all containers, in turn: a container writes about every four seconds. */
function listen(world: Region): void {
  const { ecs } = world
  if (ecs.chatting || ecs.quiet || ecs.chatters.length === 0) return
  ecs.chatting = true
  world.clock.after(1_000, () => {
    ecs.chatting = false
    const now = Math.min(MOST, Math.ceil(ecs.chatters.length / EACH))
    for (let i = 0; i < now; i++) {
      ecs.turn = (ecs.turn + 1) % Math.max(1, ecs.chatters.length)
      const chatter = ecs.chatters[ecs.turn]
      if (chatter) say(world, chatter, world.clock.now())
    }
    listen(world)
  })
}

function say(world: Region, chatter: Chatter, at: number): void {
  const text = line(chatter.voice, at, world.random)
  // Each line is an event of its own, unless the driver was told what begins one.
  for (const one of chatter.whole ? [text] : text.split('\n')) {
    appendLog(world, chatter.group, chatter.stream, at, one)
    chatter.lines += 1
  }
}

/** https://docs.docker.com/engine/logging/drivers/awslogs/#awslogs-multiline-pattern */
const keepsWhole = ({ logConfiguration: log }: ContainerDefinition) =>
  Boolean(log?.options?.['awslogs-multiline-pattern'] || log?.options?.['awslogs-datetime-format'])

/** After a seed was planted in silence: the lines of the last minutes, and on from there. */
export function wake(world: Region): void {
  world.ecs.quiet = false
  for (let ago = 240; ago > 0; ago -= 8)
    for (const chatter of world.ecs.chatters)
      say(world, chatter, world.clock.now() - ago * 1_000 - world.random.below(4_000))
  listen(world)
}
