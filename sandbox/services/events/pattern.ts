import { isIP } from 'node:net'

/**
 * Event patterns: https://docs.aws.amazon.com/eventbridge/latest/userguide/eb-create-pattern-operators.html
 * A pattern is compiled once, when a rule is put.
 */
export type EventTest = (event: unknown) => boolean
type ValueTest = (value: unknown) => boolean

/** @throws SyntaxError where the text is no pattern */
export function compilePattern(text: string): EventTest {
  let parsed: unknown
  try {
    parsed = JSON.parse(text)
  } catch {
    throw new SyntaxError('Filter is not an object')
  }
  if (!isObject(parsed)) throw new SyntaxError('Filter is not an object')
  if (Object.keys(parsed).length === 0) throw new SyntaxError('Empty patterns are not allowed')
  return compile(parsed)
}

const isObject = (value: unknown): value is Record<string, unknown> =>
  typeof value === 'object' && value !== null && !Array.isArray(value)

function compile(pattern: Record<string, unknown>): EventTest {
  const tests = Object.entries(pattern).map(([key, wanted]): EventTest => {
    if (key === '$or') return either(wanted)
    if (Array.isArray(wanted)) return leaf(key, wanted)
    if (!isObject(wanted)) throw new SyntaxError(`"${key}" must be an object or an array`)
    if (Object.keys(wanted).length === 0) throw new SyntaxError(`Empty objects are not allowed: "${key}"`)
    const inner = compile(wanted)
    return (event) => {
      const value = ownOf(event, key)
      // An array of objects fits where one of them does.
      return Array.isArray(value) ? value.some(inner) : inner(value)
    }
  })
  return (event) => tests.every((test) => test(event))
}

const ownOf = (event: unknown, key: string): unknown =>
  isObject(event) && Object.hasOwn(event, key) ? event[key] : undefined

function either(wanted: unknown): EventTest {
  if (!Array.isArray(wanted) || wanted.length === 0 || !wanted.every(isObject))
    throw new SyntaxError('"$or" must be an array of objects')
  const tests = wanted.map(compile)
  return (event) => tests.some((test) => test(event))
}

function leaf(key: string, wanted: readonly unknown[]): EventTest {
  if (wanted.length === 0) throw new SyntaxError('Empty arrays are not allowed')
  const tests = wanted.map(valueTest)
  return (event) => {
    const value = ownOf(event, key)
    const values: readonly unknown[] = Array.isArray(value) ? (value.length > 0 ? value : [undefined]) : [value]
    return tests.some((test) => values.some(test))
  }
}

function valueTest(wanted: unknown): ValueTest {
  if (!isObject(wanted)) {
    if (Array.isArray(wanted)) throw new SyntaxError('Match value must be String, number, true, false, or null')
    return (value) => value === wanted
  }
  const [entry, more] = Object.entries(wanted)
  if (!entry || more) throw new SyntaxError('Only one key allowed in match expression')
  const [operator, operand] = entry
  switch (operator) {
    case 'prefix':
      return byText(operand, operator, (value, text) => value.startsWith(text))
    case 'suffix':
      return byText(operand, operator, (value, text) => value.endsWith(text))
    case 'equals-ignore-case':
      return byText({ 'equals-ignore-case': operand }, operator, (value, text) => value === text)
    case 'wildcard':
      return wildcard(operand)
    case 'exists':
      if (typeof operand !== 'boolean') throw new SyntaxError('exists match pattern must be either true or false.')
      return (value) => (value !== undefined) === operand
    case 'numeric':
      return numeric(operand)
    case 'cidr':
      return cidr(operand)
    case 'anything-but':
      return anythingBut(operand)
    default:
      throw new SyntaxError(`Unrecognized match type ${operator}`)
  }
}

/** A text, or `{"equals-ignore-case": text}`. */
function byText(operand: unknown, operator: string, test: (value: string, text: string) => boolean): ValueTest {
  if (typeof operand === 'string') return (value) => typeof value === 'string' && test(value, operand)
  const text = isObject(operand) ? operand['equals-ignore-case'] : undefined
  if (typeof text !== 'string') throw new SyntaxError(`${operator} match pattern must be a string`)
  const lower = text.toLowerCase()
  return (value) => typeof value === 'string' && test(value.toLowerCase(), lower)
}

