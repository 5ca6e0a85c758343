import { invalid } from './errors'

/** A composite alarm's rule: https://docs.aws.amazon.com/AmazonCloudWatch/latest/APIReference/API_PutCompositeAlarm.html */
export type Rule =
  | { kind: 'constant'; value: boolean }
  | { kind: 'alarm'; state: 'OK' | 'ALARM' | 'INSUFFICIENT_DATA'; name: string }
  | { kind: 'not'; of: Rule }
  | { kind: 'and' | 'or'; left: Rule; right: Rule }

const STATES = ['OK', 'ALARM', 'INSUFFICIENT_DATA'] as const

export function parseRule(text: string): Rule {
  const refuse = () => invalid(`AlarmRule must be a valid expression: '${text.slice(0, 200)}'`)
  const tokens = text.match(/"(?:[^"\\]|\\.)*"|[()]|[^\s()"]+/g) ?? []
  let next = 0
  let depth = 0

  function or(): Rule {
    if (++depth > 100) throw refuse()
    let left = and()
    while (tokens[next] === 'OR') {
      next++
      left = { kind: 'or', left, right: and() }
    }
    depth--
    return left
  }

  function and(): Rule {
    let left = not()
    while (tokens[next] === 'AND') {
      next++
      left = { kind: 'and', left, right: not() }
    }
    return left
  }

  function not(): Rule {
    let turned = false
    while (tokens[next] === 'NOT') {
      next++
      turned = !turned
    }
    const of = one()
    return turned ? { kind: 'not', of } : of
  }

  function one(): Rule {
    const token = tokens[next++]
    if (token === '(') {
      const inside = or()
      if (tokens[next++] !== ')') throw refuse()
      return inside
    }
    if (token === 'TRUE' || token === 'FALSE') return { kind: 'constant', value: token === 'TRUE' }
    const state = STATES.find((each) => each === token)
    if (!state || tokens[next++] !== '(') throw refuse()
    const given: string[] = []
    while (next < tokens.length && tokens[next] !== ')') given.push(tokens[next++] ?? '')
    if (tokens[next++] !== ')' || given.length === 0) throw refuse()
    const name = nameOf(given.join(' '))
    if (name === '') throw refuse()
    return { kind: 'alarm', state, name }
  }

  const rule = or()
  if (next < tokens.length) throw refuse()
  return rule
}

/** By name, with quotes or without, or by ARN. */
function nameOf(text: string): string {
  const bare = text.startsWith('"') && text.endsWith('"') ? text.slice(1, -1).replaceAll(/\\(.)/g, '$1') : text
  return bare.replace(/^arn:[^:]*:cloudwatch:[^:]*:\d*:alarm:/, '')
}

export function namesIn(rule: Rule): string[] {
  switch (rule.kind) {
    case 'constant':
      return []
    case 'alarm':
      return [rule.name]
    case 'not':
      return namesIn(rule.of)
    default:
      return [...namesIn(rule.left), ...namesIn(rule.right)]
  }
}

export function holds(rule: Rule, stateOf: (name: string) => string | undefined): boolean {
  switch (rule.kind) {
    case 'constant':
      return rule.value
    case 'alarm':
      return stateOf(rule.name) === rule.state
    case 'not':
      return !holds(rule.of, stateOf)
    case 'and':
      return holds(rule.left, stateOf) && holds(rule.right, stateOf)
    case 'or':
      return holds(rule.left, stateOf) || holds(rule.right, stateOf)
  }
}
