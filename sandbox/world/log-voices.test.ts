import { expect, test } from 'vitest'
import { voiceOf } from './images'
import { line } from './log-voices'
import { Random } from './random'
import { bench, START } from './testing'

const some = (voice: Parameters<typeof line>[0]) => {
  const random = new Random(3)
  return Array.from({ length: 400 }, (_, index) => line(voice, START + index * 1_000, random))
}

test('a container is heard by its image and its name', () => {
  expect(voiceOf({ image: 'nginx:1' })).toBe('access')
  expect(voiceOf({ image: 'orders-api:1' })).toBe('json')
  expect(voiceOf({ image: 'telemetry-jvm:3.0' })).toBe('trace')
  expect(voiceOf({ image: 'tool:1', name: 'colours' })).toBe('colour')
  expect(voiceOf({ image: 'nginx:1', name: 'hostile' })).toBe('hostile')
  expect(voiceOf({})).toBe('plain')
})

test('the voices hold what they are for', () => {
  const traces = some('trace').filter((text) => text.includes('\n'))
  expect(traces.length).toBeGreaterThan(10)
  for (const text of traces) expect(text).toMatch(/ERROR[^\n]*\n[\w.]+Exception: .*\n(\tat .*\n){3,5}Caused by: /)
  for (const text of some('colour')) expect(text).toContain('\u001b[')
  const all = some('hostile').join('')
  for (const part of ['\u202e', '\u0000', '\u0007', '<script>', '\u001b]8', '\r\n', '\u2067'])
    expect(all).toContain(part)
  expect(Math.max(...some('hostile').map((text) => Buffer.byteLength(text)))).toBeGreaterThan(10_000)
})

test.for([
  [{}, /^\tat /],
  [{ 'awslogs-multiline-pattern': '^\\d{4}-' }, /ERROR.*Caused by/s],
] as const)('a stack trace with the options %j', ([options, found]) => {
  const { region, ecs, host, pass, define } = bench()
  host()
  const logs = { 'awslogs-group': 'g', 'awslogs-create-group': 'true', 'awslogs-stream-prefix': 's', ...options }
  define('f', { image: 'x-jvm:1', logConfiguration: { logDriver: 'awslogs', options: logs } })
  ecs.RunTask({ cluster: 'c', taskDefinition: 'f', launchType: 'EXTERNAL' })
  pass(300)
  const [stream] = region.logs.groups.get('g')?.streams.values() ?? []
  const messages = stream?.events.map(({ message }) => message) ?? []
  expect(messages.filter((text) => found.test(text)).length).toBeGreaterThan(0)
  expect(messages.some((text) => text.includes('\n'))).toBe('awslogs-multiline-pattern' in options)
})
