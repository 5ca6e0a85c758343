import type * as s3 from '@aws-sdk/client-s3'
import type { Handlers } from '../../wire/handlers'
import type { Region } from '../../world/region'
import { alreadyYours, badArgument, badBucketName, badLocation, noBucket, notEmpty, notFound } from './errors'
import type { BucketRecord } from './state'

/** https://docs.aws.amazon.com/AmazonS3/latest/userguide/bucketnamingrules.html */
const NAME = /^(?=.{3,63}$)[a-z0-9][a-z0-9-]*(\.[a-z0-9-]*[a-z0-9])*[a-z0-9]$/

export function findBucket(world: Region, name: string | undefined): BucketRecord {
  const bucket = world.s3.buckets.get(name ?? '')
  if (!bucket) throw noBucket()
  return bucket
}

export const buckets: Handlers<typeof s3, Region> = {
  CreateBucket(input, world) {
    const name = input.Bucket ?? ''
    if (!NAME.test(name) || /^\d+\.\d+\.\d+\.\d+$/.test(name) || /^xn--|-s3alias$/.test(name)) throw badBucketName()
    const asked = input.CreateBucketConfiguration?.LocationConstraint
    // us-east-1 is said by saying nothing: API_CreateBucket, LocationConstraint
    const meant = asked ?? 'us-east-1'
    if (meant !== world.region || (asked as string | undefined) === 'us-east-1')
      throw badLocation(asked ?? 'unspecified')
    const known = world.s3.buckets.get(name)
    // In us-east-1 making one's own bucket again is no error: API_CreateBucket, BucketAlreadyOwnedByYou
    if (known && world.region !== 'us-east-1') throw alreadyYours()
    if (!known) makeBucket(world, name)
    return { Location: `/${name}` }
  },

  HeadBucket(input, world) {
    if (!world.s3.buckets.has(input.Bucket ?? '')) throw notFound()
    return { BucketRegion: world.region, AccessPointAlias: false }
  },

  DeleteBucket(input, world) {
    const bucket = findBucket(world, input.Bucket)
    if (bucket.objects.size > 0) throw notEmpty()
    world.s3.buckets.delete(bucket.name)
    return {}
  },

  ListBuckets(input, world) {
    const { MaxBuckets: most = 10_000, ContinuationToken: token, Prefix: prefix = '' } = input
    if (!(Number.isInteger(most) && most >= 1 && most <= 10_000))
      throw badArgument('Argument max-buckets must be an integer between 1 and 10000')
    const after = token === undefined ? '' : Buffer.from(token, 'base64url').toString()
    const all = [...world.s3.buckets.values()]
      .filter(({ name }) => name.startsWith(prefix) && name > after)
      .sort((a, b) => (a.name < b.name ? -1 : 1))
    const shown = all.slice(0, most)
    const last = shown.at(-1)
    return {
      Buckets: shown.map(({ name, createdAt }) => ({ Name: name, CreationDate: new Date(createdAt) })),
      Owner: { ID: ownerOf(world) },
      ...(prefix && { Prefix: prefix }),
      ...(all.length > shown.length && last && { ContinuationToken: Buffer.from(last.name).toString('base64url') }),
    }
  },

  GetBucketLocation(input, world) {
    findBucket(world, input.Bucket)
    return world.region === 'us-east-1' ? {} : { LocationConstraint: world.region as s3.BucketLocationConstraint }
  },

  PutBucketNotificationConfiguration(input, world) {
    const bucket = findBucket(world, input.Bucket)
    const { EventBridgeConfiguration, ...others } = input.NotificationConfiguration ?? {}
    // Of destinations the sandbox has EventBridge; AWS says this of any it cannot reach.
    if (Object.values(others).some((list) => list && list.length > 0))
      throw badArgument('Unable to validate the following destination configurations')
    bucket.tells = EventBridgeConfiguration !== undefined
    return {}
  },

  GetBucketNotificationConfiguration(input, world) {
    return findBucket(world, input.Bucket).tells ? { EventBridgeConfiguration: {} } : {}
  },
}

/** A canonical user id is 64 hexadecimal digits, always the same for an account. */
export const ownerOf = ({ account }: Region) => account.repeat(6).slice(0, 64)

export function makeBucket(world: Region, name: string): BucketRecord {
  const made: BucketRecord = {
    name,
    createdAt: world.clock.now(),
    tags: [],
    tells: false,
    objects: new Map(),
    uploads: new Map(),
  }
  world.s3.buckets.set(name, made)
  return made
}
