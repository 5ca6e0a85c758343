import { expect, test } from 'vitest'

import { mounts } from '../server'
import { Worlds } from '../world/worlds'
import { createCore } from './core'
import { loopback } from './loopback'
import { type Mount, modelFor } from './mount'
import { sampleOf, streams } from './sample'

interface Sdk {
  client: new (config: object) => { send(command: object): Promise<object>; destroy(): void }
  command: (name: string) => (new (input: object) => object) | undefined
}

async function sdkOf(mount: Mount): Promise<Sdk> {
  const sdk = (await mount.sdk()) as Record<string, unknown>
  const name = Object.keys(sdk).find((key) => key.endsWith('Client') && key !== '__Client')
  return {
    client: sdk[name ?? ''] as Sdk['client'],
    command: (operation) => sdk[`${operation}Command`] as ReturnType<Sdk['command']>,
  }
}

test.for(mounts.map((mount) => [mount.signingName, mount] as const))(
  'every operation of %s arrives whole at its handler and comes back whole',
  async ([, mount]) => {
    const { client, command } = await sdkOf(mount)
    const model = await modelFor(mount)
    let given: unknown
    let answer: object = {}
    const take = (input: unknown) => {
      given = input
      return answer
    }
    const handlers = Object.fromEntries([...model.operations.keys()].map((name) => [name, take]))
    const worlds = new Worlds(1, 0)
    const mistakes: unknown[] = []
    const core = createCore({
      mounts: [{ ...mount, handlers }],
      regionOf: (account, region) => worlds.get(account, region),
      now: () => Date.now(),
      onMistake: (_action, error) => mistakes.push(error),
    })
    const sdk = new client({
      region: 'us-east-1',
      endpoint: 'http://127.0.0.1:1',
      disableHostPrefix: true,
      maxAttempts: 1,
      credentials: { accessKeyId: '123456789012', secretAccessKey: 'x' },
      requestHandler: loopback(core),
    })
    let tried = 0
    for (const [name, operation] of model.operations) {
      const Command = command(name)
      if (!Command || streams(operation.input) || streams(operation.output)) continue
      const input = sampleOf(operation.input)
      answer = sampleOf(operation.output)
      const { $metadata, ...output } = (await sdk.send(new Command(input))) as { $metadata: object }
      expect(mistakes, name).toEqual([])
      expect(given, `input of ${name}`).toEqual(input)
      expect(output, `output of ${name}`).toEqual(answer)
      tried++
    }
    sdk.destroy()
    expect(tried).toBeGreaterThan(model.operations.size - 4)
  },
)
