'use client'
import { Checkbox } from '@/components/ui/checkbox'
import { Field } from '@/components/ui/field'
import { TextInput } from '@/components/ui/text-input'
import type { Placeholder } from '@/lib/model/definition-text'
import type { Scope } from '@/lib/model/scope'
import { counted } from '@/lib/model/units'

/** What was said of each placeholder: its value, or that it is to stay as it is. */
export type Filled = Record<string, { value?: string; keep?: boolean }>

/** What a name usually stands for, where the chosen account and region say it. */
export function known(name: string, scope: Scope | null): string {
  if (!scope) return ''
  if (name === 'AWS_ACCOUNT_ID' || name === 'ACCOUNT_ID') return scope.account
  return name === 'AWS_DEFAULT_REGION' || name === 'AWS_REGION' || name === 'REGION' ? scope.region : ''
}

/** The names a definition's text leaves open, each to be filled in or left to the container's own shell. */
export function RegisterDefinitionFields({
  fields,
  filled,
  scope,
  missing,
  onChange,
}: {
  fields: Placeholder[]
  filled: Filled
  scope: Scope | null
  /** Those that were neither filled in nor left when it was last sent. */
  missing: string[]
  onChange: (next: Filled) => void
}) {
  return (
    <fieldset className="grid min-w-0 gap-3 rounded-lg border p-3">
      <legend className="px-1 font-medium">{counted(fields.length, 'name')} to fill in</legend>
      <div className="grid items-start gap-x-4 gap-y-3 sm:grid-cols-2">
        {fields.map(({ name, count, shell }) => {
          const { value = known(name, scope), keep = shell } = filled[name] ?? {}
          const set = (part: Filled[string]) => onChange({ ...filled, [name]: { value, keep, ...part } })
          return (
            <div key={name} className="grid gap-1.5">
              <Field
                label={<span className="break-all font-mono text-xs">{name}</span>}
                error={missing.includes(name) && !keep ? `Fill in ${name}, or leave it as it is` : undefined}
              >
                <TextInput
                  mono
                  spellCheck={false}
                  value={keep ? '' : value}
                  disabled={keep}
                  placeholder={keep ? `stays $${name}` : undefined}
                  onChange={(event) => set({ value: event.target.value })}
                />
              </Field>
              <Checkbox
                label={<span className="text-ink-2 text-xs">Leave as it is</span>}
                aria-label={`Leave ${name} as it is`}
                hint={
                  shell ? 'Only commands use it: likely the shell’s own' : count > 1 ? `In ${count} places` : undefined
                }
                checked={keep}
                onChange={(event) => set({ keep: event.target.checked })}
              />
            </div>
          )
        })}
      </div>
    </fieldset>
  )
}
