import type * as ecs from '@aws-sdk/client-ecs'
import type { Handlers } from '../../wire/handlers'
import type { Region } from '../../world/region'
import { accountSettings } from './account-settings'
import { agentCalls } from './agent-calls'
import { attributes } from './attributes'
import { capacityProviders } from './capacity-providers'
import { clusterSettings } from './cluster-settings'
import { clusters } from './clusters'
import { containerAgent } from './container-agent'
import { definitions } from './definitions'
import { hosts } from './hosts'
import { registerHost } from './register-host'
import { runTask } from './run-task'
import { serviceDeployments } from './service-deployments'
import { serviceReads } from './service-reads'
import { services } from './services'
import { tags } from './tags'
import { taskProtection } from './task-protection'
import { taskSetReads } from './task-set-reads'
import { taskSets } from './task-sets'
import { tasks } from './tasks'

/** Every ECS operation offered. One not here is answered with ECS's own UnknownOperation error. */
export const handlers: Handlers<typeof ecs, Region> = {
  ...clusters,
  ...clusterSettings,
  ...accountSettings,
  ...agentCalls,
  ...taskProtection,
  ...capacityProviders,
  ...registerHost,
  ...hosts,
  ...attributes,
  ...containerAgent,
  ...definitions,
  ...runTask,
  ...tasks,
  ...services,
  ...serviceReads,
  ...serviceDeployments,
  ...taskSets,
  ...taskSetReads,
  ...tags,
}
