import { expect, test } from 'vitest'
import { nextTime, parseSchedule } from './schedule'

const next = (text: string, after: string, zone?: string) => {
  const schedule = parseSchedule(text, zone)
  const from = Date.parse('2026-11-24T08:00:00Z')
  const at = schedule && nextTime(schedule, Date.parse(after), from)
  return at === undefined ? undefined : new Date(at).toISOString()
}

test.for([
  ['at(2026-11-25T09:00:00)', '2026-11-24T08:00:00Z', undefined, '2026-11-25T09:00:00.000Z'],
  ['at(2026-11-25T09:00:00)', '2026-11-26T08:00:00Z', undefined, undefined],
  ['at(2026-11-25T09:00:00)', '2026-11-24T08:00:00Z', 'Europe/Berlin', '2026-11-25T08:00:00.000Z'],
  ['rate(5 minutes)', '2026-11-24T08:07:00Z', undefined, '2026-11-24T08:10:00.000Z'],
  ['rate(1 day)', '2026-11-24T08:00:00Z', undefined, '2026-11-25T08:00:00.000Z'],
  ['cron(0 9 * * ? *)', '2026-11-24T09:00:00Z', undefined, '2026-11-25T09:00:00.000Z'],
  ['cron(0/15 8-17 ? * MON-FRI *)', '2026-11-27T17:50:00Z', undefined, '2026-11-30T08:00:00.000Z'],
  ['cron(30 6 L * ? *)', '2026-11-24T08:00:00Z', undefined, '2026-11-30T06:30:00.000Z'],
  ['cron(0 0 ? * 2#1 *)', '2026-11-24T08:00:00Z', undefined, '2026-12-07T00:00:00.000Z'],
  ['cron(0 0 ? * 6L *)', '2026-11-24T08:00:00Z', undefined, '2026-11-27T00:00:00.000Z'],
  ['cron(0 0 1 JAN ? 2028)', '2026-11-24T08:00:00Z', undefined, '2028-01-01T00:00:00.000Z'],
  ['cron(0 0 1 1 ? 2020)', '2026-11-24T08:00:00Z', undefined, undefined],
  ['cron(0 9 * * ? *)', '2026-06-24T09:00:00Z', 'America/New_York', '2026-06-24T13:00:00.000Z'],
] as const)('%s after %s in %s', ([text, after, zone, expected]) => {
  expect(next(text, after, zone)).toBe(expected)
})

test.for([
  '',
  'at(tomorrow)',
  'rate(1 minutes)',
  'rate(5 minute)',
  'rate(0 minutes)',
  'cron(0 9 * * * *)',
  'cron(0 9 * * ?)',
  'cron(60 9 * * ? *)',
  'cron(0 9 ? * 8 *)',
  'cron(a b ? * c *)',
])('%s is no schedule', (text) => {
  expect(parseSchedule(text)).toBeUndefined()
  expect(parseSchedule('rate(1 day)', 'Nowhere/Land')).toBeUndefined()
})
