import { none } from '@/components/fleet/activation-columns'
import { Age } from '@/components/ui/age'
import { StatusDot } from '@/components/ui/badge'
import { Id } from '@/components/ui/id'
import { Link } from '@/components/ui/link'
import { Meter } from '@/components/ui/meter'
import { Properties } from '@/components/ui/properties'
import { to, toThing } from '@/lib/api/to'
import type { Host } from '@/lib/model/host'
import { placeLabel } from '@/lib/model/place'
import { amount, counted, gib, vcpu } from '@/lib/model/units'

/** Who hears the machine: ECS its agent, Systems Manager its own. Together they are the host's health. */
export function HostHearing({ of, lastPing, now }: { of: Host; lastPing: string | null; now: string }) {
  const ping = of.node?.ping ?? null
  return (
    <Properties
      items={[
        {
          label: 'ECS agent',
          value: of.connected ? (
            <StatusDot tone="ok">Connected</StatusDot>
          ) : (
            <StatusDot tone="failed">Not connected</StatusDot>
          ),
        },
        {
          label: 'Systems Manager agent',
          value:
            of.capacity === 'ec2' && !ping ? (
              none('not needed on EC2')
            ) : ping === 'Online' ? (
              <StatusDot tone="ok">Online</StatusDot>
            ) : ping ? (
              <StatusDot tone="failed">{ping === 'ConnectionLost' ? 'Connection lost' : ping}</StatusDot>
            ) : (
              <StatusDot tone="unknown">Never heard</StatusDot>
            ),
        },
        {
          label: 'Systems Manager last heard it',
          value: of.capacity === 'ec2' && !ping ? none('not needed on EC2') : <Age at={lastPing} now={now} />,
        },
        { label: 'ECS status', value: of.status },
      ]}
    />
  )
}

/** How much of it tasks have reserved, which is what placement goes by. */
export const HostRoom = ({ of }: { of: Host }) => (
  <div className="grid gap-x-10 gap-y-4 rounded-lg border bg-surface p-4 wide:grid-cols-2">
    <Meter
      wide
      used={vcpu(of.cpu.used)}
      of={vcpu(of.cpu.total)}
      unit="vCPU"
      label={`CPU reserved · ${amount(vcpu(of.cpu.total - of.cpu.used))} vCPU free`}
    />
    <Meter
      wide
      used={gib(of.memory.used)}
      of={gib(of.memory.total)}
      unit="GiB"
      label={`Memory reserved · ${amount(gib(of.memory.total - of.memory.used))} GiB free`}
    />
    <p className="text-ink-2 wide:col-span-2">
      {of.gpus > 0 && <>{counted(of.gpus, 'GPU')}. </>}
      {of.ports.length > 0 ? (
        <>
          Ports taken:{' '}
          <span className="font-mono text-ink text-xs">{[...of.ports].sort((a, b) => a - b).join(', ')}</span>
        </>
      ) : (
        'No host ports are taken.'
      )}
    </p>
  </div>
)

/** AWS's own attributes, which tell what the agent can do. People's are the rest. */
const isAws = (name: string) => name.startsWith('ecs.') || name.startsWith('com.amazonaws.')

/** What the machine is. */
export function HostFacts({ of, now }: { of: Host; now: string }) {
  const { account, region, cluster, node } = of
  const attributes = Object.entries(of.attributes).sort(([a], [b]) => a.localeCompare(b))
  const own = attributes.filter(([name]) => !isAws(name))
  const aws = attributes.filter(([name]) => isAws(name))
  return (
    <>
      <Properties
        missing="unknown"
        items={[
          {
            label: of.capacity === 'ec2' ? 'EC2 instance id' : 'Machine id',
            value: of.machine && <Id value={of.machine} label="the machine’s id" />,
          },
          { label: 'Container instance id', value: <Id value={of.id} max={24} label="the container instance’s id" /> },
          {
            label: 'Cluster',
            value: (
              <Link quiet href={to('/aws/[account]/[region]/clusters/[cluster]', { account, region, cluster })}>
                {cluster}
              </Link>
            ),
          },
          {
            label: placeLabel[of.place.kind === 'unknown' ? 'site' : of.place.kind],
            value: of.place.name ? (
              <Link quiet href={to('/hosts', {}, { place: of.place.name })}>
                {of.place.name}
              </Link>
            ) : (
              none('none given')
            ),
          },
          { label: 'Operating system', value: of.os },
          { label: 'Architecture', value: of.architecture },
          { label: 'ECS agent version', value: of.agentVersion },
          { label: 'SSM agent version', value: node?.agentVersion ?? (of.capacity === 'ec2' ? none('none') : null) },
          { label: 'Docker version', value: of.dockerVersion?.replace(/^DockerVersion:\s*/, '') },
          { label: 'Address', value: node?.address },
          { label: 'Registered', value: <Age at={of.registeredAt} now={now} /> },
          {
            label: 'Registered by',
            value: node?.activation ? (
              <Link quiet href={toThing({ kind: 'activation', account, region, id: node.activation })}>
                <span title={node.activation}>activation {node.activation.slice(0, 8)}</span>
              </Link>
            ) : (
              none(of.capacity === 'ec2' ? 'itself, at start' : 'unknown')
            ),
          },
          { label: 'Tags', value: <Pairs of={Object.entries(of.tags)} />, wide: true },
          { label: 'Attributes given to it', value: <Pairs of={own} />, wide: true },
        ]}
      />
      {aws.length > 0 && (
        <details className="rounded-lg border bg-surface">
          <summary className="cursor-pointer select-none px-4 py-2.5 text-ink-2 hover:text-ink">
            What its agent says of itself: {counted(aws.length, 'attribute')}
          </summary>
          <div className="border-t p-4">
            <Pairs of={aws} column />
          </div>
        </details>
      )}
    </>
  )
}

const Pairs = ({ of, column }: { of: [string, string][]; column?: boolean }) =>
  of.length === 0 ? (
    none('none')
  ) : (
    <ul
      className={
        column
          ? 'grid gap-x-6 gap-y-0.5 font-mono text-xs wide:grid-cols-2'
          : 'flex flex-wrap gap-x-4 gap-y-1 font-mono text-xs'
      }
    >
      {of.map(([name, value]) => (
        <li key={name} className="min-w-0 break-all">
          {name}
          {value && <span className="text-ink-2"> = {value}</span>}
        </li>
      ))}
    </ul>
  )
