'use client'
import { createContext, type ReactNode, useContext, useId } from 'react'
import { ToneShape } from './tone'

interface Wiring {
  id: string
  labelId: string
  describedBy: string | undefined
  invalid: boolean
}
const Wired = createContext<Wiring | null>(null)

/** What the Field around an input gives it: its id, its description, whether it is wrong. */
export function useField(own: { id?: string | undefined; 'aria-describedby'?: string | undefined } = {}) {
  const field = useContext(Wired)
  return {
    id: own.id ?? field?.id,
    'aria-describedby': own['aria-describedby'] ?? field?.describedBy,
    'aria-invalid': field?.invalid || undefined,
  }
}
export const useFieldLabel = () => useContext(Wired)?.labelId

/** A label, its input, a hint and what is wrong. `group` for several inputs under one label (RadioCards, KeyValueEditor). */
export function Field({
  label,
  hint,
  error,
  optional,
  group,
  children,
}: {
  label: ReactNode
  hint?: ReactNode
  error?: string | undefined
  optional?: boolean
  group?: boolean
  children: ReactNode
}) {
  const id = useId()
  const labelId = `${id}-label`
  const hintId = `${id}-hint`
  const errorId = `${id}-error`
  const describedBy = [hint && hintId, error && errorId].filter(Boolean).join(' ') || undefined
  const words = (
    <>
      {label}
      {optional && <span className="ml-1.5 font-normal text-ink-3">optional</span>}
    </>
  )
  return (
    <Wired.Provider value={{ id, labelId, describedBy, invalid: Boolean(error) }}>
      <div className="grid content-start gap-1.5">
        {group ? (
          <span id={labelId} className="font-medium">
            {words}
          </span>
        ) : (
          <label id={labelId} htmlFor={id} className="w-fit font-medium">
            {words}
          </label>
        )}
        {children}
        {hint && (
          <div id={hintId} className="text-ink-3 text-xs">
            {hint}
          </div>
        )}
        {error && (
          <p id={errorId} className="flex items-baseline gap-1.5 text-failed text-xs">
            <ToneShape tone="failed" />
            {error}
          </p>
        )}
      </div>
    </Wired.Provider>
  )
}
