import { activation, activations, deleteActivation, network, registerHost, roles } from './activations'
import { definition, definitions, deregisterDefinition, registerDefinition } from './definitions'
import type { Endpoint } from './endpoint'
import { cluster, clusters, createCluster, fleet, me, search } from './fleet'
import { activateHost, drainHost, host, hosts } from './hosts'
import { practice, practiceClock, practiceCredentials, practiceImage, practiceReset, practiceSite } from './practice'
import { changeService, checkService, createService, deleteService, scaleService, service, services } from './services'
import { audit, endSession, sessions } from './settings'
import { runTask, stopTask, task, taskLog, tasks } from './tasks'

/** Every endpoint there is: the client, the policy's test and the OpenAPI document are made from this table. */
export const api = {
  fleet,
  search,
  me,
  clusters,
  cluster,
  createCluster,
  hosts,
  host,
  drainHost,
  activateHost,
  services,
  service,
  checkService,
  createService,
  scaleService,
  changeService,
  deleteService,
  tasks,
  task,
  taskLog,
  runTask,
  stopTask,
  definitions,
  definition,
  registerDefinition,
  deregisterDefinition,
  activations,
  activation,
  registerHost,
  deleteActivation,
  roles,
  network,
  audit,
  sessions,
  endSession,
  practice,
  practiceSite,
  practiceImage,
  practiceCredentials,
  practiceClock,
  practiceReset,
}

export const endpoints = Object.entries(api) as unknown as [keyof typeof api, Endpoint][]
