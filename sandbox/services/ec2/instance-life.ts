import type { Instance, InstanceState, InstanceStateName } from '@aws-sdk/client-ec2'
import type { Region } from '../../world/region'
import { started, stopping, terminating } from './container-agent'

/** https://docs.aws.amazon.com/AWSEC2/latest/APIReference/API_InstanceState.html */
const codes = { pending: 0, running: 16, 'shutting-down': 32, terminated: 48, stopping: 64, stopped: 80 } as const

export const stateOf = (name: InstanceStateName): InstanceState => ({ Code: codes[name], Name: name })

/** Milliseconds that each change takes; a terminated instance is seen for an hour. */
const TAKES = { pending: 20_000, stopping: 30_000, 'shutting-down': 30_000, forgotten: 3_600_000 }

export function change(world: Region, id: string, with_: Partial<Instance>): Instance | undefined {
  const known = world.ec2.instances.get(id)
  if (!known) return undefined
  const changed = { ...known, ...with_ }
  world.ec2.instances.set(id, changed)
  return changed
}

/** Does `then` after so long, unless the instance has changed its state by then. */
function later(world: Region, id: string, delay: number, then: () => void): void {
  const launch = world.ec2.launches.get(id)
  if (!launch) return
  const turn = ++launch.turn
  world.clock.after(delay, () => {
    if (world.ec2.launches.get(id)?.turn === turn) then()
  })
}

export function begin(world: Region, id: string): void {
  const { clock, random, region, ec2 } = world
  later(world, id, TAKES.pending, () => {
    const address = ec2.launches.get(id)?.open
      ? `${52 + random.below(3)}.${random.below(256)}.${random.below(256)}.${1 + random.below(254)}`
      : undefined
    const domain = region === 'us-east-1' ? 'compute-1' : `${region}.compute`
    const changed = change(world, id, {
      State: stateOf('running'),
      ...(address !== undefined && {
        PublicIpAddress: address,
        PublicDnsName: `ec2-${address.replaceAll('.', '-')}.${domain}.amazonaws.com`,
      }),
    })
    if (changed) started(world, changed, ec2.launches.get(id)?.userData ?? '')
  })
  change(world, id, { State: stateOf('pending'), LaunchTime: clock.date(), StateTransitionReason: '' })
}

/** AWS says who did it and when, in just this form. */
const byUser = (world: Region) =>
  `User initiated (${world.clock.date().toISOString().slice(0, 19).replace('T', ' ')} GMT)`
const BY_USER = {
  Code: 'Client.UserInitiatedShutdown',
  Message: 'Client.UserInitiatedShutdown: User initiated shutdown',
}

export function stop(world: Region, id: string): void {
  const changed = change(world, id, {
    State: stateOf('stopping'),
    StateTransitionReason: byUser(world),
    StateReason: BY_USER,
    PublicDnsName: '',
  })
  if (!changed) return
  const { PublicIpAddress: _, ...rest } = changed
  world.ec2.instances.set(id, rest)
  stopping(world, id)
  later(world, id, TAKES.stopping, () => change(world, id, { State: stateOf('stopped') }))
}

export function terminate(world: Region, id: string): void {
  const { ec2 } = world
  change(world, id, {
    State: stateOf('shutting-down'),
    StateTransitionReason: byUser(world),
    StateReason: BY_USER,
  })
  terminating(world, id)
  later(world, id, TAKES['shutting-down'], () => {
    const last = ec2.instances.get(id)
    if (!last) return
    const subnet = ec2.subnets.get(last.SubnetId ?? '')
    if (subnet?.SubnetId)
      ec2.subnets.set(subnet.SubnetId, {
        ...subnet,
        AvailableIpAddressCount: (subnet.AvailableIpAddressCount ?? 0) + 1,
      })
    const { PrivateIpAddress: _, PublicIpAddress: _public, SubnetId: _subnet, VpcId: _vpc, ...rest } = last
    ec2.instances.set(id, {
      ...rest,
      State: stateOf('terminated'),
      PrivateDnsName: '',
      PublicDnsName: '',
      SecurityGroups: [],
    })
    later(world, id, TAKES.forgotten, () => {
      ec2.instances.delete(id)
      ec2.launches.delete(id)
    })
  })
}
