import type * as ecs from '@aws-sdk/client-ecs'
import { ResourceNotFoundException, type Tag } from '@aws-sdk/client-ecs'
import type { Handlers } from '../../wire/handlers'
import type { Region } from '../../world/region'
import { parseArn } from './arns'
import { invalid } from './errors'
import { lookDefinition } from './find'
import { checkTags, mergeTags } from './tag-set'

export const tags: Handlers<typeof ecs, Region> = {
  TagResource(input, world) {
    const found = tagged(world, input.resourceArn)
    const merged = mergeTags(found.tags, checkTags(input.tags))
    if (merged.length > 50) throw invalid('A resource can have at most 50 tags.')
    found.tags = merged
    return {}
  },

  UntagResource(input, world) {
    const found = tagged(world, input.resourceArn)
    const keys = input.tagKeys ?? []
    found.tags = found.tags.filter((tag) => !keys.includes(tag.key ?? ''))
    return {}
  },

  ListTagsForResource(input, world) {
    return { tags: tagged(world, input.resourceArn).tags }
  },
}

/** Whatever has tags: clusters, hosts, tasks, services, definitions. */
function tagged(world: Region, text: string | undefined): { tags: Tag[] } {
  const arn = text ? parseArn(world, text) : undefined
  if (!text || !arn) throw invalid('Invalid identifier: the resource ARN is not valid.')
  const [first = '', second = ''] = arn.path
  const cluster = world.ecs.clusters.get(first)
  const kinds: Record<string, (() => { tags: Tag[] } | undefined) | undefined> = {
    cluster: () => (cluster?.view.status === 'ACTIVE' ? cluster : undefined),
    'container-instance': () => cluster?.hosts.get(second),
    task: () => cluster?.tasks.get(second),
    service: () => cluster?.services.get(second),
    'task-set': () => cluster?.services.get(second)?.sets.find((set) => set.arn === text),
    'capacity-provider': () => world.ecs.providers.get(first),
    'task-definition': () => lookDefinition(world, text),
  }
  const found = Object.hasOwn(kinds, arn.kind) ? kinds[arn.kind]?.() : undefined
  if (!found) throw new ResourceNotFoundException({ message: 'The specified resource was not found.', $metadata: {} })
  return found
}
