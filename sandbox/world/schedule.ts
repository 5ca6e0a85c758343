/** A schedule as Application Auto Scaling takes it: `at(…)`, `rate(…)` or `cron(…)`. */
export type Schedule =
  | { kind: 'at'; at: number }
  | { kind: 'rate'; every: number }
  | { kind: 'cron'; fields: Fields; zone: string }

interface Fields {
  minute: Set<number>
  hour: Set<number>
  month: Set<number>
  year: (year: number) => boolean
  /** Of a date that is given as if it were UTC. */
  day: (date: Date) => boolean
}

const MINUTE = 60_000
const DAY = 86_400_000
const UNITS: Record<string, number> = { minute: MINUTE, hour: 60 * MINUTE, day: DAY }
const MONTHS = ['JAN', 'FEB', 'MAR', 'APR', 'MAY', 'JUN', 'JUL', 'AUG', 'SEP', 'OCT', 'NOV', 'DEC']
const DAYS = ['SUN', 'MON', 'TUE', 'WED', 'THU', 'FRI', 'SAT']

/** @returns undefined where the text is no schedule or there is no such time zone */
export function parseSchedule(text: string, zone = 'UTC'): Schedule | undefined {
  if (formatOf(zone) === undefined) return undefined
  const [, kind, inside = ''] = /^(at|rate|cron)\((.*)\)$/.exec(text) ?? []
  if (kind === 'at') {
    const local = /^\d{4}-\d\d-\d\dT\d\d:\d\d:\d\d$/.test(inside) ? Date.parse(`${inside}Z`) : Number.NaN
    return Number.isNaN(local) ? undefined : { kind, at: utcOf(local, zone) }
  }
  if (kind === 'rate') {
    const [, count, unit = '', many] = /^([1-9]\d{0,5}) (minute|hour|day)(s?)$/.exec(inside) ?? []
    if (count === undefined || (count === '1') !== (many === '')) return undefined
    return { kind, every: Number(count) * (UNITS[unit] ?? 0) }
  }
  const fields = kind === 'cron' ? fieldsOf(inside.split(' ')) : undefined
  return fields && { kind: 'cron', fields, zone }
}

/**
 * The first time after a moment; undefined where there is none, or none in the next six years.
 * @param from when a rate began
 */
export function nextTime(schedule: Schedule, after: number, from: number): number | undefined {
  if (schedule.kind === 'at') return schedule.at > after ? schedule.at : undefined
  if (schedule.kind === 'rate')
    return from + (Math.floor(Math.max(0, after - from) / schedule.every) + 1) * schedule.every
  const { fields, zone } = schedule
  const local = after + offsetAt(after, zone)
  for (let day = Math.floor(local / DAY) * DAY, tried = 0; tried < 6 * 366; day += DAY, tried++) {
    const date = new Date(day)
    if (!fields.month.has(date.getUTCMonth() + 1) || !fields.year(date.getUTCFullYear()) || !fields.day(date)) continue
    for (const hour of fields.hour)
      for (const minute of fields.minute) {
        const at = utcOf(day + hour * 60 * MINUTE + minute * MINUTE, zone)
        if (at > after) return at
      }
  }
  return undefined
}

const formats = new Map<string, Intl.DateTimeFormat>()

function formatOf(zone: string): Intl.DateTimeFormat | undefined {
  const known = formats.get(zone)
  if (known) return known
  try {
    const parts = { year: 'numeric', month: 'numeric', day: 'numeric', hour: 'numeric', minute: 'numeric' } as const
    const made = new Intl.DateTimeFormat('en-US', { ...parts, second: 'numeric', hourCycle: 'h23', timeZone: zone })
    formats.set(zone, made)
    return made
  } catch {
    return undefined
  }
}

/** What a zone's clocks show ahead of UTC at a moment, in milliseconds. */
function offsetAt(at: number, zone: string): number {
  if (zone === 'UTC') return 0
  const part = new Map(
    formatOf(zone)
      ?.formatToParts(at)
      .map(({ type, value }) => [type, Number(value)]),
  )
  const of = (type: Intl.DateTimeFormatPartTypes) => part.get(type) ?? 0
  const shown = Date.UTC(of('year'), of('month') - 1, of('day'), of('hour'), of('minute'), of('second'))
  return shown - Math.floor(at / 1000) * 1000
}

const utcOf = (local: number, zone: string): number => {
  const first = local - offsetAt(local, zone)
  return local - offsetAt(first, zone)
}

/** Minutes, hours, day of month, month, day of week (1 is Sunday), year: six, and one of the days is `?`. */
function fieldsOf(parts: readonly string[]): Fields | undefined {
  const [minutes = '', hours = '', days = '', months = '', weekdays = '', years = '', more] = parts
  if (years === '' || more !== undefined || (days === '?') === (weekdays === '?')) return undefined
  const minute = numbers(minutes, 0, 59)
  const hour = numbers(hours, 0, 23)
  const month = numbers(months, 1, 12, MONTHS, 1)
  const year = numbers(years, 1970, 2199)
  const day = days === '?' ? weekdayTest(weekdays) : dayTest(days)
  if (!minute || !hour || !month || !year || !day) return undefined
  return { minute, hour, month, year: (one) => year.has(one), day }
}

const lastOf = (date: Date) => new Date(Date.UTC(date.getUTCFullYear(), date.getUTCMonth() + 1, 0)).getUTCDate()

function dayTest(text: string): ((date: Date) => boolean) | undefined {
  if (text === 'L') return (date) => date.getUTCDate() === lastOf(date)
  const days = numbers(text, 1, 31)
  return days && ((date) => days.has(date.getUTCDate()))
}

function weekdayTest(text: string): ((date: Date) => boolean) | undefined {
  const nth = /^([1-7])#([1-5])$/.exec(text)
  if (nth)
    return (date) => date.getUTCDay() + 1 === Number(nth[1]) && Math.ceil(date.getUTCDate() / 7) === Number(nth[2])
  const last = /^([1-7])L$/.exec(text)
  if (last) return (date) => date.getUTCDay() + 1 === Number(last[1]) && date.getUTCDate() + 7 > lastOf(date)
  const days = numbers(text, 1, 7, DAYS, 1)
  return days && ((date) => days.has(date.getUTCDay() + 1))
}

/** `*`, `1,2`, `1-5`, `0/15`, with names where there are some; in their order. */
function numbers(text: string, least: number, most: number, names: readonly string[] = [], first = 0) {
  const number = (one: string) => {
    const name = names.indexOf(one.toUpperCase())
    return name >= 0 ? name + first : /^\d{1,4}$/.test(one) ? Number(one) : Number.NaN
  }
  const out = new Set<number>()
  for (const part of text.split(',')) {
    const [range = '', step] = part.split('/')
    const [low = '', high] = range.split('-')
    const from = range === '*' ? least : number(low)
    const to = range === '*' || (step !== undefined && high === undefined) ? most : number(high ?? low)
    const by = step === undefined ? 1 : number(step)
    if (!(from >= least && to <= most && from <= to && by >= 1)) return undefined
    for (let one = from; one <= to; one += by) out.add(one)
  }
  return new Set([...out].sort((a, b) => a - b))
}
