import { Badge, StatusDot } from '@/components/ui/badge'
import type { Tone } from '@/components/ui/tone'
import { healthWords } from '@/lib/model/health'
import type { Health, Host } from '@/lib/model/host'

export const healthTone: Record<Health, Tone> = {
  ok: 'ok',
  'agent-down': 'failed',
  'ssm-down': 'attention',
  offline: 'failed',
  leaving: 'waiting',
  gone: 'neutral',
  unknown: 'unknown',
}

/** Whether ECS and Systems Manager hear this host, in a word; what it means on hover. `dot` for a table's cell. */
export function HostHealth({ of, dot }: { of: Pick<Host, 'health'>; dot?: boolean }) {
  const { label, meaning } = healthWords[of.health]
  const Shown = dot ? StatusDot : Badge
  return (
    <Shown tone={healthTone[of.health]} title={meaning}>
      {label}
    </Shown>
  )
}

/** The health filter of lists, in the same words. */
export const healthLabels = Object.fromEntries(
  Object.entries(healthWords).map(([health, { label }]) => [health, label]),
)
