import { z } from 'zod'
import { defaultAccount } from '../wire/caller'
import { type Control, Refused } from '../wire/control'
import { isConnected, join, setConnected } from '../world/agent'
import type { Region } from '../world/region'
import type { Worlds } from '../world/worlds'
import type { Controlled } from './index'

const Join = z.strictObject({
  activationId: z.string(),
  activationCode: z.string(),
  cluster: z.string(),
  site: z.string().optional(),
  name: z.string().optional(),
  cpu: z.number().positive().optional(),
  memory: z.number().positive().optional(),
  arch: z.enum(['x86_64', 'arm64']).optional(),
  region: z.string().optional(),
})

/** Machines: they join as the install script makes them, go dark and come back. */
export function hosts({ worlds }: Controlled): Control[] {
  const connect = (connected: boolean) => (params: Readonly<Record<string, string>>) => {
    const { region, id } = hostIn(worlds, params.host ?? '')
    setConnected(region, id, connected)
    return { host: id, connected }
  }
  const connectSite = (connected: boolean) => (params: Readonly<Record<string, string>>) => {
    const { site = '' } = params
    const all = worlds.all().flatMap((region) => hostsOf(region, site).map((id) => ({ region, id })))
    if (all.length === 0) throw new Refused(404, `There is no site ${site}`)
    for (const { region, id } of all) setConnected(region, id, connected)
    return { site, hosts: all.length, connected }
  }
  return [
    {
      method: 'GET',
      path: '/_sandbox/hosts/:host',
      run: (params) => {
        const { region, id } = hostIn(worlds, params.host ?? '')
        return { host: id, connected: isConnected(region, id) }
      },
    },
    { method: 'POST', path: '/_sandbox/hosts/:host/disconnect', run: connect(false) },
    { method: 'POST', path: '/_sandbox/hosts/:host/connect', run: connect(true) },
    { method: 'POST', path: '/_sandbox/sites/:site/disconnect', run: connectSite(false) },
    { method: 'POST', path: '/_sandbox/sites/:site/connect', run: connectSite(true) },
    {
      method: 'POST',
      path: '/_sandbox/join',
      run: (_params, body) => {
        const { region, ...input } = Join.parse(body)
        return join(regionOfActivation(worlds, input.activationId, region), input)
      },
    },
  ]
}

/** Ids of the hosts of a site. */
const hostsOf = (region: Region, site: string): string[] =>
  [...region.ecs.clusters.values()].flatMap((cluster) =>
    [...cluster.hosts.values()]
      .filter((host) => host.status !== 'INACTIVE' && host.attributes.get('site') === site)
      .map((host) => host.id),
  )

/** The install script is told its region; a machine that does not say joins where its activation was made. */
function regionOfActivation(worlds: Worlds, activationId: string, region: string | undefined): Region {
  const found = worlds
    .all()
    .find((world) => (region === undefined || world.region === region) && world.ssm.activations.has(activationId))
  return found ?? worlds.get(defaultAccount, region ?? 'us-east-1')
}

/** A host by its container instance's id or ARN, its machine's id or its name, in whatever region it is. */
function hostIn(worlds: Worlds, text: string): { region: Region; id: string } {
  for (const region of worlds.all())
    for (const cluster of region.ecs.clusters.values())
      for (const host of cluster.hosts.values()) {
        if (host.status === 'INACTIVE') continue
        const named = host.tags.some(({ key, value }) => key === 'Name' && value === text)
        if (named || [host.id, host.arn, host.machine, region.ssm.instances.get(host.machine)?.name].includes(text))
          return { region, id: host.id }
      }
  throw new Refused(404, `There is no host ${text}`)
}
