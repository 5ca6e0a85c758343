import { missing } from '../../wire/missing'
import type { Mount } from '../../wire/mount'
import { events } from './events'
import { filter } from './filter'
import { groups } from './groups'
import { metricFilters } from './metric-filters'
import { queries } from './queries'
import { streams } from './streams'
import { subscriptionFilters } from './subscription-filters'
import { tags } from './tags'

export const logsMount: Mount = {
  signingName: 'logs',
  json: { target: 'Logs_20140328' },
  sdk: () => import('@aws-sdk/client-cloudwatch-logs'),
  handlers: {
    ...groups,
    ...streams,
    ...tags,
    ...events,
    ...filter,
    ...metricFilters,
    ...subscriptionFilters,
    ...queries,
  },
  missing: missing.validationException,
}
