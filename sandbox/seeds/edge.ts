import type { ContainerDefinition } from '@aws-sdk/client-ecs'
import { handlers as ecs } from '../services/ecs/index'
import { ping, pingOnce, setConnected } from '../world/agent'
import { wake } from '../world/log-lines'
import type { Region } from '../world/region'
import { plantEvents } from './events'
import { network } from './network'
import { places } from './places'
import { plantRoles } from './roles'
import { addActivation, callerOf, HOUR, MINUTE, stand } from './tools'

const clusters = ['shops', 'plants', 'depots']

/** What a machine of a site is, in turn: a small arm board, a shop's PC, a plant's server. */
const machines = [
  { cpu: 4096, memory: 3_760, arch: 'arm64' },
  { cpu: 4096, memory: 7_700, arch: 'x86_64' },
  { cpu: 8192, memory: 15_700, arch: 'x86_64' },
] as const

const container = (name: string, image: string, cpu: number, memory: number): ContainerDefinition => ({
  name,
  image,
  cpu,
  memory,
  essential: true,
})

/**
 * Sixty sites around the world of one to eight hosts, in three clusters, arm and x86, each host with the coordinates of
 * its site as attributes and tags. One site is dark and one host of another.
 */
export function edge(region: Region): void {
  const { clock } = region
  const now = clock.now()
  clock.startAt(now - 6 * HOUR)
  region.ecs.quiet = true
  const caller = callerOf(region)
  network(region)
  plantRoles(region)
  for (const clusterName of clusters) ecs.CreateCluster?.({ clusterName }, region, caller)
  for (const [family, image, cpu, memory] of [
    ['till', 'registry.example/till:4.2', 256, 256],
    ['camera', 'registry.example/camera-api:1.9', 512, 512],
    ['gateway', 'public.ecr.aws/nginx/nginx:1.27', 128, 128],
  ] as const)
    ecs.RegisterTaskDefinition?.(
      {
        family,
        requiresCompatibilities: ['EXTERNAL'],
        networkMode: 'bridge',
        containerDefinitions: [container(family, image, cpu, memory)],
      },
      region,
      caller,
    )
  for (const [index, [site, latitude, longitude]] of places.entries()) {
    const cluster = clusters[index % clusters.length] ?? ''
    const count = 1 + ((index * 5) % 8)
    const activation = addActivation(region, { description: `Hosts of ${site}`, limit: count })
    const where = { site, latitude: String(latitude), longitude: String(longitude) }
    for (let n = 1; n <= count; n++)
      stand(region, {
        cluster,
        activation,
        name: `${site}-${String(n).padStart(2, '0')}`,
        ...(machines[(index + n) % machines.length] ?? machines[0]),
        attributes: where,
        tags: where,
      })
  }
  clock.advanceTo(clock.now() + MINUTE)
  for (const cluster of clusters) {
    const external = { cluster, launchType: 'EXTERNAL' as const }
    ecs.CreateService?.(
      { ...external, serviceName: 'gateway', taskDefinition: 'gateway', schedulingStrategy: 'DAEMON' },
      region,
      caller,
    )
    ecs.CreateService?.(
      {
        ...external,
        serviceName: cluster === 'shops' ? 'till' : 'camera',
        taskDefinition: cluster === 'shops' ? 'till' : 'camera',
        desiredCount: 40,
        placementStrategy: [{ type: 'spread', field: 'attribute:site' }],
      },
      region,
      caller,
    )
  }
  clock.advanceTo(now - 20 * MINUTE)
  pingOnce(region)
  for (const cluster of region.ecs.clusters.values())
    for (const host of [...cluster.hosts.values()])
      if (host.attributes.get('site') === 'tromso' || host.tags.some((tag) => tag.value === 'lisbon-02'))
        setConnected(region, host.id, false)
  clock.advanceTo(now)
  plantEvents(region)
  pingOnce(region)
  wake(region)
  ping(region)
}
