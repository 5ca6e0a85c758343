import { createElement, Fragment, memo, type ReactNode } from 'react'
import { cn } from '@/components/ui/cn'
import { findIn, type LogColor, type Look, type Piece } from '@/lib/model/log-text'

/** A line of a log, read once: what is drawn, and the same as plain text. */
export interface ReadLine {
  id: number
  at: string
  pieces: Piece[]
  shown: string
}

// A program's colours, in the page's own hues: each is legible on the page, light or dark.
const hue: Record<LogColor, string> = {
  black: 'text-ink-3',
  red: 'text-failed',
  green: 'text-ok',
  yellow: 'text-attention',
  blue: 'text-waiting',
  magenta: 'text-fargate',
  cyan: 'text-external',
  white: 'text-ink',
}
const classOf = (look: Look) =>
  cn(
    look.color ? hue[look.color] : look.dim && 'text-ink-3',
    look.bold && 'font-semibold',
    look.italic && 'italic',
    look.underline && 'underline underline-offset-2',
  ) || undefined

const clock = new Intl.DateTimeFormat('en-GB', {
  day: '2-digit',
  month: 'short',
  hour: '2-digit',
  minute: '2-digit',
  second: '2-digit',
  fractionalSecondDigits: 3,
})

/** A mark in the place of a character that would act on the reader. */
const Mark = ({ children, title }: { children: string; title?: string }) => (
  <span title={title} className="rounded-xs bg-attention-soft px-px text-attention">
    {children}
  </span>
)

/** The words of a piece, with what is searched for marked. `from` is where the piece begins in the line. */
function words(text: string, from: number, found: [number, number][]): ReactNode {
  const parts: ReactNode[] = []
  let at = 0
  for (const [start, end] of found) {
    const [first, last] = [Math.max(start - from, at), Math.min(end - from, text.length)]
    if (last <= first) continue
    parts.push(
      text.slice(at, first),
      <mark key={first} className="rounded-xs bg-(--flash) text-ink">
        {text.slice(first, last)}
      </mark>,
    )
    at = last
  }
  return at === 0 ? text : createElement(Fragment, null, ...parts, text.slice(at))
}

function drawn(line: ReadLine, wanted: string): ReactNode[] {
  const found = findIn(line.shown, wanted)
  let from = 0
  return line.pieces.map((piece) => {
    const start = from
    if ('text' in piece) {
      from += piece.text.length
      return (
        <span key={start} className={classOf(piece.look)}>
          {found.length > 0 ? words(piece.text, start, found) : piece.text}
        </span>
      )
    }
    from += 'break' in piece ? 1 : piece.mark.length
    return 'break' in piece ? (
      <Fragment key={start}>
        <Mark title="line break within one line">{piece.mark}</Mark>
        {'\n'}
      </Fragment>
    ) : (
      <Mark key={start} title={piece.what}>
        {piece.mark}
      </Mark>
    )
  })
}

/** Lines that came together, drawn once: a log that grows draws only what is new. Each line isolates its direction. */
export const LogLines = memo(function LogLines({
  lines,
  wanted,
  stamps,
  wrap,
}: {
  lines: ReadLine[]
  /** Only lines that hold this are drawn, with it marked; all of them where it is empty. */
  wanted: string
  stamps: boolean
  wrap: boolean
}) {
  return lines.map((line) =>
    wanted && findIn(line.shown, wanted).length === 0 ? null : (
      <div key={line.id} className="flex px-3 hover:bg-hover">
        {stamps && (
          <time dateTime={line.at} className="mr-4 shrink-0 select-none whitespace-pre text-ink-3">
            {clock.format(Date.parse(line.at))}
          </time>
        )}
        <span
          dir="ltr"
          className={cn(
            'min-w-0 [unicode-bidi:isolate]',
            wrap ? 'whitespace-pre-wrap [overflow-wrap:anywhere]' : 'whitespace-pre',
          )}
        >
          {line.shown === '' ? ' ' : drawn(line, wanted)}
        </span>
      </div>
    ),
  )
})
