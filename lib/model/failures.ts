import type { Task } from './task'

/** What a word of AWS's means for a person, and what to do about it. */
export interface Advice {
  meaning: string
  next: string
}

/**
 * Why RunTask or StartTask placed nothing, by the reason AWS gives (ECS developer guide, "API failure reasons"). The
 * first pattern that fits is taken; the reasons' spelling differs between AWS's own pages, so case is not looked at.
 */
const placement: [RegExp, Advice][] = [
  [
    /^RESOURCE:CPU/i,
    {
      meaning: 'No host has this many CPU units left unreserved.',
      next: 'Stop or move something, add a host, or ask for fewer CPU units in the definition.',
    },
  ],
  [
    /^RESOURCE:MEMORY/i,
    {
      meaning: 'No host has this much memory left unreserved.',
      next: 'Stop or move something, add a host, or ask for less memory in the definition.',
    },
  ],
  [
    /^RESOURCE:PORTS/i,
    {
      meaning: 'A host port that the definition insists on is taken on every host that would fit.',
      next: 'Use a dynamic host port (0), another port, or a host that runs no other copy of it.',
    },
  ],
  [
    /^RESOURCE:GPU/i,
    {
      meaning: 'No host has this many GPUs free.',
      next: 'Choose hosts with GPUs, or stop what holds them.',
    },
  ],
  [
    /^RESOURCE:ENI/i,
    {
      meaning: 'The host has no network interface left for a task with an address of its own.',
      next: 'Use a larger instance type or another host, or a definition in bridge mode.',
    },
  ],
  [
    /^RESOURCE:/i,
    {
      meaning: 'No host has enough of this resource left.',
      next: 'Compare what the definition asks for with what the hosts have left.',
    },
  ],
  [
    /^AGENT/i,
    {
      meaning: 'The agent on the host is not connected to ECS, and only connected agents are given tasks.',
      next: 'Look at the host: restart its ECS agent, or wait until it reconnects. Or choose another host.',
    },
  ],
  [
    /^ATTRIBUTE/i,
    {
      meaning:
        'No host has an attribute that the definition needs, such as a log driver, a volume plugin or an architecture.',
      next: 'Compare the definition’s required attributes with those on the hosts’ pages. An outdated agent may lack one.',
    },
  ],
  [
    /^LOCATION/i,
    {
      meaning: 'The host is in another Availability Zone than the subnets or volumes of the task.',
      next: 'Choose a subnet in the zone of the host, or another host.',
    },
  ],
  [
    /^INACTIVE/i,
    {
      meaning: 'The host is draining or deregistered, and takes no new tasks.',
      next: 'Choose another host, or put this one back to work.',
    },
  ],
  [
    /^MISSING/i,
    {
      meaning: 'ECS does not know this host in this cluster and region.',
      next: 'It may have been deregistered since the list was read. Choose a host again.',
    },
  ],
  [
    /memberOf placement constraint/i,
    {
      meaning: 'No connected host meets the placement constraint, such as the chosen site.',
      next: 'Check that hosts of the site have its “site” attribute, are connected and are not draining.',
    },
  ],
  [
    /distinctInstance placement constraint/i,
    {
      meaning: 'Each task must be on a host of its own, and there are fewer hosts than tasks.',
      next: 'Ask for fewer tasks, or add hosts.',
    },
  ],
  [
    /^(EMPTY CAPACITY PROVIDER|NO ACTIVE INSTANCES)/i,
    {
      meaning: 'The cluster has no active host of this capacity.',
      next: 'Register a host, or choose another capacity.',
    },
  ],
  [
    /capacity is unavailable/i,
    {
      meaning: 'AWS has no Fargate capacity to give in this zone at this moment.',
      next: 'Try again in a few minutes, or choose subnets in other zones.',
    },
  ],
]

const unheard: Advice = {
  meaning: 'AWS gives this reason without more.',
  next: 'Look for it in the ECS developer guide under “API failure reasons”.',
}

/** What a reason in RunTask's `failures` means and what to do. Never null: an unknown reason is said to be unknown. */
export const failureAdvice = (reason: string): Advice =>
  placement.find(([pattern]) => pattern.test(reason.trim()))?.[1] ?? unheard

