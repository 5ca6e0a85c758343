import { invalid } from './errors'
import { columnMatcher } from './pattern-columns'
import { jsonMatcher } from './pattern-json'

/**
 * A filter pattern as a question about a message: over JSON in braces, over columns in brackets, else of plain text: terms that must all be there, `?a ?b` of which one
 * must, `-not` that must not, `"exact phrases"` and `%regular expressions%`. Terms look at case.
 * https://docs.aws.amazon.com/AmazonCloudWatch/latest/logs/FilterAndPatternSyntax.html
 */
export function matcher(pattern: string | undefined): (message: string) => boolean {
  const text = (pattern ?? '').trim()
  if (text === '') return () => true
  if (text.length > 1024) throw invalid('Invalid filter pattern')
  if (text.startsWith('{')) return jsonMatcher(text)
  if (text.startsWith('[')) return columnMatcher(text)
  const terms = read(text)
  const wanted = terms.filter(({ kind }) => kind === 'all')
  // Beside terms that must be there, those with a question mark are ignored, as AWS says.
  const any = wanted.length > 0 ? [] : terms.filter(({ kind }) => kind === 'any')
  const unwanted = terms.filter(({ kind }) => kind === 'none')
  return (message) =>
    wanted.every(({ fits }) => fits(message)) &&
    (any.length === 0 || any.some(({ fits }) => fits(message))) &&
    !unwanted.some(({ fits }) => fits(message))
}

interface Term {
  kind: 'all' | 'any' | 'none'
  fits: (message: string) => boolean
}

const kinds = { '': 'all', '?': 'any', '-': 'none' } as const

function read(text: string): Term[] {
  const out: Term[] = []
  const one = /\s*([?-]?)(?:"((?:[^"\\]|\\.)*)"|%([^%]+)%|([^\s"%]+))/gy
  let at = 0
  while (at < text.length) {
    one.lastIndex = at
    const found = one.exec(text)
    if (!found) throw invalid('Invalid filter pattern')
    const [whole, sign = '', phrase, expression, word] = found
    const kind = kinds[sign as keyof typeof kinds]
    if (expression !== undefined) out.push({ kind, fits: tester(expression) })
    else {
      // https://docs.aws.amazon.com/AmazonCloudWatch/latest/logs/FilterAndPatternSyntax.html: others need quotes
      const odd = word?.match(/[^\p{L}\p{N}_]/u)?.[0]
      if (odd) throw invalid(`Invalid character(s) in term '${odd}'`)
      const part = word ?? (phrase ?? '').replace(/\\(.)/g, '$1')
      out.push({ kind, fits: (message) => message.includes(part) })
    }
    at += whole.length
  }
  return out
}

/** AWS takes letters, digits, classes and the operators `^ $ ? * + . | [ ] ( ) \`, no groups that capture or look. */
function tester(expression: string): (message: string) => boolean {
  if (expression.length > 256 || /[({][^)}]*[+*}][^(]*[)}][+*{]/.test(expression))
    throw invalid('Invalid filter pattern')
  try {
    const made = new RegExp(expression, 'u')
    return (message) => made.test(message)
  } catch {
    throw invalid('Invalid filter pattern')
  }
}
