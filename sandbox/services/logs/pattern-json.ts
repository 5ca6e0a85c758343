import { invalid } from './errors'

type Fits = (value: unknown) => boolean

/**
 * A pattern over JSON: `{ ($.level = "error") && ($.took > 200) }`, with `= != < <= > >=`, `IS NULL`, `NOT EXISTS`,
 * `IS TRUE`, `*` as a wildcard, and `$.a.b[0]` or `$['a']` as selectors.
 * https://docs.aws.amazon.com/AmazonCloudWatch/latest/logs/FilterAndPatternSyntax-MetricFilters.html
 */
export function jsonMatcher(text: string): (message: string) => boolean {
  if (!text.endsWith('}')) throw bad()
  const tokens = tokensOf(text.slice(1, -1))
  let at = 0
  const next = () => tokens[at]
  const word = () => next()?.toUpperCase()

  function either(): Fits {
    let left = both()
    while (next() === '||') {
      at++
      const [one, other] = [left, both()]
      left = (value) => one(value) || other(value)
    }
    return left
  }
  function both(): Fits {
    let left = single()
    while (next() === '&&') {
      at++
      const [one, other] = [left, single()]
      left = (value) => one(value) && other(value)
    }
    return left
  }
  function single(): Fits {
    if (next() !== '(') return comparison()
    at++
    const inner = either()
    if (next() !== ')') throw bad()
    at++
    return inner
  }
  function comparison(): Fits {
    const look = selector(tokens[at++] ?? '')
    const operator = word() ?? ''
    at++
    if (operator === 'IS') {
      const what = word()
      at++
      if (what === 'NULL') return (value) => look(value) === null
      if (what === 'TRUE') return (value) => look(value) === true
      if (what === 'FALSE') return (value) => look(value) === false
      throw bad()
    }
    if (operator === 'NOT') {
      if (word() !== 'EXISTS') throw bad()
      at++
      return (value) => look(value) === undefined
    }
    const wanted = tokens[at++]
    if (wanted === undefined) throw bad()
    return compare(look, operator, wanted)
  }

  const fits = either()
  if (at < tokens.length) throw bad()
  return (message) => {
    try {
      const read: unknown = JSON.parse(message)
      return typeof read === 'object' && read !== null && fits(read)
    } catch {
      return false
    }
  }
}

const bad = () => invalid('Invalid filter pattern')

function tokensOf(text: string): string[] {
  const out: string[] = []
  const one =
    /\s*("(?:[^"\\]|\\.)*"|%[^%]+%|&&|\|\||[()]|<=|>=|!=|[=<>]|\$(?:[\w.\-[\]*]|\['[^']*'\])*|[^\s()=<>!&|"]+)/gy
  while (text.slice(one.lastIndex).trim() !== '') {
    const start = one.lastIndex
    const found = one.exec(text)
    if (!found || one.lastIndex === start) throw bad()
    out.push(found[1] ?? '')
  }
  return out
}

/** How `$.a.b[0]` is looked up in what a message reads as. */
export function selector(text: string): (value: unknown) => unknown {
  if (!text.startsWith('$')) throw bad()
  const parts = [...text.slice(1).matchAll(/\.([\w-]+)|\[(\d+)\]|\['([^']*)'\]/g)]
  if (parts.map(([whole]) => whole).join('') !== text.slice(1) || parts.length === 0) throw bad()
  const path = parts.map(([, name, index, quoted]) => name ?? index ?? quoted ?? '')
  return (value) => {
    let here: unknown = value
    for (const key of path) {
      if (typeof here !== 'object' || here === null || !Object.hasOwn(here, key)) return undefined
      here = Reflect.get(here, key)
    }
    return here
  }
}

/** `*` at either end, or anywhere, stands for any text. */
export function wildcard(text: string): (value: string) => boolean {
  const parts = text.split('*')
  if (parts.length === 1) return (value) => value === text
  const [first = '', ...rest] = parts
  const last = rest.pop() ?? ''
  return (value) => {
    if (!value.startsWith(first) || !value.endsWith(last) || value.length < first.length + last.length) return false
    let from = first.length
    for (const part of rest) {
      const found = value.indexOf(part, from)
      if (found < 0) return false
      from = found + part.length
    }
    return from <= value.length - last.length
  }
}

/** How a value is compared, for JSON and for columns alike. */
export function compare(look: (value: unknown) => unknown, operator: string, wanted: string): Fits {
  const quoted = /^"(.*)"$/s.exec(wanted)?.[1]
  const number = quoted === undefined && wanted !== '' ? Number(wanted) : Number.NaN
  if (operator === '=' || operator === '!=') {
    const same = wildcard(quoted?.replace(/\\(.)/g, '$1') ?? wanted)
    const equal = (found: unknown) =>
      Number.isNaN(number) || (typeof found === 'string' && Number.isNaN(Number(found)))
        ? same(String(found))
        : Number(found) === number
    return (value) => {
      const found = look(value)
      if (found === undefined || found === null || typeof found === 'object') return false
      return equal(found) === (operator === '=')
    }
  }
  if (!['<', '<=', '>', '>='].includes(operator) || Number.isNaN(number)) throw bad()
  return (value) => {
    const found = look(value)
    if (typeof found !== 'number' && (typeof found !== 'string' || found.trim() === '')) return false
    const held = Number(found)
    if (operator === '<') return held < number
    if (operator === '<=') return held <= number
    return operator === '>' ? held > number : held >= number
  }
}
