import type { TaskOverride } from '@aws-sdk/client-ecs'
import { parseSize } from '../services/ecs/fargate-sizes'
import type { DefinitionRecord, HostRecord, Needs } from '../services/ecs/state'

/** What a task of a definition takes from its host, ports chosen by Docker apart. */
export function needsOf({ view }: DefinitionRecord, overrides?: TaskOverride): Needs {
  const containers = view.containerDefinitions ?? []
  const over = new Map((overrides?.containerOverrides ?? []).map((one) => [one.name, one]))
  const cpu = overrides?.cpu ?? view.cpu
  const memory = overrides?.memory ?? view.memory
  const sum = (of: (index: number) => number) => containers.reduce((all, _, index) => all + of(index), 0)
  const needs: Needs = {
    cpu: cpu ? (parseSize('cpu', cpu) ?? 0) : sum((i) => over.get(containers[i]?.name)?.cpu ?? containers[i]?.cpu ?? 0),
    memory: memory
      ? (parseSize('memory', memory) ?? 0)
      : // ECS reserves memoryReservation where there is one: API_ContainerDefinition, memoryReservation
        sum((i) => {
          const [own, mine] = [containers[i], over.get(containers[i]?.name)]
          return mine?.memoryReservation ?? mine?.memory ?? own?.memoryReservation ?? own?.memory ?? 0
        }),
    tcp: [],
    udp: [],
  }
  if (view.networkMode === 'awsvpc' || view.networkMode === 'none') return needs
  for (const { hostPort, protocol } of containers.flatMap((one) => one.portMappings ?? []))
    if (hostPort) needs[protocol === 'udp' ? 'udp' : 'tcp'].push(hostPort)
  return needs
}

export type Shortage = 'RESOURCE:CPU' | 'RESOURCE:MEMORY' | 'RESOURCE:PORTS'

/** @returns what the host has too little of, or undefined where the task fits */
export function shortage(host: HostRecord, needs: Needs): Shortage | undefined {
  const { total, used, reserved } = host
  if (needs.cpu > total.cpu - used.cpu) return 'RESOURCE:CPU'
  if (needs.memory > total.memory - used.memory) return 'RESOURCE:MEMORY'
  if (needs.tcp.some((port) => used.tcp.has(port) || reserved.tcp.includes(port))) return 'RESOURCE:PORTS'
  if (needs.udp.some((port) => used.udp.has(port) || reserved.udp.includes(port))) return 'RESOURCE:PORTS'
  return undefined
}

/** Takes what the task needs; the same `needs` is to be released. */
export function take(host: HostRecord, task: string, group: string, needs: Needs): void {
  host.tasks.add(task)
  host.groups.set(group, (host.groups.get(group) ?? 0) + 1)
  host.used.cpu += needs.cpu
  host.used.memory += needs.memory
  for (const port of needs.tcp) host.used.tcp.add(port)
  for (const port of needs.udp) host.used.udp.add(port)
}

export function release(host: HostRecord, task: string, group: string, needs: Needs): void {
  if (!host.tasks.delete(task)) return
  const left = (host.groups.get(group) ?? 1) - 1
  if (left > 0) host.groups.set(group, left)
  else host.groups.delete(group)
  host.used.cpu -= needs.cpu
  host.used.memory -= needs.memory
  for (const port of needs.tcp) host.used.tcp.delete(port)
  for (const port of needs.udp) host.used.udp.delete(port)
}

/** The lowest free port of Docker's own range (Linux's ephemeral ports: 32768–60999), taken. */
export function takeDynamicPort(host: HostRecord, needs: Needs, protocol: 'tcp' | 'udp'): number {
  let port = 32768
  while (host.used[protocol].has(port) || host.reserved[protocol].includes(port)) port += 1
  host.used[protocol].add(port)
  needs[protocol].push(port)
  return port
}
