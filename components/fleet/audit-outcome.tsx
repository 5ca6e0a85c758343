import { Badge } from '@/components/ui/badge'
import type { Tone } from '@/components/ui/tone'
import type { AuditRow } from '@/lib/model/audit'

/** How each phase is said. `intent` alone is a write whose outcome is not known yet. */
export const phaseLabel: Record<AuditRow['phase'], string> = {
  intent: 'Open',
  done: 'Done',
  failed: 'Failed',
  unknown: 'Unknown',
  refused: 'Refused',
}

const phases: Record<AuditRow['phase'], { tone: Tone; meaning: string }> = {
  intent: { tone: 'waiting', meaning: 'Written down before anything was sent; the outcome is not in yet' },
  done: { tone: 'ok', meaning: 'AWS did what was asked, or the change was made here' },
  failed: { tone: 'failed', meaning: 'It was tried and did not work' },
  unknown: { tone: 'unknown', meaning: 'It was sent, and no answer came: it may have worked' },
  refused: { tone: 'attention', meaning: 'Quayside refused it; nothing was sent to AWS' },
}

/** What became of a write. */
export const AuditOutcome = ({ of }: { of: AuditRow['phase'] }) => (
  <Badge tone={phases[of].tone} title={phases[of].meaning}>
    {phaseLabel[of]}
  </Badge>
)
