import type * as ecs from '@aws-sdk/client-ecs'
import {
  ConflictException,
  type Failure,
  type ServiceDeployment,
  ServiceDeploymentNotFoundException,
  ServiceDeploymentStatus,
  type ServiceRevision,
  StopServiceDeploymentStopType,
} from '@aws-sdk/client-ecs'
import type { Handlers } from '../../wire/handlers'
import { fail, rollBack } from '../../world/deployments'
import type { Region } from '../../world/region'
import { end } from '../../world/rollouts'
import { look } from '../../world/scheduler'
import { parseArn } from './arns'
import { invalid } from './errors'
import { findCluster, findService } from './find'
import { page } from './page'
import { describeService } from './service-reads'
import type { ClusterRecord, RolloutRecord, ServiceRecord } from './state'
import { checkWord } from './words'

/** https://docs.aws.amazon.com/AmazonECS/latest/APIReference/API_ServiceDeployment.html */
export const serviceDeployments: Handlers<typeof ecs, Region> = {
  ListServiceDeployments(input, world) {
    const cluster = findCluster(world, input.cluster)
    const service = findService(world, cluster, input.service)
    for (const word of input.status ?? []) checkWord(word, ServiceDeploymentStatus, 'status')
    const { before, after } = input.createdAt ?? {}
    const all = service.rollouts.filter(
      (one) =>
        (!input.status?.length || input.status.includes(one.status)) &&
        (!before || one.createdAt < before) &&
        (!after || one.createdAt > after),
    )
    const { items, nextToken } = page(all, input, { usual: 20 })
    return {
      serviceDeployments: items.map((one) => ({
        serviceDeploymentArn: one.arn,
        serviceArn: service.arn,
        clusterArn: cluster.arn,
        targetServiceRevisionArn: one.target,
        status: one.status,
        ...(one.reason && { statusReason: one.reason }),
        createdAt: one.createdAt,
        startedAt: one.createdAt,
        ...(one.finishedAt && { finishedAt: one.finishedAt }),
      })),
      ...(nextToken && { nextToken }),
    }
  },

  DescribeServiceDeployments(input, world) {
    const asked = atMost20(input.serviceDeploymentArns, 'serviceDeploymentArns')
    const found: ServiceDeployment[] = []
    const failures: Failure[] = []
    for (const arn of asked) {
      const at = lookRollout(world, arn)
      if (at) found.push(described(at.cluster, at.service, at.rollout))
      else failures.push({ arn, reason: 'MISSING' })
    }
    return { serviceDeployments: found, failures }
  },

  DescribeServiceRevisions(input, world) {
    const asked = atMost20(input.serviceRevisionArns, 'serviceRevisionArns')
    const found: ServiceRevision[] = []
    const failures: Failure[] = []
    for (const arn of asked) {
      const record = serviceOf(world, arn, 'service-revision')?.service.revisions.find((one) => one.arn === arn)
      if (record) found.push({ serviceRevisionArn: arn, ...record.view })
      else failures.push({ arn, reason: 'MISSING' })
    }
    return { serviceRevisions: found, failures }
  },

  StopServiceDeployment(input, world) {
    const arn = input.serviceDeploymentArn ?? ''
    const at = lookRollout(world, arn)
    if (!at) throw new ServiceDeploymentNotFoundException({ message: 'Service deployment not found.', $metadata: {} })
    checkWord(input.stopType, StopServiceDeploymentStopType, 'stopType')
    const { cluster, service, rollout } = at
    const deployment = service.deployments.find((one) => one.id === rollout.deployment)
    if (rollout.status !== 'IN_PROGRESS' || !deployment)
      throw new ConflictException({
        message: `The service deployment cannot be stopped because its status is ${rollout.status}.`,
        $metadata: {},
      })
    const reason = 'Service deployment was stopped by StopServiceDeployment.'
    fail(world, service, deployment, `ECS deployment ${deployment.id} was stopped.`)
    // "ROLLBACK" is what it does when nothing is said: API_StopServiceDeployment, stopType
    const back =
      (input.stopType ?? 'ROLLBACK') === 'ROLLBACK' && rollBack(world, service, deployment, 'stop request', reason)
    if (!back) end(world, service, 'STOPPED', reason)
    look(world, cluster, service)
    return { serviceDeploymentArn: arn }
  },

  ContinueServiceDeployment(input, world) {
    if (!lookRollout(world, input.serviceDeploymentArn ?? ''))
      throw new ServiceDeploymentNotFoundException({ message: 'Service deployment not found.', $metadata: {} })
    // Only a lifecycle hook pauses a deployment, and a rolling deployment has none
    throw invalid(`The lifecycle hook ${input.hookId} of the service deployment is not waiting to be continued.`)
  },
}

function atMost20(arns: readonly string[] | undefined, name: string): readonly string[] {
  if (!arns?.length) throw invalid(`${name} cannot be empty.`)
  if (arns.length > 20) throw invalid(`${name} cannot have more than 20 elements.`)
  return arns
}

function serviceOf(world: Region, text: string, kind: string) {
  const arn = parseArn(world, text)
  if (arn?.kind !== kind) throw invalid(`Invalid identifier: ${text}`)
  const [name = '', service = ''] = arn.path
  const cluster = world.ecs.clusters.get(name)
  const record = cluster?.services.get(service)
  return cluster && record ? { cluster, service: record } : undefined
}

function lookRollout(world: Region, arn: string) {
  const at = serviceOf(world, arn, 'service-deployment')
  const rollout = at?.service.rollouts.find((one) => one.arn === arn)
  return at && rollout ? { ...at, rollout } : undefined
}

function described(cluster: ClusterRecord, service: ServiceRecord, rollout: RolloutRecord): ServiceDeployment {
  const { currentServiceRevisions = [] } = describeService(cluster, service)
  const counted = (arn: string) =>
    currentServiceRevisions.find((one) => one.arn === arn) ?? {
      arn,
      requestedTaskCount: 0,
      runningTaskCount: 0,
      pendingTaskCount: 0,
    }
  const { deploymentCircuitBreaker: breaker } = rollout.configuration ?? {}
  return {
    serviceDeploymentArn: rollout.arn,
    serviceArn: service.arn,
    clusterArn: cluster.arn,
    createdAt: rollout.createdAt,
    startedAt: rollout.createdAt,
    updatedAt: rollout.updatedAt,
    ...(rollout.finishedAt && { finishedAt: rollout.finishedAt }),
    ...(rollout.stoppedAt && { stoppedAt: rollout.stoppedAt }),
    sourceServiceRevisions: rollout.sources.map(counted),
    targetServiceRevision: counted(rollout.target),
    status: rollout.status,
    ...(rollout.reason && { statusReason: rollout.reason }),
    ...(rollout.configuration && { deploymentConfiguration: rollout.configuration }),
    ...(rollout.rollback && {
      rollback: {
        reason: rollout.rollback.reason,
        startedAt: rollout.rollback.startedAt,
        serviceRevisionArn: rollout.rollback.to,
      },
    }),
    deploymentCircuitBreaker: {
      status: !breaker?.enable ? 'DISABLED' : rollout.rollback || rollout.stoppedAt ? 'TRIGGERED' : 'MONITORING',
      failureCount: service.deployments.find((one) => one.id === rollout.deployment)?.failed ?? 0,
      threshold: Math.min(200, Math.max(3, Math.ceil((service.view.desiredCount ?? 0) / 2))),
    },
  }
}
