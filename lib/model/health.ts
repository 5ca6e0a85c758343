import type { Health, Host } from './host'

/**
 * A host's health is a 2×2: does ECS hear its agent, and does Systems Manager hear its own. Both matter, because the
 * agent's credentials come through SSM on a machine of yours. EC2 hosts need no SSM, so only the agent counts there.
 */
export function healthOf(host: Pick<Host, 'status' | 'connected' | 'capacity' | 'node'>): Health {
  if (host.status === 'INACTIVE' || host.status === 'DEREGISTERING') return 'gone'
  if (host.status === 'REGISTERING' || host.status === 'REGISTRATION_FAILED') return 'unknown'
  if (host.capacity === 'ec2') return host.connected ? leaving(host.status) : 'agent-down'
  const ping = host.node?.ping ?? null
  if (host.connected)
    return ping === 'ConnectionLost' ? 'ssm-down' : ping === 'Online' ? leaving(host.status) : 'unknown'
  return ping === 'Online' ? 'agent-down' : 'offline'
}

const leaving = (status: string): Health => (status === 'DRAINING' ? 'leaving' : 'ok')

/** The health in words, and what to do about it. */
export const healthWords: Record<Health, { label: string; meaning: string }> = {
  ok: { label: 'Healthy', meaning: 'ECS hears its agent, and Systems Manager hears its own.' },
  'agent-down': {
    label: 'Agent down',
    meaning:
      'The machine is up, but ECS does not hear its agent. Its tasks are assumed to run on. Restart the ECS agent.',
  },
  'ssm-down': {
    label: 'SSM agent down',
    meaning: 'ECS hears the agent, but Systems Manager does not hear its own: credentials end within about 30 minutes.',
  },
  offline: {
    label: 'Offline',
    meaning:
      'Neither ECS nor Systems Manager hears this machine. Its tasks are assumed to run on; ECS will not move them.',
  },
  leaving: { label: 'Draining', meaning: 'It takes no new tasks. Service tasks are being replaced elsewhere.' },
  gone: { label: 'Deregistered', meaning: 'ECS no longer counts this machine.' },
  unknown: { label: 'Unknown', meaning: 'Nothing has been heard from Systems Manager about this machine.' },
}
