'use client'
import { useState } from 'react'
import { Button } from '@/components/ui/button'
import { ConfirmDialog } from '@/components/ui/confirm-dialog'
import { Field } from '@/components/ui/field'
import { RadioCards } from '@/components/ui/radio-cards'
import { useAction } from '@/lib/api/client'
import { api } from '@/lib/api/endpoints'
import { seeds } from '@/lib/api/practice'

type Seed = keyof typeof seeds

/** Throws the simulated fleet away and starts from another. */
export function StartOver({ seed: now }: { seed: string }) {
  const [open, setOpen] = useState(false)
  const [seed, setSeed] = useState<Seed>(now in seeds ? (now as Seed) : 'small')
  const action = useAction(api.practiceReset, {
    done: (practice) => `Started over from ${practice.seed}`,
    after: () => setOpen(false),
  })
  return (
    <div className="grid justify-items-start gap-4">
      <Field group label="The fleet to start from">
        <RadioCards
          value={seed}
          onChange={(event) => setSeed(event.target.value as Seed)}
          cards={Object.entries(seeds).map(([value, hint]) => ({ value, label: value, hint }))}
        />
      </Field>
      <ConfirmDialog
        open={open}
        onOpenChange={(next) => {
          setOpen(next)
          action.reset()
        }}
        trigger={<Button>Start over from {seed}</Button>}
        title={`Start over from ${seed}`}
        body={
          <p>
            The simulated fleet and all that was done to it are thrown away, for everybody who uses this sandbox. The
            audit, people and tokens stay.
          </p>
        }
        confirmLabel="Start over"
        danger
        pending={action.pending}
        error={action.error}
        onConfirm={() => action.run({}, { seed })}
      />
    </div>
  )
}
