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
import { loopback } from './loopback'
import type { Mount } from './mount'

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

test.for(mounts.map((mount) => [mount.signingName, mount] as const))(
  'every operation of %s is called, and its reply is one AWS would give',
  async ([name, mount]: readonly [string, Mount]) => {
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
    const called = new Set<string>()
    const send = (operation: string, input: object) => {
      called.add(operation)
      return made.send(new (sdk[`${operation}Command`] as new (input: object) => object)(input))
    }
    const guide = {
      now: () => worlds.clock.now(),
      pass: (seconds: number) => worlds.clock.advanceTo(worlds.clock.now() + seconds * 1_000),
      call: (operation: string, input: object) =>
        send(operation, input).catch((error: unknown) => {
          throw new Error(`${operation} was refused: ${String(error)}`, { cause: error })
        }),
      refused: async (operation: string, input: object, error: string) => {
        await expect(send(operation, input), operation).rejects.toMatchObject({ name: error })
      },
    }
    const tour = tours[name]
    if (!tour) throw new Error(`${name} has no tour: sandbox/services/<service>/tour.ts, and a line in this test`)
    await tour(guide as never)
    // Whatever is offered and not called here may give what AWS never would, and nobody sees it.
    const left = Object.keys(mount.handlers).filter((operation) => !called.has(operation))
    expect(left, 'not called: add them to the tour.ts of the service').toEqual([])
  },
)
