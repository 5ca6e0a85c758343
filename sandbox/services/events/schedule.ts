/**
 * Schedule expressions: https://docs.aws.amazon.com/eventbridge/latest/userguide/eb-scheduled-rule-pattern.html
 * `rate(5 minutes)`, `cron(0 10 * * ? *)`, in UTC.
 */
export interface Schedule {
  /** The next time after `now`, in epoch milliseconds; undefined where there is none within two years. */
  next: (now: number) => number | undefined
}

const units = { minute: 60_000, hour: 3_600_000, day: 86_400_000 } as const
const months = 'JAN FEB MAR APR MAY JUN JUL AUG SEP OCT NOV DEC'.split(' ')
const days = 'SUN MON TUE WED THU FRI SAT'.split(' ')

/** @returns undefined where the text is no expression AWS would take */
export function parseSchedule(text: string): Schedule | undefined {
  const rate = /^rate\((\d{1,8}) (minute|hour|day)(s?)\)$/.exec(text)
  if (rate) {
    const count = Number(rate[1])
    // "If the value is equal to 1, then the unit must be singular."
    if (count < 1 || (count === 1) !== (rate[3] === '')) return undefined
    const period = count * units[rate[2] as keyof typeof units]
    return { next: (now) => now + period }
  }
  const fields = /^cron\(([^)]*)\)$/.exec(text)?.[1]?.trim().split(/\s+/)
  return fields?.length === 6 ? cron(fields) : undefined
}

function cron([minute = '', hour = '', day = '', month = '', weekday = '', year = '']: string[]): Schedule | undefined {
  // One of day-of-month and day-of-week must be `?`.
  if ((day === '?') === (weekday === '?')) return undefined
  const minutes = values(minute, 0, 59)
  const hours = values(hour, 0, 23)
  const inMonth = values(month, 1, 12, months)
  const inYear = values(year, 1970, 2199)
  const onDay = day === '?' ? () => true : dayTest(day)
  const onWeekday = weekday === '?' ? () => true : weekdayTest(weekday)
  if (!minutes || !hours || !inMonth || !inYear || !onDay || !onWeekday) return undefined
  const fits = (date: Date) =>
    inYear.has(date.getUTCFullYear()) && inMonth.has(date.getUTCMonth() + 1) && onDay(date) && onWeekday(date)
  const [inHours, inMinutes] = [sorted(hours), sorted(minutes)]
  return {
    next(now) {
      const start = new Date(now - (now % units.day)).getTime()
      for (let count = 0; count < 732; count++) {
        const midnight = start + count * units.day
        if (!fits(new Date(midnight))) continue
        for (const h of inHours)
          for (const m of inMinutes) {
            const at = midnight + h * units.hour + m * units.minute
            if (at > now) return at
          }
      }
      return undefined
    },
  }
}

const sorted = (set: ReadonlySet<number>) => [...set].sort((a, b) => a - b)

/** `*`, `5`, `1-5`, `0/15`, `10-30/5`, and several of those with commas. */
function values(text: string, least: number, most: number, names: readonly string[] = []): Set<number> | undefined {
  const out = new Set<number>()
  const read = (word: string) =>
    names.includes(word.toUpperCase()) ? names.indexOf(word.toUpperCase()) + 1 : Number(word)
  for (const part of text.split(',')) {
    const found = /^(\*|[A-Za-z]{3}|\d{1,4})(?:-([A-Za-z]{3}|\d{1,4}))?(?:\/(\d{1,4}))?$/.exec(part)
    if (!found) return undefined
    const [, from = '', to, step] = found
    const first = from === '*' ? least : read(from)
    const last = to !== undefined ? read(to) : from === '*' || step !== undefined ? most : first
    const by = step === undefined ? 1 : Number(step)
    if (!(first >= least && last <= most && first <= last && by >= 1)) return undefined
    for (let value = first; value <= last; value += by) out.add(value)
  }
  return out
}

const lastDay = (date: Date) => new Date(Date.UTC(date.getUTCFullYear(), date.getUTCMonth() + 1, 0)).getUTCDate()

function dayTest(text: string): ((date: Date) => boolean) | undefined {
  if (text === 'L') return (date) => date.getUTCDate() === lastDay(date)
  const near = /^(\d{1,2})W$/.exec(text)
  if (near) {
    const wanted = Number(near[1])
    if (wanted < 1 || wanted > 31) return undefined
    return (date) => date.getUTCDate() === nearestWeekday(date, wanted)
  }
  const inDays = values(text, 1, 31)
  return inDays && ((date) => inDays.has(date.getUTCDate()))
}

/** The day of its month, Monday to Friday, that is nearest to one. */
function nearestWeekday(date: Date, wanted: number): number {
  const on = new Date(Date.UTC(date.getUTCFullYear(), date.getUTCMonth(), wanted))
  if (on.getUTCMonth() !== date.getUTCMonth()) return 0
  const weekday = on.getUTCDay()
  if (weekday === 6) return wanted > 1 ? wanted - 1 : wanted + 2
  if (weekday === 0) return wanted < lastDay(date) ? wanted + 1 : wanted - 2
  return wanted
}

function weekdayTest(text: string): ((date: Date) => boolean) | undefined {
  const nth = /^([1-7]|[A-Za-z]{3})#([1-5])$/.exec(text)
  const last = /^([1-7]|[A-Za-z]{3})L$/.exec(text)
  const chosen = values(nth?.[1] ?? last?.[1] ?? (text === 'L' ? '7' : text), 1, 7, days)
  if (!chosen) return undefined
  const on = (date: Date) => chosen.has(date.getUTCDay() + 1)
  if (nth) return (date) => on(date) && Math.ceil(date.getUTCDate() / 7) === Number(nth[2])
  if (last) return (date) => on(date) && date.getUTCDate() + 7 > lastDay(date)
  return on
}
