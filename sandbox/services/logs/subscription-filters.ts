import type * as logs from '@aws-sdk/client-cloudwatch-logs'
import { Distribution } from '@aws-sdk/client-cloudwatch-logs'
import { unfit } from '../../wire/errors'
import type { Handlers } from '../../wire/handlers'
import { pageOf } from '../../wire/page'
import type { Region } from '../../world/region'
import { badToken, filterMissing, filterNameOf, full, groupOf, invalid, limitOf } from './errors'
import { matcher } from './pattern'

/** https://docs.aws.amazon.com/AmazonCloudWatch/latest/logs/cloudwatch_limits_cwl.html */
const most = 2

/** Subscription filters as records: nothing is delivered to their destinations. */
export const subscriptionFilters: Handlers<typeof logs, Region> = {
  // https://docs.aws.amazon.com/AmazonCloudWatchLogs/latest/APIReference/API_PutSubscriptionFilter.html
  PutSubscriptionFilter(input, world) {
    const { destinationArn = '', roleArn, distribution = 'ByLogStream' } = input
    const name = filterNameOf(input.filterName)
    if (!Object.hasOwn(Distribution, distribution))
      throw invalid(unfit('distribution', distribution, 'satisfy enum value set: [Random, ByLogStream]'))
    matcher(input.filterPattern)
    const vendor = /^arn:aws[\w-]*:(kinesis|firehose|lambda|logs):[a-z0-9-]+:\d{12}:./.exec(destinationArn)?.[1]
    if (!vendor) throw invalid(`PutSubscriptionFilter operation cannot work with destinationArn ${destinationArn}`)
    // A stream is written to in somebody's name; a function and a destination say themselves who may.
    if ((vendor === 'kinesis' || vendor === 'firehose') && !roleArn)
      throw invalid(`destinationArn for vendor ${vendor} cannot be used without roleArn`)
    if (vendor === 'lambda' && roleArn) throw invalid('destinationArn for vendor lambda cannot be used with roleArn')
    const group = groupOf(world, input.logGroupName)
    if (!group.subscriptionFilters.has(name) && group.subscriptionFilters.size >= most) throw full()
    group.subscriptionFilters.set(name, {
      filterName: name,
      logGroupName: group.name,
      filterPattern: input.filterPattern ?? '',
      destinationArn,
      ...(roleArn && { roleArn }),
      distribution,
      applyOnTransformedLogs: input.applyOnTransformedLogs ?? false,
      creationTime: group.subscriptionFilters.get(name)?.creationTime ?? world.clock.now(),
    })
    return {}
  },

  DescribeSubscriptionFilters(input, world) {
    const size = limitOf(input.limit, 50)
    const found = [...groupOf(world, input.logGroupName).subscriptionFilters.values()]
      .filter(({ filterName = '' }) => filterName.startsWith(input.filterNamePrefix ?? ''))
      .sort((a, b) => ((a.filterName ?? '') < (b.filterName ?? '') ? -1 : 1))
    const { items, next } = pageOf(found, { size, token: input.nextToken, refuse: badToken })
    return { subscriptionFilters: items, ...(next && { nextToken: next }) }
  },

  DeleteSubscriptionFilter(input, world) {
    const group = groupOf(world, input.logGroupName)
    if (!group.subscriptionFilters.delete(filterNameOf(input.filterName))) throw filterMissing('subscription')
    return {}
  },
}
