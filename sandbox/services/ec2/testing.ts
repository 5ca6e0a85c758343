import { EC2Client } from '@aws-sdk/client-ec2'
import { ECSClient } from '@aws-sdk/client-ecs'
import { createSandbox } from '../../server'
import { loopback } from '../../wire/loopback'
import { START } from '../../world/testing'

/** For tests: a sandbox of its own, called by real clients, its clock moved by hand. */
export function cloud(seed = 'empty') {
  const sandbox = createSandbox({ seed, now: START })
  const options = {
    region: 'us-east-1',
    credentials: { accessKeyId: '123456789012', secretAccessKey: 'x' },
    requestHandler: loopback(sandbox.core),
    maxAttempts: 1,
  }
  const { clock } = sandbox.worlds
  return {
    ec2: new EC2Client(options),
    ecs: new ECSClient(options),
    region: sandbox.worlds.get('123456789012', 'us-east-1'),
    pass: (seconds: number) => sandbox.worlds.clock.advanceTo(clock.now() + seconds * 1_000),
  }
}

/** What an error is called: EC2's have no classes. */
export const code = (promise: Promise<unknown>): Promise<string> =>
  promise.then(
    () => 'nothing',
    (error: unknown) => (error instanceof Error ? error.name : 'no error'),
  )
