import { spawn } from 'node:child_process'
import { createWriteStream, mkdirSync, readFileSync } from 'node:fs'
import path from 'node:path'
import { setTimeout as sleep } from 'node:timers/promises'
import { pathToFileURL } from 'node:url'
import { makeDataDir, root } from './place.mjs'
import { Stop, warn } from './say.mjs'

const leash = pathToFileURL(path.join(root, 'bin', 'leash.mjs')).href
/** Waits before a process that ended is started again, in milliseconds; after the last it is given up. */
const backoff = [250, 500, 1000, 2000, 4000]
/** A process that ran this long was well: what happens to it next is counted anew. */
const wellMs = 60_000
const graceMs = 8000

/** Arguments that run one of our TypeScript files in Node. */
export const tsx = (file, ...rest) => ['--import', 'tsx', path.join(root, file), ...rest]

/** The processes of one start: each kept running, all stopped together, the last started first. */
export class Children {
  #all = []
  #stopping = false
  /** Called with a line when a process cannot be kept running. */
  onGivenUp = () => {}

  get stopping() {
    return this.#stopping
  }

  /** Whoever was still on the way to starting something when all is stopped must not leave it behind. */
  #mustGoOn() {
    if (this.#stopping) throw new Stop('Quayside is being stopped.')
  }

  /**
   * Runs `node ...args` and keeps it running. What it prints goes to its own log beside the data. `spawnWith` starts a
   * program that is not Node's. `onAgain` is awaited each time before it is started again; what that throws counts as
   * one more failure.
   */
  keep(name, args, { env = process.env, spawnWith, onAgain = async () => {} } = {}) {
    this.#mustGoOn()
    /** @type {{ process: import('node:child_process').ChildProcess | null, failures: number }} */
    const child = { process: null, failures: 0 }
    const start = () => {
      const began = Date.now()
      child.process = spawnWith?.() ?? logTo(name, spawnNode(args, { ...env, QUAYSIDE_PROCESS: name }, 'pipe'))
      child.process.once('exit', (code, signal) => {
        if (Date.now() - began > wellMs) child.failures = 0
        void again(signal ? `was ended by ${signal}` : `ended with code ${code}`)
      })
    }
    const again = async (how) => {
      if (this.#stopping) return
      const wait = backoff[child.failures++]
      if (wait === undefined)
        return this.onGivenUp(
          `${name} ${how}, for the ${child.failures}th time in a row: giving up.\n${lastLines(name)}`,
        )
      warn(`${name} ${how}; starting it again.`)
      await sleep(wait)
      try {
        await onAgain()
      } catch (error) {
        return again(`could not be started (${error.message})`)
      }
      if (!this.#stopping) start()
    }
    start()
    this.#all.push(child)
    return child
  }

  /** `runToEnd` for what is part of the start: it goes when the others go. */
  async runToEnd(args, env, otherwise) {
    this.#mustGoOn()
    const child = { process: spawnNode(args, env, 'inherit') }
    this.#all.push(child)
    try {
      await endsWell(child.process, otherwise)
    } finally {
      this.#all.splice(this.#all.indexOf(child), 1)
    }
  }

  /** Stops everything in the reverse order: what others need goes last. */
  async stop() {
    this.#stopping = true
    for (const { process: child } of this.#all.toReversed()) await end(child)
  }
}

async function end(child) {
  if (!child || child.exitCode !== null || child.signalCode !== null) return
  const ended = new Promise((resolve) => child.once('exit', resolve))
  // PostgreSQL takes SIGINT as "disconnect everybody and shut down"; SIGTERM would wait for them to leave.
  child.kill(child.spawnfile?.endsWith('postgres') ? 'SIGINT' : 'SIGTERM')
  const late = setTimeout(() => child.kill('SIGKILL'), graceMs)
  await ended
  clearTimeout(late)
}

const logFile = (name) => {
  const dir = path.join(makeDataDir(), 'log')
  mkdirSync(dir, { recursive: true })
  return path.join(dir, `${name}.log`)
}

export function logTo(name, child) {
  const file = createWriteStream(logFile(name), { flags: 'a', mode: 0o600 })
  child.stdout?.pipe(file, { end: false })
  child.stderr?.pipe(file, { end: false })
  return child
}

/** Runs `node ...args` on the leash, in this environment and nothing of ours besides. */
const spawnNode = (args, env, output) =>
  spawn(process.execPath, ['--import', leash, ...args], {
    cwd: root,
    env: { ...env, QUAYSIDE_LAUNCHER: String(process.pid) },
    stdio: ['ignore', output, output, 'ipc'],
  })

function lastLines(name) {
  const lines = readFileSync(logFile(name), 'utf8').trimEnd().split('\n').slice(-15)
  return `The end of ${logFile(name)}:\n${lines.map((line) => `  ${line}`).join('\n')}`
}

const endsWell = (child, otherwise) =>
  new Promise((resolve, reject) => {
    child.once('error', reject)
    child.once('exit', (code) => (code === 0 ? resolve() : reject(new Stop(otherwise))))
  })

/** Runs `node ...args` to its end, showing what it prints. Throws Stop with `otherwise` when it fails. */
export const runToEnd = (args, env, otherwise) =>
  endsWell(spawn(process.execPath, args, { cwd: root, env, stdio: ['ignore', 'inherit', 'inherit'] }), otherwise)

/** Waits until an address answers well. Throws Stop with `otherwise` when it has not within the time. */
export async function untilAnswers(url, ms, otherwise, given = () => false) {
  for (const until = Date.now() + ms; Date.now() < until; await sleep(50)) {
    if (given()) return
    const reply = await fetch(url).catch(() => null)
    if (reply?.ok) return
  }
  throw new Stop(otherwise)
}
