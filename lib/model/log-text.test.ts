import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { findIn, piecesOf, shownText } from './log-text'

const esc = '\u001b'
/** What acts on a reader or a terminal and must never come through as itself. */
const acting = /(?!\t)[\p{Cc}\p{Bidi_Control}\u200b\u2028\u2029]/u
const looks = new RegExp(`${esc}\\[[0-9;:]*m`, 'g')

describe('a log line', () => {
  it('of plain words is plain words, tabs and all', () => {
    expect(piecesOf('GET\t/ 200 – ünï 你好')).toEqual([{ text: 'GET\t/ 200 – ünï 你好', look: {} }])
    expect(piecesOf('')).toEqual([])
  })
  it('keeps its colours', () => {
    expect(piecesOf(`a ${esc}[1;31mbad${esc}[0m b`)).toEqual([
      { text: 'a ', look: {} },
      { text: 'bad', look: { bold: true, color: 'red' } },
      { text: ' b', look: {} },
    ])
    expect(piecesOf(`${esc}[92mok${esc}[39;4m!${esc}[m.`).map((piece) => 'look' in piece && piece.look)).toEqual([
      { color: 'green' },
      { underline: true },
      {},
    ])
    expect(piecesOf(`${esc}[38;5;9mx${esc}[38;2;1;31;1my`).map((piece) => 'look' in piece && piece.look)).toEqual([
      { color: 'red' },
      {},
    ])
  })
  it('cannot hide its words', () => {
    expect(shownText(`${esc}[8mrm -rf${esc}[30;40m /`)).toBe('rm -rf /')
  })
  it('has its other escapes shown, not obeyed', () => {
    expect(shownText(`a${esc}[2Kb${esc}]8;;http://x${'\u0007'}c`)).toBe('a⟨ESC⟩[2Kb⟨ESC⟩]8;;http://x⟨BEL⟩c')
    expect(shownText('50%\r100%')).toBe('50%⟨CR⟩100%')
  })
  it('shows what turns the direction of reading', () => {
    expect(shownText('user\u202eexe.txt')).toBe('user⟨U+202E⟩exe.txt')
    expect(piecesOf('\u202e')).toEqual([{ mark: '⟨U+202E⟩', what: 'right-to-left override, U+202E' }])
    expect(shownText('a\u200bb\u{e0041}c\u2028d\ud800e')).toBe('a⟨U+200B⟩b⟨U+E0041⟩c⟨U+2028⟩d⟨U+D800⟩e')
  })
  it('leaves emoji whole, and Hebrew and Arabic as they are', () => {
    for (const text of ['👩‍🚀 ready', '❤️ 1️⃣', 'שלום', 'مرحبا']) expect(shownText(text)).toBe(text)
    expect(shownText('a\u200db')).toBe('a⟨U+200D⟩b')
  })
  it('that holds others shows where each begins', () => {
    expect(piecesOf('a\nb\r\n')).toEqual([
      { text: 'a', look: {} },
      { break: true, mark: '⟨LF⟩' },
      { text: 'b', look: {} },
    ])
  })
  it('never lets through what acts on the reader, and loses nothing else', () => {
    const bits = fc.oneof(
      fc.string({ unit: 'binary' }),
      fc.constantFrom(`${esc}[31m`, `${esc}[0m`, `${esc}[`, '\u202e', '\u200d', '👩‍🚀', '\n', '\r\n', '\t', '\ud83d'),
    )
    fc.assert(
      fc.property(fc.array(bits), (parts) => {
        const line = parts.join('')
        const pieces = piecesOf(line)
        for (const piece of pieces) if ('text' in piece) expect(piece.text).not.toMatch(acting)
        const back = pieces
          .map((piece) => ('text' in piece ? piece.text : 'break' in piece ? '\n' : charOf(piece)))
          .join('')
        expect(back).toBe(line.replace(/\r?\n$/, '').replaceAll(looks, ''))
      }),
      { numRuns: 1000 },
    )
  })
})

const charOf = ({ what }: { what: string }) =>
  String.fromCodePoint(Number.parseInt(/U\+(\w+)$/.exec(what)?.[1] ?? '0', 16))

describe('searching', () => {
  it('finds every place, whatever the case and the signs', () => {
    expect(findIn('Error: ERROR (error)', 'error')).toEqual([
      [0, 5],
      [7, 12],
      [14, 19],
    ])
    expect(findIn('a.b.c (x', '.')).toHaveLength(2)
    expect(findIn('a.b.c (x', '(x')).toEqual([[6, 8]])
    expect(findIn('a', '')).toEqual([])
  })
})
