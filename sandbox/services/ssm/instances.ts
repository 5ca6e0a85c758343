import type * as ssm from '@aws-sdk/client-ssm'
import type { InstanceInformation } from '@aws-sdk/client-ssm'
import { unfit } from '../../wire/errors'
import type { Handlers } from '../../wire/handlers'
import { pageOf } from '../../wire/page'
import { setConnected } from '../../world/agent'
import type { Region } from '../../world/region'
import { badFilter, badToken, invalid, noInstance } from './errors'
import type { ManagedInstance } from './state'

// https://docs.aws.amazon.com/systems-manager/latest/APIReference/API_DescribeInstanceInformation.html
export const instances: Handlers<typeof ssm, Region> = {
  DescribeInstanceInformation(input, world) {
    const { MaxResults = 10, NextToken, Filters = [], InstanceInformationFilterList = [] } = input
    if (MaxResults < 5) throw invalid(unfit('maxResults', MaxResults, 'have value greater than or equal to 5'))
    if (MaxResults > 50) throw invalid(unfit('maxResults', MaxResults, 'have value less than or equal to 50'))
    if (Filters.length > 0 && InstanceInformationFilterList.length > 0)
      throw badFilter('Filters and InstanceInformationFilterList cannot be used together.')
    const asked = [
      ...Filters.map(({ Key, Values }) => ({ key: Key ?? '', values: Values ?? [] })),
      ...InstanceInformationFilterList.map(({ key, valueSet }) => ({ key: key ?? '', values: valueSet ?? [] })),
    ]
    for (const { key } of asked) looksOf(key)
    const found = [...world.ssm.instances.values()].filter((one) =>
      asked.every(({ key, values }) =>
        looksOf(key)(one).some((value) => value !== undefined && values.includes(value)),
      ),
    )
    const { items, next } = pageOf(found, { size: MaxResults, token: NextToken, refuse: badToken })
    return { InstanceInformationList: items.map(view), ...(next && { NextToken: next }) }
  },

  DeregisterManagedInstance(input, world) {
    const id = input.InstanceId ?? ''
    if (!/^mi-[0-9a-f]{17}$/.test(id))
      throw invalid(unfit('instanceId', id, 'satisfy regular expression pattern: ^mi-[0-9a-f]{17}$'))
    if (!world.ssm.instances.delete(id)) throw noInstance(`Instance ${id} is not registered.`)
    // Its credentials came from SSM, so the ECS agent on it goes dark too; ECS keeps the host until it is deregistered.
    if (isHost(world, id)) setConnected(world, id, false)
    return {}
  },
}

const isHost = ({ ecs }: Region, machine: string) =>
  [...ecs.clusters.values()].some((cluster) =>
    [...cluster.hosts.values()].some((host) => host.machine === machine && host.status !== 'INACTIVE'),
  )

type Looks = (one: ManagedInstance) => (string | undefined)[]

const filters: Readonly<Record<string, Looks>> = {
  ActivationIds: (one) => [one.activationId],
  AgentVersion: (one) => [one.agentVersion],
  IamRole: (one) => [one.iamRole],
  InstanceIds: (one) => [one.id],
  PingStatus: (one) => [one.pingStatus],
  PlatformTypes: (one) => [one.platform.type],
  ResourceType: (one) => [one.type],
  SourceIds: (one) => [one.id],
  SourceTypes: (one) => [sourceOf(one)],
  'tag-key': (one) => one.tags.map(({ Key }) => Key),
}

function looksOf(key: string): Looks {
  const known = Object.hasOwn(filters, key) ? filters[key] : undefined
  if (known) return known
  if (!key.startsWith('tag:')) throw badFilter(`The filter key ${key} is not valid.`)
  return (one) => one.tags.filter(({ Key }) => Key === key.slice(4)).map(({ Value }) => Value)
}

const sourceOf = ({ type }: ManagedInstance) =>
  type === 'EC2Instance' ? 'AWS::EC2::Instance' : 'AWS::SSM::ManagedInstance'

const view = (one: ManagedInstance): InstanceInformation => ({
  InstanceId: one.id,
  PingStatus: one.pingStatus,
  LastPingDateTime: new Date(one.lastPing),
  AgentVersion: one.agentVersion,
  IsLatestVersion: true,
  PlatformType: one.platform.type,
  PlatformName: one.platform.name,
  PlatformVersion: one.platform.version,
  ...(one.activationId !== undefined && { ActivationId: one.activationId }),
  ...(one.iamRole !== undefined && { IamRole: one.iamRole }),
  RegistrationDate: new Date(one.registeredAt),
  ResourceType: one.type,
  ...(one.name !== undefined && { Name: one.name }),
  IPAddress: one.ipAddress,
  ComputerName: one.computerName,
  SourceId: one.id,
  SourceType: sourceOf(one),
})
