import type * as logs from '@aws-sdk/client-cloudwatch-logs'
import type { LogGroup } from '@aws-sdk/client-cloudwatch-logs'
import type { Handlers } from '../../wire/handlers'
import { pageOf } from '../../wire/page'
import type { Region } from '../../world/region'
import { badToken, exists, groupOf, invalid, limitOf } from './errors'
import { ensureGroup, type GroupRecord } from './state'

/** https://docs.aws.amazon.com/AmazonCloudWatchLogs/latest/APIReference/API_PutRetentionPolicy.html */
const retentions = new Set([
  1, 3, 5, 7, 14, 30, 60, 90, 120, 150, 180, 365, 400, 545, 731, 1096, 1827, 2192, 2557, 2922, 3288, 3653,
])

export const groups: Handlers<typeof logs, Region> = {
  CreateLogGroup(input, world) {
    const name = input.logGroupName ?? ''
    if (!/^[.\-_/#A-Za-z0-9]{1,512}$/.test(name))
      throw invalid(
        `1 validation error detected: Value '${name}' at 'logGroupName' failed to satisfy constraint: Member must satisfy regular expression pattern: [\\.\\-_/#A-Za-z0-9]+`,
      )
    if (world.logs.groups.has(name)) throw exists('group')
    const group = ensureGroup(world, name)
    for (const [key, value] of Object.entries(input.tags ?? {})) group.tags.set(key, value)
    return {}
  },

  DescribeLogGroups(input, world) {
    const { logGroupNamePrefix, logGroupNamePattern, nextToken } = input
    if (logGroupNamePrefix !== undefined && logGroupNamePattern !== undefined)
      throw invalid('LogGroup name prefix and LogGroup name pattern are mutually exclusive parameters.')
    const found = [...world.logs.groups.values()]
      .filter(({ name }) => name.startsWith(logGroupNamePrefix ?? ''))
      .filter(({ name }) => name.toLowerCase().includes((logGroupNamePattern ?? '').toLowerCase()))
      .sort((a, b) => (a.name < b.name ? -1 : 1))
    const { items, next } = pageOf(found, { size: limitOf(input.limit, 50), token: nextToken, refuse: badToken })
    return { logGroups: items.map((group) => view(world, group)), ...(next && { nextToken: next }) }
  },

  DeleteLogGroup(input, world) {
    world.logs.groups.delete(groupOf(world, input.logGroupName).name)
    return {}
  },

  PutRetentionPolicy(input, world) {
    const days = input.retentionInDays ?? 0
    if (!retentions.has(days))
      throw invalid(
        `1 validation error detected: Value '${days}' at 'retentionInDays' failed to satisfy constraint: Member must satisfy enum value set: [${[...retentions].join(', ')}]`,
      )
    groupOf(world, input.logGroupName).retentionDays = days
    return {}
  },

  DeleteRetentionPolicy(input, world) {
    delete groupOf(world, input.logGroupName).retentionDays
    return {}
  },
}

function view({ account, region }: Region, group: GroupRecord): LogGroup {
  const arn = `arn:aws:logs:${region}:${account}:log-group:${group.name}`
  return {
    logGroupName: group.name,
    creationTime: group.createdAt,
    ...(group.retentionDays !== undefined && { retentionInDays: group.retentionDays }),
    metricFilterCount: group.metricFilters.size,
    // The older of the two ends in `:*`, as it is written in policies.
    arn: `${arn}:*`,
    logGroupArn: arn,
    storedBytes: group.storedBytes,
    logGroupClass: 'STANDARD',
  }
}
