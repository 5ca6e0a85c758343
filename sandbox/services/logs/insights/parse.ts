import { regexOf, seen } from './regex'
import type { Tokens } from './tokens'
import { look, type Row, said } from './values'

/**
 * `parse @message "user=*, took *" as user, took`, or a regular expression with named groups.
 * https://docs.aws.amazon.com/AmazonCloudWatch/latest/logs/CWL_QuerySyntax-Parse.html
 */
export function parse(tokens: Tokens): (row: Row) => void {
  const field = tokens.kind('name').text
  const regex = tokens.regex()
  const take = regex ? groupsOf(regex, tokens) : globs(tokens)
  return (row) => {
    const value = look(row, field)
    if (value === undefined) return
    for (const [name, text] of Object.entries(take(said(value)) ?? {}))
      if (text !== undefined) row.values.set(name, text)
  }
}

type Take = (text: string) => Readonly<Record<string, string | undefined>> | undefined

function groupsOf(given: ReturnType<Tokens['take']>, tokens: Tokens): Take {
  const made = regexOf(given.text)
  if (!made) throw tokens.unexpected(given, `Invalid regular expression: ${given.text.slice(0, 100)}`)
  if (!/\(\?<[A-Za-z]/.test(given.text))
    throw tokens.unexpected(given, 'Invalid regular expression: parse needs at least one named group')
  return (text) => made.exec(seen(text))?.groups
}

function globs(tokens: Tokens): Take {
  const pattern = tokens.kind('quoted')
  const parts = pattern.text.split('*')
  tokens.expect('as')
  const names: string[] = []
  do names.push(tokens.kind('name').text)
  while (tokens.takes(','))
  if (names.length !== parts.length - 1)
    throw tokens.unexpected(pattern, `Expected ${parts.length - 1} field names for ${pattern.text}`)
  return (text) => {
    const [first = '', ...rest] = parts
    let at = text.indexOf(first)
    if (at < 0) return undefined
    at += first.length
    const found: [string, string][] = []
    for (const [index, part] of rest.entries()) {
      // A glob at the very end takes all that is left.
      const end = part === '' && index === rest.length - 1 ? text.length : text.indexOf(part, at)
      if (end < 0) return undefined
      found.push([names[index] ?? '', text.slice(at, end)])
      at = end + part.length
    }
    return Object.fromEntries(found)
  }
}
