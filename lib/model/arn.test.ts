import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { arnOf, type Named, readArn } from './arn'

const scope = { account: '123456789012', region: 'us-east-1' }
const name = fc.stringMatching(/^[A-Za-z0-9_-]{1,40}$/)
const things: fc.Arbitrary<Named> = fc
  .oneof(
    fc.record({ kind: fc.constant('cluster' as const), cluster: name }),
    fc.record({ kind: fc.constantFrom('host' as const, 'service' as const, 'task' as const), cluster: name, id: name }),
    fc.record({
      kind: fc.constant('definition' as const),
      family: name,
      revision: fc.integer({ min: 1, max: 99_999 }),
    }),
  )
  .map((thing) => ({ ...thing, ...scope }) as Named)

describe('readArn', () => {
  it('reads back every ARN it writes', () => {
    fc.assert(
      fc.property(things, (thing) => {
        expect(readArn(arnOf(thing))).toEqual({ thing })
      }),
    )
  })

  it('never throws, whatever is pasted', () => {
    fc.assert(
      fc.property(fc.string(), (text) => void readArn(text)),
      { numRuns: 2000 },
    )
    fc.assert(
      fc.property(fc.string(), (text) => void readArn(`arn:aws:ecs:us-east-1:123456789012:${text}`)),
      { numRuns: 2000 },
    )
  })

  it('reads mi- ids, alone and as an ARN, and forgives spaces around', () => {
    expect(readArn(' mi-0123456789abcdef0\n')).toEqual({ node: 'mi-0123456789abcdef0' })
    expect(readArn('arn:aws:ssm:us-east-1:123456789012:managed-instance/mi-0123456789abcdef0')).toEqual({
      node: 'mi-0123456789abcdef0',
      scope,
    })
  })

  it.each([
    ['hello', /not an ARN/],
    ['arn:aws:s3:::bucket', /no account/],
    ['arn:aws:lambda:us-east-1:123456789012:function:x', /no page for a thing of lambda/],
    ['arn:aws:ecs:us-east-1:123456789012:task/0123', /old, short ARN/],
    ['arn:aws:ecs:us-east-1:123456789012:task-definition/web', /no revision/],
    ['arn:aws:ecs:us-east-1:123456789012:cluster/a/b', /no page for an ECS cluster/],
    ['arn:aws:ecs:us-east-1:123456789012:service/a/../b', /not a well-formed/],
  ])('says what is wrong with %s', (text, error) => {
    const reading = readArn(text)
    expect('error' in reading && reading.error).toMatch(error)
  })
})
