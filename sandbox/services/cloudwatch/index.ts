import type * as cloudwatch from '@aws-sdk/client-cloudwatch'
import '../../world/metrics/counts'
import type { Handlers } from '../../wire/handlers'
import { missing } from '../../wire/missing'
import type { Mount } from '../../wire/mount'
import type { Region } from '../../world/region'
import { alarmReads } from './alarm-reads'
import { alarmTags } from './alarm-tags'
import { alarms } from './alarms'
import { getMetricData } from './get-metric-data'
import { getMetricStatistics } from './get-metric-statistics'
import { listMetrics } from './list-metrics'
import { putMetricData } from './put-metric-data'

const handlers: Handlers<typeof cloudwatch, Region> = {
  ...putMetricData,
  ...getMetricData,
  ...getMetricStatistics,
  ...listMetrics,
  ...alarms,
  ...alarmReads,
  ...alarmTags,
}

export const cloudwatchMount: Mount = {
  signingName: 'monitoring',
  actions: 'cloudwatch',
  json: { target: 'GraniteServiceVersion20100801' },
  query: { version: '2010-08-01', namespace: 'http://monitoring.amazonaws.com/doc/2010-08-01/', flavour: 'aws' },
  sdk: () => import('@aws-sdk/client-cloudwatch'),
  handlers,
  missing: missing.validationError,
}
