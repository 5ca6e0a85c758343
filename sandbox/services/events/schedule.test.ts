import { expect, test } from 'vitest'
import { parseSchedule } from './schedule'

// A Tuesday.
const now = Date.parse('2026-11-24T08:10:30Z')

test.each([
  ['rate(5 minutes)', '2026-11-24T08:15:30Z'],
  ['rate(1 day)', '2026-11-25T08:10:30Z'],
  ['cron(0 10 * * ? *)', '2026-11-24T10:00:00Z'],
  ['cron(0/15 * * * ? *)', '2026-11-24T08:15:00Z'],
  ['cron(0 18 ? * MON-FRI *)', '2026-11-24T18:00:00Z'],
  ['cron(0 8 1 * ? *)', '2026-12-01T08:00:00Z'],
  ['cron(30 9 L * ? *)', '2026-11-30T09:30:00Z'],
  ['cron(0 0 ? * 6#1 2027)', '2027-01-01T00:00:00Z'],
  ['cron(0 0 ? 12 FRIL *)', '2026-12-25T00:00:00Z'],
  ['cron(0 12 5W 12 ? *)', '2026-12-04T12:00:00Z'],
])('%s comes next at %s', (text, next) => {
  expect(new Date(parseSchedule(text)?.next(now) ?? 0).toISOString()).toBe(next.replace('Z', '.000Z'))
})

test.each([
  'rate(1 minutes)',
  'rate(0 hours)',
  'rate(5 weeks)',
  'cron(0 10 * * * *)',
  'cron(60 * * * ? *)',
  'cron(* *)',
  'at(2026)',
])('%s is none', (text) => expect(parseSchedule(text)).toBeUndefined())

test('a year that is over never comes', () => {
  expect(parseSchedule('cron(0 0 1 1 ? 2020)')?.next(now)).toBeUndefined()
})
