import type { Named } from '../../world/metrics/catalogue'
import type { Region } from '../../world/region'
import { allMetrics } from './list-metrics'

type Test = (metric: Named) => boolean

/** A search finds 500 time series at most. */
const MOST = 500

/**
 * `{Namespace,Dim,Dim} MetricName="X" (word OR Dim=part) NOT word`. In quotes a word is exact, else a part of it is
 * enough. https://docs.aws.amazon.com/AmazonCloudWatch/latest/monitoring/search-expression-syntax.html
 */
export function searchMetrics(world: Region, expression: string, refuse: (why: string) => Error): Named[] {
  const schema = /^\s*\{([^}]*)\}/.exec(expression)
  const parts = schema?.[1]?.split(',').map((one) => one.trim().replace(/^"(.*)"$/, '$1'))
  const test = termsOf(expression.slice(schema?.[0].length ?? 0), refuse)
  const namespace = parts?.[0]
  const names = parts?.slice(1)
  const found = allMetrics(world, {
    namespace: (one) => namespace === undefined || one === namespace,
    name: () => true,
    dimensions: (own) => !names || (own.length === names.length && own.every(({ Name }) => names.includes(Name))),
  }).filter(test)
  if (found.length > MOST) throw refuse(`The search found more than ${MOST} metrics`)
  return found
}

function termsOf(text: string, refuse: (why: string) => Error): Test {
  const tokens = text.match(/"[^"]*"|[()=]|[^\s()="]+/g) ?? []
  let next = 0
  let depth = 0
  const is = (word: string) => tokens[next] === word

  function any(): Test {
    if (++depth > 50) throw refuse('The search is nested too deeply')
    let left = all()
    while (is('OR')) {
      next++
      const [a, b] = [left, all()]
      left = (metric) => a(metric) || b(metric)
    }
    depth--
    return left
  }

  function all(): Test {
    let left: Test = () => true
    while (next < tokens.length && !is(')') && !is('OR')) {
      if (is('AND')) next++
      const [a, b] = [left, one()]
      left = (metric) => a(metric) && b(metric)
    }
    return left
  }

  function one(): Test {
    const token = tokens[next++]
    if (token === undefined || token === ')' || token === '=') throw refuse('Syntax error in search')
    if (token === 'NOT') {
      const test = one()
      return (metric) => !test(metric)
    }
    if (token === '(') {
      const test = any()
      if (tokens[next++] !== ')') throw refuse('Syntax error in search')
      return test
    }
    if (!is('=')) return (metric) => textsOf(metric).some(([, value]) => matches(value, token))
    next++
    const key = token.replace(/^"(.*)"$/, '$1')
    if (is('(')) {
      next++
      const choices: string[] = []
      while (next < tokens.length && !is(')')) {
        const choice = tokens[next++]
        if (choice !== undefined && choice !== 'OR') choices.push(choice)
      }
      if (tokens[next++] !== ')') throw refuse('Syntax error in search')
      return (metric) =>
        textsOf(metric).some(([of, value]) => of === key && choices.some((each) => matches(value, each)))
    }
    const value = tokens[next++]
    if (value === undefined) throw refuse('Syntax error in search')
    return (metric) => textsOf(metric).some(([of, own]) => of === key && matches(own, value))
  }

  const test = any()
  if (next < tokens.length) throw refuse('Syntax error in search')
  return test
}

const textsOf = ({ namespace, name, dimensions }: Named): [string, string][] => [
  ['Namespace', namespace],
  ['MetricName', name],
  ...dimensions.map(({ Name, Value }): [string, string] => [Name, Value]),
]

const matches = (value: string, wanted: string): boolean =>
  wanted.startsWith('"') ? value === wanted.slice(1, -1) : value.toLowerCase().includes(wanted.toLowerCase())
