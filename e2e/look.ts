import { type ChildProcess, spawn } from 'node:child_process'
import { chmodSync, mkdirSync, mkdtempSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import path from 'node:path'
import { type Browser, chromium } from 'playwright'
import { findBrowser } from '../bin/browser.mjs'
import { freePort } from '../bin/place.mjs'
import { addresses, until } from './pages'

/** A picture of every page in light and dark, of a start of its own, in `look/`. `npm run look -- tasks host` for some. */
const only = process.argv.slice(2)
const password = 'for looking at it'

async function started(): Promise<{ url: string; stop: () => Promise<void> }> {
  const data = mkdtempSync(path.join(tmpdir(), 'quayside-look-'))
  chmodSync(data, 0o755)
  const port = await freePort()
  const child: ChildProcess = spawn(process.execPath, ['bin/quayside.mjs', 'start'], {
    env: {
      ...process.env,
      QUAYSIDE_DATA: data,
      PORT: String(port),
      QUAYSIDE_SANDBOX_PORT: String(await freePort()),
      QUAYSIDE_DEMO_PASSWORD: password,
    },
    stdio: ['ignore', 'ignore', 'inherit'],
  })
  const ended = new Promise<void>((resolve) => child.once('exit', () => resolve()))
  const url = `http://127.0.0.1:${port}`
  const stop = async () => {
    child.kill('SIGTERM')
    await ended
    rmSync(data, { recursive: true, force: true })
  }
  await until(async () => {
    if (child.exitCode !== null) throw new Error('Quayside did not start')
    return (await fetch(`${url}/api/readyz`).catch(() => null))?.ok || null
  })
  return { url, stop }
}

async function look(browser: Browser, url: string, theme: 'light' | 'dark'): Promise<void> {
  const context = await browser.newContext({ baseURL: url, colorScheme: theme, viewport: { width: 1440, height: 900 } })
  const page = await context.newPage()
  await page.goto('/sign-in')
  await page.getByLabel('Email').fill('operator@quayside.local')
  await page.getByLabel('Password').fill(password)
  await page.getByRole('button', { name: 'Sign in', exact: true }).click()
  await page.getByRole('heading', { level: 1, name: 'Fleet' }).waitFor()
  const bare = await browser.newContext({ baseURL: url, colorScheme: theme, viewport: { width: 1440, height: 900 } })
  const all = (await addresses(context.request)).filter(({ what }) => only.length === 0 || only.includes(what))
  for (const { what, path: at, signedIn } of all) {
    const one = signedIn ? page : await bare.newPage()
    await one.goto(at)
    await one.getByRole('heading', { level: 1 }).waitFor()
    await one.waitForLoadState('networkidle', { timeout: 3000 }).catch(() => undefined)
    await one.screenshot({ path: path.join('look', `${what}-${theme}.png`), fullPage: true })
  }
  await context.close()
  await bare.close()
}

const server = await started()
try {
  mkdirSync('look', { recursive: true })
  const browser = await chromium.launch({ executablePath: findBrowser(), args: ['--no-sandbox', '--disable-gpu'] })
  for (const theme of ['light', 'dark'] as const) await look(browser, server.url, theme)
  await browser.close()
  process.stdout.write('The pictures are in look/\n')
} finally {
  await server.stop()
}
