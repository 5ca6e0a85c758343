'use client'
import { X } from 'lucide-react'
import { Dialog as Radix } from 'radix-ui'
import { type ReactNode, useRef } from 'react'
import { cn } from './cn'

export const scrimClass = 'scrim fixed inset-0 z-40 bg-scrim'
export const panelClass = (wide?: boolean) =>
  cn(
    'pop fixed top-[max(24px,10dvh)] left-1/2 z-50 flex max-h-[min(85dvh,960px)] w-[calc(100vw-32px)] -translate-x-1/2 flex-col rounded-xl bg-raised shadow-pop outline-none',
    wide ? 'max-w-[760px]' : 'max-w-[480px]',
  )

/** What had the focus when a dialog opened gets it back when it closes, whether or not a trigger of its own opened it. */
export function useFocusBack() {
  const opener = useRef<Element | null>(null)
  return {
    onOpen: () => {
      opener.current = document.activeElement
    },
    onCloseAutoFocus: (event: Event) => {
      if (!(opener.current instanceof HTMLElement) || opener.current === document.body) return
      event.preventDefault()
      opener.current.focus()
    },
  }
}

export interface Opening {
  /** A button that opens it, or else `open` and `onOpenChange`. */
  trigger?: ReactNode
  open?: boolean
  onOpenChange?: (open: boolean) => void
}

/** A dialog to read or choose in. To send something use FormDialog; to agree to something, ConfirmDialog. */
export function Dialog({
  title,
  description,
  trigger,
  open,
  onOpenChange,
  wide,
  locked,
  onOpenAutoFocus,
  children,
}: Opening & {
  title: ReactNode
  description?: ReactNode
  wide?: boolean
  /** While something is being sent it does not close. */
  locked?: boolean
  onOpenAutoFocus?: (event: Event) => void
  children: ReactNode
}) {
  const { onOpen, onCloseAutoFocus } = useFocusBack()
  return (
    <Radix.Root open={open} onOpenChange={(next) => (next || !locked) && onOpenChange?.(next)}>
      {trigger && <Radix.Trigger asChild>{trigger}</Radix.Trigger>}
      <Radix.Portal>
        <Radix.Overlay className={scrimClass} />
        <Radix.Content
          className={panelClass(wide)}
          onOpenAutoFocus={(event) => {
            onOpen()
            onOpenAutoFocus?.(event)
          }}
          onCloseAutoFocus={onCloseAutoFocus}
          {...(description ? {} : { 'aria-describedby': undefined })}
        >
          <div className="grid gap-1 px-5 pt-4 pr-12 pb-3">
            <Radix.Title className="font-semibold text-lg tracking-[-0.01em]">{title}</Radix.Title>
            {description && (
              <Radix.Description asChild>
                <div className="text-ink-2">{description}</div>
              </Radix.Description>
            )}
          </div>
          {children}
          <Radix.Close
            aria-label="Close"
            disabled={locked}
            className="absolute top-3 right-3 inline-flex size-8 items-center justify-center rounded-md text-ink-3 hover:bg-sunken hover:text-ink disabled:invisible"
          >
            <X aria-hidden className="size-4" />
          </Radix.Close>
        </Radix.Content>
      </Radix.Portal>
    </Radix.Root>
  )
}

export const DialogBody = ({ children }: { children: ReactNode }) => (
  <div className="grid min-h-0 flex-1 content-start gap-4 overflow-y-auto px-5 pt-1 pb-4">{children}</div>
)

export const DialogFooter = ({ note, children }: { note?: ReactNode; children: ReactNode }) => (
  <div className="flex flex-wrap items-center justify-end gap-2 border-t px-5 py-3">
    {note && <div className="mr-auto min-w-0 flex-1 text-ink-3 text-xs">{note}</div>}
    {children}
  </div>
)
