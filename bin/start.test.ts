import { type ChildProcess, spawn } from 'node:child_process'
import { mkdtempSync, readdirSync, readFileSync, writeFileSync } from 'node:fs'
import { createServer } from 'node:net'
import { tmpdir } from 'node:os'
import path from 'node:path'
import { afterEach, describe, expect, it, vi } from 'vitest'
import { freePort } from './place.mjs'
import { startOf } from './processes.mjs'

const started: ChildProcess[] = []
afterEach(() => {
  for (const child of started.splice(0)) child.kill('SIGKILL')
})

/** Runs `quayside ...words` on a data folder of its own; `said` grows as it prints. */
function quayside(
  words: string[],
  env: Record<string, string> = {},
  data = mkdtempSync(path.join(tmpdir(), 'quayside-start-')),
) {
  const child = spawn(process.execPath, ['bin/quayside.mjs', ...words], {
    env: { PATH: process.env.PATH, QUAYSIDE_DATA: data, ...env } as unknown as NodeJS.ProcessEnv,
    stdio: ['ignore', 'pipe', 'pipe'],
  })
  started.push(child)
  const run = { child, data, said: '', ended: new Promise<number | null>((resolve) => child.once('exit', resolve)) }
  child.stdout?.on('data', (chunk) => {
    run.said += String(chunk)
  })
  child.stderr?.on('data', (chunk) => {
    run.said += String(chunk)
  })
  return run
}

const answers = async (port: number) => {
  const reply = await fetch(`http://127.0.0.1:${port}/_sandbox/clock`).catch(() => null)
  return reply?.ok ?? false
}
const soon = { timeout: 20_000, interval: 50 }

