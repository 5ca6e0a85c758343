import { Badge, StatusDot } from '@/components/ui/badge'
import type { Tone } from '@/components/ui/tone'
import { type Activation, activationState } from '@/lib/model/activation'

type State = ReturnType<typeof activationState>

const shown: Record<State, { tone: Tone; label: string; meaning: string }> = {
  open: { tone: 'waiting', label: 'Open', meaning: 'Machines can register with its code' },
  'used up': { tone: 'ok', label: 'Used up', meaning: 'As many machines registered as it allows' },
  expired: { tone: 'neutral', label: 'Expired', meaning: 'Its time is over: no machine can register with it' },
}

/** The state filter of the list, in the same words. */
export const activationLabels = Object.fromEntries(Object.entries(shown).map(([state, { label }]) => [state, label]))

/** Whether machines can still register with it. `dot` for a table's cell. */
export function ActivationState({ of, dot }: { of: Activation; dot?: boolean }) {
  const { tone, label, meaning } = shown[activationState(of)]
  const Shown = dot ? StatusDot : Badge
  return (
    <Shown tone={tone} title={meaning}>
      {label}
    </Shown>
  )
}
