import type * as ecs from '@aws-sdk/client-ecs'
import type { Handlers } from '../../wire/handlers'
import type { Region } from '../../world/region'
import { findCluster, findHost, lookTask } from './find'

/**
 * What an agent asks and tells (each "only used by the Amazon ECS agent": API reference). The world's own agents need
 * none of it; an agent of somebody else's is answered as AWS answers it, and what it tells is acknowledged.
 */
export const agentCalls: Handlers<typeof ecs, Region> = {
  DiscoverPollEndpoint(input, world) {
    const cluster = findCluster(world, input.cluster)
    if (input.containerInstance) findHost(world, cluster, input.containerInstance)
    const host = (kind: string) => `https://ecs-${kind}-1.${world.region}.amazonaws.com/`
    return { endpoint: host('a'), telemetryEndpoint: host('t'), serviceConnectEndpoint: host('sc') }
  },

  SubmitTaskStateChange(input, world) {
    const cluster = findCluster(world, input.cluster)
    if (input.task) lookTask(world, cluster, input.task)
    return { acknowledgment: input.task ?? '' }
  },

  SubmitContainerStateChange(input, world) {
    findCluster(world, input.cluster)
    return { acknowledgment: input.containerName ?? '' }
  },

  SubmitAttachmentStateChanges(input, world) {
    findCluster(world, input.cluster)
    return { acknowledgment: input.attachments?.[0]?.attachmentArn ?? '' }
  },
}
