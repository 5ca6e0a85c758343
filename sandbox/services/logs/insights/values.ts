import type { LogRecord } from '../state'

/** A value of a field: a moment is a Date. */
export type Value = string | number | boolean | Date | undefined

/** What a query works on: an event, or a group of them. */
export interface Row {
  event?: LogRecord
  group: string
  stream: string
  account: string
  /** What was computed or taken out so far. */
  values: Map<string, Value>
  json?: Map<string, Value>
}

/** https://docs.aws.amazon.com/AmazonCloudWatch/latest/logs/CWL_AnalyzeLogData-discoverable-fields.html */
export function look(row: Row, name: string): Value {
  if (row.values.has(name)) return row.values.get(name)
  const { event } = row
  if (!event) return undefined
  switch (name) {
    case '@timestamp':
      return new Date(event.at)
    case '@ingestionTime':
      return new Date(event.ingested)
    case '@message':
      return event.message
    case '@logStream':
      return row.stream
    case '@log':
      return `${row.account}:${row.group}`
    case '@ptr':
      return pointer(row, event)
  }
  row.json ??= fieldsOf(event.message)
  return row.json.get(name)
}

const pointer = ({ group, stream }: Row, { id, at }: LogRecord) =>
  Buffer.from(JSON.stringify([group, stream, at, id])).toString('base64')

/** https://docs.aws.amazon.com/AmazonCloudWatch/latest/logs/CWL_AnalyzeLogData-discoverable-fields.html */
const mostFields = 200

/** The fields of a message that is JSON: `user.id`, and `list.0` for what a list holds. */
function fieldsOf(message: string): Map<string, Value> {
  const out = new Map<string, Value>()
  if (!/^\s*\{/.test(message)) return out
  try {
    flatten(JSON.parse(message), '', out, 0)
  } catch {
    // Text that only begins like JSON has no fields.
  }
  return out
}

function flatten(value: unknown, path: string, out: Map<string, Value>, depth: number): void {
  if (out.size >= mostFields || depth > 20) return
  if (typeof value === 'string' || typeof value === 'number' || typeof value === 'boolean') out.set(path, value)
  else if (typeof value === 'object' && value !== null)
    for (const [key, item] of Object.entries(value)) flatten(item, path ? `${path}.${key}` : key, out, depth + 1)
}

/** As results say it: moments as `2026-11-24 08:00:00.000`. */
export function said(value: Value): string {
  if (value instanceof Date) return momentText(value)
  if (typeof value === 'boolean') return value ? '1' : '0'
  if (typeof value === 'number') return Number.isInteger(value) ? String(value) : String(Number(value.toFixed(4)))
  return value ?? ''
}

function momentText(moment: Date): string {
  return Number.isNaN(moment.getTime()) ? '' : moment.toISOString().replace('T', ' ').replace('Z', '')
}

/** As a number, where it is one or reads as one. */
export function numberOf(value: Value): number | undefined {
  if (value instanceof Date) return value.getTime()
  if (typeof value === 'number') return value
  if (typeof value !== 'string' || value.trim() === '') return undefined
  const number = Number(value)
  return Number.isFinite(number) ? number : undefined
}

/**
 * Numbers by size, before them text letter by letter, and before that what is not there.
 * https://docs.aws.amazon.com/AmazonCloudWatch/latest/logs/CWL_QuerySyntax-Sort.html
 */
export function order(a: Value, b: Value): number {
  if (a === undefined || b === undefined) return Number(b === undefined) - Number(a === undefined)
  const [one, other] = [numberOf(a), numberOf(b)]
  if (one !== undefined && other !== undefined) return one - other
  if (one !== undefined || other !== undefined) return one !== undefined ? 1 : -1
  const [left, right] = [said(a), said(b)]
  return left < right ? -1 : left > right ? 1 : 0
}
