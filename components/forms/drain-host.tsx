'use client'
import { HostReason } from '@/components/forms/host-reason'
import { api } from '@/lib/api/endpoints'
import type { Host } from '@/lib/model/host'
import { counted } from '@/lib/model/units'

/** Takes a host out of work: what ECS then does with its tasks is said before. */
export const DrainHost = ({ of: host }: { of: Host }) => (
  <HostReason
    of={host}
    endpoint={api.drainHost}
    verb="Drain"
    title={`Drain ${host.name}`}
    done={(is) => `${is.name} is draining`}
  >
    <ul className="grid list-disc gap-1 pl-4 text-ink-2">
      <li>ECS places no new tasks on it.</li>
      <li>
        Tasks of services are replaced elsewhere, as each service’s minimum and maximum percent allow, and then stopped
        here.
      </li>
      <li>Tasks that belong to no service run on until somebody stops them.</li>
      {!host.connected && (
        <li className="text-attention">
          ECS does not hear this host: {counted(host.running, 'task')} may run on here while replacements start
          elsewhere.
        </li>
      )}
    </ul>
  </HostReason>
)
