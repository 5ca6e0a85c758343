'use client'
import { Command } from 'cmdk'
import { ArrowRight } from 'lucide-react'
import { Dialog } from 'radix-ui'
import { type ReactNode, useEffect, useState } from 'react'
import { useFocusBack } from '@/components/ui/dialog'

export interface PaletteItem {
  id: string
  label: string
  /** What kind, or where: "host · berlin". */
  hint?: string
  icon?: ReactNode
  /** Other words it is found by. */
  keywords?: string[]
  whyNot?: string | null
  href?: string
}
export interface PaletteGroup {
  heading: string
  items: PaletteItem[]
  /** Items the server already searched for: shown as they come. */
  found?: boolean
}

/** ARNs of any partition, managed-instance and EC2 ids, and AWS console addresses: what /go understands. */
const goable = (text: string) =>
  /^arn:aws[a-z-]*:\S+$/.test(text) ||
  /^m?i-[0-9a-f]{8,17}$/.test(text) ||
  /^https:\/\/([a-z0-9-]+\.)?console\.(aws\.amazon\.com|amazonaws-us-gov\.com|amazonaws\.cn)\/\S*$/.test(text)

const matches = (item: PaletteItem, text: string) => {
  const within = [item.label, item.hint ?? '', ...(item.keywords ?? [])].join(' ').toLowerCase()
  return text
    .toLowerCase()
    .split(/\s+/)
    .every((word) => within.includes(word))
}

/** ⌘K. Everything in it is given: `groups` holds places and actions, and what `onQuery` found. */
export function Palette({
  open,
  onOpenChange,
  groups,
  onQuery,
  onSelect,
  onGo,
  onClosed,
  pending,
}: {
  open: boolean
  onOpenChange: (open: boolean) => void
  groups: PaletteGroup[]
  /** Told at each change; debounce where you fetch. */
  onQuery?: (text: string) => void
  onSelect: (item: PaletteItem) => void
  /** An ARN, an id or a console address was pasted. */
  onGo: (text: string) => void
  /** It is closed and the focus is where it was: now a dialog may open, and give the focus back there. */
  onClosed?: () => void
  pending?: boolean
}) {
  const [text, setText] = useState('')
  const focus = useFocusBack()
  useEffect(() => {
    const onKey = (event: KeyboardEvent) => {
      if (event.key.toLowerCase() !== 'k' || !(event.metaKey || event.ctrlKey) || event.altKey || event.shiftKey) return
      event.preventDefault()
      onOpenChange(!open)
    }
    document.addEventListener('keydown', onKey)
    return () => document.removeEventListener('keydown', onKey)
  }, [open, onOpenChange])
  const change = (next: string) => {
    setText(next)
    onQuery?.(next)
  }
  const close = () => {
    onOpenChange(false)
    change('')
  }
  const trimmed = text.trim()
  const shown = groups
    .map((group) => ({
      ...group,
      items: group.found || !trimmed ? group.items : group.items.filter((item) => matches(item, trimmed)),
    }))
    .filter((group) => group.items.length > 0)
  return (
    <Dialog.Root open={open} onOpenChange={(next) => (next ? onOpenChange(true) : close())}>
      <Dialog.Portal>
        <Dialog.Overlay className="scrim fixed inset-0 z-40 bg-scrim" />
        <Dialog.Content
          aria-describedby={undefined}
          onOpenAutoFocus={focus.onOpen}
          onCloseAutoFocus={(event) => {
            focus.onCloseAutoFocus(event)
            onClosed?.()
          }}
          className="pop fixed top-[12dvh] left-1/2 z-50 w-[calc(100vw-32px)] max-w-[600px] -translate-x-1/2 overflow-hidden rounded-xl bg-raised shadow-pop outline-none"
        >
          <Dialog.Title className="sr-only">Go to or run</Dialog.Title>
          <Command shouldFilter={false} label="Go to or run" loop>
            <Command.Input
              value={text}
              onValueChange={change}
              placeholder="Go to a page, a host, a service, or paste an ARN"
              className="h-12 w-full border-b bg-transparent px-4 text-base outline-none"
            />
            <Command.List className="max-h-[min(420px,60dvh)] overflow-y-auto p-1.5">
              {goable(trimmed) && (
                <PaletteRow
                  item={{ id: 'go', label: `Go to ${trimmed}`, icon: <ArrowRight aria-hidden /> }}
                  onSelect={() => {
                    close()
                    onGo(trimmed)
                  }}
                />
              )}
              {shown.map((group) => (
                <Command.Group
                  key={group.heading}
                  heading={group.heading}
                  className="[&_[cmdk-group-heading]]:flex [&_[cmdk-group-heading]]:h-7 [&_[cmdk-group-heading]]:items-center [&_[cmdk-group-heading]]:px-2 [&_[cmdk-group-heading]]:text-2xs [&_[cmdk-group-heading]]:text-ink-3"
                >
                  {group.items.map((item) => (
                    <PaletteRow
                      key={item.id}
                      item={item}
                      onSelect={() => {
                        if (item.whyNot) return
                        close()
                        onSelect(item)
                      }}
                    />
                  ))}
                </Command.Group>
              ))}
              {!goable(trimmed) && (
                <Command.Empty className="px-3 py-8 text-center text-ink-3">
                  {pending ? 'Looking' : 'Nothing by that name'}
                </Command.Empty>
              )}
            </Command.List>
          </Command>
        </Dialog.Content>
      </Dialog.Portal>
    </Dialog.Root>
  )
}

const PaletteRow = ({ item, onSelect }: { item: PaletteItem; onSelect: () => void }) => (
  <Command.Item
    value={item.id}
    onSelect={onSelect}
    className="flex min-h-9 cursor-pointer items-center gap-2.5 rounded-md px-2 py-1 data-[selected=true]:bg-sunken [&_svg]:size-4 [&_svg]:shrink-0 [&_svg]:text-ink-3"
  >
    {item.icon}
    <span className={item.whyNot ? 'min-w-0 truncate text-ink-3' : 'min-w-0 truncate'}>{item.label}</span>
    <span className="ml-auto max-w-[45%] shrink-0 truncate pl-3 text-ink-3 text-xs">{item.whyNot ?? item.hint}</span>
  </Command.Item>
)
