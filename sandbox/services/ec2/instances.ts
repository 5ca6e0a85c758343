import type * as ec2 from '@aws-sdk/client-ec2'
import type { Instance, InstanceStatus, InstanceStatusSummary, Reservation } from '@aws-sdk/client-ec2'
import { AwsError } from '../../wire/errors'
import type { Handlers } from '../../wire/handlers'
import type { Region } from '../../world/region'
import { ec2Page, filtered } from './filters'
import { instanceFilters, reservationOf } from './instance-filters'
import { checkForm, dryRun } from './rules'

/** Those asked for, or all. */
export function namedInstances({ ec2 }: Region, ids: readonly string[] | undefined): Instance[] {
  if (!ids || ids.length === 0) return [...ec2.instances.values()]
  checkForm(ids, 'i', 'InvalidInstanceID.Malformed')
  const wanted = [...new Set(ids)]
  const gone = wanted.filter((id) => !ec2.instances.has(id))
  if (gone.length > 0)
    throw new AwsError(
      'InvalidInstanceID.NotFound',
      gone.length === 1
        ? `The instance ID '${gone[0]}' does not exist`
        : `The instance IDs '${gone.join(', ')}' do not exist`,
    )
  return wanted.flatMap((id) => ec2.instances.get(id) ?? [])
}

/** https://docs.aws.amazon.com/AWSEC2/latest/APIReference/API_DescribeInstances.html, MaxResults */
function pagesOrIds({
  InstanceIds,
  MaxResults,
}: {
  InstanceIds?: string[] | undefined
  MaxResults?: number | undefined
}) {
  if (InstanceIds?.length && MaxResults !== undefined)
    throw new AwsError(
      'InvalidParameterCombination',
      'The parameter instancesSet cannot be used with the parameter maxResults',
    )
}

export const instances: Handlers<typeof ec2, Region> = {
  DescribeInstances(input, world) {
    pagesOrIds(input)
    const found = filtered(namedInstances(world, input.InstanceIds), input.Filters, instanceFilters(world))
    dryRun(input)
    const { items, next } = ec2Page(found, input)
    const byReservation = new Map<string, Reservation & { Instances: Instance[] }>()
    for (const instance of items) {
      const ReservationId = reservationOf(world, instance)
      const known = byReservation.get(ReservationId)
      if (known) known.Instances.push(instance)
      else
        byReservation.set(ReservationId, { ReservationId, OwnerId: world.account, Groups: [], Instances: [instance] })
    }
    return { Reservations: [...byReservation.values()], ...(next && { NextToken: next }) }
  },

  // https://docs.aws.amazon.com/AWSEC2/latest/APIReference/API_DescribeInstanceStatus.html
  DescribeInstanceStatus(input, world) {
    pagesOrIds(input)
    const all = namedInstances(world, input.InstanceIds).filter(
      ({ State }) => input.IncludeAllInstances || State?.Name === 'running',
    )
    const found = filtered(
      all.map((instance) => statusOf(world, instance)),
      input.Filters,
      {
        'availability-zone': ({ AvailabilityZone }) => [AvailabilityZone],
        'instance-state-code': ({ InstanceState }) => [String(InstanceState?.Code)],
        'instance-state-name': ({ InstanceState }) => [InstanceState?.Name],
        'instance-status.status': ({ InstanceStatus }) => [InstanceStatus?.Status],
        'instance-status.reachability': ({ InstanceStatus }) => [InstanceStatus?.Details?.[0]?.Status],
        'system-status.status': ({ SystemStatus }) => [SystemStatus?.Status],
        'system-status.reachability': ({ SystemStatus }) => [SystemStatus?.Details?.[0]?.Status],
      },
    )
    dryRun(input)
    const { items, next } = ec2Page(found, input)
    return { InstanceStatuses: items, ...(next && { NextToken: next }) }
  },
}

/** Milliseconds from the launch until both checks have passed. */
const CHECKED = 150_000

function statusOf({ clock }: Region, { InstanceId, State, Placement, LaunchTime }: Instance): InstanceStatus {
  const fresh = clock.now() - (LaunchTime?.getTime() ?? 0) < CHECKED
  const checked = (): InstanceStatusSummary => {
    if (State?.Name !== 'running') return { Status: 'not-applicable' }
    const Status = fresh ? 'initializing' : 'passed'
    return { Status: fresh ? 'initializing' : 'ok', Details: [{ Name: 'reachability', Status }] }
  }
  return {
    ...(InstanceId !== undefined && { InstanceId }),
    ...(Placement?.AvailabilityZone !== undefined && { AvailabilityZone: Placement.AvailabilityZone }),
    ...(State && { InstanceState: State }),
    InstanceStatus: checked(),
    SystemStatus: checked(),
  }
}
