import type * as ssm from '@aws-sdk/client-ssm'
import type { Target } from '@aws-sdk/client-ssm'
import { unfit } from '../../wire/errors'
import type { Handlers } from '../../wire/handlers'
import type { Region } from '../../world/region'
import { commandView } from './command-reads'
import { deliver, finish, hostsByMachine } from './command-run'
import { type CommandRecord, findCommand, type InvocationRecord } from './command-state'
import { invalid, noInstance } from './errors'
import { refuse } from './parameter-state'
import type { ManagedInstance } from './state'

/** Documents that Amazon owns and the sandbox's nodes can carry out, and the parameters each takes. */
const documents: Readonly<Record<string, { takes: readonly string[]; needs: readonly string[] }>> = {
  'AWS-RunShellScript': { takes: ['commands', 'workingDirectory', 'executionTimeout'], needs: ['commands'] },
  'AWS-RunPowerShellScript': { takes: ['commands', 'workingDirectory', 'executionTimeout'], needs: ['commands'] },
  'AWS-UpdateSSMAgent': { takes: ['version', 'allowDowngrade'], needs: [] },
}
/** The oldest go beyond these many; AWS keeps thirty days of them. */
const mostCommands = 1_000

export const commands: Handlers<typeof ssm, Region> = {
  // https://docs.aws.amazon.com/systems-manager/latest/APIReference/API_SendCommand.html
  SendCommand(input, world) {
    const { clock, random } = world
    const name = (input.DocumentName ?? '').split('/').at(-1) ?? ''
    const document = Object.hasOwn(documents, name) ? documents[name] : undefined
    if (!document) throw refuse('InvalidDocument', `Document with name ${input.DocumentName} does not exist.`)
    const parameters = input.Parameters ?? {}
    const odd = Object.keys(parameters).find((key) => !document.takes.includes(key))
    const lacking = document.needs.find((key) => (parameters[key]?.length ?? 0) === 0)
    if (odd !== undefined || lacking !== undefined)
      throw refuse(
        'InvalidParameters',
        odd !== undefined
          ? `Parameter ${odd} is not defined in document ${name}.`
          : `Parameters [${lacking}] are required and have no default value in document ${name}.`,
      )
    const timeout = input.TimeoutSeconds ?? 3_600
    if (timeout < 30) throw invalid(unfit('timeoutSeconds', timeout, 'have value greater than or equal to 30'))
    if (timeout > 2_592_000) throw invalid(unfit('timeoutSeconds', timeout, 'have value less than or equal to 2592000'))
    if ((input.Comment?.length ?? 0) > 100)
      throw invalid(unfit('comment', input.Comment, 'have length less than or equal to 100'))
    const executes = parameters.executionTimeout?.[0]
    if (executes !== undefined && !/^[1-9]\d{0,5}$/.test(executes))
      throw refuse(
        'InvalidParameters',
        `Parameter "executionTimeout" with value "${executes}" does not match its allowed pattern.`,
      )
    const nodes = nodesOf(world, input.InstanceIds, input.Targets)
    const wrong = nodes.find(({ platform }) => (platform.type === 'Windows') !== (name === 'AWS-RunPowerShellScript'))
    if (wrong && name !== 'AWS-UpdateSSMAgent' && name === 'AWS-RunShellScript')
      throw refuse('UnsupportedPlatformType', 'The document is not supported on the platform of the instances.')
    const command: CommandRecord = {
      id: random.uuid(),
      document: name,
      version: input.DocumentVersion ?? '$DEFAULT',
      comment: input.Comment ?? '',
      parameters,
      targets: input.Targets ?? [],
      instanceIds: input.InstanceIds ?? [],
      requestedAt: clock.now(),
      timeout,
      expiresAt: clock.now() + timeout * 1_000,
      maxConcurrency: input.MaxConcurrency ?? '50',
      maxErrors: input.MaxErrors ?? '0',
      cancelled: false,
      invocations: new Map(),
    }
    const hosts = hostsByMachine(world)
    for (const node of nodes) {
      const invocation: InvocationRecord = {
        node: node.id,
        name: node.name ?? node.computerName,
        status: 'Pending',
        details: 'Pending',
        code: -1,
        output: '',
        error: '',
      }
      command.invocations.set(node.id, invocation)
      deliver(world, command, invocation, node, hosts.get(node.id))
    }
    const kept = world.ssm.commands
    kept.set(command.id, command)
    const [oldest] = kept.keys()
    if (kept.size > mostCommands && oldest !== undefined) kept.delete(oldest)
    return { Command: commandView(command) }
  },

  CancelCommand(input, world) {
    const command = findCommand(world, input.CommandId)
    const asked = input.InstanceIds ?? []
    for (const id of asked)
      if (!command.invocations.has(id)) throw noInstance(`Instance ${id} is not part of the command.`)
    if (asked.length === 0) command.cancelled = true
    for (const one of command.invocations.values()) {
      if (asked.length > 0 && !asked.includes(one.node)) continue
      if (one.status === 'Pending') finish(one, world.clock.now(), 'Cancelled', 'Cancelled', -1)
      else if (one.status === 'InProgress') finish(one, world.clock.now(), 'Cancelled', 'Terminated', -1)
    }
    return {}
  },
}

function nodesOf(
  { ssm, account }: Region,
  ids: readonly string[] = [],
  targets: readonly Target[] = [],
): ManagedInstance[] {
  if (ids.length === 0 && targets.length === 0) throw invalid('Either InstanceIds or Targets must be given.')
  if (ids.length > 0 && targets.length > 0) throw invalid('InstanceIds and Targets cannot be given together.')
  if (ids.length > 50)
    throw invalid(unfit('instanceIds', `[${ids.join(', ')}]`, 'have length less than or equal to 50'))
  if (targets.length > 5) throw invalid('Targets takes 5 at most.')
  const named = (wanted: readonly string[]) => {
    const lost = wanted.filter((id) => !ssm.instances.has(id))
    if (lost.length > 0)
      throw noInstance(`Instances [[${lost.join(', ')}]] not in a valid state for account ${account}`)
    return [...new Set(wanted)].flatMap((id) => ssm.instances.get(id) ?? [])
  }
  if (ids.length > 0) return named(ids)
  const tests = targets.map(({ Key = '', Values = [] }) => {
    if (Values.length > 50) throw invalid('A target takes 50 values at most.')
    if (/^instanceids$/i.test(Key)) {
      const some = new Set(named(Values))
      return (one: ManagedInstance) => some.has(one)
    }
    if (Key === 'tag-key') return (one: ManagedInstance) => one.tags.some((tag) => Values.includes(tag.Key ?? ''))
    if (!Key.startsWith('tag:')) throw invalid(`The target key ${Key} is not valid.`)
    return (one: ManagedInstance) =>
      one.tags.some((tag) => tag.Key === Key.slice(4) && (Values.includes('*') || Values.includes(tag.Value ?? '')))
  })
  return [...ssm.instances.values()].filter((one) => tests.every((test) => test(one)))
}
