import type { Env, Line, Value } from './math-values'
import { isLine, isLines } from './math-values'

type Run = (args: Value[], env: Env) => Value

const numbers = (line: Line) => [...line.points.values()]
const sum = (values: readonly number[]) => values.reduce((all, one) => all + one, 0)
const mean = (values: readonly number[]) => sum(values) / values.length
const deviation = (values: readonly number[]) => {
  const middle = mean(values)
  return Math.sqrt(mean(values.map((one) => (one - middle) ** 2)))
}

function lineOf(value: Value | undefined, env: Env): Line {
  if (value !== undefined && isLine(value)) return value
  throw env.refuse('A time series is needed')
}

const linesOf = (value: Value | undefined, env: Env): Line[] =>
  value !== undefined && isLines(value) ? value : [lineOf(value, env)]

const number = (value: Value | undefined, env: Env): number => {
  if (typeof value === 'number') return value
  throw env.refuse('A number is needed')
}

const each = (value: Value | undefined, env: Env, change: (line: Line) => Map<number, number>): Value => {
  if (value !== undefined && isLines(value)) return value.map((line) => ({ ...line, points: change(line) }))
  const line = lineOf(value, env)
  return { ...line, points: change(line) }
}

/** Of one series a number; of several a series of what they have at each time. */
const over =
  (make: (values: readonly number[]) => number): Run =>
  ([value], env) => {
    if (value !== undefined && !isLines(value)) {
      const values = numbers(lineOf(value, env))
      return values.length === 0 ? emptyLine(env) : make(values)
    }
    const lines = linesOf(value, env)
    const at = new Map<number, number[]>()
    for (const line of lines)
      for (const [time, one] of line.points) {
        const there = at.get(time)
        if (there) there.push(one)
        else at.set(time, [one])
      }
    const points = [...at].sort(([a], [b]) => a - b).map(([time, values]) => [time, make(values)] as const)
    return { label: '', period: lines[0]?.period ?? env.period, points: new Map(points) }
  }

const emptyLine = (env: Env): Line => ({ label: '', period: env.period, points: new Map() })

const mapped =
  (make: (value: number) => number): Run =>
  ([value], env) =>
    typeof value === 'number'
      ? make(value)
      : each(value, env, ({ points }) => new Map([...points].map(([at, one]) => [at, make(one)])))

/** Each point with the one before it. */
const paired =
  (make: (change: number, seconds: number) => number): Run =>
  ([value], env) =>
    each(value, env, ({ points }) => {
      const out = new Map<number, number>()
      let before: readonly [number, number] | undefined
      for (const [at, one] of points) {
        if (before) out.set(at, make(one - before[1], (at - before[0]) / 1000))
        before = [at, one]
      }
      return out
    })

const timed =
  (make: (date: Date) => number): Run =>
  ([value], env) =>
    each(value, env, ({ points }) => new Map([...points.keys()].map((at) => [at, make(new Date(at))])))

function fill([value, by]: Value[], env: Env): Value {
  return each(value, env, (line) => {
    const grid = env.grid(line.period)
    const known = [...line.points]
    const filler = typeof by === 'object' && !isLines(by) ? by : undefined
    const out = new Map<number, number>()
    for (const at of grid) {
      const own = line.points.get(at) ?? (typeof by === 'number' ? by : filler?.points.get(at))
      if (own !== undefined) out.set(at, own)
      else if (by === 'REPEAT' || by === 'LINEAR') {
        const before = known.findLast(([time]) => time < at)
        const after = known.find(([time]) => time > at)
        if (before && by === 'REPEAT') out.set(at, before[1])
        else if (before && after)
          out.set(at, before[1] + ((after[1] - before[1]) * (at - before[0])) / (after[0] - before[0]))
      }
    }
    return out
  })
}

