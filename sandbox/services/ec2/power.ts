import type * as ec2 from '@aws-sdk/client-ec2'
import type { Instance, InstanceStateChange, InstanceStateName } from '@aws-sdk/client-ec2'
import { AwsError } from '../../wire/errors'
import type { Handlers } from '../../wire/handlers'
import type { Region } from '../../world/region'
import { begin, stop, terminate } from './instance-life'
import { namedInstances } from './instances'
import { dryRun } from './rules'

interface Order {
  InstanceIds: string[] | undefined
  DryRun?: boolean | undefined
}

/** Refused for all where one of them is in no state for it; those that are there already stay as they are. */
function carryOut(
  world: Region,
  input: Order,
  {
    from,
    already,
    refused,
    run,
  }: {
    from: readonly InstanceStateName[]
    already: readonly InstanceStateName[]
    refused: (id: string) => string
    run: (world: Region, id: string) => void
  },
): InstanceStateChange[] {
  const { InstanceIds = [] } = input
  if (InstanceIds.length === 0)
    throw new AwsError('MissingParameter', 'The request must contain the parameter InstanceId')
  const found = namedInstances(world, InstanceIds)
  const nameOf = ({ State }: Instance) => State?.Name ?? 'pending'
  for (const one of found)
    if (![...from, ...already].includes(nameOf(one)))
      throw new AwsError('IncorrectInstanceState', refused(one.InstanceId ?? ''))
  dryRun(input)
  return found.map((before) => {
    const { InstanceId = '', State } = before
    if (from.includes(nameOf(before))) {
      // One that a seed made is like any other from now on
      if (!world.ec2.launches.has(InstanceId))
        world.ec2.launches.set(InstanceId, {
          reservation: `r-${InstanceId.slice(2)}`,
          userData: '',
          open: before.PublicIpAddress !== undefined,
          turn: 0,
        })
      run(world, InstanceId)
    }
    const now = world.ec2.instances.get(InstanceId)?.State
    return { InstanceId, ...(now && { CurrentState: now }), ...(State && { PreviousState: State }) }
  })
}

// https://docs.aws.amazon.com/AWSEC2/latest/UserGuide/ec2-instance-lifecycle.html
export const power: Handlers<typeof ec2, Region> = {
  StartInstances: (input, world) => ({
    StartingInstances: carryOut(world, input, {
      from: ['stopped'],
      already: ['pending', 'running'],
      refused: (id) => `The instance '${id}' is not in a state from which it can be started.`,
      run: begin,
    }),
  }),

  StopInstances: (input, world) => ({
    StoppingInstances: carryOut(world, input, {
      from: ['running'],
      already: ['stopping', 'stopped'],
      refused: (id) => `This instance '${id}' is not in a state from which it can be stopped.`,
      run: stop,
    }),
  }),

  TerminateInstances: (input, world) => ({
    TerminatingInstances: carryOut(world, input, {
      from: ['pending', 'running', 'stopping', 'stopped'],
      already: ['shutting-down', 'terminated'],
      refused: (id) => `The instance '${id}' may not be terminated.`,
      run: terminate,
    }),
  }),
}
