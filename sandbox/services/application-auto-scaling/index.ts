import './dynamic'
import type * as scaling from '@aws-sdk/client-application-auto-scaling'
import type { Handlers } from '../../wire/handlers'
import { missing } from '../../wire/missing'
import type { Mount } from '../../wire/mount'
import type { Region } from '../../world/region'
import { activities } from './activities'
import { policies } from './policies'
import { schedules } from './schedules'
import { tags } from './tags'
import { targets } from './targets'

const handlers: Handlers<typeof scaling, Region> = { ...targets, ...policies, ...schedules, ...activities, ...tags }

export const applicationAutoScalingMount: Mount = {
  signingName: 'application-autoscaling',
  json: { target: 'AnyScaleFrontendService' },
  sdk: () => import('@aws-sdk/client-application-auto-scaling'),
  handlers,
  missing: missing.validationException,
}
