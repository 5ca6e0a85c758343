import type * as events from '@aws-sdk/client-eventbridge'
import type { Tour } from '../../wire/tour'

const Name = 'tour'
const EventPattern = JSON.stringify({ source: ['tour'] })
const target = 'arn:aws:sqs:us-east-1:123456789012:quayside-events'

export const tour: Tour<typeof events> = async ({ call, now, pass }) => {
  const { RuleArn: ResourceARN } = await call('PutRule', { Name, EventPattern, Tags: [{ Key: 'a', Value: 'b' }] })
  await call('DescribeRule', { Name })
  await call('ListRules', {})
  await call('DisableRule', { Name })
  await call('EnableRule', { Name })
  await call('PutTargets', { Rule: Name, Targets: [{ Id: 'queue', Arn: target }] })
  await call('ListTargetsByRule', { Rule: Name })
  await call('ListRuleNamesByTarget', { TargetArn: target })
  const Detail = JSON.stringify({ a: 1 })
  await call('PutEvents', { Entries: [{ Source: 'tour', DetailType: 'Tour', Detail }, { Source: 'tour' }] })
  pass(5)
  await call('TestEventPattern', {
    EventPattern,
    Event: JSON.stringify({
      id: '1',
      source: 'tour',
      'detail-type': 'Tour',
      account: '123456789012',
      time: new Date(now()).toISOString(),
      region: 'us-east-1',
      resources: [],
      detail: {},
    }),
  })
  await call('DescribeEventBus', {})
  await call('ListEventBuses', {})
  await call('TagResource', { ResourceARN, Tags: [{ Key: 'c', Value: 'd' }] })
  await call('ListTagsForResource', { ResourceARN })
  await call('UntagResource', { ResourceARN, TagKeys: ['c'] })
  await call('RemoveTargets', { Rule: Name, Ids: ['queue'] })
  await call('DeleteRule', { Name })
}
