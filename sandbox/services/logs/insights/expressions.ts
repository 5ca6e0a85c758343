import { callOf } from './functions'
import { regexOf, seen } from './regex'
import type { Token, Tokens } from './tokens'
import { look, numberOf, order, type Row, said, type Value } from './values'

export type Expression = (row: Row) => Value

/** How deep parentheses may go. */
const deepest = 50

export const isTrue = (value: Value) => value === true || value === 1 || value === 'true'

/**
 * What stands in `filter` and `fields`: `or`, `and`, `not`, comparisons, `in`, `like`, sums, products and functions.
 * https://docs.aws.amazon.com/AmazonCloudWatch/latest/logs/CWL_QuerySyntax-operations-functions.html
 */
export function expression(tokens: Tokens, depth = 0): Expression {
  if (depth > deepest) throw tokens.unexpected()
  let left = conjunction(tokens, depth)
  while (tokens.takes('or')) {
    const [one, other] = [left, conjunction(tokens, depth)]
    left = (row) => isTrue(one(row)) || isTrue(other(row))
  }
  return left
}

function conjunction(tokens: Tokens, depth: number): Expression {
  let left = negation(tokens, depth)
  while (tokens.takes('and')) {
    const [one, other] = [left, negation(tokens, depth)]
    left = (row) => isTrue(one(row)) && isTrue(other(row))
  }
  return left
}

function negation(tokens: Tokens, depth: number): Expression {
  if (depth > deepest) throw tokens.unexpected()
  if (!tokens.takes('not')) return comparison(tokens, depth)
  const inner = negation(tokens, depth + 1)
  return (row) => !isTrue(inner(row))
}

function comparison(tokens: Tokens, depth: number): Expression {
  const left = sum(tokens, depth)
  const not = tokens.takes('not')
  if (tokens.takes('in')) return among(left, list(tokens, depth), not)
  if (tokens.takes('like')) return like(left, tokens, not)
  if (not) throw tokens.unexpected()
  if (tokens.takes('=~')) return like(left, tokens, false)
  const { kind, text } = tokens.peek()
  const test = kind === 'sign' ? tests.get(text) : undefined
  if (!test) return left
  tokens.take()
  const right = sum(tokens, depth)
  return (row) => {
    const [a, b] = [left(row), right(row)]
    // What is not there compares with nothing, and text is neither less nor more than a number.
    if (a === undefined || b === undefined) return false
    const alike = (numberOf(a) === undefined) === (numberOf(b) === undefined)
    return alike ? test(order(a, b)) : text === '!='
  }
}

const tests = new Map<string, (order: number) => boolean>([
  ['=', (order) => order === 0],
  ['!=', (order) => order !== 0],
  ['<', (order) => order < 0],
  ['<=', (order) => order <= 0],
  ['>', (order) => order > 0],
  ['>=', (order) => order >= 0],
])

function list(tokens: Tokens, depth: number): Expression[] {
  tokens.expect('[')
  const out: Expression[] = []
  do out.push(sum(tokens, depth))
  while (tokens.takes(','))
  tokens.expect(']')
  return out
}

function among(left: Expression, items: readonly Expression[], not: boolean): Expression {
  return (row) => {
    const value = left(row)
    return value !== undefined && items.some((item) => order(value, item(row)) === 0) !== not
  }
}

/** `like` a regular expression between slashes, or a text that is part of the value. */
function like(left: Expression, tokens: Tokens, not: boolean): Expression {
  const given = tokens.regex()
  const fits = given ? tester(given, tokens) : part(tokens)
  return (row) => {
    const value = left(row)
    return value === undefined ? not : fits(said(value)) !== not
  }
}

function part(tokens: Tokens): (text: string) => boolean {
  const { text } = tokens.kind('quoted')
  return (value) => value.includes(text)
}

function tester(given: Token, tokens: Tokens): (text: string) => boolean {
  const made = regexOf(given.text)
  if (!made) throw tokens.unexpected(given, `Invalid regular expression: ${given.text.slice(0, 100)}`)
  return (value) => made.test(seen(value))
}

const operators: Readonly<Record<string, (a: number, b: number) => number>> = {
  '+': (a, b) => a + b,
  '-': (a, b) => a - b,
  '*': (a, b) => a * b,
  '/': (a, b) => a / b,
  '%': (a, b) => a % b,
}

const sum = (tokens: Tokens, depth: number) => chain(tokens, ['+', '-'], () => product(tokens, depth))
const product = (tokens: Tokens, depth: number) => chain(tokens, ['*', '/', '%'], () => operand(tokens, depth))

function chain(tokens: Tokens, signs: readonly string[], next: () => Expression): Expression {
  let left = next()
  for (let sign = signs.find((one) => tokens.takes(one)); sign; sign = signs.find((one) => tokens.takes(one))) {
    const [one, other, work] = [left, next(), operators[sign]]
    left = (row) => {
      const [a, b] = [numberOf(one(row)), numberOf(other(row))]
      const value = a === undefined || b === undefined ? undefined : work?.(a, b)
      return value === undefined || !Number.isFinite(value) ? undefined : value
    }
  }
  return left
}

function operand(tokens: Tokens, depth: number): Expression {
  if (depth > deepest) throw tokens.unexpected()
  if (tokens.takes('(')) {
    const inner = expression(tokens, depth + 1)
    tokens.expect(')')
    return inner
  }
  if (tokens.takes('-')) {
    const inner = operand(tokens, depth + 1)
    return (row) => {
      const value = numberOf(inner(row))
      return value === undefined ? undefined : -value
    }
  }
  const token = tokens.take()
  if (token.kind === 'number') return () => Number(token.text)
  if (token.kind === 'quoted') return () => token.text
  if (token.kind !== 'name') throw tokens.unexpected(token)
  if (tokens.takes('(')) {
    const made = callOf(token, tokens, () => expression(tokens, depth + 1))
    tokens.expect(')')
    return made
  }
  if (token.text === 'true' || token.text === 'false') return () => token.text === 'true'
  return (row) => look(row, token.text)
}
