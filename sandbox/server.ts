import { createServer, type IncomingMessage, type ServerResponse } from 'node:http'
import { z } from 'zod'
import { Fault, Faults } from './faults'
import { plant } from './seeds'
import { ec2Mount } from './services/ec2'
import { handlers as ecsHandlers } from './services/ecs'
import { iamMount } from './services/iam'
import { logsMount } from './services/logs'
import { ssmMount } from './services/ssm'
import { stsMount } from './services/sts'
import { defaultAccount } from './wire/caller'
import { CallLog } from './wire/calls'
import { type Control, control, duration, Refused } from './wire/control'
import { bodyCap, createCore, type Reply, type Request } from './wire/core'
import { Unreachable } from './wire/errors'
import { missing } from './wire/missing'
import type { Mount } from './wire/mount'
import { isConnected, join, setConnected } from './world/agent'
import type { Region } from './world/region'
import { Worlds } from './world/worlds'

const ecsMount: Mount = {
  signingName: 'ecs',
  json: { target: 'AmazonEC2ContainerServiceV20141113' },
  sdk: () => import('@aws-sdk/client-ecs'),
  handlers: ecsHandlers,
  missing: missing.invalidParameter,
}

/** Every service offered. */
export const mounts: readonly Mount[] = [ecsMount, ssmMount, logsMount, stsMount, iamMount, ec2Mount]

export interface Sandbox {
  worlds: Worlds
  /** What an AWS client reaches: the sandbox without a socket. */
  core: (request: Request) => Promise<Reply>
  calls: CallLog
  faults: Faults
  controls: readonly Control[]
}

/** @param now epoch milliseconds at which the world begins */
export function createSandbox({ seed = 'small', now }: { seed?: string; now: number }): Sandbox {
  const worlds = new Worlds(20141113, now)
  const calls = new CallLog()
  const faults = new Faults()
  plant(seed, worlds)
  const core = createCore({
    mounts,
    regionOf: (account, region) => worlds.get(account, region),
    guards: [faults.guard],
    log: calls,
    now: () => worlds.clock.now(),
  })
  return { worlds, core, calls, faults, controls: controlsOf(worlds, calls, faults) }
}

const Join = z.strictObject({
  activationId: z.string(),
  activationCode: z.string(),
  cluster: z.string(),
  site: z.string().optional(),
  name: z.string().optional(),
  cpu: z.number().positive().optional(),
  memory: z.number().positive().optional(),
  arch: z.enum(['x86_64', 'arm64']).optional(),
  region: z.string().optional(),
})
const Advance = z.strictObject({ advance: z.union([z.string(), z.number()]) })
const Reset = z.strictObject({ seed: z.string().default('small') })

function controlsOf(worlds: Worlds, calls: CallLog, faults: Faults): Control[] {
  const now = () => ({ now: worlds.clock.date().toISOString() })
  const connect = (connected: boolean) => (params: Readonly<Record<string, string>>) => {
    const { region, id } = hostIn(worlds, params.host ?? '')
    setConnected(region, id, connected)
    return { host: id, connected }
  }
  return [
    { method: 'GET', path: '/_sandbox/calls', run: () => ({ calls: calls.list() }) },
    { method: 'DELETE', path: '/_sandbox/calls', run: () => calls.clear() },
    {
      method: 'POST',
      path: '/_sandbox/reset',
      run: (_params, body) => {
        const { seed } = Reset.parse(body)
        // An unknown seed must change nothing: it is planted in a world of its own first.
        const trial = new Worlds(worlds.seed, worlds.clock.now())
        plant(seed, trial)
        worlds.become(trial)
        calls.clear()
        faults.clear()
        return { seed, ...now() }
      },
    },
    { method: 'GET', path: '/_sandbox/clock', run: now },
    {
      method: 'POST',
      path: '/_sandbox/clock',
      run: (_params, body) => {
        worlds.clock.advanceTo(worlds.clock.now() + duration(Advance.parse(body).advance))
        return now()
      },
    },
    {
      method: 'GET',
      path: '/_sandbox/hosts/:host',
      run: (params) => {
        const { region, id } = hostIn(worlds, params.host ?? '')
        return { host: id, connected: isConnected(region, id) }
      },
    },
    { method: 'POST', path: '/_sandbox/hosts/:host/disconnect', run: connect(false) },
    { method: 'POST', path: '/_sandbox/hosts/:host/connect', run: connect(true) },
    {
      method: 'POST',
      path: '/_sandbox/join',
      run: (_params, body) => {
        const { region, ...input } = Join.parse(body)
        return join(regionOfActivation(worlds, input.activationId, region), input)
      },
    },
    { method: 'GET', path: '/_sandbox/faults', run: () => ({ faults: faults.list() }) },
    { method: 'POST', path: '/_sandbox/faults', run: (_params, body) => faults.add(Fault.parse(body)) },
    { method: 'DELETE', path: '/_sandbox/faults', run: () => faults.clear() },
  ]
}

