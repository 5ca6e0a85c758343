import { readFileSync } from 'node:fs'
import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { fill, placeholdersIn, readDefinitionText, whyNotOn } from './definition-text'
import { jsonProblem } from './json-problem'

const workshop = (name: string) => readFileSync(new URL(`../../e2e/workshop/${name}.json`, import.meta.url), 'utf8')
const names = (text: string) => placeholdersIn(text).map((of) => of.name)

describe('the workshop’s own definitions', () => {
  const roles = ['AWS_ACCOUNT_ID']
  it.each([
    ['external-task-definition', []],
    ['external-task-definition-logs', [...roles, 'AWS_REGION']],
    ['external-task-definition-firelens', [...roles, 'AWS_DEFAULT_REGION']],
    ['cicd-ecs-task', [...roles, 'AWS_DEFAULT_REGION', 'ECR_REPO']],
    ['s3-ecs-task', [...roles, 'ECS_TASK_DEFINITION_NAME', 'ECR_REPO']],
    [
      'ssm-secrets-task-definition',
      [...roles, 'SSM_TASK_DEFINITION_NAME', 'ECR_REPO', 'SECRET_TEST_AWS', 'PARAMETER_TEST_AWS'],
    ],
    ['otel-task-definition', [...roles, 'AWS_DEFAULT_REGION']],
  ])('%s asks for its names, and reads once they are filled in', (file, expected) => {
    const text = workshop(file)
    expect(names(text)).toEqual(expected)
    const filled = fill(text, Object.fromEntries(expected.map((name) => [name, `x-${name.toLowerCase()}`])))
    expect(names(filled)).toEqual([])
    const read = readDefinitionText(filled)
    expect(read).toHaveProperty('json.family')
    expect(read).toHaveProperty('json.containerDefinitions')
  })
  it('keeps what FireLens fills in itself', () => {
    const filled = fill(workshop('external-task-definition-firelens'), { AWS_ACCOUNT_ID: '1', AWS_DEFAULT_REGION: 'r' })
    expect(filled).toContain('/aws/ecsanywhere/$(ecs_cluster)')
  })
})

describe('placeholders', () => {
  it('are names after a dollar, bare or in braces, and nothing of a shell’s', () => {
    expect(names(`"$A \${b} $c $(d) \${e:-x} $$ $F1_G \${H}i $Jj $"`)).toEqual(['A', 'b', 'F1_G', 'H'])
  })
  it('in commands are known for the shell’s own', () => {
    const text = '{"image":"$REPO:1","command":["sh","-c","echo $HOME $REPO"],"healthCheck":{"command":["test $UP"]}}'
    expect(placeholdersIn(text)).toEqual([
      { name: 'REPO', count: 2, shell: false },
      { name: 'HOME', count: 1, shell: true },
      { name: 'UP', count: 1, shell: true },
    ])
  })
  it('outside strings take numbers as numbers and words as strings', () => {
    expect(JSON.parse(fill('{"cpu":$CPU,"name":$NAME}', { CPU: '256', NAME: 'a"b' }))).toEqual({
      cpu: 256,
      name: 'a"b',
    })
    expect(JSON.parse(fill('{"cpu":$CPU}', { CPU: '1,"x":2' }))).toEqual({ cpu: '1,"x":2' })
  })
  it('without a value stay', () => {
    expect(fill('"$A $B"', { A: 'x', B: '' })).toBe('"x $B"')
    expect(fill(`"$constructor \${constructor}"`, {})).toBe(`"$constructor \${constructor}"`)
  })
  it('whatever they are filled with, a definition keeps its members', () => {
    const value = fc.string({ unit: 'grapheme', minLength: 1 })
    fc.assert(
      fc.property(value, value, (a, b) => {
        const text = `{"image":"\${A}/x:$B","say":"\\"$A\\" \\\\","n":["$B"]}`
        expect(JSON.parse(fill(text, { A: a, B: b }))).toEqual({ image: `${a}/x:${b}`, say: `"${a}" \\`, n: [b] })
      }),
    )
  })
})

describe('JSON that is not', () => {
  it.each([
    ['', 1, 1, /the text ends/],
    ['{\n  "a": 1,\n}', 2, 9, /no comma before }/],
    ['{\n  "a": 1\n  "b": 2\n}', 3, 3, /A comma or }/],
    ["{'a': 1}", 1, 2, /double quotes/],
    ['{"a" 1}', 1, 6, /colon/],
    ['{"a": nil}', 1, 7, /value is wanted/],
    ['{"a": "x\ny"}', 1, 9, /line break/],
    ['{"a": "x', 1, 7, /no end/],
    ['{"a": "\\x"}', 1, 8, /escape/],
    ['{} {}', 1, 4, /More text/],
    ['{\r\n"a": 01}', 2, 7, /comma or }/],
    ['[1, 2', 1, 6, /the text ends/],
  ])('%j: line %i, column %i', (text, line, column, error) => {
    expect(readDefinitionText(text)).toEqual({ line, column, error: expect.stringMatching(error) })
  })
  it('is what JSON.parse refuses, and nothing else', () => {
    const parses = (text: string) => {
      try {
        JSON.parse(text)
        return true
      } catch {
        return false
      }
    }
    const mangled = fc
      .tuple(
        fc.json({ maxDepth: 4 }),
        fc.nat(),
        fc.constantFrom('', ',', '"', '}', '[', ' ', '0', '\\', '\n', '-', 'e'),
      )
      .map(([json, at, put]) => {
        const cut = at % (json.length + 1)
        return json.slice(0, cut) + put + json.slice(cut + (at % 2))
      })
    fc.assert(
      fc.property(fc.oneof(fc.json(), mangled, fc.string()), (text) => {
        expect(jsonProblem(text) === null).toBe(parses(text))
      }),
      { numRuns: 2000 },
    )
  })
  it('nested beyond all measure is refused, not a crash', () => {
    expect(jsonProblem('['.repeat(100_000))?.error).toMatch(/Nested/)
  })
})

describe('a definition’s text', () => {
  it('may be what describe-task-definition prints', () => {
    const inner = { family: 'a', containerDefinitions: [] }
    expect(readDefinitionText(JSON.stringify({ taskDefinition: inner, tags: [] }))).toEqual({ json: inner })
  })
  it('is refused in words when it is something else', () => {
    expect(readDefinitionText('[]')).toHaveProperty('error', expect.stringMatching(/JSON object/))
    expect(readDefinitionText('{"Version":"2012-10-17"}')).toHaveProperty('error', expect.stringMatching(/no family/))
    expect(readDefinitionText('{"family":"a"}')).toHaveProperty('error', expect.stringMatching(/not a task definition/))
  })
})

describe('why a definition does not run somewhere', () => {
  it('follows what ECS found, explained by the network mode', () => {
    expect(whyNotOn({ runsOn: ['external', 'ec2'], networkMode: 'bridge' }, 'external')).toBeNull()
    expect(whyNotOn({ runsOn: ['external', 'ec2'], networkMode: null }, 'fargate')).toMatch(/awsvpc; this has bridge/)
    expect(whyNotOn({ runsOn: ['ec2', 'fargate'], networkMode: 'awsvpc' }, 'external')).toMatch(/awsvpc, which/)
    expect(whyNotOn({ runsOn: ['fargate'], networkMode: 'awsvpc' }, 'ec2')).toMatch(/did not find it valid for EC2/)
  })
})