/** `*` stands for any run of characters, `\*` for itself. Matched without a regular expression, which could be made slow. */
function wildcard(operand: unknown): ValueTest {
  if (typeof operand !== 'string') throw new SyntaxError('wildcard match pattern must be a string')
  if (/(^|[^\\])\*\*/.test(operand)) throw new SyntaxError('Consecutive wildcard characters are not allowed')
  const parts: string[] = []
  let part = ''
  for (const [whole, escaped] of operand.matchAll(/\\([*\\])|\*|[^*\\]+|\\/g)) {
    if (whole === '*') {
      parts.push(part)
      part = ''
    } else part += escaped ?? whole
  }
  parts.push(part)
  const [first = '', ...rest] = parts
  const last = rest.pop()
  return (value) => {
    if (typeof value !== 'string') return false
    if (last === undefined) return value === first
    if (!value.startsWith(first) || value.length < first.length + last.length || !value.endsWith(last)) return false
    let at = first.length
    const end = value.length - last.length
    for (const middle of rest) {
      const found = value.indexOf(middle, at)
      if (found < 0 || found + middle.length > end) return false
      at = found + middle.length
    }
    return true
  }
}

const compare: Readonly<Record<string, (value: number, than: number) => boolean>> = {
  '=': (value, than) => value === than,
  '>': (value, than) => value > than,
  '>=': (value, than) => value >= than,
  '<': (value, than) => value < than,
  '<=': (value, than) => value <= than,
}

function numeric(operand: unknown): ValueTest {
  if (!Array.isArray(operand) || (operand.length !== 2 && operand.length !== 4))
    throw new SyntaxError('Bad numeric match expression')
  const tests: ((value: number) => boolean)[] = []
  for (let i = 0; i < operand.length; i += 2) {
    const [sign, than]: unknown[] = operand.slice(i, i + 2)
    const by = typeof sign === 'string' && Object.hasOwn(compare, sign) ? compare[sign] : undefined
    if (!by) throw new SyntaxError(`Unrecognized numeric range operator: ${sign}`)
    if (typeof than !== 'number') throw new SyntaxError('Value of numeric match must be a number')
    tests.push((value) => by(value, than))
  }
  return (value) => typeof value === 'number' && tests.every((test) => test(value))
}

function cidr(operand: unknown): ValueTest {
  const found = typeof operand === 'string' ? /^([^/]+)\/(\d{1,3})$/.exec(operand) : null
  const base = found && addressOf(found[1] ?? '')
  const bits = Number(found?.[2])
  if (!base || bits > base.bits) throw new SyntaxError('Malformed CIDR, one slash required')
  const shift = BigInt(base.bits - bits)
  return (value) => {
    const address = typeof value === 'string' ? addressOf(value) : undefined
    return address?.bits === base.bits && address.number >> shift === base.number >> shift
  }
}

function addressOf(text: string): { bits: number; number: bigint } | undefined {
  const kind = isIP(text)
  if (kind === 4) return { bits: 32, number: text.split('.').reduce((sum, part) => sum * 256n + BigInt(part), 0n) }
  if (kind !== 6 || text.includes('.') || text.includes('%')) return undefined
  const [head = '', tail] = text.split('::')
  const groups = (part: string) => (part ? part.split(':') : [])
  const [left, right] = [groups(head), groups(tail ?? '')]
  const zeros = Array.from({ length: tail === undefined ? 0 : 8 - left.length - right.length }, () => '0')
  return {
    bits: 128,
    number: [...left, ...zeros, ...right].reduce((sum, part) => sum * 65_536n + BigInt(`0x${part}`), 0n),
  }
}

/** Fits what is there and is none of these: a member that is absent does not fit. */
function anythingBut(operand: unknown): ValueTest {
  if (isObject(operand)) {
    const [entry, more] = Object.entries(operand)
    if (!entry || more) throw new SyntaxError('Only one key allowed in match expression')
    const [operator, inner] = entry
    if (!['prefix', 'suffix', 'wildcard', 'equals-ignore-case'].includes(operator))
      throw new SyntaxError(`Unsupported anything-but pattern: ${operator}`)
    const tests = [inner].flat().map((one) => valueTest({ [operator]: one }))
    if (tests.length === 0) throw new SyntaxError('Empty arrays are not allowed')
    return (value) => value !== undefined && !tests.some((test) => test(value))
  }
  const values: unknown[] = [operand].flat()
  if (values.length === 0) throw new SyntaxError('Empty arrays are not allowed')
  if (!values.every((value) => typeof value === 'string' || typeof value === 'number'))
    throw new SyntaxError('Inside anything but list, start|null|boolean is not supported.')
  const refused: readonly unknown[] = values
  return (value) => value !== undefined && !refused.includes(value)
}
