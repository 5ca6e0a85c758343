'use client'
import { Field } from '@/components/ui/field'
import { KeyValueEditor } from '@/components/ui/key-value-editor'
import { TextArea } from '@/components/ui/text-input'
import type { Definition } from '@/lib/model/definition'
import type { Override } from './run-task-values'

/** What differs from the definition, this time only: a container's command and its environment. */
export function RunTaskOverrides({
  definition,
  value,
  onChange,
  error,
}: {
  definition: Definition
  value: Record<string, Override>
  onChange: (next: Record<string, Override>) => void
  error: string | undefined
}) {
  const changed = Object.values(value).filter((of) => of.command.trim() || of.environment.length).length
  return (
    <details className="rounded-md border" open={Boolean(error) || undefined}>
      <summary className="select-none px-3 py-2 text-ink-2 text-xs hover:text-ink">
        Change a command or an environment, this time only{changed > 0 ? ` · ${changed} changed` : ''}
      </summary>
      <div className="grid gap-5 border-t p-3">
        {definition.containers.map(({ name, environment }) => {
          const of = value[name] ?? { command: '', environment: [] }
          const set = (part: Partial<Override>) => onChange({ ...value, [name]: { ...of, ...part } })
          const names = Object.keys(environment)
          return (
            <fieldset key={name} className="grid min-w-0 gap-3">
              <legend className="mb-2 font-mono text-xs">{name}</legend>
              <Field
                label="Command"
                optional
                hint="One word on each line. Empty: what the definition or the image says."
              >
                <TextArea mono rows={2} value={of.command} onChange={(event) => set({ command: event.target.value })} />
              </Field>
              <Field
                group
                label="Environment"
                optional
                hint={
                  names.length > 0
                    ? `Added to the definition’s own, or in their place: ${names.join(', ')}.`
                    : 'The definition sets none of its own.'
                }
              >
                <KeyValueEditor
                  value={of.environment}
                  onChange={(next) => set({ environment: next })}
                  keyLabel="Name"
                  addLabel="Add a variable"
                />
              </Field>
            </fieldset>
          )
        })}
        {error && (
          <p role="alert" className="text-failed text-xs">
            {error}
          </p>
        )}
      </div>
    </details>
  )
}
