'use client'
import { HostReason } from '@/components/forms/host-reason'
import { api } from '@/lib/api/endpoints'
import type { Host } from '@/lib/model/host'

/** Ends a drain. Tasks that left do not come back by themselves. */
export const ActivateHost = ({ of: host }: { of: Host }) => (
  <HostReason
    of={host}
    endpoint={api.activateHost}
    verb="Put back to work"
    title={`Put ${host.name} back to work`}
    done={(is) => `${is.name} takes tasks again`}
  >
    <p className="text-ink-2">
      ECS may place new tasks on it from now on. Tasks that were moved away stay where they are.
    </p>
  </HostReason>
)
