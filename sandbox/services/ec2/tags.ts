import type * as ec2 from '@aws-sdk/client-ec2'
import type { ResourceType, Tag } from '@aws-sdk/client-ec2'
import { AwsError } from '../../wire/errors'
import type { Handlers } from '../../wire/handlers'
import type { Region } from '../../world/region'
import { ec2Page, filtered } from './filters'
import { badValue, checkTags, dryRun, withinLimit } from './rules'

type Tagged = { Tags?: Tag[] | undefined }

interface Kind {
  prefix: string
  type: ResourceType
  code: string
  what: string
  all: (world: Region) => Map<string, Tagged>
}

const kinds: readonly Kind[] = [
  {
    prefix: 'i',
    type: 'instance',
    code: 'InvalidInstanceID.NotFound',
    what: 'instance ID',
    all: ({ ec2 }) => ec2.instances,
  },
  { prefix: 'vpc', type: 'vpc', code: 'InvalidVpcID.NotFound', what: 'vpc ID', all: ({ ec2 }) => ec2.vpcs },
  {
    prefix: 'subnet',
    type: 'subnet',
    code: 'InvalidSubnetID.NotFound',
    what: 'subnet ID',
    all: ({ ec2 }) => ec2.subnets,
  },
  {
    prefix: 'sg',
    type: 'security-group',
    code: 'InvalidGroup.NotFound',
    what: 'security group',
    all: ({ ec2 }) => ec2.securityGroups,
  },
]

function kindOf(id: string): Kind {
  const kind = kinds.find(({ prefix }) => id.startsWith(`${prefix}-`))
  if (!kind) throw new AwsError('InvalidID', `The ID '${id}' is not valid`)
  return kind
}

/** Every resource is there before any is changed. */
function resources(
  world: Region,
  ids: readonly string[] = [],
): { all: Map<string, Tagged>; id: string; found: Tagged }[] {
  if (ids.length === 0) throw new AwsError('MissingParameter', 'The request must contain the parameter resourceIdSet')
  if (ids.length > 1000) throw badValue('At most 1000 resources can be tagged at once.')
  return [...new Set(ids)].map((id) => {
    const { all, code, what } = kindOf(id)
    const found = all(world).get(id)
    if (!found) throw new AwsError(code, `The ${what} '${id}' does not exist`)
    return { all: all(world), id, found }
  })
}

// https://docs.aws.amazon.com/AWSEC2/latest/UserGuide/Using_Tags.html
export const tags: Handlers<typeof ec2, Region> = {
  CreateTags(input, world) {
    if (!input.Tags?.length) throw new AwsError('MissingParameter', 'The request must contain the parameter Tag')
    const added = checkTags(input.Tags)
    const changed = resources(world, input.Resources).map(({ found, ...where }) => {
      const merged = new Map((found.Tags ?? []).map(({ Key, Value }) => [Key, Value]))
      for (const { Key, Value } of added) merged.set(Key, Value)
      return { ...where, found, Tags: withinLimit([...merged].map(([Key, Value]) => ({ Key, Value }))) }
    })
    dryRun(input)
    for (const { all, id, found, Tags } of changed) all.set(id, { ...found, Tags })
    return {}
  },

  // A tag told without a value goes whatever its value is; no tags told, all go: API_DeleteTags
  DeleteTags(input, world) {
    const found = resources(world, input.Resources)
    dryRun(input)
    const goes = ({ Key, Value }: Tag) =>
      !input.Tags?.length ||
      input.Tags.some((one) => one.Key === Key && (one.Value === undefined || one.Value === Value))
    for (const { all, id, found: one } of found)
      all.set(id, { ...one, Tags: (one.Tags ?? []).filter((tag) => !goes(tag)) })
    return {}
  },

  DescribeTags(input, world) {
    const every = kinds.flatMap(({ all, type }) =>
      [...all(world)].flatMap(([ResourceId, { Tags = [] }]) =>
        Tags.map((tag) => ({ ResourceId, ResourceType: type, Key: tag.Key, Value: tag.Value, Tags: [tag] })),
      ),
    )
    const found = filtered(every, input.Filters, {
      key: ({ Key }) => [Key],
      value: ({ Value }) => [Value],
      'resource-id': ({ ResourceId }) => [ResourceId],
      'resource-type': ({ ResourceType: type }) => [type],
    })
    dryRun(input)
    const { items, next } = ec2Page(found, input)
    return { Tags: items.map(({ Tags: _, ...tag }) => tag), ...(next && { NextToken: next }) }
  },
}
