import type * as ssm from '@aws-sdk/client-ssm'
import type { Command, CommandFilter, CommandInvocation, CommandPlugin, CommandStatus } from '@aws-sdk/client-ssm'
import { unfit } from '../../wire/errors'
import type { Handlers } from '../../wire/handlers'
import { pageOf } from '../../wire/page'
import type { Region } from '../../world/region'
import { hostsByMachine } from './command-run'
import { type CommandRecord, findCommand, type InvocationRecord, isOpen, statusOf } from './command-state'
import { badToken, invalid, noInstance } from './errors'
import { refuse } from './parameter-state'

export const commandReads: Handlers<typeof ssm, Region> = {
  ListCommands(input, world) {
    const all = input.CommandId === undefined ? newest(world) : [findCommand(world, input.CommandId)]
    const fits = filtersOf(input.Filters)
    const found = all.filter(
      (one) =>
        (input.InstanceId === undefined || one.invocations.has(input.InstanceId)) && fits(one, statusOf(one).Status),
    )
    const { items, next } = pageOf(found, { size: sizeOf(input.MaxResults), token: input.NextToken, refuse: badToken })
    return { Commands: items.map(commandView), ...(next && { NextToken: next }) }
  },

  ListCommandInvocations(input, world) {
    const all = input.CommandId === undefined ? newest(world) : [findCommand(world, input.CommandId)]
    const fits = filtersOf(input.Filters)
    const found = all.flatMap((command) =>
      [...command.invocations.values()]
        .filter((one) => (input.InstanceId === undefined || one.node === input.InstanceId) && fits(command, one.status))
        .map((invocation) => ({ command, invocation })),
    )
    const { items, next } = pageOf(found, { size: sizeOf(input.MaxResults), token: input.NextToken, refuse: badToken })
    return {
      CommandInvocations: items.map(({ command, invocation }) =>
        invocationView(command, invocation, input.Details ?? false),
      ),
      ...(next && { NextToken: next }),
    }
  },

  GetCommandInvocation(input, world) {
    const command = findCommand(world, input.CommandId)
    const one = command.invocations.get(input.InstanceId ?? '')
    if (!one) throw refuse('InvocationDoesNotExist', '')
    const plugin = pluginOf(command)
    if (input.PluginName !== undefined && input.PluginName !== plugin)
      throw refuse('InvalidPluginName', 'The plugin name is not valid.')
    return {
      CommandId: command.id,
      InstanceId: one.node,
      Comment: command.comment,
      DocumentName: command.document,
      DocumentVersion: command.version,
      PluginName: plugin,
      ResponseCode: one.code,
      ExecutionStartDateTime: one.startedAt === undefined ? '' : iso(one.startedAt),
      ExecutionElapsedTime:
        one.startedAt !== undefined && one.endedAt !== undefined ? `PT${(one.endedAt - one.startedAt) / 1_000}S` : '',
      ExecutionEndDateTime: one.endedAt === undefined ? '' : iso(one.endedAt),
      Status: one.status,
      StatusDetails: one.details,
      StandardOutputContent: one.output,
      StandardOutputUrl: '',
      StandardErrorContent: one.error,
      StandardErrorUrl: '',
      CloudWatchOutputConfig: { CloudWatchLogGroupName: '', CloudWatchOutputEnabled: false },
    }
  },

  GetConnectionStatus(input, world) {
    const id = input.Target ?? ''
    const node = world.ssm.instances.get(id)
    const on = node?.pingStatus === 'Online' && !hostsByMachine(world).get(id)?.cut
    return { Target: id, Status: on ? 'connected' : 'notconnected' }
  },

  UpdateManagedInstanceRole(input, world) {
    const { InstanceId: id = '', IamRole: role = '' } = input
    if (!/^mi-[0-9a-f]{17}$/.test(id))
      throw invalid(unfit('instanceId', id, 'satisfy regular expression pattern: ^mi-[0-9a-f]{17}$'))
    if (role === '' || role.length > 64) throw invalid(unfit('iamRole', role, 'have length less than or equal to 64'))
    const node = world.ssm.instances.get(id)
    if (!node) throw noInstance(`Instance ${id} is not registered.`)
    node.iamRole = role
    return {}
  },
}

