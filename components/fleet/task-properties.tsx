import { CapacityBadge } from '@/components/fleet/capacity-badge'
import { TaskDefinition, TaskHost, TaskPlace, TaskService } from '@/components/fleet/task-columns'
import { Age } from '@/components/ui/age'
import { Id } from '@/components/ui/id'
import { Link } from '@/components/ui/link'
import { Properties } from '@/components/ui/properties'
import { toThing } from '@/lib/api/to'
import { stopCodeLabel } from '@/lib/model/failures'
import { placeLabel } from '@/lib/model/place'
import type { Task } from '@/lib/model/task'
import { cpuText, memoryText } from '@/lib/model/units'

const soft = (words: string) => <span className="text-ink-3">{words}</span>
const stopped = (of: Task) => of.status === 'STOPPED'

/** What a task is, term by term. */
export const TaskProperties = ({ of, now }: { of: Task; now: string }) => (
  <Properties
    items={[
      ...(of.stopCode || of.stoppedReason
        ? [
            {
              label: 'Why it stopped, in AWS’s words',
              value: (
                <>
                  {of.stoppedReason ?? soft('AWS gives no reason')}
                  {of.stopCode && (
                    <span className="block text-ink-3 text-xs">
                      {stopCodeLabel[of.stopCode] ?? 'Stop code'}: <span className="font-mono">{of.stopCode}</span>
                    </span>
                  )}
                </>
              ),
              wide: true,
            },
          ]
        : []),
      { label: 'Task definition', value: <TaskDefinition of={of} /> },
      { label: 'Service', value: of.service ? <TaskService of={of} /> : soft('none: nothing replaces it') },
      { label: 'Capacity', value: <CapacityBadge of={of.capacity} /> },
      { label: 'Host', value: of.capacity === 'fargate' ? soft('none: AWS’s own machine') : <TaskHost of={of} /> },
      { label: placeLabel[of.place.kind], value: <TaskPlace of={of} /> },
      {
        label: 'Cluster',
        value: (
          <Link quiet href={toThing({ kind: 'cluster', ...of })}>
            {of.cluster}
          </Link>
        ),
      },
      { label: 'CPU', value: of.cpu === null ? soft('not limited as a whole') : cpuText(of.cpu) },
      { label: 'Memory', value: of.memory === null ? soft('not limited as a whole') : memoryText(of.memory) },
      {
        label: 'Status, in AWS’s words',
        value: (
          <>
            <span className="font-mono text-xs">{of.status}</span>
            {of.desired !== of.status && <span className="text-ink-3"> wanted {of.desired}</span>}
          </>
        ),
      },
      {
        label: 'Connectivity',
        value:
          of.connectivity === 'CONNECTED'
            ? 'Connected'
            : of.connectivity === 'DISCONNECTED'
              ? 'Disconnected'
              : of.connectivity,
      },
      { label: 'Started by', value: of.startedBy ?? soft('not told') },
      { label: 'Created', value: <Age at={of.createdAt} now={now} /> },
      { label: 'Started', value: <Age at={of.startedAt} now={now} missing={stopped(of) ? 'never' : 'not yet'} /> },
      { label: 'Stopped', value: <Age at={of.stoppedAt} now={now} missing={stopped(of) ? 'unknown' : 'not yet'} /> },
      {
        label: 'Tags',
        value:
          Object.keys(of.tags).length === 0 ? null : (
            <ul className="grid gap-0.5">
              {Object.entries(of.tags).map(([key, value]) => (
                <li key={key} className="break-words font-mono text-xs">
                  {key} = {value}
                </li>
              ))}
            </ul>
          ),
      },
      { label: 'ARN', value: <Id value={of.arn} whole label="the task’s ARN" />, wide: true },
    ]}
  />
)