describe('quayside start', () => {
  it('says which port is taken, by what it would have been, and what to set', async () => {
    const server = createServer().listen(0, '127.0.0.1')
    await new Promise((resolve) => server.once('listening', resolve))
    const { port } = server.address() as { port: number }
    const run = quayside(['start', '--only', 'sandbox'], { QUAYSIDE_SANDBOX_PORT: String(port) })
    expect(await run.ended).toBe(1)
    expect(run.said).toBe(
      `Port ${port} is taken, so the sandbox cannot listen there. Stop what uses it, or set QUAYSIDE_SANDBOX_PORT to another port.\n`,
    )
    server.close()
  })

  it('says who has the data folder, and takes it over from the dead', async () => {
    const data = mkdtempSync(path.join(tmpdir(), 'quayside-start-'))
    const lock = path.join(data, 'start.lock')
    const held = `${process.pid} ${startOf(process.pid)}\n`
    writeFileSync(lock, held)
    const second = quayside(['start'], {}, data)
    expect(await second.ended).toBe(1)
    expect(second.said).toContain(`already runs on the data folder ${data} (process ${process.pid})`)
    expect(readFileSync(lock, 'utf8')).toBe(held)
    // Nothing is started, since the port is taken.
    const server = createServer().listen(0, '127.0.0.1')
    await new Promise((resolve) => server.once('listening', resolve))
    const { port } = server.address() as { port: number }
    for (const dead of [
      // No process has so high a number.
      '99999999 1\n',
      // The number is another's now.
      `${process.pid} before\n`,
      // Its writer was gone before it had written.
      '',
    ]) {
      writeFileSync(lock, dead)
      const third = quayside(['start'], { PORT: String(port) }, data)
      expect(await third.ended).toBe(1)
      expect(third.said).toContain(`Port ${port} is taken`)
      expect(readdirSync(data)).toEqual([])
    }
    server.close()
  })

  it('says in plain words what is wrong with the database, the configuration and the command', async () => {
    const secret = { NEXTAUTH_SECRET: 'x'.repeat(40), DATABASE_URL: 'postgres://127.0.0.1:9/none' }
    const away = quayside(['start', '--only', 'worker'], secret)
    expect(await away.ended).toBe(1)
    expect(away.said).toMatch(/The database at 127.0.0.1:9\/none cannot be used: .*ECONNREFUSED/)
    const bare = quayside(['start'], { DATABASE_URL: 'postgres://x' })
    expect(await bare.ended).toBe(1)
    expect(bare.said).toMatch(/set NEXTAUTH_SECRET too/)
    const wrong = quayside(['start', '--only', 'everything'])
    expect(await wrong.ended).toBe(1)
    expect(wrong.said).toMatch(/--only takes web, worker, sandbox, not everything/)
    const none = quayside(['start', '--only', 'worker'], { DATABASE_URL: '' })
    expect(await none.ended).toBe(1)
    expect(none.said).toMatch(/^There is no database: set DATABASE_URL/)
    const unknown = quayside(['begin'])
    expect(await unknown.ended).toBe(2)
    expect(unknown.said).toContain('quayside start')
  })

  it('starts a process again that was killed, and stops them all when it is told to', async () => {
    const port = await freePort()
    const run = quayside(['start', '--only', 'sandbox'], { QUAYSIDE_SANDBOX_PORT: String(port) })
    await vi.waitUntil(() => answers(port), soon)
    process.kill(childOf(run.child.pid), 'SIGKILL')
    await vi.waitUntil(() => run.said.includes('sandbox was ended by SIGKILL; starting it again.'), soon)
    await vi.waitUntil(() => answers(port), soon)
    run.child.kill('SIGTERM')
    expect(await run.ended).toBe(0)
    expect(await answers(port)).toBe(false)
  })

  it('keeps what the shell has set up for AWS from its own sandbox', async () => {
    const port = await freePort()
    const run = quayside(['start', '--only', 'sandbox'], {
      QUAYSIDE_SANDBOX_PORT: String(port),
      AWS_PROFILE: 'production',
      AWS_ENDPOINT_URL_ECS: 'https://ecs.eu-west-1.amazonaws.com',
      AWS_IGNORE_CONFIGURED_ENDPOINT_URLS: 'true',
    })
    await vi.waitUntil(() => answers(port), soon)
    const environment = readFileSync(`/proc/${childOf(run.child.pid)}/environ`, 'utf8').split('\0')
    expect(environment.filter((one) => one.startsWith('AWS_')).sort()).toEqual([
      'AWS_CONFIG_FILE=/dev/null',
      'AWS_EC2_METADATA_DISABLED=true',
      'AWS_SHARED_CREDENTIALS_FILE=/dev/null',
    ])
  })

  it('takes its processes along when it is killed itself', async () => {
    const port = await freePort()
    const run = quayside(['start', '--only', 'sandbox'], { QUAYSIDE_SANDBOX_PORT: String(port) })
    await vi.waitUntil(() => answers(port), soon)
    run.child.kill('SIGKILL')
    await vi.waitUntil(async () => !(await answers(port)), soon)
  })

  it('gives up a process that cannot run, says so, and ends', async () => {
    const port = await freePort()
    const data = mkdtempSync(path.join(tmpdir(), 'quayside-start-'))
    const run = quayside(
      ['start', '--only', 'sandbox'],
      { QUAYSIDE_SANDBOX_PORT: String(port), NODE_OPTIONS: '' },
      data,
    )
    await vi.waitUntil(() => answers(port), soon)
    const hold = createServer()
    process.kill(childOf(run.child.pid), 'SIGKILL')
    // Whoever takes the port before it is back keeps it from starting.
    await vi.waitUntil(
      () =>
        new Promise<boolean>((resolve) =>
          hold.once('error', () => resolve(false)).listen(port, '127.0.0.1', () => resolve(true)),
        ),
      soon,
    )
    expect(await run.ended).toBe(1)
    expect(run.said).toMatch(/for the 6th time in a row: giving up/)
    expect(run.said).toContain('sandbox.log')
    hold.close()
  })
})

/** The one child of a process (Linux: /proc; the tests that kill need it). */
function childOf(pid: number | undefined): number {
  const children = readFileSync(`/proc/${pid}/task/${pid}/children`, 'utf8').trim().split(' ')
  return Number(children[0])
}
