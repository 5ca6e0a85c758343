import { STSClient } from '@aws-sdk/client-sts'
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

/** The SDK's own Query protocol, taken from a client that speaks it, for a client that does not. */
function queryOf({ query }: Mount, namespace: string): object | undefined {
  const sts = new STSClient({ region: 'us-east-1' })
  const Protocol = sts.config.protocol.constructor as new (options: object) => object
  return query && new Protocol({ defaultNamespace: namespace, xmlNamespace: query.namespace, version: query.version })
}

/** Services whose clients speak JSON today and Query yesterday (aws-cli 2.9 still does) are tried in both. */
const tried = mounts
  .filter((mount) => !mount.restXml)
  .flatMap((mount) => [
    [mount.signingName, mount, false] as const,
    ...(mount.json && mount.query ? [[`${mount.signingName} in Query`, mount, true] as const] : []),
  ])

test.for(tried)(
  'every operation of %s arrives whole at its handler and comes back whole',
  async ([, mount, forced]) => {
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
      md5: false,
      ...(forced && { protocol: queryOf(mount, `com.amazonaws.${mount.signingName}`) }),
    })
    let tried = 0
    for (const [name, operation] of model.operations) {
      const Command = command(name)
      if (!Command || streams(operation.input) || streams(operation.output)) continue
      const input = sampleOf(operation.input)
      // With it the SDK calls a host of another name, signed in another way.
      if (name === 'PutEvents') delete input.EndpointId
      // Query has one name for both of these.
      if (forced && name === 'ReceiveMessage') input.MessageSystemAttributeNames = input.AttributeNames
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
