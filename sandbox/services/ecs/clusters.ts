import type * as ecs from '@aws-sdk/client-ecs'
import {
  type Cluster,
  ClusterContainsContainerInstancesException,
  ClusterContainsServicesException,
  ClusterContainsTasksException,
  type ClusterField,
  type ClusterSetting,
  ClusterSettingName,
  type Failure,
  type KeyValuePair,
} from '@aws-sdk/client-ecs'
import type { Handlers } from '../../wire/handlers'
import type { Region } from '../../world/region'
import { effective } from './account-settings'
import { arns, nameOf } from './arns'
import { checkStrategy } from './capacity-strategy'
import { invalid, noCluster } from './errors'
import { page } from './page'
import type { ClusterRecord } from './state'
import { checkTags } from './tag-set'
import { checkWord } from './words'

const $metadata = {}

export const clusters: Handlers<typeof ecs, Region> = {
  CreateCluster(input, world, caller) {
    const name = input.clusterName || 'default'
    // https://docs.aws.amazon.com/AmazonECS/latest/APIReference/API_CreateCluster.html: letters, numbers, hyphens, underscores
    if (!/^[A-Za-z0-9][A-Za-z0-9_-]{0,254}$/.test(name)) throw invalid('Invalid cluster name.')
    const known = world.ecs.clusters.get(name)
    if (known?.view.status === 'ACTIVE') return { cluster: describeCluster(known, ['TAGS', 'SETTINGS']) }
    checkSettings(input.settings ?? [])
    const strategy = checkStrategy(world, input.defaultCapacityProviderStrategy, input.capacityProviders ?? [])
    const record: ClusterRecord = {
      name,
      arn: arns.cluster(world, name),
      tags: checkTags(input.tags),
      hosts: new Map(),
      tasks: new Map(),
      services: new Map(),
      view: {
        status: 'ACTIVE',
        settings: input.settings?.length
          ? input.settings
          : [{ name: 'containerInsights', value: effective(world, 'containerInsights', caller.principal) }],
        capacityProviders: input.capacityProviders ?? [],
        defaultCapacityProviderStrategy: strategy,
        ...(input.configuration && { configuration: input.configuration }),
        ...(input.serviceConnectDefaults && { serviceConnectDefaults: input.serviceConnectDefaults }),
      },
    }
    world.ecs.clusters.set(name, record)
    return { cluster: describeCluster(record, ['TAGS', 'SETTINGS']) }
  },

  DescribeClusters(input, world) {
    const asked = input.clusters?.length ? input.clusters : ['default']
    if (asked.length > 100) throw invalid('Clusters cannot have more than 100 elements.')
    const found: Cluster[] = []
    const failures: Failure[] = []
    for (const text of asked) {
      const name = nameOf(world, 'cluster', text)
      const record = world.ecs.clusters.get(name)
      if (record) found.push(describeCluster(record, input.include))
      else failures.push({ arn: arns.cluster(world, name), reason: 'MISSING' })
    }
    return { clusters: found, failures }
  },

  ListClusters(input, world) {
    const active = [...world.ecs.clusters.values()].filter((one) => one.view.status === 'ACTIVE').map((one) => one.arn)
    const { items, nextToken } = page(active, input)
    return { clusterArns: items, ...(nextToken && { nextToken }) }
  },

  DeleteCluster(input, world) {
    const record = world.ecs.clusters.get(nameOf(world, 'cluster', input.cluster ?? ''))
    if (!record) throw noCluster()
    if ([...record.hosts.values()].some((host) => host.status !== 'INACTIVE'))
      throw new ClusterContainsContainerInstancesException({
        message: 'The Cluster cannot be deleted while Container Instances are active or draining.',
        $metadata,
      })
    if ([...record.services.values()].some((service) => service.view.status !== 'INACTIVE'))
      throw new ClusterContainsServicesException({
        message: 'The Cluster cannot be deleted while Services are active.',
        $metadata,
      })
    if ([...record.tasks.values()].some((task) => task.view.lastStatus !== 'STOPPED'))
      throw new ClusterContainsTasksException({
        message: 'The Cluster cannot be deleted while Tasks are active.',
        $metadata,
      })
    record.view = { ...record.view, status: 'INACTIVE' }
    return { cluster: describeCluster(record, []) }
  },
}

export function describeCluster(record: ClusterRecord, include: readonly ClusterField[] = []): Cluster {
  const has = (field: ClusterField) => include.includes(field)
  const { settings, configuration, ...view } = record.view
  const tasks = [...record.tasks.values()]
  return {
    clusterArn: record.arn,
    clusterName: record.name,
    registeredContainerInstancesCount: [...record.hosts.values()].filter((host) => host.status !== 'INACTIVE').length,
    runningTasksCount: tasks.filter((task) => task.view.lastStatus === 'RUNNING').length,
    pendingTasksCount: tasks.filter((task) => isPending(task.view.lastStatus)).length,
    activeServicesCount: [...record.services.values()].filter((one) => one.view.status === 'ACTIVE').length,
    ...view,
    statistics: has('STATISTICS') ? statistics(record) : [],
    tags: has('TAGS') ? record.tags : [],
    settings: has('SETTINGS') ? settings : [],
    ...(has('CONFIGURATIONS') && configuration && { configuration }),
  }
}

/** https://docs.aws.amazon.com/AmazonECS/latest/APIReference/API_ClusterSetting.html */
export function checkSettings(settings: readonly ClusterSetting[]): void {
  for (const { name, value } of settings) {
    checkWord(name, ClusterSettingName, 'name')
    if (!['enabled', 'disabled', 'enhanced'].includes(value ?? ''))
      throw invalid(`Invalid cluster setting value: ${value}. Valid values are: enabled, disabled, enhanced.`)
  }
}

export const isPending = (status: string | undefined) =>
  status === 'PROVISIONING' || status === 'PENDING' || status === 'ACTIVATING'

/** Names as in https://docs.aws.amazon.com/AmazonECS/latest/APIReference/API_Cluster.html; Anywhere has its own. */
function statistics(record: ClusterRecord): KeyValuePair[] {
  const counts = new Map<string, number>()
  const kinds = ['EC2', 'Fargate', 'External'] as const
  for (const what of ['runningTasksCount', 'pendingTasksCount', 'activeServiceCount', 'drainingServiceCount'])
    for (const kind of kinds) counts.set(what.replace(/^(running|pending|active|draining)/, `$1${kind}`), 0)
  const add = (what: string, of: string | undefined) => {
    const kind = of === 'EXTERNAL' ? 'External' : of === 'FARGATE' ? 'Fargate' : 'EC2'
    const name = what.replace('*', kind)
    counts.set(name, (counts.get(name) ?? 0) + 1)
  }
  for (const { view } of record.tasks.values()) {
    if (view.lastStatus === 'RUNNING') add('running*TasksCount', view.launchType)
    if (isPending(view.lastStatus)) add('pending*TasksCount', view.launchType)
  }
  for (const { view, capacity } of record.services.values()) {
    if (view.status === 'ACTIVE') add('active*ServiceCount', capacity)
    if (view.status === 'DRAINING') add('draining*ServiceCount', capacity)
  }
  return [...counts].map(([name, value]) => ({ name, value: String(value) }))
}
