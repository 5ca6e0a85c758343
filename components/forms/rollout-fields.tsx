'use client'
import { useQuery } from '@tanstack/react-query'
import { z } from 'zod'
import { Button } from '@/components/ui/button'
import { Field } from '@/components/ui/field'
import { NumberInput } from '@/components/ui/text-input'
import { ToneShape } from '@/components/ui/tone'
import { type Given, qWith } from '@/lib/api/client'
import { api } from '@/lib/api/endpoints'
import { counted } from '@/lib/model/units'

type Checked = Given<typeof api.checkService>

const percent = (least: number, words: string) =>
  z.number({ error: 'A whole number' }).int('A whole number').min(least, words).max(200, 'ECS takes 200 at most')
/** The two numbers of a rollout, as forms check them. */
export const rolloutNumbers = {
  minPercent: percent(0, '0 at least'),
  maxPercent: percent(100, 'ECS takes 100 at least'),
}

export interface Percents {
  minPercent: number
  maxPercent: number
}

/**
 * How many tasks may be missing or extra while a deployment goes on, and whether such a deployment would hang: the
 * server knows the definition's ports and the hosts there are now. `check` is null until there is enough to ask with.
 */
export function RolloutFields({
  cluster,
  check,
  value,
  desired,
  onChange,
  errors,
}: {
  cluster: { account: string; region: string; cluster: string }
  check: Checked | null
  value: Percents
  desired: number
  onChange: (next: Percents) => void
  errors: { minPercent?: string | undefined; maxPercent?: string | undefined }
}) {
  const asked = useQuery({ ...qWith(api.checkService, cluster, check as Checked), enabled: check !== null })
  const stuck = check === null ? null : (asked.data?.stuck ?? null)
  const cautious = value.minPercent === 0 && value.maxPercent === 100
  return (
    <div className="grid gap-3">
      <div className="grid gap-4 sm:grid-cols-2">
        <Field label="Minimum while deploying" error={errors.minPercent} hint={fewest(desired, value.minPercent)}>
          <NumberInput
            min={0}
            max={200}
            unit="%"
            value={said(value.minPercent)}
            onChange={(event) => onChange({ ...value, minPercent: event.target.valueAsNumber })}
          />
        </Field>
        <Field label="Maximum while deploying" error={errors.maxPercent} hint={most(desired, value.maxPercent)}>
          <NumberInput
            min={100}
            max={200}
            unit="%"
            value={said(value.maxPercent)}
            onChange={(event) => onChange({ ...value, maxPercent: event.target.valueAsNumber })}
          />
        </Field>
      </div>
      <div role="status" className="empty:hidden">
        {stuck && (
          <div className="flex items-baseline gap-2 rounded-md border border-attention-edge bg-attention-soft px-3 py-2">
            <ToneShape tone="attention" className="text-attention" />
            <div className="grid justify-items-start gap-2">
              <p>{stuck}</p>
              {!cautious && (
                <Button size="sm" onClick={() => onChange({ minPercent: 0, maxPercent: 100 })}>
                  Use 0 and 100 percent
                </Button>
              )}
            </div>
          </div>
        )}
        {check !== null && asked.error && (
          <p className="text-ink-2 text-xs">
            Whether a deployment would hang could not be checked: {asked.error.message}
          </p>
        )}
      </div>
    </div>
  )
}

/** An emptied box stays empty. */
const said = (value: number) => (Number.isNaN(value) ? '' : value)

// ECS rounds the minimum up and the maximum down (ECS API reference, DeploymentConfiguration).
const fewest = (desired: number, percent: number) =>
  Number.isFinite(desired * percent) ? `At least ${counted(Math.ceil((desired * percent) / 100), 'task')} up.` : null
const most = (desired: number, percent: number) =>
  Number.isFinite(desired * percent)
    ? `At most ${counted(Math.floor((desired * percent) / 100), 'task')} at once.`
    : null
