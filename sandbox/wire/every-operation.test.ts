import { expect, test } from 'vitest'
import { createSandbox, mounts } from '../server'
import { tour as applicationAutoScaling } from '../services/application-auto-scaling/tour'
import { tour as cloudwatch } from '../services/cloudwatch/tour'
import { tour as ec2 } from '../services/ec2/tour'
import { tour as ecr } from '../services/ecr/tour'
import { tour as ecs } from '../services/ecs/tour'
import { tour as events } from '../services/events/tour'
import { tour as iam } from '../services/iam/tour'
import { tour as logs } from '../services/logs/tour'
import { tour as s3 } from '../services/s3/tour'
import { tour as secretsManager } from '../services/secrets-manager/tour'
import { tour as sqs } from '../services/sqs/tour'
import { tour as ssm } from '../services/ssm/tour'
import { tour as sts } from '../services/sts/tour'
import { START } from '../world/testing'
import type { Worlds } from '../world/worlds'
import { loopback } from './loopback'
import { type Mount, modelFor } from './mount'
import type { Member, Structure } from './shape'

/** By signing name. */
const tours: Readonly<Record<string, ((guide: never) => Promise<void>) | undefined>> = {
  'application-autoscaling': applicationAutoScaling,
  ec2,
  ecr,
  ecs,
  events,
  iam,
  logs,
  monitoring: cloudwatch,
  s3,
  secretsmanager: secretsManager,
  sqs,
  ssm,
  sts,
}

type Client = new (config: object) => { send(command: object): Promise<object> }
type Send = (operation: string, input: object) => Promise<object>

/** A world of its own, and the service's own SDK to call it with. */
async function begin(mount: Mount): Promise<{ send: Send; worlds: Worlds }> {
  const sdk = (await mount.sdk()) as Record<string, unknown>
  const client = sdk[Object.keys(sdk).find((key) => key.endsWith('Client') && key !== '__Client') ?? ''] as Client
  const { core, worlds } = createSandbox({ seed: 'small', now: START })
  const made = new client({
    region: 'us-east-1',
    endpoint: 'http://127.0.0.1:1',
    forcePathStyle: true,
    disableHostPrefix: true,
    maxAttempts: 1,
    credentials: { accessKeyId: '123456789012', secretAccessKey: 'x' },
    requestHandler: loopback(core),
  })
  const command = (operation: string) => sdk[`${operation}Command`] as new (input: object) => object
  return { worlds, send: (operation, input) => made.send(new (command(operation))(input)) }
}

/** Takes a service's tour, and tells of each step before the next. */
async function take(mount: Mount, after: (operation: string, input: object, now: number) => unknown) {
  const { send, worlds } = await begin(mount)
  const now = () => worlds.clock.now()
  const guide = {
    now,
    pass: (seconds: number) => worlds.clock.advanceTo(now() + seconds * 1_000),
    async call(operation: string, input: object) {
      const output = await send(operation, input).catch((error: unknown) => {
        throw new Error(`${operation} was refused: ${String(error)}`, { cause: error })
      })
      await after(operation, input, now())
      return output
    },
    async refused(operation: string, input: object, error: string) {
      await expect(send(operation, input), operation).rejects.toMatchObject({ name: error })
      await after(operation, input, now())
    },
  }
  const tour = tours[mount.signingName]
  if (!tour)
    throw new Error(`${mount.signingName} has no tour: sandbox/services/<service>/tour.ts, and a line in this test`)
  await tour(guide as never)
}

const each = mounts.map((mount) => [mount.signingName, mount] as const)

test.for(each)('every operation of %s is called, and its reply is one AWS would give', async ([, mount]) => {
  const called = new Set<string>()
  await take(mount, (operation) => called.add(operation))
  // Whatever is offered and not called here may give what AWS never would, and nobody sees it.
  const left = Object.keys(mount.handlers).filter((operation) => !called.has(operation))
  expect(left, 'not called: add them to the tour.ts of the service').toEqual([])
})

test.for(each)('no operation of %s gives back a word that AWS does not have', async ([, mount]) => {
  const { operations } = await modelFor(mount)
  // Some wrong words are taken and change things: the tour itself goes through another world.
  const { send, worlds } = await begin(mount)
  const broken: string[] = []
  await take(mount, async (operation, input, now) => {
    worlds.clock.advanceTo(now)
    const shape = operations.get(operation)?.input
    // What the client itself refuses has no status.
    for (const [wrong, path] of shape ? wrongWords(shape, input) : [])
      await send(operation, wrong).catch((error: { $metadata?: { httpStatusCode?: number } }) => {
        if ((error.$metadata?.httpStatusCode ?? 0) >= 500) broken.push(`${operation}${path}`)
      })
    await send(operation, input).catch(() => undefined)
  })
  expect(broken).toEqual([])
})

type Wrong = Generator<readonly [input: object, path: string]>

/** An input once for each member of an enum, which has a word in it that the enum does not have. */
function* wrongWords(shape: Structure, input: object, path = ''): Wrong {
  for (const [name, member] of shape.members)
    for (const [value, at] of wrongIn(member, Reflect.get(input, name), `${path}.${name}`))
      yield [{ ...input, [name]: value }, at]
}

function* wrongIn({ shape, words }: Member, value: unknown, path: string): Generator<readonly [unknown, string]> {
  if (words) yield ['NONSENSE', path]
  else if (shape.kind === 'map' && shape.key.words) yield [{ NONSENSE: '1' }, path]
  else if (shape.kind === 'list' && shape.value.words) yield [['NONSENSE'], path]
  else if (shape.kind === 'list' && Array.isArray(value))
    for (const [index, item] of value.entries())
      for (const [wrong, at] of wrongIn(shape.value, item, path)) yield [value.toSpliced(index, 1, wrong), at]
  else if ('members' in shape && typeof value === 'object' && value !== null) yield* wrongWords(shape, value, path)
}
