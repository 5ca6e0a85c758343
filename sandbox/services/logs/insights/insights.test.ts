import { MalformedQueryException } from '@aws-sdk/client-cloudwatch-logs'
import { expect, test } from 'vitest'
import { START } from '../../../world/testing'
import { Worlds } from '../../../world/worlds'
import { appendLog } from '../state'
import { planOf } from './plan'
import { regexOf } from './regex'
import { carryOut } from './run'

const world = new Worlds(1, START).get('123456789012', 'us-east-1')
const say = (stream: string, seconds: number, message: string) =>
  appendLog(world, 'g', stream, START + seconds * 1_000, message)
say('web/1', 0, 'user=ann, took 20 ms at [GET /a|b]')
say('web/1', 1, 'user=bob, took 5 ms at [GET /c]')
say('api/1', 400, '{"level":"error","took":250,"user":{"id":"u-1"},"list":[7],"ok":true,"odd-name":"x"}')
say('api/1', 401, '{"level":"info","took":30}')
say('api/2', 402, '{"level":"info","took":9.5}')

const answer = (query: string, limit = 10_000) => {
  const group = world.logs.groups.get('g')
  return carryOut(world, group ? [group] : [], planOf(query), { start: START, end: START + 3_600_000, limit })
}
/** Without the pointers at the ends of rows. */
const table = (query: string) => {
  const { columns, rows } = answer(query)
  const pointer = columns.indexOf('@ptr')
  return rows.map((row) => (pointer < 0 ? row : row.slice(0, pointer)))
}

test.for([
  ['filter level = "info" | fields took', [['9.5'], ['30']]],
  ['fields took | filter took >= 30 and not (level = "info")', [['250']]],
  ['filter took < 10 or user.id = "u-1" | fields took', [['9.5'], ['250']]],
  ["filter level != 'info' | display level, list.0, ok, `odd-name`", [['error', '7', '1', 'x']]],
  ['filter @message like /took \\d ms/ | fields @logStream', [['web/1']]],
  ['filter @message like /(?i)USER=BOB/ | fields @logStream', [['web/1']]],
  ['filter @message =~ /\\[GET \\/a\\|b\\]/ | fields @logStream', [['web/1']]],
  ['filter @message like "a|b" | fields @timestamp', [['2026-11-24 08:00:00.000']]],
  ['filter @message not like "{" # only text\n| fields @log | limit 1', [['123456789012:g']]],
  ['filter user.id < 5 or user.id > 5', []],
  ['filter level in ["error", "warn"] | fields took', [['250']]],
  ['filter level not in ["error"] | fields took', [['9.5'], ['30']]],
  [
    'parse @message "user=*, took * ms" as who, ms | filter ispresent(who) | display who, ms',
    [
      ['bob', '5'],
      ['ann', '20'],
    ],
  ],
  ['PARSE @message /user=(?<who>\\w+)/ | FILTER who = "ann" | FIELDS toupper(who) AS loud', [['ANN']]],
  ['parse @message "at *" as rest | filter rest like /c/ | display rest', [['[GET /c]']]],
  ['stats count(*)', [['5']]],
  [
    'filter ispresent(level) | stats count() as n, sum(took), avg(took), min(took), max(took) by level | sort n desc | filter n < 3',
    [
      ['info', '2', '39.5', '19.75', '9.5', '30'],
      ['error', '1', '250', '250', '250', '250'],
    ],
  ],
  [
    'stats count(*) by bin(5m) | sort count(*) asc',
    [
      ['2026-11-24 08:00:00.000', '2'],
      ['2026-11-24 08:05:00.000', '3'],
    ],
  ],
  [
    'stats count(*) by bin(5m) as t, @logStream | sort t desc, @logStream | limit 1',
    [['2026-11-24 08:05:00.000', 'api/1', '2']],
  ],
  [
    'stats count_distinct(@logStream), count(took), pct(took, 50), max(@timestamp)',
    [['3', '3', '30', String(START + 402_000)]],
  ],
  ['stats count(*) as n by level | stats max(n)', [['2']]],
  ['sort took desc | fields took | limit 2', [['250'], ['30']]],
  ['sort @timestamp asc | fields @logStream | dedup @logStream', [['web/1'], ['api/1'], ['api/2']]],
  ['filter ispresent(took) | fields took * 2 + 1 as more | sort more | limit 1', [['20']]],
  [
    'filter strlen(@message) < 32 | fields took / 0 as none, -took',
    [
      [undefined, '-9.5'],
      [undefined, '-30'],
      [undefined, undefined],
    ],
  ],
  ['tail 1 | fields @message', [['user=ann, took 20 ms at [GET /a|b]']]],
] as const)('%s', ([query, rows]) => {
  expect(table(query)).toEqual(rows)
})

