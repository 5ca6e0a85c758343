import { cn } from './cn'
import { CopyButton } from './copy-button'

/** An id or ARN: mono, cut in the middle (both ends tell things apart), whole on hover, when copied, or with `whole`. */
export function Id({
  value,
  max = 28,
  label,
  whole,
}: {
  value: string
  max?: number
  /** What it is, for the copy button's name: "the task's ARN". */
  label?: string
  whole?: boolean
}) {
  const tail = Math.floor((max - 1) * 0.4)
  const cut = !whole && value.length > max ? `${value.slice(0, max - 1 - tail)}…${value.slice(-tail)}` : value
  return (
    <span className="group/id inline-flex max-w-full items-center gap-0.5 align-middle">
      <span title={value} className={cn('relative font-mono text-xs', whole ? 'break-all' : 'truncate')}>
        {cut === value ? (
          value
        ) : (
          <>
            <span aria-hidden>{cut}</span>
            <span className="sr-only">{value}</span>
          </>
        )}
      </span>
      <CopyButton
        text={value}
        label={`Copy ${label ?? value}`}
        className="-my-1 opacity-0 focus-visible:opacity-100 group-hover/id:opacity-100 [@media(hover:none)]:opacity-100"
      />
    </span>
  )
}
