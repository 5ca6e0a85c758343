import type * as ecs from '@aws-sdk/client-ecs'
import type { ClusterSetting } from '@aws-sdk/client-ecs'
import type { Handlers } from '../../wire/handlers'
import type { Region } from '../../world/region'
import { checkSettings, describeCluster } from './clusters'
import { invalid } from './errors'
import { findCluster } from './find'

export const clusterSettings: Handlers<typeof ecs, Region> = {
  UpdateCluster(input, world) {
    if (!input.cluster) throw invalid('Cluster cannot be empty.')
    const record = findCluster(world, input.cluster)
    record.view = {
      ...record.view,
      settings: merged(record.view.settings ?? [], input.settings ?? []),
      ...(input.configuration && { configuration: input.configuration }),
      ...(input.serviceConnectDefaults && { serviceConnectDefaults: input.serviceConnectDefaults }),
    }
    return { cluster: describeCluster(record, ['SETTINGS', 'CONFIGURATIONS', 'TAGS']) }
  },

  UpdateClusterSettings(input, world) {
    if (!input.cluster) throw invalid('Cluster cannot be empty.')
    const record = findCluster(world, input.cluster)
    if (!input.settings?.length) throw invalid('Settings cannot be empty.')
    record.view = { ...record.view, settings: merged(record.view.settings ?? [], input.settings) }
    return { cluster: describeCluster(record, ['SETTINGS']) }
  },
}

/** What is given takes the place of what there was; the rest stays. */
function merged(before: readonly ClusterSetting[], given: readonly ClusterSetting[]): ClusterSetting[] {
  checkSettings(given)
  return [...before.filter((one) => !given.some((other) => other.name === one.name)), ...given]
}
