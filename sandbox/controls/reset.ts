import { z } from 'zod'
import { plant } from '../seeds'
import type { Control } from '../wire/control'
import { digestOf } from '../world/digest'
import { Worlds } from '../world/worlds'
import type { Controlled } from './index'

const Reset = z.strictObject({ seed: z.string().default('small') })

/** To start over, and to see where things stand. */
export function reset(sandbox: Controlled): Control[] {
  const { worlds, calls, faults, pace, throttle } = sandbox
  return [
    {
      method: 'POST',
      path: '/_sandbox/reset',
      run: (_params, body) => {
        const { seed } = Reset.parse(body)
        // An unknown seed must change nothing: it is planted in a world of its own first.
        const trial = new Worlds(worlds.seed, worlds.clock.now())
        plant(seed, trial)
        worlds.become(trial)
        sandbox.seed = seed
        calls.clear()
        faults.clear()
        pace.reset()
        throttle.forget()
        return { seed, now: worlds.clock.date().toISOString() }
      },
    },
    { method: 'GET', path: '/_sandbox/state', run: () => stateOf(sandbox) },
    { method: 'GET', path: '/_sandbox/digest', run: () => ({ digest: digestOf(worlds) }) },
  ]
}

function stateOf({ seed, worlds, faults, pace }: Controlled) {
  const regions = worlds.all().map((region) => {
    const counts = { clusters: 0, hosts: 0, connected: 0, services: 0, tasks: 0, running: 0 }
    const sites = new Map<string, { site: string; hosts: number; connected: number }>()
    for (const cluster of region.ecs.clusters.values()) {
      if (cluster.view.status === 'ACTIVE') counts.clusters++
      for (const host of cluster.hosts.values()) {
        if (host.status === 'INACTIVE') continue
        counts.hosts++
        if (host.connected) counts.connected++
        const name = host.attributes.get('site')
        if (!name) continue
        const site = sites.get(name) ?? { site: name, hosts: 0, connected: 0 }
        sites.set(name, site)
        site.hosts++
        if (host.connected) site.connected++
      }
      for (const { view } of cluster.services.values()) if (view.status !== 'INACTIVE') counts.services++
      for (const { view } of cluster.tasks.values()) {
        if (view.lastStatus !== 'STOPPED') counts.tasks++
        if (view.lastStatus === 'RUNNING') counts.running++
      }
    }
    return { account: region.account, region: region.region, ...counts, sites: [...sites.values()] }
  })
  return {
    seed,
    now: worlds.clock.date().toISOString(),
    speed: pace.speed,
    paused: pace.paused,
    throttle: worlds.settings.throttle,
    latencyMs: worlds.settings.latencyMs,
    regions,
    faults: faults.list(),
    expired: faults.expired,
    brokenImages: [...worlds.broken],
  }
}