/** The install script is told its region; a machine that does not say joins where its activation was made. */
function regionOfActivation(worlds: Worlds, activationId: string, region: string | undefined): Region {
  const found = worlds
    .all()
    .find((world) => (region === undefined || world.region === region) && world.ssm.activations.has(activationId))
  return found ?? worlds.get(defaultAccount, region ?? 'us-east-1')
}

/** A host by its container instance's id or ARN, its machine's id or its name, in whatever region it is. */
function hostIn(worlds: Worlds, text: string): { region: Region; id: string } {
  for (const region of worlds.all())
    for (const cluster of region.ecs.clusters.values())
      for (const host of cluster.hosts.values()) {
        if (host.status === 'INACTIVE') continue
        const named = host.tags.some(({ key, value }) => key === 'Name' && value === text)
        if (named || [host.id, host.arn, host.machine, region.ssm.instances.get(host.machine)?.name].includes(text))
          return { region, id: host.id }
      }
  throw new Refused(404, `There is no host ${text}`)
}

/** What is listening, and how to stop it. */
export interface Listening {
  port: number
  close: () => Promise<void>
}

/** Listens on loopback only. `still` leaves the clock to whoever advances it. */
export async function listen(sandbox: Sandbox, options: { port: number; still?: boolean }): Promise<Listening> {
  const server = createServer((incoming, outgoing) => {
    answer(sandbox, incoming, outgoing).catch((error: unknown) => {
      if (!(error instanceof Unreachable)) console.error('sandbox: a request failed:', error)
      incoming.socket.destroy()
    })
  })
  await new Promise<void>((done, fail) => {
    server.once('error', fail)
    server.listen(options.port, '127.0.0.1', () => {
      server.off('error', fail)
      done()
    })
  })
  const driver = options.still ? undefined : drive(sandbox.worlds)
  const address = server.address()
  return {
    port: typeof address === 'object' && address ? address.port : options.port,
    close: () =>
      new Promise((done) => {
        clearInterval(driver)
        server.close(() => done())
        server.closeAllConnections()
      }),
  }
}

/** World time follows real time, from wherever it stands; a jump by hand is kept. */
function drive(worlds: Worlds): NodeJS.Timeout {
  let last = performance.now()
  return setInterval(() => {
    const passed = Math.round(performance.now() - last)
    last += passed
    try {
      worlds.clock.advanceTo(worlds.clock.now() + passed)
    } catch (error) {
      // One thing of the world that breaks must not take the rest with it.
      console.error('sandbox: something due in the world failed:', error)
    }
  }, 100)
}

async function answer(sandbox: Sandbox, incoming: IncomingMessage, outgoing: ServerResponse): Promise<void> {
  const address = incoming.url ?? '/'
  // `//` is a path to HTTP and no address to URL.
  const url = new URL(`http://sandbox${address.startsWith('/') ? address : '/'}`)
  const method = incoming.method ?? 'GET'
  const body = await bodyOf(incoming)
  if (url.pathname.startsWith('/_sandbox/')) {
    // A page in somebody's browser must not reach these, whatever site it came from.
    const reply =
      incoming.headers.origin === undefined
        ? control(sandbox.controls, method, url.pathname, body.toString('utf8'))
        : { status: 403, body: '{"message":"Control paths are not for browsers"}\n' }
    send(outgoing, { ...reply, headers: { 'content-type': 'application/json' } })
    return
  }
  const headers = Object.fromEntries(
    Object.entries(incoming.headers).map(([name, value]) => [
      name,
      Array.isArray(value) ? value.join(', ') : (value ?? ''),
    ]),
  )
  const gone = new AbortController()
  outgoing.once('close', () => gone.abort())
  const { signal } = gone
  const reply = await sandbox.core({ method, path: url.pathname, query: url.searchParams, headers, body, signal })
  send(outgoing, reply)
}

function send(outgoing: ServerResponse, { status, headers, body }: Reply): void {
  outgoing.writeHead(status, { ...headers, 'content-length': Buffer.byteLength(body) }).end(body)
}

/** Reads no more than the core needs to see that a body is too long; what follows is let go. */
async function bodyOf(incoming: IncomingMessage): Promise<Buffer> {
  const parts: Buffer[] = []
  let length = 0
  for await (const part of incoming) {
    if (length <= bodyCap) parts.push(part)
    length += part.length
  }
  return Buffer.concat(parts)
}
