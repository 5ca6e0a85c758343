import type { ServiceDeploymentStatus } from '@aws-sdk/client-ecs'
import { arns } from '../services/ecs/arns'
import type { DeploymentRecord, RevisionRecord, RolloutRecord, ServiceRecord } from '../services/ecs/state'
import type { Region } from './region'

/** How many of each a service remembers; AWS keeps deployments for 90 days. */
const KEPT = 100
const OPEN: readonly ServiceDeploymentStatus[] = ['PENDING', 'IN_PROGRESS', 'STOP_REQUESTED', 'ROLLBACK_IN_PROGRESS']

export const isOpen = (rollout: RolloutRecord): boolean => OPEN.includes(rollout.status)

/** Ids of service revisions are numbers, of service deployments letters and digits, as AWS makes them. */
const number = (world: Region) =>
  `${1 + world.random.below(9)}${Array.from({ length: 2 }, () => String(world.random.below(1e9)).padStart(9, '0')).join('')}`

/** What a deployment is to bring about, as it is when it begins: it never changes. */
function revisionOf(world: Region, service: ServiceRecord): RevisionRecord {
  const { view } = service
  const made: RevisionRecord = {
    arn: arns.revision(world, service.cluster, service.name, number(world)),
    view: {
      serviceArn: service.arn,
      clusterArn: view.clusterArn,
      taskDefinition: view.taskDefinition,
      ...(service.strategy.length > 0
        ? { capacityProviderStrategy: service.strategy }
        : { launchType: service.capacity }),
      ...(view.platformVersion && { platformVersion: view.platformVersion, platformFamily: 'Linux' }),
      ...(view.networkConfiguration && { networkConfiguration: view.networkConfiguration }),
      loadBalancers: view.loadBalancers ?? [],
      serviceRegistries: view.serviceRegistries ?? [],
      guardDutyEnabled: false,
      createdAt: world.clock.date(),
    },
  }
  service.revisions = [made, ...service.revisions].slice(0, KEPT)
  return made
}

/** Begins a service deployment. One that was still under way gives way to it. */
export function beginRollout(world: Region, service: ServiceRecord, deployment: DeploymentRecord): void {
  const now = world.clock.date()
  const before = service.rollouts[0]
  if (before && isOpen(before)) end(world, service, 'STOPPED', 'A newer service deployment began.')
  const target = revisionOf(world, service)
  const rollout: RolloutRecord = {
    arn: arns.deployment(world, service.cluster, service.name, world.random.hex(21)),
    deployment: deployment.id,
    target: target.arn,
    sources: before ? [before.rollback?.to ?? before.target] : [],
    status: 'IN_PROGRESS',
    createdAt: now,
    updatedAt: now,
    configuration: service.view.deploymentConfiguration,
  }
  deployment.revision = target.arn
  service.rollouts = [rollout, ...service.rollouts].slice(0, KEPT)
}

/** Its newest service deployment ends; `STOPPED` where it did not come about. */
export function end(world: Region, service: ServiceRecord, status: 'SUCCESSFUL' | 'STOPPED', reason?: string): void {
  const rollout = service.rollouts[0]
  if (!rollout || !isOpen(rollout)) return
  const back = rollout.status === 'ROLLBACK_IN_PROGRESS'
  const now = world.clock.date()
  rollout.status = !back ? status : status === 'SUCCESSFUL' ? 'ROLLBACK_SUCCESSFUL' : 'ROLLBACK_FAILED'
  rollout.updatedAt = now
  if (status === 'SUCCESSFUL') rollout.finishedAt = now
  else rollout.stoppedAt = now
  if (reason) rollout.reason = reason
}

/** Its newest service deployment turns back to what ran before it. */
export function turnBack(world: Region, service: ServiceRecord, to: string, reason: string): void {
  const rollout = service.rollouts[0]
  if (!rollout) return
  const now = world.clock.date()
  rollout.status = 'ROLLBACK_IN_PROGRESS'
  rollout.reason = reason
  rollout.updatedAt = now
  rollout.rollback = { reason, startedAt: now, to }
}
