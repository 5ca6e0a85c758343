import type { Deployment } from '@aws-sdk/client-ecs'
import type { DeploymentRecord, ServiceRecord, TaskRecord } from '../services/ecs/state'
import { deploymentBegan } from './changes'
import type { Region } from './region'
import { beginRollout, end, turnBack } from './rollouts'
import { say } from './service-events'

/** Starts a new PRIMARY deployment of what the service now says; the one before becomes ACTIVE and is worn down. */
export function deploy(world: Region, service: ServiceRecord): DeploymentRecord {
  for (const old of service.deployments) old.view.status = 'ACTIVE'
  const id = `ecs-svc/${1 + world.random.below(9)}${String(world.random.below(1e9)).padStart(9, '0')}${String(world.random.below(1e9)).padStart(9, '0')}`
  const { view } = service
  const made: DeploymentRecord = {
    id,
    failed: 0,
    inARow: 0,
    notBefore: 0,
    view: {
      id,
      status: 'PRIMARY',
      taskDefinition: view.taskDefinition,
      createdAt: world.clock.date(),
      updatedAt: world.clock.date(),
      ...(service.strategy.length > 0
        ? { capacityProviderStrategy: service.strategy }
        : { launchType: service.capacity }),
      ...(view.platformVersion && { platformVersion: view.platformVersion, platformFamily: 'Linux' }),
      ...(view.networkConfiguration && { networkConfiguration: view.networkConfiguration }),
      rolloutState: 'IN_PROGRESS',
      rolloutStateReason: `ECS deployment ${id} in progress.`,
    },
  }
  service.deployments.unshift(made)
  beginRollout(world, service, made)
  service.complaint = undefined
  service.steadySince = undefined
  deploymentBegan(world, service, made)
  return made
}

/** The newest deployment is done: its tasks run and the others are gone. */
export function complete(world: Region, service: ServiceRecord, primary: DeploymentRecord): void {
  service.deployments = [primary]
  if (primary.view.rolloutState !== 'IN_PROGRESS') return
  end(world, service, 'SUCCESSFUL')
  primary.view.rolloutState = 'COMPLETED'
  primary.view.rolloutStateReason = `ECS deployment ${primary.id} completed.`
  primary.view.updatedAt = world.clock.date()
  say(world, service, `(deployment ${primary.id}) deployment completed.`)
}

/** Longest wait between tasks that do not start: https://docs.aws.amazon.com/AmazonECS/latest/developerguide/service-throttle-logic.html */
const LONGEST = 900_000

/** A task of the service stopped that was not asked to. */
export function failedTask(world: Region, service: ServiceRecord, task: TaskRecord): void {
  const deployment = service.deployments.find((one) => one.id === task.deployment)
  const held = deployment ?? service.sets.find((one) => one.id === task.deployment)
  if (!held) return
  // Only a task that never reached RUNNING counts; one that ran and ended is simply replaced, not at once
  if (task.view.startedAt) {
    held.notBefore = Math.max(held.notBefore, world.clock.now() + 5_000)
    return
  }
  held.inARow += 1
  const wait = held.inARow < 4 ? 1_000 : Math.min(LONGEST, 15_000 * 2 ** Math.min(held.inARow - 4, 10))
  held.notBefore = world.clock.now() + wait
  if (!deployment) return
  deployment.failed += 1
  deployment.view.updatedAt = world.clock.date()
  breakCircuit(world, service, deployment)
}

/** Half of the desired count, at least 3, at most 200: deployment-circuit-breaker.html */
const threshold = (desired: number) => Math.min(200, Math.max(3, Math.ceil(desired / 2)))

function breakCircuit(world: Region, service: ServiceRecord, deployment: DeploymentRecord): void {
  const breaker = service.view.deploymentConfiguration?.deploymentCircuitBreaker
  const { view } = deployment
  if (!breaker?.enable || view.status !== 'PRIMARY' || view.rolloutState !== 'IN_PROGRESS') return
  if (deployment.inARow < threshold(service.view.desiredCount ?? 0)) return
  fail(world, service, deployment, 'ECS deployment circuit breaker: tasks failed to start.')
  say(world, service, `(deployment ${deployment.id}) deployment failed: tasks failed to start.`)
  const reason = 'Service deployment circuit breaker threshold exceeded.'
  if (!breaker.rollback || !rollBack(world, service, deployment, 'circuit breaker', reason))
    end(world, service, 'STOPPED', reason)
}

/** A deployment that starts nothing more. */
export function fail(world: Region, service: ServiceRecord, { view }: DeploymentRecord, reason: string): void {
  view.rolloutState = 'FAILED'
  view.rolloutStateReason = reason
  view.updatedAt = world.clock.date()
  service.complaint = undefined
}

/**
 * The last deployment that completed becomes PRIMARY again: it is still there, and its tasks too.
 * @param by what turned it back, for its rolloutStateReason
 * @returns false where none ever completed
 */
export function rollBack(
  world: Region,
  service: ServiceRecord,
  { view }: DeploymentRecord,
  by: string,
  reason: string,
): boolean {
  const back = service.deployments.find((one) => one.view.rolloutState === 'COMPLETED')
  if (!back) return false
  service.deployments = [back, ...service.deployments.filter((one) => one !== back)]
  view.status = 'ACTIVE'
  back.view.status = 'PRIMARY'
  back.view.rolloutState = 'IN_PROGRESS'
  back.view.rolloutStateReason = `ECS deployment ${by}: rolling back to deploymentId ${back.id}.`
  back.view.updatedAt = world.clock.date()
  back.inARow = 0
  back.notBefore = 0
  restore(service, back.view)
  turnBack(world, service, back.revision ?? '', reason)
  say(world, service, `rolling back to deployment ${back.id}.`)
  return true
}

/** The service says again what it said of that deployment. */
function restore(service: ServiceRecord, then: Deployment): void {
  const { launchType, capacityProviderStrategy, networkConfiguration, platformVersion } = then
  const {
    launchType: _type,
    capacityProviderStrategy: _strategy,
    networkConfiguration: _network,
    ...view
  } = service.view
  service.strategy = capacityProviderStrategy ?? []
  if (launchType) service.capacity = launchType
  service.view = {
    ...view,
    taskDefinition: then.taskDefinition,
    ...(capacityProviderStrategy ? { capacityProviderStrategy } : { launchType }),
    ...(platformVersion && { platformVersion }),
    ...(networkConfiguration && { networkConfiguration }),
  }
}
