import { invalid } from './errors'

/** Metric math as a tree. https://docs.aws.amazon.com/AmazonCloudWatch/latest/monitoring/using-metric-math.html */
export type Node =
  | { kind: 'number'; value: number }
  | { kind: 'text'; value: string }
  | { kind: 'name'; value: string }
  | { kind: 'list'; items: Node[] }
  | { kind: 'call'; name: string; args: Node[] }
  | { kind: 'operator'; operator: string; left: Node; right: Node }
  | { kind: 'minus'; of: Node }

interface Token {
  kind: 'number' | 'text' | 'name' | 'sign' | 'end'
  text: string
}

/** Loosest first. */
const LEVELS = [['OR', '||'], ['AND', '&&'], ['==', '!=', '<=', '>=', '<', '>'], ['+', '-'], ['*', '/'], ['^']]

/** Deeper than anything one would write: it must not exhaust the stack. */
const DEEPEST = 50

export function parse(text: string, at: string): Node {
  const refuse = () => invalid(`Error in expression '${at}': Syntax error in '${text.slice(0, 100)}'`)
  const tokens = tokensOf(text, refuse)
  let next = 0
  let depth = 0
  const peek = (): Token => tokens[next] ?? { kind: 'end', text: '' }
  const take = (): Token => {
    const token = peek()
    next++
    return token
  }
  const expect = (sign: string) => {
    if (take().text !== sign) throw refuse()
  }

  function level(index: number): Node {
    const operators = LEVELS[index]
    if (!operators) return unary()
    if (index === 0 && ++depth > DEEPEST) throw refuse()
    let left = level(index + 1)
    while (peek().kind !== 'text' && operators.includes(peek().text)) {
      const operator = take().text
      left = { kind: 'operator', operator, left, right: level(index + 1) }
    }
    if (index === 0) depth--
    return left
  }

  function unary(): Node {
    if (peek().text === '-' && peek().kind === 'sign') {
      take()
      if (++depth > DEEPEST) throw refuse()
      const of = unary()
      depth--
      return { kind: 'minus', of }
    }
    return primary()
  }

  function listed(end: string): Node[] {
    const items: Node[] = []
    if (peek().text !== end || peek().kind !== 'sign')
      do items.push(level(0))
      while (peek().text === ',' && take())
    expect(end)
    return items
  }

  function primary(): Node {
    const token = take()
    if (token.kind === 'number') return { kind: 'number', value: Number(token.text) }
    if (token.kind === 'text') return { kind: 'text', value: token.text }
    if (token.kind === 'sign' && token.text === '(') {
      const inside = level(0)
      expect(')')
      return inside
    }
    if (token.kind === 'sign' && token.text === '[') return { kind: 'list', items: listed(']') }
    if (token.kind !== 'name') throw refuse()
    if (peek().text !== '(' || peek().kind !== 'sign') return { kind: 'name', value: token.text }
    take()
    return { kind: 'call', name: token.text, args: listed(')') }
  }

  const whole = level(0)
  if (peek().kind !== 'end') throw refuse()
  return whole
}

function tokensOf(text: string, refuse: () => Error): Token[] {
  const out: Token[] = []
  const shape =
    /\s*(?:(\d+(?:\.\d*)?(?:[eE][+-]?\d+)?|\.\d+)|([A-Za-z_]\w*)|'((?:[^'\\]|\\.)*)'|"((?:[^"\\]|\\.)*)"|(\|\||&&|==|!=|<=|>=|[-+*/^()[\],<>]))/y
  const end = text.trimEnd().length
  while (shape.lastIndex < end) {
    const found = shape.exec(text)
    if (!found) throw refuse()
    const [, number, name, single, double, sign] = found
    const quoted = single ?? double
    if (number !== undefined) out.push({ kind: 'number', text: number })
    else if (quoted !== undefined) out.push({ kind: 'text', text: quoted.replaceAll(/\\(.)/g, '$1') })
    else if (name === 'AND' || name === 'OR') out.push({ kind: 'sign', text: name })
    else if (name !== undefined) out.push({ kind: 'name', text: name })
    else if (sign !== undefined) out.push({ kind: 'sign', text: sign })
  }
  if (out.length === 0) throw refuse()
  return out
}