/** Errors that stop a task before or while it runs (ECS developer guide, "stopped task error codes"), and what to look at. */
const stops: [RegExp, string][] = [
  [
    /CannotPull(ECR)?(Container|Image)|pull access denied|manifest unknown/i,
    'Check that the image’s name and tag exist, that the execution role may pull it, and that the host reaches the registry.',
  ],
  [
    /ResourceInitializationError|unable to pull secrets|AccessDenied/i,
    'Check the execution role, the secrets and the log group it names, and that the subnet or host can reach AWS.',
  ],
  [
    /OutOfMemory/i,
    'A container used more memory than its limit. Raise the limit in a new revision, or look for a leak in its log.',
  ],
  [
    /port is already allocated|address already in use/i,
    'Another process on the host holds this port. Use a dynamic host port (0), or another host.',
  ],
  [
    /logging driver|log group|log stream/i,
    'The log could not be opened: create the log group, or set awslogs-create-group and allow it in the execution role.',
  ],
  [
    /CannotStartContainer|CannotCreateContainer|OCI runtime|exec format error/i,
    'Docker refused to start the container: check its command, entry point, mounts, and that the image is for this architecture.',
  ],
  [
    /health check|ContainerHealth|unhealthy/i,
    'Its health check failed: read the log around the time it stopped, and compare with the check’s timeout and start period.',
  ],
  [/Spot/i, 'AWS took the Spot capacity back. A service replaces the task; run it again if it stood alone.'],
  [
    /Host EC2|instance.*terminated|deregistered/i,
    'Its host went away. A service replaces the task elsewhere; run it again if it stood alone.',
  ],
]

const exits: Record<number, string> = {
  126: 'Exit 126: the command was found but could not be run. Check its permissions and architecture.',
  127: 'Exit 127: the command was not found in the image. Check command and entry point.',
  134: 'Exit 134: the program aborted (SIGABRT). Its log says why, near the end.',
  137: 'Exit 137: it was killed (SIGKILL). Out of memory, or it did not end within its stop timeout.',
  139: 'Exit 139: the program crashed (SIGSEGV). Check the image’s architecture, then its log.',
  143: 'Exit 143: it was asked to end (SIGTERM) and did.',
}

type Stopped = Pick<Task, 'state' | 'stopCode' | 'stoppedReason' | 'containers'>

const broken = (task: Stopped) => task.containers.find((container) => (container.exitCode ?? 0) !== 0)

/** What to look at next for a task that failed. */
export function whatNext(task: Stopped): string {
  const said = [...task.containers.map((container) => container.reason), task.stoppedReason].filter(Boolean).join('\n')
  const known = stops.find(([pattern]) => pattern.test(said))?.[1]
  if (known) return known
  const code = broken(task)?.exitCode
  if (code != null) return exits[code] ?? `Exit ${code} is the program’s own: its log says why, near the end.`
  return 'Read the log of its containers, and the events of its service.'
}

/** AWS's stop codes in words (ECS API reference, Task.stopCode). */
export const stopCodeLabel: Record<string, string> = {
  TaskFailedToStart: 'Failed to start',
  EssentialContainerExited: 'An essential container ended',
  UserInitiated: 'Stopped on request',
  ServiceSchedulerInitiated: 'Stopped by its service',
  SpotInterruption: 'Spot interruption',
  TerminationNotice: 'Its host was ending',
}

/** Why a task stopped in a few words, for a cell of a list; null while it has not. */
export function stopText(task: Stopped): string | null {
  if (task.state !== 'stopped' && task.state !== 'failed') return null
  for (const { reason } of task.containers) {
    const error = /^(\w+Error)\b/.exec(reason ?? '')?.[1]
    if (error) return error
  }
  const error = /^(\w+Error)\b/.exec(task.stoppedReason ?? '')?.[1]
  if (error) return error
  const failed = broken(task)
  if (failed && task.stopCode === 'EssentialContainerExited') return `${failed.name} exited with ${failed.exitCode}`
  if (task.stopCode === 'EssentialContainerExited') return 'Ended by itself, exit 0'
  // A person's own words come before the code that says that a person spoke.
  if (task.stopCode === 'UserInitiated' && task.stoppedReason) return task.stoppedReason
  return stopCodeLabel[task.stopCode ?? ''] ?? task.stoppedReason ?? 'AWS gives no reason'
}
