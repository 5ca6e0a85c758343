import { expect, test } from 'vitest'
import { matcher } from './pattern'

const json = '{"level":"error","took":250,"user":{"id":"u-1"},"list":["a"],"none":null,"ok":true}'
const line = '127.0.0.1 - frank [10/Oct/2026:13:25:15] "GET /index.html HTTP/1.0" 404 1534'

test.for([
  ['{ $.level = "error" }', json, true],
  ['{ $.level = err* && $.took > 200 }', json, true],
  ['{ ($.level = "info") || ($.took <= 250) }', json, true],
  ['{ $.took < 250 }', json, false],
  ['{ $.user.id != "u-1" }', json, false],
  ['{ $.list[0] = a }', json, true],
  ['{ $.none IS NULL }', json, true],
  ['{ $.gone NOT EXISTS }', json, true],
  ['{ $.ok IS TRUE }', json, true],
  ['{ $.level = "error" }', 'not json', false],
  ['[ip, id, user, at, request, status = 4*, bytes]', line, true],
  ['[ip, id, user, at, request = *html*, status, bytes > 1000]', line, true],
  ['[..., status = 404 || status = 500, bytes]', line, true],
  ['[ip, status]', line, false],
  ['[..., status = 5*, bytes]', line, false],
] as const)('%s on %s is %s', ([pattern, message, fits]) => {
  expect(matcher(pattern)(message)).toBe(fits)
})

test.for(['{ $.a }', '{ a = 1 }', '{ $.a = }', '{ ($.a = 1 }', '{}', '[a, ..., b, ...]', '[a > x]', '{ $.a > x }'])(
  '%s is refused',
  (pattern) => {
    expect(() => matcher(pattern)).toThrow('Invalid filter pattern')
  },
)
