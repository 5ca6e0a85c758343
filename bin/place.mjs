import { randomBytes } from 'node:crypto'
import { existsSync, mkdirSync, readdirSync, readFileSync, renameSync, rmSync, statSync, writeFileSync } from 'node:fs'
import { createServer } from 'node:net'
import path from 'node:path'
import { fileURLToPath } from 'node:url'
import { alive, startOf } from './processes.mjs'
import { Stop } from './say.mjs'

export const root = path.dirname(path.dirname(fileURLToPath(import.meta.url)))

/** Where Quayside keeps what is its own: the database it brought, its secret, its logs. */
export const dataDir = () => path.resolve(root, process.env.QUAYSIDE_DATA ?? '.quayside')

/** Makes the data folder, its owner's alone. Root's others may pass through: PostgreSQL is not run as root. */
export function makeDataDir() {
  const dir = dataDir()
  try {
    mkdirSync(dir, { recursive: true, mode: process.getuid?.() === 0 ? 0o711 : 0o700 })
  } catch (error) {
    throw new Stop(`The data folder ${dir} cannot be made: ${error.message}`)
  }
  return dir
}

/** A whole number from the environment, or why it is none. */
export function portOf(name, otherwise) {
  const text = process.env[name]
  if (!text) return otherwise
  const port = Number(text)
  if (!Number.isInteger(port) || port < 1 || port > 65_535)
    throw new Stop(`${name} is ${text}, which is not a port (1 to 65535).`)
  return port
}

/** A secret made once and kept beside the data, readable by its owner alone. */
export function keptSecret(name, make = () => randomBytes(32).toString('base64url')) {
  const file = path.join(dataDir(), name)
  if (existsSync(file)) return readFileSync(file, 'utf8').trim()
  const secret = make()
  makeDataDir()
  writeFileSync(file, `${secret}\n`, { mode: 0o600 })
  return secret
}

/** What a file holds, or null when it is gone by now. */
function textOf(file) {
  try {
    return readFileSync(file, 'utf8')
  } catch (error) {
    if (error.code === 'ENOENT') return null
    throw error
  }
}

/** Takes the data folder for this process, or says who has it. A lock whose process is gone counts for nothing. */
export function takeData() {
  const dir = makeDataDir()
  const lock = path.join(dir, 'start.lock')
  const ours = `${process.pid} ${startOf(process.pid)}\n`
  for (;;) {
    try {
      writeFileSync(lock, ours, { flag: 'wx', mode: 0o600 })
      process.on('exit', () => textOf(lock) === ours && rmSync(lock, { force: true }))
      return
    } catch (error) {
      if (error.code !== 'EEXIST') throw new Stop(`The data folder ${dir} cannot be written to: ${error.message}`)
    }
    const held = textOf(lock)
    if (held === null || (held === '' && isNew(lock))) continue
    const pid = holder(held)
    if (pid)
      throw new Stop(
        `Quayside already runs on the data folder ${dir} (process ${pid}). Stop it first, or set QUAYSIDE_DATA to another folder.`,
      )
    putAside(lock, held)
  }
}

/** A lock is there a moment before its writer's name is in it. */
const isNew = (file) => Date.now() - (statSync(file, { throwIfNoEntry: false })?.mtimeMs ?? 0) < 1000

/** The process that has the lock, unless its number is another's by now: ours, say, before we have written any. */
function holder(held) {
  const [, pid, start] = /^(\d+) ?(.*)/.exec(held) ?? []
  const runs = pid && Number(pid) !== process.pid && alive(Number(pid))
  return runs && (start === '' || start === startOf(pid)) ? pid : null
}

/** Two that find a dead lock must not both remove it: the later would remove the lock the earlier has written since. */
function putAside(lock, dead) {
  const aside = `${lock}.${process.pid}-${randomBytes(4).toString('hex')}`
  try {
    renameSync(lock, aside)
  } catch (error) {
    if (error.code === 'ENOENT') return
    throw error
  }
  if (textOf(aside) === dead) rmSync(aside)
  else renameSync(aside, lock)
}

/** An address's host, and the port. */
const hostPort = (host, port) => `${host.includes(':') ? `[${host}]` : host}:${port}`
const everywhere = { '0.0.0.0': '127.0.0.1', '::': '::1' }

/** Where this machine reaches what listens on a host, whatever it is called outside, behind a proxy say. */
export const nearUrl = (host, port) => `http://${hostPort(everywhere[host] ?? host, port)}`

/** What to open in a browser on this machine, unless told otherwise. */
export const usualUrl = (host, port) => `http://${hostPort(host in everywhere ? 'localhost' : host, port)}`

/** Fails in plain words when something listens on the port already. */
export async function mustBeFree(port, host, what, variable) {
  await new Promise((resolve, reject) => {
    const server = createServer()
    server.once('error', (error) =>
      reject(
        new Stop(
          error.code === 'EADDRINUSE'
            ? `Port ${port} is taken, so ${what} cannot listen there. Stop what uses it, or set ${variable} to another port.`
            : `${what} cannot listen on ${host}:${port}: ${error.message}`,
        ),
      ),
    )
    server.listen(port, host, () => server.close(resolve))
  })
}

/** A port nobody listens on now. */
export const freePort = () =>
  new Promise((resolve, reject) => {
    const server = createServer()
    server.once('error', reject)
    server.listen(0, '127.0.0.1', () => {
      const { port } = server.address()
      server.close(() => resolve(port))
    })
  })

const sources = [
  'app',
  'components',
  'lib',
  'public',
  'next.config.js',
  'package.json',
  'package-lock.json',
  'postcss.config.mjs',
  'proxy.ts',
  'tsconfig.json',
]

function newest(file) {
  if (!existsSync(file)) return 0
  const stat = statSync(file)
  if (!stat.isDirectory()) return stat.mtimeMs
  return readdirSync(file).reduce((latest, name) => Math.max(latest, newest(path.join(file, name))), stat.mtimeMs)
}

/** Whether the built pages are older than what they are built from. */
export function buildIsOld() {
  const built = path.join(root, '.next', 'BUILD_ID')
  if (!existsSync(built)) return true
  return sources.some((name) => newest(path.join(root, name)) > statSync(built).mtimeMs)
}
