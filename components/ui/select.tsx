'use client'
import { ChevronDown } from 'lucide-react'
import type { ComponentProps } from 'react'
import { cn } from './cn'
import { useField } from './field'
import { inputClass } from './text-input'

export interface Option {
  value: string
  label: string
  disabled?: boolean
}

/** The browser's own select (it is the accessible one), drawn like the other inputs. Takes register() props. */
export function Select({
  options,
  children,
  placeholder,
  ...rest
}: Omit<ComponentProps<'select'>, 'className'> & { options?: Option[]; placeholder?: string }) {
  return (
    <span className="relative block">
      <select {...rest} {...useField(rest)} className={cn(inputClass(), 'appearance-none pr-8')}>
        {placeholder !== undefined && <option value="">{placeholder}</option>}
        {options?.map((option) => (
          <option key={option.value} value={option.value} disabled={option.disabled}>
            {option.label}
          </option>
        ))}
        {children}
      </select>
      <ChevronDown aria-hidden className="pointer-events-none absolute top-2 right-2.5 size-4 text-ink-3" />
    </span>
  )
}
