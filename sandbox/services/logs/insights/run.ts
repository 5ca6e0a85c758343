import type { Region } from '../../../world/region'
import { firstAt, type GroupRecord, type QueryRecord } from '../state'
import type { Plan } from './plan'
import { look, type Row, said } from './values'

interface Asked {
  /** Epoch milliseconds, both inclusive. */
  start: number
  end: number
  /** The most rows, where the query does not say. */
  limit: number
}

type Result = Pick<QueryRecord, 'columns' | 'rows' | 'matched' | 'scanned' | 'bytes'>

/** Runs a plan over the events of some groups, the newest first as AWS gives them. */
export function carryOut({ account }: Region, groups: readonly GroupRecord[], plan: Plan, asked: Asked): Result {
  const rows: Row[] = []
  let bytes = 0
  for (const group of groups)
    for (const { name, events } of group.streams.values())
      for (let index = firstAt(events, asked.start); index < events.length; index++) {
        const event = events[index]
        if (!event || event.at > asked.end) break
        bytes += Buffer.byteLength(event.message)
        rows.push({ event, group: group.name, stream: name, account, values: new Map() })
      }
  rows.sort((a, b) => (b.event?.at ?? 0) - (a.event?.at ?? 0) || (b.event?.id ?? 0) - (a.event?.id ?? 0))
  const scanned = rows.length
  const { columns, rows: found, matched } = plan.run(rows, asked.limit)
  return { columns, rows: found.map((row) => columns.map((name) => text(row, name))), matched, scanned, bytes }
}

function text(row: Row, name: string): string | undefined {
  const value = look(row, name)
  return value === undefined ? undefined : said(value)
}
