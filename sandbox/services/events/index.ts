import '../../world/ecs-events'
import type * as events from '@aws-sdk/client-eventbridge'
import type { Handlers } from '../../wire/handlers'
import { missing } from '../../wire/missing'
import type { Mount } from '../../wire/mount'
import type { Region } from '../../world/region'
import { putEvents } from './put-events'
import { rules } from './rules'
import { tags } from './tags'
import { targets } from './targets'

export const handlers: Handlers<typeof events, Region> = { ...rules, ...targets, ...putEvents, ...tags }

export const eventsMount: Mount = {
  signingName: 'events',
  json: { target: 'AWSEvents' },
  sdk: () => import('@aws-sdk/client-eventbridge'),
  handlers,
  missing: missing.validationException,
}
