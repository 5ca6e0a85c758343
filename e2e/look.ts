import { mkdirSync, rmSync } from 'node:fs'
import path from 'node:path'
import { type Browser, chromium } from 'playwright'
import { findBrowser } from '../bin/browser.mjs'
import { addresses } from './pages'
import { newData, password, start } from './start'

/** A picture of every page in light and dark, of a start of its own, in `look/`. `npm run look -- tasks host` for some. */
const only = process.argv.slice(2)
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

const data = newData()
const server = await start(data)
try {
  mkdirSync('look', { recursive: true })
  const browser = await chromium.launch({ executablePath: findBrowser(), args: ['--no-sandbox', '--disable-gpu'] })
  for (const theme of ['light', 'dark'] as const) await look(browser, server.url, theme)
  await browser.close()
  process.stdout.write('The pictures are in look/\n')
} finally {
  await server.stop()
  rmSync(data, { recursive: true, force: true })
}
