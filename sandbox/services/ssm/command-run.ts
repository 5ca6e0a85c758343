import { setConnected } from '../../world/agent'
import type { Region } from '../../world/region'
import type { HostRecord } from '../ecs/state'
import type { CommandRecord, InvocationRecord } from './command-state'
import type { ManagedInstance } from './state'

/** Milliseconds from sending to a node's taking it up, and what a script takes that does not sleep. */
const TAKEN_UP = 1_000
const RUNS = 2_000
/** How often a node that is away is tried again. */
const AGAIN = 30_000

const restartsEcs =
  /(systemctl|service)\s+(--\S+\s+)*(re)?start\s+ecs\b|service\s+ecs\s+(re)?start|(re)?start-service\s+(-name\s+)?'?"?AmazonECS/i

/** Every host by its machine's id: one look over the fleet for a whole command. */
export function hostsByMachine({ ecs }: Region): Map<string, HostRecord> {
  const out = new Map<string, HostRecord>()
  for (const cluster of ecs.clusters.values())
    for (const host of cluster.hosts.values()) if (host.status !== 'INACTIVE') out.set(host.machine, host)
  return out
}

/** Delivers a command to one node when it can be reached, and lets it run there. */
export function deliver(
  world: Region,
  command: CommandRecord,
  invocation: InvocationRecord,
  node: ManagedInstance,
  host: HostRecord | undefined,
): void {
  const { clock, ssm } = world
  const reachable = () => ssm.instances.has(node.id) && node.pingStatus === 'Online' && !host?.cut
  const attempt = (): void => {
    if (invocation.status !== 'Pending') return
    if (reachable()) begin()
    else if (clock.now() >= command.expiresAt) finish(invocation, clock.now(), 'TimedOut', 'DeliveryTimedOut', -1)
    else clock.after(Math.min(AGAIN, command.expiresAt - clock.now()), attempt)
  }
  const begin = (): void => {
    invocation.status = 'InProgress'
    invocation.details = 'InProgress'
    invocation.startedAt = clock.now()
    const script = scriptOf(command)
    const most = Number(command.parameters.executionTimeout?.[0] ?? 3_600) * 1_000
    const takes = RUNS + pausesIn(script)
    clock.after(Math.min(takes, most), () => {
      if (invocation.status !== 'InProgress' && invocation.status !== 'Cancelling') return
      if (command.cancelled) return finish(invocation, clock.now(), 'Cancelled', 'Cancelled', -1)
      if (takes > most) return finish(invocation, clock.now(), 'TimedOut', 'ExecutionTimedOut', -1)
      const code = Number(/^\s*exit\s+(\d{1,3})\s*$/m.exec(script)?.[1] ?? 0)
      invocation.output = command.document === 'AWS-UpdateSSMAgent' ? update(node) : outputOf(script, node)
      if (code !== 0) invocation.error = `failed to run commands: exit status ${code}`
      // With its line whole and its agent dead, the host comes back as its agent is started again.
      if (code === 0 && restartsEcs.test(script) && host && !host.connected && !host.cut && host.status !== 'INACTIVE')
        setConnected(world, host.id, true)
      finish(invocation, clock.now(), code === 0 ? 'Success' : 'Failed', code === 0 ? 'Success' : 'Failed', code)
    })
  }
  clock.after(TAKEN_UP, attempt)
}

export function finish(
  invocation: InvocationRecord,
  now: number,
  status: InvocationRecord['status'],
  details: string,
  code: number,
): void {
  Object.assign(invocation, { status, details, code, endedAt: now })
}

const scriptOf = ({ parameters }: CommandRecord) => (parameters.commands ?? []).join('\n')

const pausesIn = (script: string) => {
  let ms = 0
  for (const [, seconds] of script.matchAll(/\b(?:sleep|Start-Sleep(?: -Seconds| -s)?)\s+(\d{1,6})/gi))
    ms += Number(seconds) * 1_000
  return ms
}

const NEWEST = '3.3.3050.0'

function update(node: ManagedInstance): string {
  const from = node.agentVersion
  node.agentVersion = NEWEST
  return from === NEWEST
    ? `amazon-ssm-agent ${NEWEST} has already been installed, update skipped\n`
    : `Successfully updated amazon-ssm-agent from ${from} to ${NEWEST}\n`
}

/** What a few well-known commands print; the rest says nothing, as most scripts do. At most 24,000 characters are kept. */
function outputOf(script: string, node: ManagedInstance): string {
  const lines = script.split('\n').flatMap((line) => {
    const text = line.trim()
    const said = /^(?:echo|Write-Output|Write-Host)\s+(['"]?)(.*)\1$/i.exec(text)?.[2]
    if (said !== undefined) return [said]
    if (/^hostname\b/.test(text)) return [node.computerName]
    if (/^uname\s+-m\b/.test(text)) return [node.arch === 'arm64' ? 'aarch64' : 'x86_64']
    if (/^whoami\b/.test(text)) return ['root']
    return []
  })
  return lines.length === 0 ? '' : `${lines.join('\n')}\n`.slice(0, 24_000)
}
