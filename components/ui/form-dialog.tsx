'use client'
import { type ReactNode, type SyntheticEvent, useRef, useState } from 'react'
import { Button } from './button'
import { Dialog, DialogBody, DialogFooter, type Opening } from './dialog'
import { DialogError, type ErrorToSay } from './said-error'

/**
 * A form in a dialog. `pending` and `error` have no defaults so that no form can forget them.
 * Opens on its first field; does not close while sending; the error is said above the buttons.
 */
export function FormDialog({
  title,
  description,
  trigger,
  open,
  onOpenChange,
  onSubmit,
  pending,
  error,
  submitLabel,
  danger,
  whyNot,
  wide,
  children,
  footerNote,
}: Opening & {
  title: ReactNode
  description?: ReactNode
  onSubmit: (event: SyntheticEvent<HTMLFormElement>) => unknown
  pending: boolean
  error: ErrorToSay | null
  submitLabel: string
  danger?: boolean
  /** Why it cannot be sent as it is; the fields say their own errors. */
  whyNot?: string | null | undefined
  wide?: boolean
  children: ReactNode
  footerNote?: ReactNode
}) {
  const [own, setOwn] = useState(false)
  const form = useRef<HTMLFormElement>(null)
  const isOpen = open ?? own
  const setOpen = (next: boolean) => {
    setOwn(next)
    onOpenChange?.(next)
  }
  return (
    <Dialog
      title={title}
      description={description}
      trigger={trigger}
      open={isOpen}
      onOpenChange={setOpen}
      wide={wide}
      locked={pending}
      onOpenAutoFocus={(event) => {
        const first = form.current?.querySelector<HTMLElement>(
          '[data-autofocus], input:not([type=hidden], :disabled), select:not(:disabled), textarea:not(:disabled)',
        )
        if (!first) return
        event.preventDefault()
        first.focus()
      }}
    >
      <form
        ref={form}
        noValidate
        aria-busy={pending}
        className="flex min-h-0 flex-1 flex-col"
        onSubmit={(event) => {
          event.preventDefault()
          // A form inside a page's form, through a portal, still bubbles in React.
          event.stopPropagation()
          if (!pending) onSubmit(event)
        }}
      >
        <DialogBody>{children}</DialogBody>
        <DialogError error={error} />
        <DialogFooter note={footerNote}>
          <Button onClick={() => setOpen(false)} whyNot={pending ? 'Wait for the answer' : null}>
            Cancel
          </Button>
          <Button type="submit" tone={danger ? 'danger' : 'primary'} pending={pending} whyNot={whyNot}>
            {submitLabel}
          </Button>
        </DialogFooter>
      </form>
    </Dialog>
  )
}
