const minute = 60_000
const hour = 60 * minute
const day = 24 * hour

const span = (ms: number): string => {
  if (ms < minute) return `${Math.floor(ms / 1000)} s`
  if (ms < hour) return `${Math.floor(ms / minute)} min`
  if (ms < day) return `${Math.floor(ms / hour)} h`
  return `${Math.floor(ms / day)} d`
}

/** "12 s ago", "in 3 min", and a date once it is more than 60 days away. Both in ms since 1970. */
export function ageText(at: number, now: number): string {
  const past = now - at
  if (Math.abs(past) >= 60 * day) {
    return new Intl.DateTimeFormat('en-GB', { day: 'numeric', month: 'short', year: 'numeric' }).format(at)
  }
  // A server's clock and a browser's differ by a little: a hair in the future is now.
  if (past < -2000) return `in ${span(-past)}`
  return past < 2000 ? 'just now' : `${span(past)} ago`
}

const local = new Intl.DateTimeFormat('en-GB', { dateStyle: 'medium', timeStyle: 'long' })

/** The exact moment in the person's zone, and in UTC beside it. */
export const exactText = (at: number): string =>
  `${local.format(at)} · ${new Date(at).toISOString().slice(0, 19).replace('T', ' ')} UTC`

/** A duration between two moments: "42 s", "3 min", "2 h 5 min". */
export function durationText(ms: number): string {
  if (ms < hour || ms >= day) return span(ms)
  const minutes = Math.floor((ms % hour) / minute)
  return minutes ? `${Math.floor(ms / hour)} h ${minutes} min` : span(ms)
}
