import { handlers as events } from '../services/events'
import { makeQueue } from '../services/sqs/queues'
import type { Region } from '../world/region'
import { callerOf } from './tools'

const NAME = 'quayside-events'

/** What ECS and CloudWatch tell the bus, kept in a queue for whoever wants to follow along. */
export function plantEvents(region: Region): void {
  const rule = `arn:aws:events:${region.region}:${region.account}:rule/${NAME}`
  const queue = makeQueue(region, NAME)
  const Statement = [
    {
      Effect: 'Allow',
      Principal: { Service: 'events.amazonaws.com' },
      Action: 'sqs:SendMessage',
      Resource: queue.arn,
      Condition: { ArnEquals: { 'aws:SourceArn': rule } },
    },
  ]
  queue.attributes.set('Policy', JSON.stringify({ Version: '2012-10-17', Statement }))
  const caller = callerOf(region)
  const EventPattern = JSON.stringify({ source: ['aws.ecs', 'aws.cloudwatch'] })
  events.PutRule?.({ Name: NAME, EventPattern, Description: 'What happens in the fleet' }, region, caller)
  events.PutTargets?.({ Rule: NAME, Targets: [{ Id: 'queue', Arn: queue.arn }] }, region, caller)
}
