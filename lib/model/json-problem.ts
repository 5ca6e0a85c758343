/** Where a text stops being JSON and what was wanted there; null when it is JSON. Lines and columns count from 1. */
export interface JsonProblem {
  error: string
  line: number
  column: number
}

class Stop extends Error {
  constructor(
    readonly at: number,
    message: string,
  ) {
    super(message)
  }
}

/**
 * What is wrong with a text that should be JSON (RFC 8259), and where. The browsers' own messages differ, and most name
 * no line. Agrees with JSON.parse about what is JSON.
 */
export function jsonProblem(text: string): JsonProblem | null {
  try {
    const end = space(text, value(text, space(text, 0), 0))
    if (end < text.length) throw new Stop(end, 'More text follows after the end of the JSON')
    return null
  } catch (stop) {
    if (!(stop instanceof Stop)) throw stop
    const before = text.slice(0, stop.at).split(/\r\n|\r|\n/)
    return { error: stop.message, line: before.length, column: (before.at(-1) ?? '').length + 1 }
  }
}

// Deeper than any definition; a stack must not decide what is JSON.
const deepest = 500
const literal = /(?:true|false|null|-?(?:0|[1-9]\d*)(?:\.\d+)?(?:[eE][+-]?\d+)?)/y
const blank = /[ \t\n\r]*/y
// Everything from the space on, but for the quote and the backslash.
const chars = /[ !#-[\]-\uffff]*/y
const escaped = /\\(?:["\\/bfnrt]|u[0-9a-fA-F]{4})/y

function match(pattern: RegExp, text: string, at: number): number | null {
  pattern.lastIndex = at
  return pattern.test(text) ? pattern.lastIndex : null
}

const space = (text: string, at: number): number => match(blank, text, at) ?? at
const found = (text: string, at: number): string => (at >= text.length ? 'the text ends' : `“${text[at]}” stands`)

function value(text: string, at: number, depth: number): number {
  if (depth > deepest) throw new Stop(at, `Nested more than ${deepest} deep`)
  if (text[at] === '{') return members(text, at, depth, '}', member)
  if (text[at] === '[') return members(text, at, depth, ']', value)
  if (text[at] === '"') return string(text, at)
  const end = match(literal, text, at)
  if (end === null) throw new Stop(at, `A value is wanted here, and ${found(text, at)}`)
  return end
}

function members(text: string, start: number, depth: number, close: '}' | ']', one: typeof value): number {
  let at = space(text, start + 1)
  if (text[at] === close) return at + 1
  for (;;) {
    at = space(text, one(text, at, depth + 1))
    if (text[at] === close) return at + 1
    if (text[at] !== ',') throw new Stop(at, `A comma or ${close} is wanted here, and ${found(text, at)}`)
    const comma = at
    at = space(text, at + 1)
    if (text[at] === close) throw new Stop(comma, `JSON allows no comma before ${close}`)
  }
}

function member(text: string, at: number, depth: number): number {
  if (text[at] !== '"') throw new Stop(at, `A name in double quotes is wanted here, and ${found(text, at)}`)
  const colon = space(text, string(text, at))
  if (text[colon] !== ':') throw new Stop(colon, `A colon is wanted here, and ${found(text, colon)}`)
  return value(text, space(text, colon + 1), depth)
}

function string(text: string, start: number): number {
  let at = start + 1
  for (;;) {
    at = match(chars, text, at) ?? at
    if (text[at] === '"') return at + 1
    if (text[at] !== '\\')
      throw new Stop(
        at >= text.length ? start : at,
        at >= text.length
          ? 'This string has no end'
          : 'A string may not hold a line break or a control character as it is',
      )
    const next = match(escaped, text, at)
    if (next === null) throw new Stop(at, 'There is no such escape in JSON')
    at = next
  }
}
