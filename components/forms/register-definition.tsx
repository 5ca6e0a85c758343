'use client'
import { useRouter } from 'next/navigation'
import { Slot } from 'radix-ui'
import { type ReactNode, useDeferredValue, useState } from 'react'
import { toDefinition } from '@/components/fleet/definition-columns'
import { type Filled, known, RegisterDefinitionFields } from '@/components/forms/register-definition-fields'
import { ShowCall } from '@/components/forms/show-call'
import { Button } from '@/components/ui/button'
import { Field } from '@/components/ui/field'
import { FileDrop } from '@/components/ui/file-drop'
import { FormDialog } from '@/components/ui/form-dialog'
import { Select } from '@/components/ui/select'
import { TextArea } from '@/components/ui/text-input'
import { useAction } from '@/lib/api/client'
import { api } from '@/lib/api/endpoints'
import { useMe } from '@/lib/api/use-me'
import { fill, placeholdersIn, readDefinitionText } from '@/lib/model/definition-text'
import type { Scope } from '@/lib/model/scope'

interface Given {
  /** What to begin from: a revision's own JSON, and where it is registered. */
  from?: { json: Record<string, unknown>; scope: Scope }
}

/** Registers a definition from a file or from pasted JSON, or a new revision of one. `trigger` is one button. */
export function RegisterDefinition({ trigger, from }: Given & { trigger?: ReactNode }) {
  const [open, setOpen] = useState(false)
  if (!useMe().may('definition.register')) return null
  return (
    <>
      <Slot.Root onClick={() => setOpen(true)}>
        {trigger ?? <Button tone="primary">Register definition</Button>}
      </Slot.Root>
      {open && <RegisterForm from={from} onClose={() => setOpen(false)} />}
    </>
  )
}

/** A definition of 64 KiB is as large as ECS takes (ECS service quotas). */
const mostBytes = 65_536

function RegisterForm({ from, onClose }: Given & { onClose: () => void }) {
  const router = useRouter()
  const scopes = useMe().data?.scopes ?? []
  const [chosen, setChosen] = useState<Scope | null>(from?.scope ?? null)
  const [text, setText] = useState(from ? JSON.stringify(from.json, null, 2) : '')
  const [filled, setFilled] = useState<Filled>({})
  const [tried, setTried] = useState(false)
  const only = scopes.length === 1 ? scopes[0] : undefined
  const scope = chosen ?? (only ? { account: only.account, region: only.region } : null)

  const given = useDeferredValue(text)
  const fields = placeholdersIn(given)
  const values = Object.fromEntries(
    fields.map((of) => {
      const { value = known(of.name, scope), keep = of.shell } = filled[of.name] ?? {}
      return [of.name, keep ? '' : value]
    }),
  )
  const left = fields.filter((of) => values[of.name] === '' && !(filled[of.name]?.keep ?? of.shell))
  const read = readDefinitionText(fill(given, values))
  // Where it is wrong is said of the text as it stands, but for a name outside quotes: that is right once filled in.
  const raw = readDefinitionText(given)
  const atName = 'error' in raw && given.split('\n')[raw.line - 1]?.[raw.column - 1] === '$'
  const wrong = 'error' in raw && !atName ? raw : 'error' in read && left.length === 0 ? read : null
  const json = 'json' in read && left.length === 0 ? read.json : null
  const register = useAction(api.registerDefinition, {
    done: (of) => `${of.family}:${of.revision} is registered`,
    after: (of) => {
      onClose()
      router.push(toDefinition(of))
    },
  })
  const change = (next: string) => {
    register.reset()
    setTried(false)
    setText(next)
  }
  const said = given.trim() === '' ? (tried ? 'Choose a file, or paste the JSON' : null) : wrong ? placed(wrong) : null
  return (
    <FormDialog
      wide
      open
      onOpenChange={(next) => !next && onClose()}
      title={from ? `New revision of ${String(from.json.family)}` : 'Register definition'}
      description={
        from
          ? 'Change what is to change. The revision it comes from stays as it is, and so does what runs from it.'
          : 'A new family, or a new revision of one that exists. Nothing runs from it until a task or a service does.'
      }
      submitLabel={json ? `Register ${String(json.family)}` : 'Register'}
      pending={register.pending}
      error={register.error}
      onSubmit={() => {
        setTried(true)
        if (json && scope) register.run(scope, { json })
      }}
    >
      {scopes.length > 1 && (
        <Field label="Account and region" error={tried && !scope ? 'Choose where' : undefined}>
          <Select
            placeholder="Choose where"
            value={scope ? `${scope.account}/${scope.region}` : ''}
            onChange={(event) => {
              const [account = '', region = ''] = event.target.value.split('/')
              setChosen(account ? { account, region } : null)
            }}
            options={scopes.map((of) => ({
              value: `${of.account}/${of.region}`,
              label: `${of.name} · ${of.account} · ${of.region}`,
            }))}
          />
        </Field>
      )}
      {!from && (
        <FileDrop
          accept=".json,application/json"
          label="or drop a JSON file here"
          maxBytes={mostBytes}
          onText={change}
        />
      )}
      <Field
        label={from ? 'JSON' : 'Or paste it'}
        hint="As RegisterTaskDefinition takes it, or as describe-task-definition prints it. $NAMES and ${NAMES} become fields."
        error={said ?? undefined}
      >
        <TextArea
          mono
          rows={from ? 18 : fields.length > 0 ? 9 : 14}
          value={text}
          onChange={(event) => change(event.target.value)}
          placeholder={
            '{\n  "family": "nginx",\n  "requiresCompatibilities": ["EXTERNAL"],\n  "containerDefinitions": [ … ]\n}'
          }
        />
      </Field>
      {fields.length > 0 && (
        <RegisterDefinitionFields
          fields={fields}
          filled={filled}
          scope={scope}
          missing={tried ? left.map((of) => of.name) : []}
          onChange={(next) => {
            register.reset()
            setFilled(next)
          }}
        />
      )}
      {scope && <ShowCall endpoint={api.registerDefinition} params={scope} input={json ? { json } : null} />}
    </FormDialog>
  )
}

const placed = ({ error, line, column }: { error: string; line: number; column: number }) =>
  line === 1 && column === 1 ? error : `Line ${line}, column ${column}: ${error}`
