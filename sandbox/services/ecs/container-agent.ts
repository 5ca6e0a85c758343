import type * as ecs from '@aws-sdk/client-ecs'
import { NoUpdateAvailableException, UpdateInProgressException } from '@aws-sdk/client-ecs'
import type { Handlers } from '../../wire/handlers'
import { VERSION } from '../../world/agent-capabilities'
import { hostChanged } from '../../world/changes'
import type { Region } from '../../world/region'
import { invalid } from './errors'
import { findCluster, findHost } from './find'
import { describeHost } from './hosts'

/** Milliseconds an agent takes to become a newer one. */
const TAKES = 30_000
const $metadata = {}

export const containerAgent: Handlers<typeof ecs, Region> = {
  UpdateContainerAgent(input, world) {
    const cluster = findCluster(world, input.cluster)
    const host = findHost(world, cluster, input.containerInstance)
    // Not for external hosts: https://docs.aws.amazon.com/AmazonECS/latest/developerguide/ecs-anywhere.html
    if (host.attributes.has('ecs.capability.external'))
      throw invalid('UpdateContainerAgent is not supported for external instances.')
    if (host.view.agentUpdateStatus === 'PENDING')
      throw new UpdateInProgressException({
        message: 'There is already a current Amazon ECS container agent update in progress on the container instance.',
        $metadata,
      })
    if (host.view.versionInfo?.agentVersion === VERSION.agentVersion)
      throw new NoUpdateAvailableException({
        message: 'There is no update available for your container agent.',
        $metadata,
      })
    host.view = { ...host.view, agentUpdateStatus: 'PENDING' }
    hostChanged(world, host)
    world.clock.after(TAKES, () => {
      host.view = { ...host.view, agentUpdateStatus: 'UPDATED', versionInfo: VERSION }
      hostChanged(world, host)
    })
    return { containerInstance: describeHost(world, cluster, host) }
  },
}