const iso = (at: number) => new Date(at).toISOString()
const newest = ({ ssm }: Region) => [...ssm.commands.values()].reverse()

function sizeOf(asked = 50): number {
  if (asked < 1) throw invalid(unfit('maxResults', asked, 'have value greater than or equal to 1'))
  if (asked > 50) throw invalid(unfit('maxResults', asked, 'have value less than or equal to 50'))
  return asked
}

function filtersOf(filters: readonly CommandFilter[] = []): (command: CommandRecord, status: CommandStatus) => boolean {
  const tests = filters.map(({ key, value = '' }) => {
    const at = Date.parse(value)
    if (key === 'Status') return (_: CommandRecord, status: CommandStatus) => status === value
    if (key === 'DocumentName') return ({ document }: CommandRecord) => document === value
    if (key === 'InvokedAfter' && !Number.isNaN(at)) return ({ requestedAt }: CommandRecord) => requestedAt > at
    if (key === 'InvokedBefore' && !Number.isNaN(at)) return ({ requestedAt }: CommandRecord) => requestedAt < at
    if (key === 'ExecutionStage')
      return (command: CommandRecord) => [...command.invocations.values()].some(isOpen) === (value === 'Executing')
    throw refuse('InvalidFilterKey', `The filter ${key} is not valid.`)
  })
  return (command, status) => tests.every((test) => test(command, status))
}

export function commandView(one: CommandRecord): Command {
  const all = [...one.invocations.values()]
  const count = (...statuses: CommandStatus[]) => all.filter(({ status }) => statuses.includes(status)).length
  return {
    CommandId: one.id,
    DocumentName: one.document,
    DocumentVersion: one.version,
    Comment: one.comment,
    ExpiresAfter: new Date(one.expiresAt),
    Parameters: one.parameters,
    InstanceIds: one.instanceIds,
    Targets: one.targets,
    RequestedDateTime: new Date(one.requestedAt),
    ...statusOf(one),
    OutputS3BucketName: '',
    OutputS3KeyPrefix: '',
    MaxConcurrency: one.maxConcurrency,
    MaxErrors: one.maxErrors,
    TargetCount: all.length,
    CompletedCount: all.filter((item) => !isOpen(item)).length,
    ErrorCount: count('Failed', 'TimedOut'),
    DeliveryTimedOutCount: all.filter(({ details }) => details === 'DeliveryTimedOut').length,
    ServiceRole: '',
    TimeoutSeconds: one.timeout,
  }
}

const pluginOf = ({ document }: CommandRecord) =>
  document === 'AWS-RunShellScript'
    ? 'aws:runShellScript'
    : document === 'AWS-RunPowerShellScript'
      ? 'aws:runPowerShellScript'
      : 'aws:updateSsmAgent'

function invocationView(command: CommandRecord, one: InvocationRecord, details: boolean): CommandInvocation {
  const plugin: CommandPlugin = {
    Name: pluginOf(command),
    Status: one.status === 'Cancelling' ? 'InProgress' : one.status,
    StatusDetails: one.details,
    ResponseCode: one.code,
    ...(one.startedAt !== undefined && { ResponseStartDateTime: new Date(one.startedAt) }),
    ...(one.endedAt !== undefined && { ResponseFinishDateTime: new Date(one.endedAt) }),
    // At most 2,500 characters here; GetCommandInvocation has more.
    Output: one.output.slice(0, 2_500),
    StandardOutputUrl: '',
    StandardErrorUrl: '',
    OutputS3Region: '',
    OutputS3BucketName: '',
    OutputS3KeyPrefix: '',
  }
  return {
    CommandId: command.id,
    InstanceId: one.node,
    InstanceName: one.name,
    Comment: command.comment,
    DocumentName: command.document,
    DocumentVersion: command.version,
    RequestedDateTime: new Date(command.requestedAt),
    Status: one.status,
    StatusDetails: one.details,
    StandardOutputUrl: '',
    StandardErrorUrl: '',
    CommandPlugins: details && one.startedAt !== undefined ? [plugin] : [],
    ServiceRole: '',
  }
}
