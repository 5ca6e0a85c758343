'use client'
import { Popover as Radix } from 'radix-ui'
import type { ReactNode } from 'react'

/** A small panel beside the one button that opens it. */
export const Popover = ({
  trigger,
  label,
  align = 'start',
  children,
}: {
  trigger: ReactNode
  label: string
  align?: 'start' | 'end'
  children: ReactNode
}) => (
  <Radix.Root>
    <Radix.Trigger asChild>{trigger}</Radix.Trigger>
    <Radix.Portal>
      <Radix.Content
        align={align}
        sideOffset={4}
        collisionPadding={8}
        aria-label={label}
        className="pop z-50 max-h-[min(420px,var(--radix-popover-content-available-height))] w-64 overflow-y-auto rounded-lg bg-raised p-1 text-sm shadow-pop outline-none"
      >
        {children}
      </Radix.Content>
    </Radix.Portal>
  </Radix.Root>
)
