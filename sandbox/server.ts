import { createServer, type IncomingMessage, type ServerResponse } from 'node:http'
import { access } from './access/guard'
import { controlsOf } from './controls'
import { Faults } from './faults'
import { Pace } from './pace'
import { plant } from './seeds'
import { applicationAutoScalingMount } from './services/application-auto-scaling'
import { cloudwatchMount } from './services/cloudwatch'
import { ec2Mount } from './services/ec2'
import { ecrMount } from './services/ecr'
import { handlers as ecsHandlers } from './services/ecs'
import { unknownWord } from './services/ecs/words'
import { eventsMount } from './services/events'
import { iamMount } from './services/iam'
import { logsMount } from './services/logs'
import { s3Mount } from './services/s3'
import { secretsManagerMount } from './services/secrets-manager'
import { sqsMount } from './services/sqs'
import { ssmMount } from './services/ssm'
import { stsMount } from './services/sts'
import { Throttle } from './throttle'
import { CallLog } from './wire/calls'
import { type Control, control } from './wire/control'
import { bodyCap, createCore, type Reply, type Request } from './wire/core'
import { Unreachable } from './wire/errors'
import { missing } from './wire/missing'
import type { Mount } from './wire/mount'
import { Worlds } from './world/worlds'

const ecsMount: Mount = {
  signingName: 'ecs',
  json: { target: 'AmazonEC2ContainerServiceV20141113' },
  sdk: () => import('@aws-sdk/client-ecs'),
  handlers: ecsHandlers,
  missing: missing.invalidParameter,
  unknownWord,
}

/** Every service offered. */
export const mounts: readonly Mount[] = [
  ecsMount,
  ssmMount,
  logsMount,
  secretsManagerMount,
  ecrMount,
  stsMount,
  iamMount,
  ec2Mount,
  sqsMount,
  cloudwatchMount,
  eventsMount,
  s3Mount,
  applicationAutoScalingMount,
]

export interface Sandbox {
  worlds: Worlds
  /** What an AWS client reaches: the sandbox without a socket. */
  core: (request: Request) => Promise<Reply>
  calls: CallLog
  faults: Faults
  pace: Pace
  controls: readonly Control[]
}

/** @param now epoch milliseconds at which the world begins */
export function createSandbox({ seed = 'small', now }: { seed?: string; now: number }): Sandbox {
  const worlds = new Worlds(20141113, now)
  const calls = new CallLog()
  const faults = new Faults()
  const pace = new Pace()
  const throttle = new Throttle(() => pace.running)
  plant(seed, worlds)
  const prompt = createCore({
    mounts,
    regionOf: (account, region) => worlds.get(account, region),
    guards: [faults.guard, throttle.guard, access],
    spoil: faults.spoil,
    log: calls,
    now: () => worlds.clock.now(),
  })
  const core = async (request: Request) => {
    const reply = await prompt(request)
    const { latencyMs } = worlds.settings
    if (latencyMs > 0) await faults.wait(latencyMs)
    return reply
  }
  return { worlds, core, calls, faults, pace, controls: controlsOf({ seed, worlds, calls, faults, pace, throttle }) }
}

/** What is listening, and how to stop it. */
export interface Listening {
  port: number
  close: () => Promise<void>
}

/** Listens on loopback only. `still` leaves the clock to whoever advances it by the control path. */
export async function listen(sandbox: Sandbox, options: { port: number; still?: boolean }): Promise<Listening> {
  const server = createServer((incoming, outgoing) => {
    answer(sandbox, incoming, outgoing).catch((error: unknown) => {
      if (!(error instanceof Unreachable)) console.error('sandbox: a request failed:', error)
      incoming.socket.destroy()
    })
  })
  // A client that was idle for a while finds its connection still there, as with AWS.
  server.keepAliveTimeout = 65_000
  await new Promise<void>((done, fail) => {
    server.once('error', fail)
    server.listen(options.port, '127.0.0.1', () => {
      server.off('error', fail)
      done()
    })
  })
  sandbox.pace.begin({ paused: options.still ?? false })
  const driver = drive(sandbox)
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

/** World time follows real time at the pace it is told, from wherever it stands; a jump by hand is kept. */
function drive({ worlds, pace }: Sandbox): NodeJS.Timeout {
  return setInterval(() => {
    try {
      pace.follow(worlds.clock, performance.now())
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
  const body = await bodyOf(incoming, isS3(incoming, url) ? (s3Mount.largest ?? bodyCap) : bodyCap)
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

function send(outgoing: ServerResponse, { status, headers, body: text, bytes, cut }: Reply): void {
  const body = bytes ?? text
  // A reply to HEAD tells the length of what it leaves out, and one without content tells none.
  const length = status === 204 || status === 304 ? undefined : { 'content-length': Buffer.byteLength(body) }
  outgoing.writeHead(status, { ...length, ...headers })
  if (cut === undefined) outgoing.end(body)
  // The whole length is promised, a part is sent, and the line goes dead.
  else outgoing.write(Buffer.from(body).subarray(0, cut), () => outgoing.socket?.destroy())
}

/** Objects are longer than any other request; which service is meant is in the signature's scope. */
const isS3 = ({ headers }: IncomingMessage, { searchParams }: URL) =>
  /\/s3\/aws4_request/.test(headers.authorization ?? searchParams.get('X-Amz-Credential') ?? '')

/** Reads no more than the core needs to see that a body is too long; what follows is let go. */
async function bodyOf(incoming: IncomingMessage, most: number): Promise<Buffer> {
  const parts: Buffer[] = []
  let length = 0
  for await (const part of incoming) {
    if (length <= most) parts.push(part)
    length += part.length
  }
  return Buffer.concat(parts)
}
