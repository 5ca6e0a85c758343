import { columnNames, columnsOf } from './pattern-columns'
import { selector } from './pattern-json'

/**
 * What a pattern takes out of a message it fits, by the names a metric filter calls it: `$.took` of JSON, `$bytes` of
 * a named column and `$3` of one without a name.
 * https://docs.aws.amazon.com/AmazonCloudWatchLogs/latest/APIReference/API_MetricFilterMatchRecord.html
 */
export function extractor(pattern: string): (message: string) => Record<string, string> {
  const text = pattern.trim()
  if (text.startsWith('{')) return ofJson(text)
  if (text.startsWith('[')) return ofColumns(text)
  return () => ({})
}

function ofJson(text: string) {
  const bare = text.replace(/"(?:[^"\\]|\\.)*"|%[^%]+%/g, '""')
  const names = [...new Set(bare.match(/\$(?:\.[\w-]+|\[\d+\]|\['[^']*'\])+/g) ?? [])]
  const looks = names.map((name) => [name, selector(name)] as const)
  return (message: string) => {
    const read: unknown = JSON.parse(message)
    return Object.fromEntries(
      looks.flatMap(([name, look]) => {
        const value = look(read)
        return value === undefined ? [] : [[name, typeof value === 'string' ? value : JSON.stringify(value)]]
      }),
    )
  }
}

function ofColumns(text: string) {
  const names = columnNames(text)
  const gap = names.indexOf('...')
  return (message: string) => {
    const found = columnsOf(message)
    return Object.fromEntries(
      found.map((value, index) => {
        const after = names.length - (found.length - index)
        const place = gap < 0 || index < gap ? index : after > gap ? after : undefined
        return [`$${(place !== undefined && names[place]) || index + 1}`, value]
      }),
    )
  }
}