test('events have a pointer each and by default their time and message; groups have none', () => {
  const found = answer('filter level = "error"')
  expect(found.columns).toEqual(['@timestamp', '@message', '@ptr'])
  expect(new Set(answer('fields took').rows.map((row) => row.at(-1))).size).toBe(5)
  expect(answer('stats count(*) by level').columns).toEqual(['level', 'count(*)'])
  expect(found).toMatchObject({ matched: 1, scanned: 5 })
  expect(answer('limit 2', 1).rows).toHaveLength(2)
  expect(answer('fields @message', 1)).toMatchObject({ matched: 5, rows: [expect.anything()] })
})

test.for([
  ['count(*)', 0, 5],
  ['fields a | count()', 11, 16],
  ['fields', 6, 6],
  ['', 0, 0],
  ['fields a |', 10, 10],
  ['fields a,', 9, 9],
  ['filter a = ', 11, 11],
  ['filter a = "b', 11, 12],
  ['filter (a = 1', 13, 13],
  ['filter a like 5', 14, 15],
  ['filter a like /x', 14, 16],
  ['filter a like /(x+)+/', 14, 21],
  ['filter nothing(a)', 7, 14],
  ['stats median(a)', 6, 12],
  ['stats count(*) by bin(5)', 22, 23],
  ['limit 0', 6, 7],
  ['limit ten', 6, 9],
  ['parse @message "a*" as a, b', 15, 19],
  ['parse @message /a/', 15, 18],
  ['fields a; drop', 8, 9],
  ['fields a b', 9, 10],
] as const)('%s is malformed at %i', ([query, startCharOffset, endCharOffset]) => {
  let error: unknown
  try {
    planOf(query)
  } catch (caught) {
    error = caught
  }
  expect(error).toBeInstanceOf(MalformedQueryException)
  expect(error).toMatchObject({ queryCompileError: { location: { startCharOffset, endCharOffset } } })
})

test('nesting without end is malformed and no crash', () => {
  for (const query of [
    `filter ${'('.repeat(9_000)}`,
    `filter ${'not '.repeat(2_400)}a`,
    `fields ${'-'.repeat(9_000)}a`,
  ])
    expect(() => planOf(query)).toThrow(MalformedQueryException)
})

test.for([
  '(a+)+',
  '(a|b)*',
  '(?:a*)*',
  '((a?b)*)+',
  '(a{1,20}){5}',
  '(a)\\1',
  '.*.*.*.*',
  '(',
  '[',
  'a'.repeat(600),
  '',
])('the regular expression %s is refused', (text) => {
  expect(regexOf(text)).toBeUndefined()
})

test.for([
  ['(\\d{1,3}\\.){3}\\d{1,3}', '10.0.0.1'],
  ['(?<a>x+) (?<b>[^)+]+)', 'xx y'],
  ['^(GET|POST)? ?/', '/'],
  ['[(]a+[)]', '(aa)'],
] as const)('the regular expression %s is taken', ([text, found]) => {
  expect(regexOf(text)?.test(found)).toBe(true)
})
