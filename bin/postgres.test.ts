import { type ChildProcess, spawn } from 'node:child_process'
import { chmodSync, mkdtempSync, readFileSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import path from 'node:path'
import pg from 'pg'
import { afterEach, describe, expect, it, vi } from 'vitest'
import { root } from './place.mjs'
import { stopLeftover } from './postgres.mjs'

const started: ChildProcess[] = []
afterEach(() => {
  for (const child of started.splice(0)) child.kill('SIGKILL')
})
const soon = { timeout: 20_000, interval: 50 }

function node(args: string[], env = process.env) {
  const child = spawn(process.execPath, args, { stdio: ['ignore', 'pipe', 'inherit'], env })
  started.push(child)
  return child
}

/** A data folder that says which process serves it. */
function served(by: ChildProcess): string {
  const data = mkdtempSync(path.join(tmpdir(), 'quayside-postmaster-'))
  writeFileSync(path.join(data, 'postmaster.pid'), `${by.pid}\n${data}\n1700000000\n5432\n\n127.0.0.1\n  1 2\nready\n`)
  return data
}

const query = async (url: string, text: string) => {
  const client = new pg.Client({ connectionString: url })
  await client.connect()
  const { rows } = await client.query(text)
  await client.end()
  return rows
}

/** A launcher that brings a database and prints its address, then its own end. */
async function launch(dataDir: string) {
  const code = `
    import { Children } from ${JSON.stringify(path.join(root, 'bin/children.mjs'))}
    import { bringPostgres } from ${JSON.stringify(path.join(root, 'bin/postgres.mjs'))}
    const children = new Children()
    process.once('SIGTERM', () => children.stop().then(() => process.exit(0)))
    console.log(await bringPostgres(children))`
  const child = node(['--input-type=module', '-e', code], { ...process.env, QUAYSIDE_DATA: dataDir })
  let said = ''
  child.stdout?.on('data', (chunk) => {
    said += String(chunk)
  })
  await vi.waitUntil(() => said.includes('\n'), soon)
  return { child, url: said.trim() }
}

const idle = ['-e', "process.on('SIGINT', () => process.exit(7)); setInterval(() => {}, 1000); console.log('up')"]
const up = (child: ChildProcess) => new Promise((resolve) => child.stdout?.once('data', resolve))

describe('a database left running', () => {
  it('leaves alone the process that has its number now', async () => {
    const bystander = node(idle)
    await up(bystander)
    await stopLeftover(served(bystander))
    expect(bystander.exitCode).toBe(null)
    expect(bystander.kill(0)).toBe(true)
  })

  it('takes a folder whose name begins alike for another', async () => {
    const data = mkdtempSync(path.join(tmpdir(), 'quayside-postmaster-'))
    const other = node([...idle, '--', '-D', `${data}2`])
    await up(other)
    writeFileSync(path.join(data, 'postmaster.pid'), `${other.pid}\n${data}\n`)
    await stopLeftover(data)
    expect(other.exitCode).toBe(null)
  })

  it('stops the server that runs on the folder', async () => {
    const data = mkdtempSync(path.join(tmpdir(), 'quayside-postmaster-'))
    const server = node([...idle, '--', '-D', data, '-p', '1'])
    await up(server)
    writeFileSync(path.join(data, 'postmaster.pid'), `${server.pid}\n${data}\n`)
    const ended = new Promise((resolve) => server.once('exit', resolve))
    await stopLeftover(data)
    expect(await ended).toBe(7)
  })

  it('is brought up again with what it held, after its launcher was killed and after its number went to another', async () => {
    const dir = mkdtempSync(path.join(tmpdir(), 'quayside-left-'))
    // PostgreSQL, run as another user where we are root, has to be able to enter it.
    chmodSync(dir, 0o755)
    const first = await launch(dir)
    await query(first.url, 'create table kept as select 1 as n')
    first.child.kill('SIGKILL')
    // It is no process of Node's, and outlives its launcher.
    expect(await query(first.url, 'select n from kept')).toEqual([{ n: 1 }])
    const second = await launch(dir)
    await expect(query(first.url, 'select 1')).rejects.toThrow(/ECONNREFUSED/)
    expect(await query(second.url, 'select n from kept')).toEqual([{ n: 1 }])
    // As after a machine that lost power: the server is gone, its file is not.
    second.child.kill('SIGKILL')
    const file = path.join(dir, 'postgres', 'data', 'postmaster.pid')
    const [pid = '', ...rest] = readFileSync(file, 'utf8').split('\n')
    process.kill(Number(pid), 'SIGKILL')
    // The server's own user's: that of another it would take for gone by itself.
    const bystander = spawn('sleep', ['60'], process.getuid?.() === 0 ? { uid: 65534, gid: 65534 } : {})
    started.push(bystander)
    writeFileSync(file, [bystander.pid, ...rest].join('\n'))
    const third = await launch(dir)
    expect(await query(third.url, 'select n from kept')).toEqual([{ n: 1 }])
    expect(bystander.exitCode).toBe(null)
    const ended = new Promise((resolve) => third.child.once('exit', resolve))
    third.child.kill('SIGTERM')
    expect(await ended).toBe(0)
  })
})
