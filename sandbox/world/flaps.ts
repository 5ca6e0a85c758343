import { setConnected } from './agent'
import type { Region } from './region'

const MINUTE = 60_000
/** In how many minutes an agent loses its line once: three times an hour. */
const ONCE_IN = 20

/**
 * Agents lose their line and find it again several times an hour, and nothing is wrong:
 * https://docs.aws.amazon.com/AmazonECS/latest/developerguide/ecs_container_instance_events.html
 * One agenda entry a minute for all of a region's external hosts.
 */
export function flap(region: Region): void {
  if (region.ecs.flapping) return
  region.ecs.flapping = true
  region.clock.after(MINUTE, () => {
    region.ecs.flapping = false
    if (!region.settings.flaps) return
    for (const cluster of region.ecs.clusters.values())
      for (const host of cluster.hosts.values()) {
        if (!host.connected || host.status === 'INACTIVE' || !host.attributes.has('ecs.capability.external')) continue
        if (region.random.below(ONCE_IN) !== 0) continue
        setConnected(region, host.arn, false)
        // Nobody cut its line: it comes back by itself, unless somebody does meanwhile
        host.cut = false
        region.clock.after(10_000 + region.random.below(40_000), () => {
          if (!host.cut && host.status !== 'INACTIVE') setConnected(region, host.arn, true)
        })
      }
    flap(region)
  })
}
