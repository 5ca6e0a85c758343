import type { HostRecord, ServiceRecord } from '../services/ecs/state'
import { serviceChanged } from './changes'
import type { Refusal } from './placement'
import type { Region } from './region'

/** https://docs.aws.amazon.com/AmazonECS/latest/developerguide/service-event-messages.html: the newest hundred are kept */
const KEPT = 100
/** The same complaint is not made again sooner. */
const QUIET = 900_000

const GUIDE = 'For more information, see the Troubleshooting section of the Amazon ECS Developer Guide.'

/**
 * @param text what follows `(service NAME) `
 * @param set the task set it is about
 */
export function say(world: Region, service: ServiceRecord, text: string, set?: string): void {
  const message = `(service ${service.name}${set === undefined ? '' : `, taskSet ${set}`}) ${text}`
  service.view.events = [
    { id: world.random.uuid(), createdAt: world.clock.date(), message },
    ...(service.view.events ?? []),
  ].slice(0, KEPT)
  serviceChanged(world, service, message)
}

/** Says what is wrong once, and again only when it has stood for long. */
export function complain(world: Region, service: ServiceRecord, text: string, set?: string): boolean {
  const now = world.clock.now()
  const { complaint } = service
  if (complaint?.message === text && complaint.at + QUIET > now) return false
  service.complaint = { message: text, at: now }
  say(world, service, text, set)
  return true
}

const CLOSEST: Partial<Record<Refusal, string>> = {
  'RESOURCE:CPU': 'has insufficient CPU units available.',
  'RESOURCE:MEMORY': 'has insufficient memory available.',
  'RESOURCE:PORTS': 'is already using a port required by your task.',
  ATTRIBUTE: 'is missing an attribute required by your task.',
  AGENT: 'encountered error "AGENT".',
  MEMBEROF: 'encountered error "MemberOf placement constraint unsatisfied.".',
  DISTINCT: 'encountered error "DistinctInstance placement constraint unsatisfied.".',
}

export function cannotPlace(refused: Refusal | 'NONE', closest: HostRecord | undefined): string {
  const all = 'was unable to place a task because no container instance met all of its requirements.'
  if (!closest || refused === 'NONE')
    return `${all} Reason: No Container Instances were found in your cluster. ${GUIDE}`
  return `${all} The closest matching (container-instance ${closest.id}) ${CLOSEST[refused]} ${GUIDE}`
}

export const STUCK =
  'was unable to stop or start tasks during a deployment because of the service deployment configuration. Update the minimumHealthyPercent or maximumPercent value and try again.'

export const IMPAIRED = `is unable to consistently start tasks successfully. ${GUIDE}`

const ids = (tasks: readonly { id: string }[]) => tasks.map((task) => `(task ${task.id})`).join(' ')

export const started = (tasks: readonly { id: string }[]) => `has started ${tasks.length} tasks: ${ids(tasks)}.`
export const haveStopped = (tasks: readonly { id: string }[]) =>
  `has stopped ${tasks.length} running tasks: ${ids(tasks)}.`
