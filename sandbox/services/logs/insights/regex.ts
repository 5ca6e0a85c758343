/** The longest expression taken, how often it may repeat without end, and how often it may so repeat any character. */
const longest = 512
const most = { all: 8, any: 3 }

/** How much of a message an expression looks at: what repeats takes time by the power of the length. */
const looked = 4_000

/** Tells whether a caller's expression is found; undefined where it is none, or one that may take for ever. */
export function regexOf(text: string): RegExp | undefined {
  if (text.length === 0 || text.length > longest || isSlow(text)) return undefined
  // `(?i)` at the front is how AWS writes that case is all one.
  const bare = text.replace(/^\(\?i\)/, '')
  const flags = bare === text ? '' : 'i'
  // Outside of u-mode an escape that means nothing is the character itself, as AWS reads it.
  for (const mode of ['u', '']) {
    try {
      return new RegExp(bare, mode + flags)
    } catch {
      // Tried in the other mode; what is no expression in either is refused.
    }
  }
  return undefined
}

export const seen = (message: string) => (message.length > looked ? message.slice(0, looked) : message)

/** What a group holds that makes repeating it slow: nothing, repetition with an end, more than that. */
type Held = 0 | 1 | 2

/** Whether repetition is nested, there is too much of it, or a group is referred back to. */
function isSlow(text: string): boolean {
  const open: Held[] = []
  const mark = (held: Held) => {
    const inner = open.at(-1)
    if (inner !== undefined && held > inner) open[open.length - 1] = held
  }
  let all = 0
  let any = 0
  let inClass = false
  let closed: Held = 0
  for (let at = 0; at < text.length; at++) {
    const sign = text[at] ?? ''
    if (sign === '\\') {
      if (/[1-9k]/.test(text[at + 1] ?? '')) return true
      at++
      closed = 0
      continue
    }
    if (inClass || sign === '[') {
      inClass = sign !== ']'
      closed = 0
      continue
    }
    const repeats = text[at - 1] === '(' ? undefined : repetition(text, at)
    if (repeats !== undefined) {
      if (closed === 2 && repeats > 1) return true
      if (closed === 1 && repeats > 4) return true
      if (repeats === Number.POSITIVE_INFINITY) {
        all++
        if (text[at - 1] === '.') any++
      }
      mark(repeats > 10 || closed === 2 ? 2 : 1)
    }
    if (sign === '(') open.push(0)
    if (sign === '|') mark(2)
    closed = 0
    if (sign === ')') {
      closed = open.pop() ?? 0
      mark(closed)
    }
  }
  return all > most.all || any > most.any
}

/** How often at most what stands before is repeated; undefined where no repetition stands here. */
function repetition(text: string, at: number): number | undefined {
  const sign = text[at]
  if (sign === '*' || sign === '+') return Number.POSITIVE_INFINITY
  if (sign === '?') return 1
  const [whole, least, comma, end] = /^\{(\d{1,6})(,?)(\d{0,6})\}/.exec(text.slice(at, at + 20)) ?? []
  if (whole === undefined) return undefined
  return end ? Number(end) : comma ? Number.POSITIVE_INFINITY : Number(least)
}
