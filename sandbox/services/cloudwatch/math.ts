import { invalid } from './errors'
import type { Node } from './expression'
import { functions } from './math-functions'
import type { Env, Line, Value } from './math-values'
import { isLine, isLines } from './math-values'

const operators: Record<string, (a: number, b: number) => number> = {
  '+': (a, b) => a + b,
  '-': (a, b) => a - b,
  '*': (a, b) => a * b,
  '/': (a, b) => a / b,
  '^': (a, b) => a ** b,
  '==': (a, b) => Number(a === b),
  '!=': (a, b) => Number(a !== b),
  '<': (a, b) => Number(a < b),
  '>': (a, b) => Number(a > b),
  '<=': (a, b) => Number(a <= b),
  '>=': (a, b) => Number(a >= b),
  AND: (a, b) => Number(a !== 0 && b !== 0),
  OR: (a, b) => Number(a !== 0 || b !== 0),
}
const same: Record<string, string> = { '&&': 'AND', '||': 'OR' }

/** What an expression says, given what its names mean. */
export function evaluate(node: Node, env: Env): Value {
  switch (node.kind) {
    case 'number':
      return node.value
    case 'text':
      return node.value
    case 'minus':
      return combine('-', 0, evaluate(node.of, env), env)
    case 'name':
      return env.value(node.value)
    case 'list':
      return node.items.flatMap((item) => {
        const value = evaluate(item, env)
        if (isLines(value)) return value
        if (isLine(value)) return [value]
        throw env.refuse('An array holds time series only')
      })
    case 'operator':
      return combine(same[node.operator] ?? node.operator, evaluate(node.left, env), evaluate(node.right, env), env)
    case 'call': {
      const name = node.name.toUpperCase()
      const run = Object.hasOwn(functions, name) ? functions[name] : undefined
      if (!run) throw env.refuse(`Unsupported function '${node.name}'`)
      // METRICS and SEARCH look at what is around them, the others at what they are given
      return run(
        node.args.map((arg) => evaluateArg(arg, env)),
        env,
      )
    }
  }
}

/** REPEAT and LINEAR, ASC and DESC are words of functions, not names of queries. */
const words = new Set(['REPEAT', 'LINEAR', 'ASC', 'DESC', 'AVG', 'MIN', 'MAX', 'SUM'])
const evaluateArg = (node: Node, env: Env): Value =>
  node.kind === 'name' && words.has(node.value) ? node.value : evaluate(node, env)

function combine(operator: string, left: Value, right: Value, env: Env): Value {
  const run = operators[operator]
  if (!run || typeof left === 'string' || typeof right === 'string')
    throw env.refuse(`Operator ${operator} needs numbers or time series`)
  if (typeof left === 'number' && typeof right === 'number') return run(left, right)
  if (isLines(left))
    return left.map((one) => combine(operator, one, isLines(right) ? pick(right, env) : right, env) as Line)
  if (isLines(right)) return right.map((one) => combine(operator, left, one, env) as Line)
  return zip(run, left, right)
}

/** Two arrays can be combined only where the second has one member. */
function pick(lines: readonly Line[], env: Env): Line {
  const [only] = lines
  if (!only || lines.length > 1) throw env.refuse('Operators are not supported between two arrays of time series')
  return only
}

/** Where both have a point; a point that comes to no number is left out. */
function zip(run: (a: number, b: number) => number, left: number | Line, right: number | Line): Line {
  const of = typeof left === 'number' ? right : left
  if (typeof of === 'number') throw invalid('A time series is needed')
  const points = new Map<number, number>()
  for (const at of of.points.keys()) {
    const a = typeof left === 'number' ? left : left.points.get(at)
    const b = typeof right === 'number' ? right : right.points.get(at)
    if (a === undefined || b === undefined) continue
    const value = run(a, b)
    if (Number.isFinite(value)) points.set(at, value)
  }
  return { ...of, points }
}
