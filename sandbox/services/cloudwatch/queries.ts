import { type MetricDataQuery, type MetricStat, StandardUnit } from '@aws-sdk/client-cloudwatch'
import type { Region } from '../../world/region'
import { checkLength, checkWord, invalid } from './errors'
import { type Node, parse } from './expression'
import { evaluate } from './math'
import { type Env, isLine, isLines, type Line, type Value } from './math-values'
import { checkDimensions, readerOf } from './metric'
import { searchMetrics } from './search'
import { statistic } from './statistics'

/** Seconds: https://docs.aws.amazon.com/AmazonCloudWatch/latest/APIReference/API_MetricStat.html */
export function checkPeriod(period: number | undefined, at: string): number {
  if (period === undefined) throw invalid(`The parameter ${at} is required.`)
  if (!Number.isInteger(period) || period < 1 || !([1, 5, 10, 20, 30].includes(period) || period % 60 === 0))
    throw invalid(
      `The value ${period} for parameter ${at} is invalid: it must be 1, 5, 10, 20, 30 or a multiple of 60.`,
    )
  return period
}

/** @returns each expression's tree, by its query's id */
export function checkQueries(queries: readonly MetricDataQuery[], root: string): Map<string, Node> {
  const trees = new Map<string, Node>()
  const ids = new Set<string>()
  for (const [index, query] of queries.entries()) {
    const at = `${root}.member.${index + 1}`
    const { Id = '', MetricStat, Expression } = query
    checkLength(Id, `${at}.id`, 255)
    if (!/^[a-z]\w*$/.test(Id))
      throw invalid(`The value ${Id} for parameter ${at}.Id is not matching the expected pattern ^[a-z][a-zA-Z0-9_]*$.`)
    if (ids.has(Id)) throw invalid(`The value ${Id} for parameter ${root} is not unique: ids must be.`)
    ids.add(Id)
    if ((MetricStat === undefined) === (Expression === undefined))
      throw invalid(`Exactly one of ${at}.MetricStat and ${at}.Expression must be specified.`)
    if (query.Period !== undefined) checkPeriod(query.Period, `${at}.Period`)
    if (MetricStat) checkStat(MetricStat, `${at}.MetricStat`)
    if (Expression === undefined) continue
    checkLength(Expression, `${at}.expression`, 2048)
    trees.set(Id, parse(Expression, Id))
  }
  for (const [id, tree] of trees) checkNames(id, tree, ids, trees)
  return trees
}

function checkStat({ Metric, Period, Stat = '', Unit }: MetricStat, at: string): void {
  checkPeriod(Period, `${at}.Period`)
  checkLength(Metric?.Namespace ?? '', `${at}.metric.namespace`, 255)
  checkLength(Metric?.MetricName ?? '', `${at}.metric.metricName`, 255)
  checkDimensions(Metric?.Dimensions, `${at}.metric.dimensions`)
  checkWord(Unit, StandardUnit, `${at}.unit`)
  if (!statistic(Stat)) throw invalid(`The value ${Stat} for parameter ${at}.Stat is not supported.`)
}

/** Ids that are not there, and expressions that come back to themselves. */
function checkNames(id: string, tree: Node, ids: ReadonlySet<string>, trees: ReadonlyMap<string, Node>): void {
  const done = new Set<string>()
  const walk = (node: Node, path: readonly string[]): void => {
    if (node.kind === 'name') {
      const { value } = node
      if (path.includes(value)) throw invalid(`Error in expression '${id}': Circular dependency on '${value}'`)
      const next = trees.get(value)
      if (next && !done.has(value)) walk(next, [...path, value])
      done.add(value)
      if (!ids.has(value) && /^[a-z]/.test(value))
        throw invalid(`Error in expression '${id}': Unknown query id '${value}'`)
    } else if (node.kind === 'list') for (const item of node.items) walk(item, path)
    else if (node.kind === 'call') for (const item of node.args) walk(item, path)
    else if (node.kind === 'minus') walk(node.of, path)
    else if (node.kind === 'operator') {
      walk(node.left, path)
      walk(node.right, path)
    }
  }
  walk(tree, [id])
}

