import type * as ecs from '@aws-sdk/client-ecs'
import { type Attribute, TargetNotFoundException } from '@aws-sdk/client-ecs'
import type { Handlers } from '../../wire/handlers'
import { hostChanged } from '../../world/changes'
import type { Region } from '../../world/region'
import { invalid } from './errors'
import { findCluster, lookHost } from './find'
import { page } from './page'
import type { ClusterRecord, HostRecord } from './state'

export const attributes: Handlers<typeof ecs, Region> = {
  PutAttributes(input, world) {
    const cluster = findCluster(world, input.cluster)
    const asked = checked(input.attributes)
    const targets = asked.map((one) => ({ one, host: target(world, cluster, one) }))
    for (const { one, host } of targets) {
      // https://docs.aws.amazon.com/AmazonECS/latest/APIReference/API_Attribute.html: name and value
      if (!/^[\w.\\/-]{1,128}$/.test(one.name ?? '')) throw invalid(`Invalid attribute name: ${one.name}`)
      if (one.value !== undefined && !/^$|^[\w.:@\\/-][\w.:@\\/ -]{0,127}$/.test(one.value))
        throw invalid(`Invalid attribute value for ${one.name}.`)
      host.attributes.set(one.name ?? '', one.value ?? '')
    }
    for (const host of new Set(targets.map((one) => one.host))) hostChanged(world, host)
    return { attributes: targets.map(({ one, host }) => answered(one, host)) }
  },

  DeleteAttributes(input, world) {
    const cluster = findCluster(world, input.cluster)
    const targets = checked(input.attributes).map((one) => ({ one, host: target(world, cluster, one) }))
    const gone = targets.filter(({ one, host }) => host.attributes.delete(one.name ?? ''))
    for (const host of new Set(gone.map((one) => one.host))) hostChanged(world, host)
    return { attributes: gone.map(({ one, host }) => answered(one, host)) }
  },

  ListAttributes(input, world) {
    const cluster = findCluster(world, input.cluster)
    const all: Attribute[] = []
    for (const host of cluster.hosts.values()) {
      if (host.status === 'INACTIVE') continue
      for (const [name, value] of host.attributes)
        if (
          (!input.attributeName || input.attributeName === name) &&
          (input.attributeValue === undefined || input.attributeValue === value)
        )
          all.push(answered({ name, ...(value !== '' && { value }) }, host))
    }
    const { items, nextToken } = page(all, input)
    return { attributes: items, ...(nextToken && { nextToken }) }
  },
}

const answered = (one: Attribute, host: HostRecord): Attribute => ({
  name: one.name,
  ...(one.value !== undefined && { value: one.value }),
  targetType: 'container-instance',
  targetId: host.arn,
})

function checked(list: readonly Attribute[] | undefined): readonly Attribute[] {
  if (!list?.length) throw invalid('Attributes cannot be empty.')
  if (list.length > 10) throw invalid('You can specify up to 10 attributes.')
  return list
}

function target(world: Region, cluster: ClusterRecord, { targetId }: Attribute): HostRecord {
  const host = targetId ? lookHost(world, cluster, targetId) : undefined
  if (!host || host.status === 'INACTIVE')
    throw new TargetNotFoundException({
      message: `The specified target ${targetId ?? ''} was not found.`,
      $metadata: {},
    })
  return host
}
