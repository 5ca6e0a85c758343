/** One of the sixteen colours a terminal has names for; their shades are the page's to choose. */
export type LogColor = 'black' | 'red' | 'green' | 'yellow' | 'blue' | 'magenta' | 'cyan' | 'white'

/** How a program asked for its words to look. Nothing it asks for can hide them: concealing and backgrounds are not kept. */
export interface Look {
  color?: LogColor
  bold?: true
  dim?: true
  italic?: true
  underline?: true
}

/**
 * A stretch of a log line: words in one look, or the mark of a character that would act on the reader rather than be
 * read (`what` names it), or a break within the line.
 */
export type Piece = { text: string; look: Look } | { mark: string; what: string } | { break: true; mark: string }

const colors: LogColor[] = ['black', 'red', 'green', 'yellow', 'blue', 'magenta', 'cyan', 'white']
const names: Record<number, string> = {
  0: 'null',
  7: 'bell',
  8: 'backspace',
  13: 'carriage return',
  27: 'escape',
  127: 'delete',
  173: 'soft hyphen',
  8203: 'zero-width space',
  8204: 'zero-width non-joiner',
  8205: 'zero-width joiner',
  8206: 'left-to-right mark',
  8207: 'right-to-left mark',
  8234: 'left-to-right embedding',
  8235: 'right-to-left embedding',
  8236: 'end of direction',
  8237: 'left-to-right override',
  8238: 'right-to-left override',
  8294: 'left-to-right isolate',
  8295: 'right-to-left isolate',
  8296: 'first strong isolate',
  8297: 'end of isolate',
  65279: 'byte order mark',
}

/** ASCII's own abbreviations of its controls (ECMA-6). */
const abbreviations: Record<number, string> = Object.fromEntries([
  ...'NUL SOH STX ETX EOT ENQ ACK BEL BS HT LF VT FF CR SO SI DLE DC1 DC2 DC3 DC4 NAK SYN ETB CAN EM SUB ESC FS GS RS US'
    .split(' ')
    .map((name, code) => [code, name]),
  [0x7f, 'DEL'],
])

// Colours and the like: ESC [ numbers m (ECMA-48, SGR). Every other escape is shown and not obeyed.
const look = '\u001b\\[([0-9;:]*)m'
// What joins one emoji out of several characters is part of it, and is drawn.
const joiner =
  /(?<=\p{Extended_Pictographic}\p{Emoji_Modifier}?)\ufe0f|(?<=\p{Extended_Pictographic}\p{Emoji_Modifier}?\ufe0f?)\u200d(?=\p{Extended_Pictographic})|(?<=[0-9#*])\ufe0f(?=\u20e3)/u
/**
 * Characters that are not seen, or that move others: controls but the tab, what Unicode says to draw as nothing, line
 * separators, annotation marks, halves of pairs.
 */
const unseen = /(?!\t)[\p{Cc}\p{Default_Ignorable_Code_Point}\p{Cs}\u2028\u2029\ufff9-\ufffb]/u
const special = new RegExp(`${look}|(${joiner.source})|${unseen.source}`, 'gu')

/** A log line as it can be shown safely: every character of it is in some piece, but for the looks that were taken. */
export function piecesOf(line: string): Piece[] {
  // The line's own end is not part of it.
  const text = line.replace(/\r?\n$/, '')
  const pieces: Piece[] = []
  let now: Look = {}
  const say = (words: string) => {
    if (!words) return
    const last = pieces.at(-1)
    if (last && 'text' in last && last.look === now) last.text += words
    else pieces.push({ text: words, look: now })
  }
  let at = 0
  for (const match of text.matchAll(special)) {
    say(text.slice(at, match.index))
    at = match.index + match[0].length
    if (match[1] !== undefined) now = styled(now, match[1])
    else if (match[2] !== undefined) say(match[2])
    else if (match[0] === '\n') pieces.push({ break: true, mark: '⟨LF⟩' })
    else pieces.push(marked(match[0]))
  }
  say(text.slice(at))
  return pieces
}

function marked(character: string): Piece {
  const code = character.codePointAt(0) ?? 0
  const hex = `U+${code.toString(16).toUpperCase().padStart(4, '0')}`
  const what = names[code] ? `${names[code]}, ${hex}` : hex
  // Not Unicode's pictures of them, which few fonts hold.
  return { mark: `⟨${abbreviations[code] ?? hex}⟩`, what }
}

/** A look after "select graphic rendition" with these numbers. What is not drawn (backgrounds, blinking) changes nothing. */
function styled(before: Look, numbers: string): Look {
  let next: Look = { ...before }
  const codes = numbers.split(/[;:]/).map(Number)
  for (let i = 0; i < codes.length; i++) {
    const code = codes[i] ?? 0
    const color = colors[code % 10]
    if (code === 0) next = {}
    else if (code === 1) next.bold = true
    else if (code === 2) next.dim = true
    else if (code === 3) next.italic = true
    else if (code === 4) next.underline = true
    else if (code === 22) next = without(without(next, 'bold'), 'dim')
    else if (code === 23) next = without(next, 'italic')
    else if (code === 24) next = without(next, 'underline')
    else if (code === 39) next = without(next, 'color')
    else if ((code >= 30 && code <= 37) || (code >= 90 && code <= 97)) next = color ? { ...next, color } : next
    else if (code === 38 || code === 48) {
      // 256 colours: 5;n. True colour: 2;r;g;b. Of these only the sixteen with names are drawn.
      const indexed = codes[i + 1] === 5
      const named = indexed && code === 38 ? (codes[i + 2] ?? 16) : 16
      if (code === 38) next = without(next, 'color')
      const known = named < 16 ? colors[named % 8] : undefined
      if (known) next = { ...next, color: known }
      i += indexed ? 2 : 4
    }
  }
  return next
}

function without(of: Look, key: keyof Look): Look {
  const { [key]: _, ...rest } = of
  return rest
}

/** The line as it is shown, without its looks: what is searched and copied, and safe to paste into a terminal. */
export const shownText = (line: string): string =>
  piecesOf(line)
    .map((piece) => ('text' in piece ? piece.text : 'break' in piece ? '\n' : piece.mark))
    .join('')

/** Where a text is found in another, whatever its case: pairs of start and end, not overlapping. */
export function findIn(text: string, wanted: string): [number, number][] {
  if (!wanted) return []
  const found: [number, number][] = []
  const pattern = new RegExp(wanted.replace(/[.*+?^${}()|[\]\\]/g, '\\$&'), 'giu')
  for (const match of text.matchAll(pattern)) found.push([match.index, match.index + match[0].length])
  return found
}
