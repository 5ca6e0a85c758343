import { type Statement, statementsOf } from './documents'

/** What is asked of policies: whether an action may be done to a resource, and all that conditions may ask about. */
export interface Question {
  action: string
  resource: string
  /** Condition keys in lower case. A key may have several values, e.g. `aws:TagKeys`. */
  context: Readonly<Record<string, readonly string[]>>
}

export type Verdict = 'allowed' | 'explicitDeny' | 'implicitDeny'

/**
 * A deny wins over every allow, and what nothing allows is denied.
 * https://docs.aws.amazon.com/IAM/latest/UserGuide/reference_policies_evaluation-logic.html
 */
export function verdictOf(documents: readonly string[], question: Question): Verdict {
  return judge(documents.flatMap(statementsOf), question)
}

export function judge(statements: readonly Statement[], question: Question): Verdict {
  let verdict: Verdict = 'implicitDeny'
  for (const one of statements) {
    if (!applies(one, question)) continue
    if (one.effect === 'Deny') return 'explicitDeny'
    verdict = 'allowed'
  }
  return verdict
}

function applies(one: Statement, { action, resource, context }: Question): boolean {
  if (one.actions && !one.actions.some((wanted) => like(wanted.toLowerCase(), action.toLowerCase()))) return false
  if (one.notActions?.some((wanted) => like(wanted.toLowerCase(), action.toLowerCase()))) return false
  const filled = (pattern: string) => variables(pattern, context)
  if (one.resources && !one.resources.some((wanted) => like(filled(wanted), resource))) return false
  if (one.notResources?.some((wanted) => like(filled(wanted), resource))) return false
  return Object.entries(one.conditions).every(([operator, keys]) =>
    Object.entries(keys).every(([key, values]) => holds(operator, own(context, key), values.map(filled))),
  )
}

/** A policy may ask for the key `constructor`, which is nobody's. */
const own = (context: Question['context'], key: string) =>
  Object.hasOwn(context, key.toLowerCase()) ? context[key.toLowerCase()] : undefined

/** `${aws:PrincipalTag/team}` becomes what the context holds; what it does not hold matches nothing. */
function variables(text: string, context: Question['context']): string {
  if (!text.includes('${')) return text
  return text.replace(/\$\{([^}]+)\}/g, (_, name: string) =>
    name.length === 1 ? name : (own(context, name)?.[0] ?? '\u0000'),
  )
}

/** `*` is any text and `?` any one character. In linear time for each `*`: policies are anybody's text. */
export function like(pattern: string, text: string): boolean {
  let p = 0
  let t = 0
  let star = -1
  let back = 0
  while (t < text.length) {
    if (pattern[p] === '*') {
      star = p++
      back = t
    } else if (pattern[p] === '?' || (p < pattern.length && pattern[p] === text[t])) {
      p++
      t++
    } else if (star >= 0) {
      p = star + 1
      t = ++back
    } else return false
  }
  while (pattern[p] === '*') p++
  return p === pattern.length
}

/** https://docs.aws.amazon.com/IAM/latest/UserGuide/reference_policies_elements_condition_operators.html */
function holds(operator: string, given: readonly string[] | undefined, wanted: readonly string[]): boolean {
  const set = /^(ForAllValues|ForAnyValue):/.exec(operator)?.[1]
  const optional = operator.endsWith('IfExists')
  const base = operator.replace(/^For\w+:/, '').replace(/IfExists$/, '')
  if (base === 'Null') return wanted.some((text) => (text.toLowerCase() === 'true') === (given === undefined))
  const negated = base.includes('Not')
  if (given === undefined) return optional || set === 'ForAllValues' || (negated && set === undefined)
  const test = tests[base.replace('Not', '')]
  if (!test) return false
  const one = (value: string) => wanted.some((text) => test(value, text)) !== negated
  return set === 'ForAllValues' ? given.every(one) : given.some(one)
}

const numbers = (compare: (a: number, b: number) => boolean) => (value: string, wanted: string) =>
  compare(Number(value), Number(wanted))
/** ISO 8601, or seconds since 1970. */
const time = (text: string) => (/^\d+$/.test(text) ? Number(text) * 1000 : Date.parse(text))
const dates = (compare: (a: number, b: number) => boolean) => (value: string, wanted: string) =>
  compare(time(value), time(wanted))
/** Each of an ARN's six parts is matched by itself. */
function arnLike(value: string, wanted: string): boolean {
  const split = (text: string) => {
    const parts = text.split(':')
    return [...parts.slice(0, 5), parts.slice(5).join(':')]
  }
  const patterns = split(wanted)
  return wanted === '*' || split(value).every((part, index) => like(patterns[index] ?? '', part))
}

const tests: Readonly<Record<string, (value: string, wanted: string) => boolean>> = {
  StringEquals: (value, wanted) => value === wanted,
  StringEqualsIgnoreCase: (value, wanted) => value.toLowerCase() === wanted.toLowerCase(),
  StringLike: (value, wanted) => like(wanted, value),
  ArnEquals: arnLike,
  ArnLike: arnLike,
  Bool: (value, wanted) => value.toLowerCase() === wanted.toLowerCase(),
  BinaryEquals: (value, wanted) => value === wanted,
  IpAddress: within,
  NumericEquals: numbers((a, b) => a === b),
  NumericLessThan: numbers((a, b) => a < b),
  NumericLessThanEquals: numbers((a, b) => a <= b),
  NumericGreaterThan: numbers((a, b) => a > b),
  NumericGreaterThanEquals: numbers((a, b) => a >= b),
  DateEquals: dates((a, b) => a === b),
  DateLessThan: dates((a, b) => a < b),
  DateLessThanEquals: dates((a, b) => a <= b),
  DateGreaterThan: dates((a, b) => a > b),
  DateGreaterThanEquals: dates((a, b) => a >= b),
}

/** IPv4 in CIDR notation; an address alone is itself. */
function within(value: string, wanted: string): boolean {
  const [range = '', bits = '32'] = wanted.split('/')
  const number = (text: string) => text.split('.').reduce((sum, part) => sum * 256 + Number(part), 0)
  const size = 2 ** (32 - Number(bits))
  return Math.floor(number(value) / size) === Math.floor(number(range) / size)
}
