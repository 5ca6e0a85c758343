import { CreateClusterCommand, ECSClient } from '@aws-sdk/client-ecs'
import { CreateActivationCommand, SSMClient } from '@aws-sdk/client-ssm'
import { afterEach, beforeEach, expect } from 'vitest'
import { createSandbox, type Listening, listen } from '../server'

/** For tests: a sandbox that listens, empty and still, anew for each test of the file that asks for it. */
export function served() {
  let listening: Listening
  const base = () => `http://127.0.0.1:${listening.port}`
  beforeEach(async () => {
    const sandbox = createSandbox({ seed: 'empty', now: Date.parse('2026-11-24T12:00:00Z') })
    listening = await listen(sandbox, { port: 0, still: true })
  })
  afterEach(() => listening.close())

  const options = () => ({
    region: 'us-east-1',
    endpoint: base(),
    maxAttempts: 1,
    credentials: { accessKeyId: '123456789012', secretAccessKey: 'x' },
  })

  async function control(method: string, path: string, body?: unknown, headers?: Record<string, string>) {
    const reply = await fetch(`${base()}/_sandbox/${path}`, {
      method,
      ...(headers && { headers }),
      ...(body !== undefined && { body: typeof body === 'string' ? body : JSON.stringify(body) }),
    })
    return { status: reply.status, json: (await reply.json()) as Record<string, unknown> }
  }

  /** A host registered the way the install script does it. */
  async function joined(name: string, site?: string) {
    await new ECSClient(options()).send(new CreateClusterCommand({ clusterName: 'shop' }))
    const key = await new SSMClient(options()).send(new CreateActivationCommand({ IamRole: 'ecsAnywhereRole' }))
    const { status, json } = await control('POST', 'join', {
      activationId: key.ActivationId,
      activationCode: key.ActivationCode,
      cluster: 'shop',
      name,
      site,
    })
    expect(status, JSON.stringify(json)).toBe(200)
    await control('POST', 'clock', { advance: '1m' })
    return json as { managedInstanceId: string; containerInstanceArn: string }
  }
  return { options, control, joined }
}
