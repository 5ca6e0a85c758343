import NextLink from 'next/link'
import type { ComponentProps } from 'react'
import { type ButtonSize, type ButtonTone, buttonClass } from './button'
import { cn } from './cn'

type Props = Omit<ComponentProps<typeof NextLink>, 'className'>

/** `quiet`: the name of a thing in a table or a heading, underlined on hover. Otherwise: a link inside words. */
export const Link = ({ quiet, ...rest }: Props & { quiet?: boolean }) => (
  <NextLink
    {...rest}
    className={cn(
      'rounded-xs underline-offset-2',
      quiet
        ? // In a table 24 px each way to hit, whatever the row's neighbours do (WCAG 2.5.8), without making the row taller.
          '[td_&]:-my-0.5 font-medium text-ink hover:underline [td_&]:inline-block [td_&]:min-h-6 [td_&]:min-w-6 [td_&]:leading-6'
        : 'text-accent-text underline decoration-accent-text/40 hover:decoration-accent-text',
    )}
  />
)

/** A link that looks like a button. */
export const ButtonLink = ({ tone, size, ...rest }: Props & { tone?: ButtonTone; size?: ButtonSize }) => (
  <NextLink {...rest} className={buttonClass(tone, size)} />
)