/** `IF(condition, then, otherwise)`: a point has what its condition chooses; without `otherwise`, or no point. */
function choose([condition, yes, no]: Value[], env: Env): Value {
  if (condition === undefined || yes === undefined) throw env.refuse('IF needs a condition and a value')
  if (typeof condition === 'number') return condition !== 0 ? yes : (no ?? emptyLine(env))
  const line = lineOf(condition, env)
  const out = new Map<number, number>()
  for (const [at, one] of line.points) {
    const branch = one !== 0 ? yes : no
    const value =
      typeof branch === 'number' ? branch : branch === undefined ? undefined : lineOf(branch, env).points.get(at)
    if (value !== undefined) out.set(at, value)
  }
  return { ...line, points: out }
}

function ordered([value, how = 'AVG', direction = 'DESC', many]: Value[], env: Env): Value {
  const by = (line: Line) => {
    const values = numbers(line)
    if (values.length === 0) return Number.NEGATIVE_INFINITY
    if (how === 'MIN') return Math.min(...values)
    if (how === 'MAX') return Math.max(...values)
    return how === 'SUM' ? sum(values) : mean(values)
  }
  const sign = direction === 'ASC' ? 1 : -1
  const all = [...linesOf(value, env)].sort((a, b) => sign * (by(a) - by(b)))
  return many === undefined ? all : all.slice(0, number(many, env))
}

export const functions: Record<string, Run> = {
  ABS: mapped(Math.abs),
  CEIL: mapped(Math.ceil),
  FLOOR: mapped(Math.floor),
  LOG: mapped(Math.log),
  LOG10: mapped(Math.log10),
  AVG: over(mean),
  SUM: over(sum),
  MIN: over((values) => Math.min(...values)),
  MAX: over((values) => Math.max(...values)),
  STDDEV: over(deviation),
  DIFF: paired((change) => change),
  DIFF_TIME: paired((_, seconds) => seconds),
  RATE: paired((change, seconds) => change / seconds),
  RUNNING_SUM: ([value], env) =>
    each(value, env, ({ points }) => {
      let all = 0
      const out = new Map<number, number>()
      for (const [at, one] of points) {
        all += one
        out.set(at, all)
      }
      return out
    }),
  FILL: fill,
  IF: choose,
  FIRST: ([value], env) => linesOf(value, env)[0] ?? emptyLine(env),
  LAST: ([value], env) => linesOf(value, env).at(-1) ?? emptyLine(env),
  SORT: ordered,
  SLICE: ([value, from, until], env) =>
    linesOf(value, env).slice(number(from, env), until === undefined ? undefined : number(until, env)),
  REMOVE_EMPTY: ([value], env) => linesOf(value, env).filter((line) => line.points.size > 0),
  METRICS: ([text], env) => env.metrics(typeof text === 'string' ? text : undefined),
  METRIC_COUNT: ([value], env) => linesOf(value, env).length,
  DATAPOINT_COUNT: ([value], env) => lineOf(value, env).points.size,
  PERIOD: ([value], env) => lineOf(value, env).period,
  TIME_SERIES: ([value], env) => ({
    ...emptyLine(env),
    points: new Map(env.grid(env.period).map((at) => [at, number(value, env)])),
  }),
  SEARCH: ([expression, stat, period], env) => {
    if (typeof expression !== 'string' || typeof stat !== 'string')
      throw env.refuse('SEARCH needs an expression and a statistic')
    return env.search(expression, stat, period === undefined ? env.period : number(period, env))
  },
  EPOCH: timed((date) => date.getTime() / 1000),
  MINUTE: timed((date) => date.getUTCMinutes()),
  HOUR: timed((date) => date.getUTCHours()),
  DATE: timed((date) => date.getUTCDate()),
  // Monday is 1, Sunday 7
  DAY: timed((date) => date.getUTCDay() || 7),
  MONTH: timed((date) => date.getUTCMonth() + 1),
  YEAR: timed((date) => date.getUTCFullYear()),
}
