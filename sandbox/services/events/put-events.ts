import type * as events from '@aws-sdk/client-eventbridge'
import type { PutEventsRequestEntry, PutEventsResultEntry } from '@aws-sdk/client-eventbridge'
import { unfit } from '../../wire/errors'
import type { Handlers } from '../../wire/handlers'
import { type Envelope, eventTime, publish } from '../../world/bus'
import type { Region } from '../../world/region'
import { badPattern, invalid } from './errors'
import { busArn, theBus } from './find'
import { compilePattern } from './pattern'
import { checkPattern, pageFrom } from './rules'

export const putEvents: Handlers<typeof events, Region> = {
  PutEvents(input, world) {
    const entries = input.Entries ?? []
    if (entries.length < 1 || entries.length > 10)
      throw invalid(unfit('entries', `[${entries.length}]`, 'have length between 1 and 10'))
    const Entries = entries.map((entry) => told(world, entry))
    return { FailedEntryCount: Entries.filter(({ ErrorCode }) => ErrorCode).length, Entries }
  },

  TestEventPattern(input) {
    checkPattern(input.EventPattern ?? '')
    let event: unknown
    try {
      event = JSON.parse(input.Event ?? '')
    } catch {
      throw invalid('Parameter Event is not valid.')
    }
    if (!isObject(event)) throw invalid('Parameter Event is not valid.')
    // "The event must have at least these": API_TestEventPattern
    for (const name of ['id', 'account', 'source', 'time', 'region', 'resources', 'detail-type'])
      if (!Object.hasOwn(event, name)) throw badPattern(`Event does not have the member ${name}.`)
    return { Result: compilePattern(input.EventPattern ?? '')(event) }
  },

  DescribeEventBus(input, world) {
    theBus(world, input.Name)
    return { Name: 'default', Arn: busArn(world) }
  },

  ListEventBuses(input, world) {
    pageFrom(input)
    const fits = 'default'.startsWith(input.NamePrefix ?? '')
    return { EventBuses: fits ? [{ Name: 'default', Arn: busArn(world) }] : [] }
  },
}

const isObject = (value: unknown): value is Record<string, unknown> =>
  typeof value === 'object' && value !== null && !Array.isArray(value)

const refused = (ErrorCode: string, ErrorMessage: string): PutEventsResultEntry => ({ ErrorCode, ErrorMessage })

/** One bad entry does not keep the others from the bus: API_PutEventsResultEntry has its errors. */
function told(world: Region, entry: PutEventsRequestEntry): PutEventsResultEntry {
  const { Source, DetailType, Detail, Resources = [], EventBusName, Time } = entry
  if (!Source)
    return refused('InvalidArgument', 'Parameter Source is not valid. Reason: Source is a required argument.')
  if (!DetailType)
    return refused('InvalidArgument', 'Parameter DetailType is not valid. Reason: DetailType is a required argument.')
  if (!Detail)
    return refused('InvalidArgument', 'Parameter Detail is not valid. Reason: Detail is a required argument.')
  if (/^aws\./.test(Source)) return refused('NotAuthorizedForSourceException', 'Not authorized for the source.')
  let detail: unknown
  try {
    detail = JSON.parse(Detail)
  } catch {
    return refused('MalformedDetail', 'Detail is malformed.')
  }
  if (!isObject(detail)) return refused('MalformedDetail', 'Detail is malformed.')
  // An event for a bus that is not there is taken and forgotten: API_PutEvents
  const elsewhere = EventBusName !== undefined && EventBusName !== 'default' && EventBusName !== busArn(world)
  const event: Envelope = {
    version: '0',
    id: world.random.uuid(),
    'detail-type': DetailType,
    source: Source,
    account: world.account,
    time: eventTime(Time ?? world.clock.date()),
    region: world.region,
    resources: Resources,
    detail,
  }
  if (!elsewhere) publish(world, event)
  return { EventId: event.id }
}
