'use client'
import NextLink from 'next/link'
import { DropdownMenu } from 'radix-ui'
import { Fragment, type ReactNode } from 'react'
import { cn } from './cn'

export interface MenuItem {
  label: string
  icon?: ReactNode
  /** One of the two: where it goes, or what it does. */
  href?: string
  onSelect?: () => void
  /** Said under the label; the item stays reachable and refuses. */
  whyNot?: string | null | undefined
  danger?: boolean
  checked?: boolean
  separated?: boolean
}

const itemClass = (item: MenuItem) =>
  cn(
    'flex w-full select-none items-start gap-2 rounded px-2 py-1.5 text-left outline-none data-highlighted:bg-sunken [&_svg]:mt-0.5 [&_svg]:size-4 [&_svg]:shrink-0',
    item.whyNot ? 'cursor-not-allowed text-ink-3' : item.danger ? 'text-failed' : 'text-ink',
  )

const Body = ({ item }: { item: MenuItem }) => (
  <>
    {item.icon}
    <span className="grid">
      {item.label}
      {item.whyNot && <span className="text-ink-3 text-xs">{item.whyNot}</span>}
    </span>
  </>
)

/** `trigger` is one button (Button or IconButton). */
export function Menu({
  trigger,
  items,
  header,
  align = 'end',
}: {
  trigger: ReactNode
  items: MenuItem[]
  header?: ReactNode
  align?: 'start' | 'end'
}) {
  return (
    <DropdownMenu.Root modal={false}>
      <DropdownMenu.Trigger asChild>{trigger}</DropdownMenu.Trigger>
      <DropdownMenu.Portal>
        <DropdownMenu.Content
          align={align}
          sideOffset={4}
          collisionPadding={8}
          className="pop z-50 min-w-48 max-w-80 rounded-lg bg-raised p-1 text-sm shadow-pop"
        >
          {header && <DropdownMenu.Label className="-mx-1 mb-1 border-b px-3 pt-1 pb-2">{header}</DropdownMenu.Label>}
          {items.map((item) => (
            <Fragment key={item.label}>
              {item.separated && <DropdownMenu.Separator className="-mx-1 my-1 h-px bg-line" />}
              {item.checked !== undefined ? (
                <DropdownMenu.CheckboxItem checked={item.checked} onSelect={item.onSelect} className={itemClass(item)}>
                  <Body item={item} />
                  <DropdownMenu.ItemIndicator className="ml-auto">
                    <span aria-hidden>✓</span>
                  </DropdownMenu.ItemIndicator>
                </DropdownMenu.CheckboxItem>
              ) : item.href && !item.whyNot ? (
                <DropdownMenu.Item asChild className={itemClass(item)}>
                  <NextLink href={item.href}>
                    <Body item={item} />
                  </NextLink>
                </DropdownMenu.Item>
              ) : (
                <DropdownMenu.Item
                  aria-disabled={item.whyNot ? true : undefined}
                  onSelect={(event) => (item.whyNot ? event.preventDefault() : item.onSelect?.())}
                  className={itemClass(item)}
                >
                  <Body item={item} />
                </DropdownMenu.Item>
              )}
            </Fragment>
          ))}
        </DropdownMenu.Content>
      </DropdownMenu.Portal>
    </DropdownMenu.Root>
  )
}
