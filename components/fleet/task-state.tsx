import { Badge, StatusDot } from '@/components/ui/badge'
import type { Tone } from '@/components/ui/tone'
import { stateLabel, type Task } from '@/lib/model/task'

const tone: Record<Task['state'], Tone> = {
  starting: 'waiting',
  running: 'ok',
  assumed: 'unknown',
  stopping: 'waiting',
  stopped: 'neutral',
  failed: 'failed',
}

const meaning: Partial<Record<Task['state'], string>> = {
  assumed: 'ECS does not hear its host. It neither knows whether the task runs nor moves it.',
  failed: 'It did not start, or ended with an error that nobody asked for',
}

/** What a task is doing. On a host that is not heard it is "assumed running", never "running". */
export function TaskState({ of, dot }: { of: Pick<Task, 'state' | 'status'>; dot?: boolean }) {
  const words = stateLabel[of.state]
  const title = [meaning[of.state], `ECS says ${of.status}`].filter(Boolean).join('. ')
  return dot ? (
    <StatusDot tone={tone[of.state]} title={title}>
      {words}
    </StatusDot>
  ) : (
    <Badge tone={tone[of.state]} title={title}>
      {words}
    </Badge>
  )
}
