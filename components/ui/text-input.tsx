'use client'
import type { ComponentProps, ReactNode } from 'react'
import { cn } from './cn'
import { useField } from './field'

export const inputClass = (mono?: boolean, tall?: boolean) =>
  cn(
    'w-full min-w-0 rounded-md border border-control bg-surface px-2.5 text-ink text-sm outline-offset-0 hover:border-ink-3 disabled:bg-sunken disabled:text-ink-3 aria-invalid:border-failed',
    tall ? 'py-1.5' : 'h-8',
    mono && 'font-mono text-xs',
  )

type Native<T extends 'input' | 'textarea'> = Omit<ComponentProps<T>, 'className'>

/** Takes what react-hook-form's register() gives. */
export function TextInput({ mono, type = 'text', ...rest }: Native<'input'> & { mono?: boolean }) {
  return <input autoComplete="off" {...rest} {...useField(rest)} type={type} className={inputClass(mono)} />
}

/** A number with its unit said inside the box. With register use `{ valueAsNumber: true }`. */
export function NumberInput({ unit, ...rest }: Omit<Native<'input'>, 'type'> & { unit?: ReactNode }) {
  return (
    <span className="relative block max-w-48">
      <input
        autoComplete="off"
        inputMode="decimal"
        {...rest}
        {...useField(rest)}
        type="number"
        className={cn(inputClass(), unit ? 'pr-14' : '')}
      />
      {unit && (
        <span className="pointer-events-none absolute inset-y-0 right-8 flex items-center text-ink-3 text-xs">
          {unit}
        </span>
      )}
    </span>
  )
}

export function TextArea({ mono, rows = 4, ...rest }: Native<'textarea'> & { mono?: boolean }) {
  return <textarea spellCheck={!mono} {...rest} {...useField(rest)} rows={rows} className={inputClass(mono, true)} />
}
