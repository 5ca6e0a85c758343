import { type ChildProcess, spawn } from 'node:child_process'
import { chmodSync, mkdtempSync } from 'node:fs'
import { tmpdir } from 'node:os'
import path from 'node:path'
import { freePort } from '../bin/place.mjs'
import { until } from './pages'

export interface Started {
  url: string
  sandbox: string
  /** From the command to the first good answer of /api/readyz, in milliseconds. */
  ms: number
  stop: () => Promise<void>
}

/** Of the three people of a start of its own. */
export const password = 'for a start of its own'

export function newData(): string {
  const data = mkdtempSync(path.join(tmpdir(), 'quayside-own-'))
  chmodSync(data, 0o755)
  return data
}

/** Starts Quayside as `npm start` does, on a data folder and free ports. */
export async function start(data: string): Promise<Started> {
  const [port, sandboxPort] = [await freePort(), await freePort()]
  const url = `http://127.0.0.1:${port}`
  const began = performance.now()
  const child: ChildProcess = spawn(process.execPath, ['bin/quayside.mjs', 'start'], {
    env: {
      ...process.env,
      QUAYSIDE_DATA: data,
      PORT: String(port),
      QUAYSIDE_SANDBOX_PORT: String(sandboxPort),
      QUAYSIDE_DEMO_PASSWORD: password,
    },
    stdio: ['ignore', 'ignore', 'inherit'],
  })
  const ended = new Promise<void>((resolve) => child.once('exit', () => resolve()))
  await until(async () => {
    if (child.exitCode !== null) throw new Error('Quayside did not start')
    return (await fetch(`${url}/api/readyz`).catch(() => null))?.ok || null
  })
  const stop = async () => {
    child.kill('SIGTERM')
    await ended
  }
  return { url, sandbox: `http://127.0.0.1:${sandboxPort}`, ms: performance.now() - began, stop }
}
