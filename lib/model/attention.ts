import type { Attention } from './fleet'
import { healthWords } from './health'
import type { Host } from './host'
import { type Service, serviceStateLabel } from './service'

/** Health and states that bring a thing to an operator's attention; the lists' filters use the same words. */
export const troubledHealth = ['agent-down', 'ssm-down', 'offline'] as const satisfies Host['health'][]
export const troubledService = ['stuck', 'short'] as const satisfies Service['state'][]

export function attentionOfHost(host: Host, since: string | null): Attention {
  const words = healthWords[host.health]
  return {
    severity: host.health === 'ssm-down' ? 'attention' : 'failed',
    kind: 'host',
    arn: host.arn,
    name: host.name,
    cluster: host.cluster,
    title: words.label,
    detail: words.meaning,
    since,
  }
}

export function attentionOfService(service: Service, since: string | null): Attention {
  return {
    severity: service.running === 0 ? 'failed' : 'attention',
    kind: 'service',
    arn: service.arn,
    name: service.name,
    cluster: service.cluster,
    title: `${serviceStateLabel[service.state]}: ${service.running} of ${service.desired} running`,
    detail: service.problem ?? 'Fewer tasks run than are wanted, and none is starting.',
    since,
  }
}
