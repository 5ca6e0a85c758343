import { MalformedQueryException } from '@aws-sdk/client-cloudwatch-logs'

/** `period` is a span such as `5m`, `name` a bare word, a field, or anything in backticks. */
export interface Token {
  kind: 'name' | 'quoted' | 'number' | 'period' | 'sign' | 'end'
  text: string
  start: number
  end: number
}

const patterns: readonly (readonly [Token['kind'], RegExp])[] = [
  ['name', /[@A-Za-z_][\w.@]*|`[^`]+`/y],
  ['period', /\d+(?:ms|mo|[smhdw])\b/y],
  ['number', /\d+(?:\.\d+)?/y],
  ['quoted', /"(?:[^"\\]|\\.)*"|'(?:[^'\\]|\\.)*'/sy],
  ['sign', /<=|>=|!=|=~|[=<>|,()[\]+\-*/%]/y],
]

/** A query read token by token; what a slash means, only who reads knows. */
export class Tokens {
  #at = 0
  #next: Token | undefined

  constructor(readonly text: string) {}

  peek(): Token {
    this.#next ??= this.#read()
    return this.#next
  }

  take(): Token {
    const token = this.peek()
    this.#next = undefined
    this.#at = token.end
    return token
  }

  /** Takes the next where it is this sign, or this word in any case. */
  takes(text: string): boolean {
    const { kind, text: found } = this.peek()
    if ((kind !== 'sign' && kind !== 'name') || found.toLowerCase() !== text) return false
    this.take()
    return true
  }

  expect(text: string): void {
    if (!this.takes(text)) throw this.unexpected()
  }

  kind(kind: Token['kind']): Token {
    if (this.peek().kind !== kind) throw this.unexpected()
    return this.take()
  }

  /** Takes this very text where it comes next, whatever its tokens. */
  takesText(text: string): boolean {
    const { start } = this.peek()
    if (!this.text.startsWith(text, start) || /^[\w.(]/.test(this.text.slice(start + text.length))) return false
    this.#next = undefined
    this.#at = start + text.length
    return true
  }

  /** What stands between slashes, where one may begin here. */
  regex(): Token | undefined {
    const start = this.peek().start
    if (this.text[start] !== '/') return undefined
    let end = start + 1
    while (end < this.text.length && this.text[end] !== '/') end += this.text[end] === '\\' ? 2 : 1
    if (end >= this.text.length) throw malformed(this.text, start, this.text.length)
    this.#next = undefined
    this.#at = end + 1
    return { kind: 'quoted', text: this.text.slice(start + 1, end), start, end: end + 1 }
  }

  unexpected(token = this.peek(), words?: string): MalformedQueryException {
    return malformed(this.text, token.start, token.end, words)
  }

  #read(): Token {
    const space = /(?:\s|#[^\n]*)*/y
    space.lastIndex = this.#at
    space.exec(this.text)
    const start = space.lastIndex
    if (start >= this.text.length) return { kind: 'end', text: '', start, end: start }
    for (const [kind, pattern] of patterns) {
      pattern.lastIndex = start
      const found = pattern.exec(this.text)?.[0]
      if (found === undefined) continue
      const text =
        kind === 'quoted'
          ? found.slice(1, -1).replace(/\\(["'\\])/g, '$1')
          : found.startsWith('`')
            ? found.slice(1, -1)
            : found
      return { kind, text, start, end: start + found.length }
    }
    throw malformed(this.text, start, start + 1)
  }
}

/** https://docs.aws.amazon.com/AmazonCloudWatchLogs/latest/APIReference/API_QueryCompileError.html */
function malformed(query: string, start: number, end: number, words?: string): MalformedQueryException {
  const before = query.slice(0, start).split('\n')
  const what = query.slice(start, end) || '<EOF>'
  const message =
    words ?? `unexpected symbol found ${what} at line ${before.length} and position ${before.at(-1)?.length ?? 0}`
  const location = { startCharOffset: start, endCharOffset: end }
  return new MalformedQueryException({ message, queryCompileError: { location, message }, $metadata: {} })
}
