import type { CommandStatus, Target } from '@aws-sdk/client-ssm'
import { unfit } from '../../wire/errors'
import type { Region } from '../../world/region'
import { invalid } from './errors'
import { refuse } from './parameter-state'

/** What was asked of many nodes at once. Times in epoch milliseconds. */
export interface CommandRecord {
  id: string
  document: string
  version: string
  comment: string
  parameters: Record<string, string[]>
  targets: Target[]
  instanceIds: string[]
  requestedAt: number
  /** Seconds a node has to take it up. */
  timeout: number
  expiresAt: number
  maxConcurrency: string
  maxErrors: string
  cancelled: boolean
  /** By node. */
  invocations: Map<string, InvocationRecord>
}

export interface InvocationRecord {
  node: string
  name: string
  status: CommandStatus
  details: string
  startedAt?: number
  endedAt?: number
  code: number
  output: string
  error: string
}

const open = new Set<CommandStatus>(['Pending', 'InProgress', 'Cancelling'])
export const isOpen = ({ status }: InvocationRecord) => open.has(status)

/** A command's status is made from its invocations': https://docs.aws.amazon.com/systems-manager/latest/userguide/monitor-commands.html */
export function statusOf(command: CommandRecord): { Status: CommandStatus; StatusDetails: string } {
  const all = [...command.invocations.values()]
  const is = (status: CommandStatus) => all.some((one) => one.status === status)
  if (all.length === 0) return { Status: 'Success', StatusDetails: 'NoInstancesInTag' }
  if (all.every(({ status }) => status === 'Pending')) return { Status: 'Pending', StatusDetails: 'Pending' }
  if (all.some(isOpen))
    return command.cancelled
      ? { Status: 'Cancelling', StatusDetails: 'Cancelling' }
      : { Status: 'InProgress', StatusDetails: 'InProgress' }
  if (is('Cancelled')) return { Status: 'Cancelled', StatusDetails: 'Cancelled' }
  if (is('Failed')) return { Status: 'Failed', StatusDetails: 'Failed' }
  if (is('TimedOut')) return { Status: 'TimedOut', StatusDetails: 'DeliveryTimedOut' }
  return { Status: 'Success', StatusDetails: 'Success' }
}

export function findCommand(world: Region, id = ''): CommandRecord {
  if (!/^[0-9a-f]{8}(-[0-9a-f]{4}){3}-[0-9a-f]{12}$/.test(id))
    throw invalid(unfit('commandId', id, 'have length greater than or equal to 36'))
  const found = world.ssm.commands.get(id)
  if (!found) throw refuse('InvalidCommandId', `The command ID ${id} does not exist.`)
  return found
}
