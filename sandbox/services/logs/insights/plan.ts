import { expression, isTrue } from './expressions'
import { parse } from './parse'
import { named, stats } from './stats'
import { type Token, Tokens } from './tokens'
import { look, order, type Row, said } from './values'

/** A query that was read, ready to be run over events, the newest first. */
export interface Plan {
  run: (rows: Row[], most: number) => { columns: string[]; rows: Row[]; matched: number }
}

interface Drafted {
  stages: ((rows: Row[]) => Row[])[]
  /** What `fields` and `display` ask for so far. */
  columns: string[]
  /** Rows are groups and no longer events. */
  grouped: boolean
  limit?: number
  /** How many stages choose among events: what they let through is what matched. */
  filters: number
}

/** https://docs.aws.amazon.com/AmazonCloudWatch/latest/logs/CWL_QuerySyntax.html */
export function planOf(text: string): Plan {
  const tokens = new Tokens(text)
  const draft: Drafted = { stages: [], columns: [], grouped: false, filters: 0 }
  do command(tokens, draft)
  while (tokens.takes('|'))
  if (tokens.peek().kind !== 'end') throw tokens.unexpected()
  const { stages, columns, grouped, limit, filters } = draft
  return {
    run(rows, most) {
      let here = rows
      let matched = rows.length
      for (const [index, stage] of stages.entries()) {
        here = stage(here)
        if (index + 1 === filters) matched = here.length
      }
      const shown = columns.length > 0 ? columns : ['@timestamp', '@message']
      return { columns: grouped ? shown : [...shown, '@ptr'], rows: here.slice(0, limit ?? most), matched }
    },
  }
}

function command(tokens: Tokens, draft: Drafted): void {
  const word = tokens.take()
  const read = word.kind === 'name' ? commands.get(word.text.toLowerCase()) : undefined
  if (!read) throw tokens.unexpected(word)
  read(tokens, draft)
}

const commands = new Map<string, (tokens: Tokens, draft: Drafted) => void>([
  ['fields', (tokens, draft) => show(tokens, draft, draft.columns)],
  ['display', (tokens, draft) => show(tokens, draft, [])],
  ['filter', filter],
  ['where', filter],
  [
    'parse',
    (tokens, draft) => {
      const take = parse(tokens)
      draft.stages.push((rows) => {
        for (const row of rows) take(row)
        return rows
      })
    },
  ],
  [
    'stats',
    (tokens, draft) => {
      const { columns, run } = stats(tokens)
      draft.stages.push(run)
      draft.columns = columns
      draft.grouped = true
    },
  ],
  ['sort', sort],
  ['order', sort],
  ['limit', (tokens, draft) => limit(tokens, draft, (rows, most) => rows.slice(0, most))],
  ['head', (tokens, draft) => limit(tokens, draft, (rows, most) => rows.slice(0, most))],
  ['tail', (tokens, draft) => limit(tokens, draft, (rows, most) => rows.slice(-most))],
  [
    'dedup',
    (tokens, draft) => {
      const names: string[] = []
      do names.push(tokens.kind('name').text)
      while (tokens.takes(','))
      draft.stages.push((rows) => {
        const seen = new Set<string>()
        return rows.filter((row) => {
          const values = names.map((name) => look(row, name))
          // Events that lack a field are all kept.
          if (values.includes(undefined)) return true
          const key = JSON.stringify(values.map(said))
          return !seen.has(key) && seen.add(key)
        })
      })
    },
  ],
])

function show(tokens: Tokens, draft: Drafted, columns: readonly string[]): void {
  const asked: ReturnType<typeof named>[] = []
  do asked.push(named(tokens))
  while (tokens.takes(','))
  draft.columns = [...new Set([...columns, ...asked.map(({ name }) => name)])]
  draft.stages.push((rows) => {
    for (const row of rows)
      for (const { name, of } of asked) {
        const value = of(row)
        if (value !== undefined) row.values.set(name, value)
      }
    return rows
  })
}

function filter(tokens: Tokens, draft: Drafted): void {
  const fits = expression(tokens)
  draft.stages.push((rows) => rows.filter((row) => isTrue(fits(row))))
  if (!draft.grouped) draft.filters = draft.stages.length
}

function sort(tokens: Tokens, draft: Drafted): void {
  tokens.takes('by')
  const keys: { of: ReturnType<typeof expression>; sign: number }[] = []
  do {
    // A column of stats is called as it is written, `count(*)`, which is no expression of its own here.
    const column = draft.grouped ? draft.columns.find((name) => tokens.takesText(name)) : undefined
    const of = column === undefined ? expression(tokens) : (row: Row) => row.values.get(column)
    const sign = tokens.takes('desc') ? -1 : 1
    if (sign > 0) tokens.takes('asc')
    keys.push({ of, sign })
  } while (tokens.takes(','))
  draft.stages.push((rows) => {
    const keyed = rows.map((row) => ({ row, values: keys.map(({ of }) => of(row)) }))
    keyed.sort((a, b) => {
      for (const [index, { sign }] of keys.entries()) {
        const found = order(a.values[index], b.values[index]) * sign
        if (found !== 0) return found
      }
      return 0
    })
    return keyed.map(({ row }) => row)
  })
}

/** https://docs.aws.amazon.com/AmazonCloudWatch/latest/logs/CWL_QuerySyntax-Limit.html */
function limit(tokens: Tokens, draft: Drafted, cut: (rows: Row[], most: number) => Row[]): void {
  const token: Token = tokens.kind('number')
  const most = Number(token.text)
  if (!Number.isInteger(most) || most < 1 || most > 100_000)
    throw tokens.unexpected(token, 'The limit must be a whole number between 1 and 100000')
  draft.limit = most
  draft.stages.push((rows) => cut(rows, most))
}
