'use client'
import { Check, Copy } from 'lucide-react'
import { cn } from './cn'
import { useCopy } from './use-copy'

/** A small copy button. `label` says what is copied: "Copy the task's ARN". */
export function CopyButton({ text, label = 'Copy', className }: { text: string; label?: string; className?: string }) {
  const { copy, done, failed } = useCopy()
  return (
    <button
      type="button"
      aria-label={label}
      title={failed ? 'The browser did not allow copying' : label}
      onClick={(event) => {
        event.stopPropagation()
        void copy(text)
      }}
      className={cn(
        'inline-flex size-6 shrink-0 items-center justify-center rounded text-ink-3 hover:bg-sunken hover:text-ink',
        className,
      )}
    >
      {done ? <Check aria-hidden className="size-3.5 text-ok" /> : <Copy aria-hidden className="size-3.5" />}
      <span role="status" className="sr-only">
        {done ? 'Copied' : failed ? 'Copying was refused' : ''}
      </span>
    </button>
  )
}