const DAY = 86_400_000
/** How long points of a period are kept: https://docs.aws.amazon.com/AmazonCloudWatch/latest/monitoring/cloudwatch_concepts.html */
const keptOf = (period: number): number =>
  period < 60 ? DAY / 8 : period < 300 ? 15 * DAY : period < 3600 ? 63 * DAY : 455 * DAY

export interface Answer {
  id: string
  query: MetricDataQuery
  lines: Line[]
}

/** Epoch milliseconds, the end excluded. */
export interface Window {
  from: number
  until: number
}

/** What checked queries come to, those whose data is not asked for included. */
export function answer(
  world: Region,
  queries: readonly MetricDataQuery[],
  trees: ReadonlyMap<string, Node>,
  { from, until }: Window,
): Answer[] {
  const byId = new Map(queries.map((query) => [query.Id ?? '', query]))
  const known = new Map<string, Value>()
  const grid = (period: number) => {
    const out: number[] = []
    for (let at = from; at < until; at += period * 1000) out.push(at)
    return out
  }

  function lineOf(stat: MetricStat, label: string): Line {
    const { Metric, Stat = '', Period: period = 60, Unit } = stat
    const compute = statistic(Stat)
    const reader = readerOf(world, Metric?.Namespace ?? '', Metric?.MetricName ?? '', Metric?.Dimensions, Unit)
    const points = new Map<number, number>()
    const oldest = world.clock.now() - keptOf(period)
    for (const at of grid(period)) {
      if (at < oldest) continue
      const value = compute?.(reader.samples(at, Math.min(until, at + period * 1000)))
      if (value !== undefined) points.set(at, value)
    }
    return { label, period, points }
  }

  const periodOf = (query: MetricDataQuery): number =>
    query.Period ?? Math.max(60, ...queries.map((one) => one.MetricStat?.Period ?? 0))

  function resultOf(id: string): Value {
    const there = known.get(id)
    if (there !== undefined) return there
    const query = byId.get(id)
    const refuse = (why: string) => invalid(`Error in expression '${id}': ${why}`)
    if (!query) throw refuse(`Unknown query id '${id}'`)
    const tree = trees.get(id)
    let value: Value = []
    if (query.MetricStat) value = lineOf(query.MetricStat, query.Label ?? query.MetricStat.Metric?.MetricName ?? id)
    else if (tree) {
      const env: Env = {
        value: resultOf,
        metrics: (text) =>
          queries
            .filter((one) => one.MetricStat && (text === undefined || `${one.Id} ${one.Label ?? ''}`.includes(text)))
            .map((one) => resultOf(one.Id ?? ''))
            .filter(isLine),
        search: (expression, stat, period) => {
          if (!statistic(stat)) throw refuse(`Unsupported statistic '${stat}'`)
          checkPeriod(period, 'Period')
          return searchMetrics(world, expression, refuse).map(({ namespace, name, dimensions }) => {
            const Metric = { Namespace: namespace, MetricName: name, Dimensions: dimensions.map((one) => ({ ...one })) }
            const label = [...dimensions.map((one) => one.Value), name].join(' ')
            return lineOf({ Metric, Stat: stat, Period: period }, label)
          })
        },
        grid,
        period: periodOf(query),
        refuse,
      }
      value = evaluate(tree, env)
    }
    known.set(id, value)
    return value
  }

  return queries.map((query) => {
    const id = query.Id ?? ''
    const value = resultOf(id)
    if (isLines(value)) return { id, query, lines: value }
    if (isLine(value)) return { id, query, lines: [query.MetricStat ? value : { ...value, label: query.Label ?? id }] }
    // A number alone can be part of another expression, but is no result
    if (query.ReturnData !== false)
      throw invalid(`Error in expression '${id}': The expression must return a time series or an array of them`)
    return { id, query, lines: [] }
  })
}
