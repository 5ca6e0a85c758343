import { expect, test } from 'vitest'
import { compilePattern } from './pattern'

const event = {
  source: 'aws.ecs',
  'detail-type': 'ECS Task State Change',
  resources: ['arn:a', 'arn:b'],
  detail: {
    lastStatus: 'STOPPED',
    version: 4,
    group: 'service:Web',
    note: null,
    containers: [
      { name: 'main', exitCode: 0 },
      { name: 'side', exitCode: 137 },
    ],
    ip: '10.0.3.7',
    six: '2001:db8::7',
  },
}

test.each([
  [{ source: ['aws.ecs', 'aws.ec2'] }, true],
  [{ source: ['aws.ec2'] }, false],
  [{ source: [{ prefix: 'aws.' }], detail: { group: [{ suffix: 'Web' }] } }, true],
  [{ detail: { group: [{ prefix: { 'equals-ignore-case': 'SERVICE:' } }] } }, true],
  [{ detail: { group: [{ 'equals-ignore-case': 'SERVICE:web' }] } }, true],
  [{ detail: { group: [{ wildcard: 's*v*:W*' }] } }, true],
  [{ detail: { group: [{ wildcard: 's*x*' }] } }, false],
  [{ detail: { group: [{ wildcard: 'service:\\*' }] } }, false],
  [{ detail: { lastStatus: [{ 'anything-but': ['RUNNING', 'PENDING'] }] } }, true],
  [{ detail: { lastStatus: [{ 'anything-but': 'STOPPED' }] } }, false],
  [{ detail: { lastStatus: [{ 'anything-but': { prefix: 'ST' } }] } }, false],
  [{ detail: { absent: [{ 'anything-but': 'x' }] } }, false],
  [{ detail: { version: [{ numeric: ['>', 3, '<=', 4] }] } }, true],
  [{ detail: { version: [{ numeric: ['<', 4] }] } }, false],
  [{ detail: { version: ['4'] } }, false],
  [{ detail: { stoppedReason: [{ exists: false }] } }, true],
  [{ detail: { lastStatus: [{ exists: true }] } }, true],
  [{ detail: { note: [null] } }, true],
  [{ detail: { containers: { exitCode: [137] } } }, true],
  [{ detail: { containers: { exitCode: [1] } } }, false],
  [{ resources: ['arn:b'] }, true],
  [{ detail: { ip: [{ cidr: '10.0.0.0/22' }], six: [{ cidr: '2001:db8::/32' }] } }, true],
  [{ detail: { ip: [{ cidr: '10.0.4.0/22' }] } }, false],
  [{ $or: [{ source: ['x'] }, { detail: { version: [4] } }] }, true],
  [{ detail: { $or: [{ version: [5] }, { lastStatus: ['RUNNING'] }] } }, false],
])('%j fits: %s', (pattern, fits) => {
  expect(compilePattern(JSON.stringify(pattern))(event)).toBe(fits)
})

test.each([
  '',
  '[]',
  '{}',
  '{"source":"aws.ecs"}',
  '{"source":[]}',
  '{"source":[{}]}',
  '{"source":[{"like":"x"}]}',
  '{"a":[{"numeric":[">","3"]}]}',
  '{"a":[{"numeric":["about",3]}]}',
  '{"a":[{"cidr":"10.0.0.0"}]}',
  '{"a":[{"exists":"yes"}]}',
  '{"a":[{"wildcard":"a**b"}]}',
  '{"$or":[]}',
])('%s is no pattern', (text) => {
  expect(() => compilePattern(text)).toThrow(SyntaxError)
})
