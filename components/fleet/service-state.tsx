import { Badge, StatusDot } from '@/components/ui/badge'
import type { Tone } from '@/components/ui/tone'
import { type Service, serviceStateLabel } from '@/lib/model/service'

const tones: Record<Service['state'], Tone> = {
  steady: 'ok',
  deploying: 'waiting',
  short: 'attention',
  stuck: 'failed',
  stopped: 'neutral',
  deleting: 'waiting',
}

const meaning: Record<Service['state'], string> = {
  steady: 'As many tasks run as are wanted',
  deploying: 'ECS is starting or replacing tasks',
  short: 'Fewer tasks run than are wanted, and none is starting',
  stuck: 'ECS says it cannot do what was asked',
  stopped: 'No tasks are wanted',
  deleting: 'It is being deleted: its last tasks are stopping',
}

/** How a service is doing. In a list (`dot`) only what needs somebody is boxed, so that it is what the eye finds. */
export const ServiceState = ({ of, dot }: { of: Pick<Service, 'state' | 'problem'>; dot?: boolean }) => {
  const tone = tones[of.state]
  const title = of.problem ?? meaning[of.state]
  const calm = of.state !== 'stuck' && of.state !== 'short'
  return dot && calm ? (
    <StatusDot tone={tone} title={title}>
      {serviceStateLabel[of.state]}
    </StatusDot>
  ) : (
    <Badge tone={tone} title={title}>
      {serviceStateLabel[of.state]}
    </Badge>
  )
}
