import type { Resource } from '@aws-sdk/client-ecs'
import { client } from './errors'
import type { HostRecord } from './state'

/** Ports an agent keeps for itself: https://docs.aws.amazon.com/AmazonECS/latest/APIReference/API_PortMapping.html */
export const RESERVED = [22, 2375, 2376, 51678, 51679, 51680]

const integer = (name: string, integerValue: number): Resource => ({
  name,
  type: 'INTEGER',
  doubleValue: 0,
  longValue: 0,
  integerValue,
})
const ports = (name: string, list: readonly number[]): Resource => ({
  name,
  type: 'STRINGSET',
  doubleValue: 0,
  longValue: 0,
  integerValue: 0,
  stringSetValue: list.map(String),
})

export const resources = (cpu: number, memory: number, tcp: readonly number[], udp: readonly number[]): Resource[] => [
  integer('CPU', cpu),
  integer('MEMORY', memory),
  ports('PORTS', tcp),
  ports('PORTS_UDP', udp),
]

/** What is left. The port sets are those in use, not those free: so AWS has it. */
export const remainingOf = ({ total, used, reserved }: HostRecord): Resource[] =>
  resources(
    total.cpu - used.cpu,
    total.memory - used.memory,
    [...reserved.tcp, ...used.tcp],
    [...reserved.udp, ...used.udp],
  )

/** Reads what an agent registers. */
export function readResources(list: readonly Resource[] | undefined): {
  total: HostRecord['total']
  reserved: HostRecord['reserved']
} {
  const find = (name: string) => list?.find((one) => one.name === name)
  const cpu = find('CPU')?.integerValue
  const memory = find('MEMORY')?.integerValue
  if (cpu === undefined || memory === undefined) throw client('Total resources must include CPU and MEMORY.')
  const numbers = (name: string, otherwise: number[]) => find(name)?.stringSetValue?.map(Number) ?? otherwise
  return { total: { cpu, memory }, reserved: { tcp: numbers('PORTS', RESERVED), udp: numbers('PORTS_UDP', []) } }
}
