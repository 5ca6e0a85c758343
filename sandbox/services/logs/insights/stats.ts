import { type Expression, expression } from './expressions'
import type { Tokens } from './tokens'
import { numberOf, order, type Row, said, type Value } from './values'

interface Named {
  name: string
  of: Expression
}
interface Aggregate {
  name: string
  of: (rows: readonly Row[]) => Value
}

/** An expression and what it is called: by `as`, else as it is written. */
export function named(tokens: Tokens): Named {
  const { start } = tokens.peek()
  const of = expression(tokens)
  return { name: nameOf(tokens, start), of }
}

export function nameOf(tokens: Tokens, start: number): string {
  const written = tokens.text.slice(start, tokens.peek().start).replace(/#[^\n]*/g, '')
  if (tokens.takes('as')) return tokens.kind('name').text
  return written.trim().replace(/^`(.*)`$/s, '$1')
}

type Numbers = (values: readonly number[]) => Value
const functions = new Map<string, Numbers>([
  ['sum', (values) => values.reduce((sum, value) => sum + value, 0)],
  ['avg', (values) => values.reduce((sum, value) => sum + value, 0) / values.length],
  ['stddev', stddev],
])
const others = new Map<string, (values: Value[]) => Value>([
  ['count', (values) => values.length],
  ['count_distinct', (values) => new Set(values.map(said)).size],
  ['min', (values) => plain(values.sort(order)[0])],
  ['max', (values) => plain(values.sort(order).at(-1))],
  ['earliest', (values) => values.at(-1)],
  ['latest', (values) => values[0]],
])

/** The least and greatest moment are told in milliseconds. */
const plain = (value: Value) => (value instanceof Date ? value.getTime() : value)

function stddev(values: readonly number[]): number {
  const mean = values.reduce((sum, value) => sum + value, 0) / values.length
  return Math.sqrt(values.reduce((sum, value) => sum + (value - mean) ** 2, 0) / values.length)
}

function aggregate(tokens: Tokens): Aggregate {
  const name = tokens.kind('name')
  const text = name.text.toLowerCase()
  tokens.expect('(')
  let of: Aggregate['of']
  if (text === 'count' && (tokens.takes('*') || tokens.peek().text === ')')) of = (rows) => rows.length
  else if (text === 'pct' || text === 'percentile') of = percentile(expression(tokens), tokens)
  else {
    const value = expression(tokens)
    const held = (rows: readonly Row[]) => rows.map(value).filter((one) => one !== undefined)
    const [numbers, other] = [functions.get(text), others.get(text)]
    if (numbers)
      of = (rows) => {
        const found = held(rows).flatMap((one) => numberOf(one) ?? [])
        return found.length > 0 ? numbers(found) : undefined
      }
    else if (other) of = (rows) => other(held(rows))
    else throw tokens.unexpected(name)
  }
  tokens.expect(')')
  return { name: nameOf(tokens, name.start), of }
}

function percentile(value: Expression, tokens: Tokens): Aggregate['of'] {
  tokens.expect(',')
  const token = tokens.kind('number')
  const share = Number(token.text)
  if (share > 100) throw tokens.unexpected(token)
  return (rows) => {
    const found = rows.flatMap((row) => numberOf(value(row)) ?? []).sort((a, b) => a - b)
    return found[Math.max(0, Math.ceil((share / 100) * found.length) - 1)]
  }
}

/**
 * `stats count(*), avg(took) as mean by @logStream, bin(5m)`: rows become one for each group.
 * https://docs.aws.amazon.com/AmazonCloudWatch/latest/logs/CWL_QuerySyntax-Stats.html
 */
export function stats(tokens: Tokens): { columns: string[]; run: (rows: readonly Row[]) => Row[] } {
  const wanted: Aggregate[] = []
  do wanted.push(aggregate(tokens))
  while (tokens.takes(','))
  const by: Named[] = []
  if (tokens.takes('by'))
    do by.push(named(tokens))
    while (tokens.takes(','))
  const run = (rows: readonly Row[]) => {
    const groups = new Map<string, { key: Value[]; rows: Row[] }>()
    for (const row of rows) {
      const key = by.map(({ of }) => of(row))
      const text = JSON.stringify(key.map((value) => value ?? null))
      const group = groups.get(text)
      if (group) group.rows.push(row)
      else groups.set(text, { key, rows: [row] })
    }
    return [...groups.values()].map((group): Row => {
      const values = new Map(by.map(({ name }, index) => [name, group.key[index]]))
      for (const { name, of } of wanted) values.set(name, of(group.rows))
      return { group: '', stream: '', account: '', values }
    })
  }
  return { columns: [...by, ...wanted].map(({ name }) => name), run }
}
