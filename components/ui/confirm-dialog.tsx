'use client'
import { AlertDialog } from 'radix-ui'
import { type ReactNode, useId, useRef, useState } from 'react'
import { Button } from './button'
import { DialogBody, DialogFooter, type Opening, panelClass, scrimClass, useFocusBack } from './dialog'
import { DialogError, type ErrorToSay } from './said-error'
import { inputClass } from './text-input'

/**
 * What will happen, and to what. Opens on Cancel (or on the box to type in). It stays open until the caller closes it,
 * so that a refusal is read where it was asked.
 */
export function ConfirmDialog({
  title,
  body,
  confirmLabel,
  danger,
  pending,
  error,
  onConfirm,
  typed,
  trigger,
  open,
  onOpenChange,
}: Opening & {
  title: ReactNode
  body: ReactNode
  confirmLabel: string
  danger?: boolean
  pending: boolean
  error: ErrorToSay | null
  onConfirm: () => unknown
  /** What has to be typed first: the name of what would be lost. */
  typed?: string
}) {
  const [own, setOwn] = useState(false)
  const [text, setText] = useState('')
  const id = useId()
  const box = useRef<HTMLInputElement>(null)
  const { onOpen, onCloseAutoFocus } = useFocusBack()
  const setOpen = (next: boolean) => {
    if (!next && pending) return
    setText('')
    setOwn(next)
    onOpenChange?.(next)
  }
  const ready = typed === undefined || text === typed
  return (
    <AlertDialog.Root open={open ?? own} onOpenChange={setOpen}>
      {trigger && <AlertDialog.Trigger asChild>{trigger}</AlertDialog.Trigger>}
      <AlertDialog.Portal>
        <AlertDialog.Overlay className={scrimClass} />
        <AlertDialog.Content
          className={panelClass()}
          aria-busy={pending}
          onCloseAutoFocus={onCloseAutoFocus}
          onOpenAutoFocus={(event) => {
            onOpen()
            if (!box.current) return
            event.preventDefault()
            box.current.focus()
          }}
        >
          <form
            noValidate
            className="flex min-h-0 flex-1 flex-col"
            onSubmit={(event) => {
              event.preventDefault()
              event.stopPropagation()
              if (ready && !pending) onConfirm()
            }}
          >
            <div className="px-5 pt-4 pb-2">
              <AlertDialog.Title className="font-semibold text-lg tracking-[-0.01em]">{title}</AlertDialog.Title>
            </div>
            <DialogBody>
              <AlertDialog.Description asChild>
                <div className="grid gap-2 text-ink-2">{body}</div>
              </AlertDialog.Description>
              {typed !== undefined && (
                <div className="grid gap-1.5">
                  <label htmlFor={id} className="font-medium">
                    Type <span className="select-all rounded bg-sunken px-1 font-mono text-xs">{typed}</span> to confirm
                  </label>
                  <input
                    ref={box}
                    id={id}
                    value={text}
                    onChange={(event) => setText(event.target.value)}
                    autoComplete="off"
                    spellCheck={false}
                    className={inputClass(false)}
                  />
                </div>
              )}
            </DialogBody>
            <DialogError error={error} />
            <DialogFooter>
              <AlertDialog.Cancel asChild>
                <Button whyNot={pending ? 'Wait for the answer' : null}>Cancel</Button>
              </AlertDialog.Cancel>
              <Button
                type="submit"
                tone={danger ? 'danger' : 'primary'}
                pending={pending}
                whyNot={ready ? null : `Type ${typed} first`}
              >
                {confirmLabel}
              </Button>
            </DialogFooter>
          </form>
        </AlertDialog.Content>
      </AlertDialog.Portal>
    </AlertDialog.Root>
  )
}
