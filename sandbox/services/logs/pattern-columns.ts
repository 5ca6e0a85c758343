import { invalid } from './errors'
import { compare } from './pattern-json'

/**
 * A pattern over columns parted by spaces: `[ip, user, ..., status = 4*, bytes > 1000]`. What stands in quotes or in
 * square brackets is one column.
 * https://docs.aws.amazon.com/AmazonCloudWatch/latest/logs/FilterAndPatternSyntax-MetricFilters.html
 */
export function columnMatcher(text: string): (message: string) => boolean {
  if (!text.endsWith(']')) throw invalid('Invalid filter pattern')
  const columns = columnsIn(text)
  const gap = columns.indexOf('...')
  if (gap >= 0 && columns.indexOf('...', gap + 1) >= 0) throw invalid('Invalid filter pattern')
  const tests = columns.map((column) => (column === '...' ? undefined : test(column)))
  return (message) => {
    const found = columnsOf(message)
    if (gap < 0 ? found.length !== tests.length : found.length < tests.length - 1) return false
    return tests.every((fits, index) => {
      const from = gap >= 0 && index > gap ? found.length - (tests.length - index) : index
      return !fits || fits(found[from] ?? '')
    })
  }
}

function test(column: string): (value: string) => boolean {
  const parts = column.split(/(&&|\|\|)/).map((part) => part.trim())
  const tests: ((value: string) => boolean)[] = []
  const joins: string[] = []
  for (const [index, part] of parts.entries()) {
    if (index % 2 === 1) {
      joins.push(part)
      continue
    }
    const found = /^[\w$.-]*\s*(<=|>=|!=|=|<|>)\s*(.+)$/.exec(part)
    if (found) tests.push(compare((value) => value, found[1] ?? '', found[2] ?? ''))
    else if (/^[\w$.-]*$/.test(part)) tests.push(() => true)
    else throw invalid('Invalid filter pattern')
  }
  return (value) => {
    let out = tests[0]?.(value) ?? true
    for (const [index, join] of joins.entries()) {
      const other = tests[index + 1]?.(value) ?? true
      out = join === '&&' ? out && other : out || other
    }
    return out
  }
}

/** `[]` asks nothing of any column. */
const columnsIn = (text: string) => {
  const inside = text.slice(1, -1).trim()
  return inside === '' ? ['...'] : inside.split(',').map((column) => column.trim())
}

/** How a pattern calls its columns: empty where it gives a comparison or nothing, `...` for those it leaves out. */
export const columnNames = (text: string) =>
  columnsIn(text).map((column) => (column === '...' ? column : (/^[\w$.-]*/.exec(column)?.[0] ?? '')))

export const columnsOf = (message: string) =>
  [...message.matchAll(/"([^"]*)"|\[([^\]]*)\]|(\S+)/g)].map(
    ([, quoted, bracketed, plain]) => quoted ?? bracketed ?? plain ?? '',
  )
