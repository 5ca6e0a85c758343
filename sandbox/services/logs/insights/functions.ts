import type { Expression } from './expressions'
import type { Token, Tokens } from './tokens'
import { numberOf, order, said, type Value } from './values'

/** The fewest and the most arguments, and what comes of them. */
type Function = readonly [least: number, most: number, work: (...values: Value[]) => Value]

const onText = (work: (text: string) => Value) => (value: Value) =>
  value === undefined ? undefined : work(said(value))
const onNumber = (work: (number: number) => number) => (value: Value) => {
  const number = numberOf(value)
  return number === undefined ? undefined : work(number)
}
const is = (value: Value) => value !== undefined

/** https://docs.aws.amazon.com/AmazonCloudWatch/latest/logs/CWL_QuerySyntax-operations-functions.html */
const functions = new Map<string, Function>([
  ['ispresent', [1, 1, is]],
  ['isempty', [1, 1, (value) => !is(value) || value === '']],
  ['isblank', [1, 1, (value) => !is(value) || said(value).trim() === '']],
  ['coalesce', [1, 20, (...values) => values.find(is)]],
  ['concat', [1, 20, (...values) => values.map(said).join('')]],
  ['strlen', [1, 1, onText((text) => text.length)]],
  ['tolower', [1, 1, onText((text) => text.toLowerCase())]],
  ['lower', [1, 1, onText((text) => text.toLowerCase())]],
  ['toupper', [1, 1, onText((text) => text.toUpperCase())]],
  ['upper', [1, 1, onText((text) => text.toUpperCase())]],
  ['trim', [1, 1, onText((text) => text.trim())]],
  ['ltrim', [1, 1, onText((text) => text.trimStart())]],
  ['rtrim', [1, 1, onText((text) => text.trimEnd())]],
  ['strcontains', [2, 2, (text, part) => (is(text) && said(text).includes(said(part)) ? 1 : 0)]],
  ['replace', [3, 3, (text, from, to) => (is(text) ? said(text).replaceAll(said(from), () => said(to)) : undefined)]],
  ['substr', [2, 3, (text, from, length) => (is(text) ? part(said(text), from, length) : undefined)]],
  ['abs', [1, 1, onNumber(Math.abs)]],
  ['ceil', [1, 1, onNumber(Math.ceil)]],
  ['floor', [1, 1, onNumber(Math.floor)]],
  ['sqrt', [1, 1, onNumber(Math.sqrt)]],
  ['greatest', [1, 20, (...values) => values.filter(is).sort(order).at(-1)]],
  ['least', [1, 20, (...values) => values.filter(is).sort(order)[0]]],
  ['frommillis', [1, 1, (value) => moment(numberOf(value))]],
  ['tomillis', [1, 1, (value) => (value instanceof Date ? value.getTime() : undefined)]],
])

function part(text: string, from: Value, length: Value): string {
  const start = Math.max(0, numberOf(from) ?? 0)
  const count = numberOf(length)
  return text.slice(start, count === undefined ? undefined : start + Math.max(0, count))
}

/** A Date holds no more than 8.64e15 milliseconds either way. */
const moment = (at: number | undefined) => (at === undefined || Math.abs(at) > 8.64e15 ? undefined : new Date(at))

const units: Readonly<Record<string, number>> = {
  ms: 1,
  s: 1_000,
  m: 60_000,
  h: 3_600_000,
  d: 86_400_000,
  w: 604_800_000,
}

/** A call whose name and opening parenthesis are taken, up to its closing one. */
export function callOf(name: Token, tokens: Tokens, argument: () => Expression): Expression {
  const text = name.text.toLowerCase()
  if (text === 'bin') return floored((row) => (row.event ? new Date(row.event.at) : undefined), period(tokens))
  if (text === 'datefloor') {
    const of = argument()
    tokens.expect(',')
    return floored(of, period(tokens))
  }
  const found = functions.get(text)
  if (!found) throw tokens.unexpected(name)
  const given: Expression[] = []
  const closed = () => tokens.peek().kind === 'sign' && tokens.peek().text === ')'
  if (!closed())
    do given.push(argument())
    while (tokens.takes(','))
  const [least, most, work] = found
  if (given.length < least || given.length > most)
    throw tokens.unexpected(name, `Invalid arguments for the function ${name.text}`)
  return (row) => work(...given.map((one) => one(row)))
}

function period(tokens: Tokens): number {
  const token = tokens.kind('period')
  const [, count, unit = ''] = /^(\d+)(\D+)$/.exec(token.text) ?? []
  const length = Number(count) * (units[unit] ?? 0)
  if (!(length > 0) || length > 8.64e15) throw tokens.unexpected(token)
  return length
}

function floored(of: Expression, length: number): Expression {
  return (row) => {
    const at = of(row)
    return at instanceof Date ? new Date(Math.floor(at.getTime() / length) * length) : undefined
  }
}
