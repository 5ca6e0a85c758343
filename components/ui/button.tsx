'use client'
import { LoaderCircle } from 'lucide-react'
import { type ButtonHTMLAttributes, type MouseEvent, type ReactNode, type Ref, useId } from 'react'
import { cn } from './cn'
import { Tooltip } from './tooltip'

export type ButtonTone = 'default' | 'primary' | 'ghost' | 'danger'
export type ButtonSize = 'sm' | 'md'

const tones: Record<ButtonTone, string> = {
  default: 'border-line-2 bg-surface text-ink hover:bg-hover shadow-[0_1px_1px_oklch(0_0_0/0.03)]',
  primary: 'border-transparent bg-accent text-accent-ink hover:bg-accent-hover',
  ghost: 'border-transparent bg-transparent text-ink-2 hover:bg-sunken hover:text-ink',
  danger: 'border-transparent bg-danger text-accent-ink hover:bg-danger-hover',
}
const off: Record<ButtonTone, string> = {
  default: 'border-line bg-sunken text-ink-3',
  primary: 'border-line bg-sunken text-ink-3',
  ghost: 'border-transparent text-ink-3',
  danger: 'border-line bg-sunken text-ink-3',
}
const sizes: Record<ButtonSize, string> = { sm: 'h-7 px-2 text-xs', md: 'h-8 px-3 text-sm' }
const squares: Record<ButtonSize, string> = { sm: 'size-7', md: 'size-8' }

/** The look of a button, for a link that does what a button does (goes to a page that creates something). */
export const buttonClass = (tone: ButtonTone = 'default', size: ButtonSize = 'md', square = false, disabled = false) =>
  cn(
    'inline-flex shrink-0 select-none items-center justify-center gap-1.5 whitespace-nowrap rounded-md border font-medium transition-colors duration-100',
    square ? squares[size] : sizes[size],
    disabled ? `${off[tone]} cursor-not-allowed` : tones[tone],
  )

interface Common extends Omit<ButtonHTMLAttributes<HTMLButtonElement>, 'disabled' | 'className'> {
  tone?: ButtonTone
  size?: ButtonSize
  /** Working: keeps its width and its place in the tab order, takes no second click. */
  pending?: boolean
  /** Why this cannot be done now. The button stays reachable, refuses, and says it. */
  whyNot?: string | null | undefined
  ref?: Ref<HTMLButtonElement>
}

function useRefusal({ pending, whyNot, onClick, id }: Pick<Common, 'pending' | 'whyNot' | 'onClick'> & { id: string }) {
  const refused = Boolean(whyNot) || Boolean(pending)
  return {
    refused,
    props: {
      'aria-disabled': refused || undefined,
      'aria-busy': pending || undefined,
      'aria-describedby': whyNot ? id : undefined,
      onClick: (event: MouseEvent<HTMLButtonElement>) => {
        if (refused) {
          event.preventDefault()
          event.stopPropagation()
        } else onClick?.(event)
      },
    },
  }
}

export function Button({
  tone = 'default',
  size = 'md',
  pending,
  whyNot,
  onClick,
  icon,
  children,
  ...rest
}: Common & { icon?: ReactNode; children: ReactNode }) {
  const id = useId()
  const { refused, props } = useRefusal({ pending, whyNot, onClick, id })
  return (
    <>
      <Tooltip content={whyNot}>
        <button type="button" {...rest} {...props} className={cn(buttonClass(tone, size, false, refused), 'relative')}>
          <span className={cn('contents', pending && '[&>*]:opacity-0')}>
            {icon && <span className="-ml-0.5 inline-flex [&>svg]:size-3.5">{icon}</span>}
            <span>{children}</span>
          </span>
          {pending && <LoaderCircle aria-hidden className="absolute size-4 animate-spin" />}
        </button>
      </Tooltip>
      {whyNot && (
        <span id={id} hidden>
          {whyNot}
        </span>
      )}
    </>
  )
}

/** A button that is only an icon; `label` is its name and its tooltip. */
export function IconButton({
  label,
  tone = 'ghost',
  size = 'md',
  pending,
  whyNot,
  onClick,
  tooltipSide,
  children,
  ...rest
}: Common & { label: string; tooltipSide?: 'top' | 'right' | 'bottom' | 'left'; children: ReactNode }) {
  const id = useId()
  const { refused, props } = useRefusal({ pending, whyNot, onClick, id })
  return (
    <>
      <Tooltip content={whyNot ?? label} side={tooltipSide}>
        <button
          type="button"
          aria-label={label}
          {...rest}
          {...props}
          className={cn(buttonClass(tone, size, true, refused), '[&>svg]:size-4')}
        >
          {pending ? <LoaderCircle aria-hidden className="animate-spin" /> : children}
        </button>
      </Tooltip>
      {whyNot && (
        <span id={id} hidden>
          {whyNot}
        </span>
      )}
    </>
  )
}
