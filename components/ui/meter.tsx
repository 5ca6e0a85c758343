import { cn } from './cn'

const digits = (most: number) => new Intl.NumberFormat('en-US', { maximumFractionDigits: most })
const [hundredths, tenths] = [digits(2), digits(1)]
/** Under one, a tenth is too coarse: 0.25 is not 0.3. */
const number = { format: (value: number) => (Math.abs(value) < 1 ? hundredths : tenths).format(value) }

/**
 * How much of something is used. When either number is not known it says so: unknown is never drawn as zero.
 * The bar is an SVG so that it needs no inline style (and so no exception in the content security policy).
 */
export function Meter({
  used,
  of,
  unit,
  label,
  wide,
}: {
  used: number | null | undefined
  of: number | null | undefined
  unit: string
  /** What is measured: "vCPU used on pi-07". Heard, and drawn too when `wide`. */
  label: string
  /** As wide as its place, its label and numbers above the bar. */
  wide?: boolean
}) {
  const known = used != null && of != null
  const share = known && of > 0 ? Math.min(1, used / of) : 0
  const words = known
    ? `${number.format(used)} of ${number.format(of)} ${unit}`
    : of != null
      ? `unknown of ${number.format(of)} ${unit}`
      : 'unknown'
  return (
    <span
      className={cn(
        'inline-flex min-w-0 items-center gap-2 align-middle',
        wide && 'w-full flex-col items-stretch gap-1',
      )}
    >
      <span className={wide ? 'flex flex-wrap justify-between gap-x-3' : 'contents'}>
        {wide && (
          <span aria-hidden className="text-ink-2">
            {label}
          </span>
        )}
        <span className="whitespace-nowrap">
          {known ? (
            <>
              {number.format(used)}
              <span className="text-ink-3"> / {number.format(of)}</span>
            </>
          ) : (
            <span className="text-ink-3">unknown{of != null && <span> / {number.format(of)}</span>}</span>
          )}
          {(known || of != null) && <span className="ml-1 text-2xs text-ink-3">{unit}</span>}
        </span>
      </span>
      <span
        {...(known
          ? {
              role: 'meter',
              'aria-label': label,
              'aria-valuemin': 0,
              'aria-valuemax': of,
              'aria-valuenow': used,
              'aria-valuetext': words,
            }
          : { role: 'img', 'aria-label': `${label}: ${words}` })}
        className={cn('flex h-1 shrink-0', wide ? 'w-full' : 'w-14')}
      >
        <svg aria-hidden="true" preserveAspectRatio="none" viewBox="0 0 100 4" className="h-1 w-full rounded-full">
          {known ? (
            <>
              <rect width="100" height="4" className="fill-line-2" />
              <rect
                width={Math.max(share * 100, used > 0 ? 2 : 0)}
                height="4"
                className={share >= 0.9 ? 'fill-attention' : 'fill-ink-3'}
              />
            </>
          ) : (
            <path d="M0 2H100" className="stroke-control" strokeWidth="1.500" strokeDasharray="4 4" />
          )}
        </svg>
      </span>
    </span>
  )
}
