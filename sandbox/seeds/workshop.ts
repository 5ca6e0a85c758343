import { handlers as ecs } from '../services/ecs/index'
import { ping, pingOnce } from '../world/agent'
import type { Region } from '../world/region'
import { plantEvents } from './events'
import { network } from './network'
import { plantRoles } from './roles'
import { addActivation, callerOf, HOUR, stand } from './tools'

/**
 * Where the ECS Anywhere workshop begins after its installation: the cluster, the three roles (the hosts' one by the
 * workshop's own name) and two machines on premises. No definition is registered and nothing runs yet.
 */
export function workshop(region: Region): void {
  const { clock } = region
  const now = clock.now()
  clock.startAt(now - HOUR)
  region.ecs.quiet = true
  network(region)
  plantRoles(region, 'ecsMithrilRole')
  ecs.CreateCluster?.({ clusterName: 'test-ecs-anywhere' }, region, callerOf(region))
  const activation = addActivation(region, { description: 'ECS Anywhere workshop', limit: 2, role: 'ecsMithrilRole' })
  for (const name of ['on-prem-01', 'on-prem-02'])
    stand(region, { cluster: 'test-ecs-anywhere', activation, name, cpu: 2048, memory: 3_900 })
  clock.advanceTo(now)
  plantEvents(region)
  region.ecs.quiet = false
  pingOnce(region)
  ping(region)
}
