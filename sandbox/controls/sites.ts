import { type Control, Refused } from '../wire/control'
import { setConnected } from '../world/agent'
import type { Controlled } from './index'

/** The line of a whole site, by the attribute `site` of its hosts, in whatever cluster and region they are. */
export function sites({ worlds }: Controlled): Control[] {
  const connect = (connected: boolean) => (params: Readonly<Record<string, string>>) => {
    const { site = '' } = params
    let hosts = 0
    for (const region of worlds.all())
      for (const cluster of region.ecs.clusters.values())
        for (const host of cluster.hosts.values()) {
          if (host.status === 'INACTIVE' || host.attributes.get('site') !== site) continue
          setConnected(region, host.id, connected)
          hosts++
        }
    if (hosts === 0) throw new Refused(404, `There is no site ${site}`)
    return { site, connected, hosts }
  }
  return [
    { method: 'POST', path: '/_sandbox/sites/:site/disconnect', run: connect(false) },
    { method: 'POST', path: '/_sandbox/sites/:site/connect', run: connect(true) },
  ]
}
