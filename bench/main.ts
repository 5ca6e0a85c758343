import { rmSync } from 'node:fs'
import { brotliCompressSync } from 'node:zlib'
import { chromium } from 'playwright'
import { findBrowser } from '../bin/browser.mjs'
import { newData, password, start } from '../e2e/start'
import { benchSandbox } from './sandbox'

/** `npm run bench`: one line a figure, its number first (docs: goals). Run on a built tree. */
const print = (line: string) => process.stdout.write(`${line}\n`)
const seconds = (ms: number): string => `${(ms / 1000).toFixed(2)} s`

await benchSandbox(print)

const data = newData()
await (await start(newData())).stop() // builds first if it has to, which is not what is measured
const first = await start(data)
print(`P12 start-first ${seconds(first.ms)} goal 5 s`)
await first.stop()
const again = await start(data)
print(`P12 start-again ${seconds(again.ms)} goal 3 s`)

const browser = await chromium.launch({ executablePath: findBrowser(), args: ['--no-sandbox', '--disable-gpu'] })
const page = await browser.newPage({ baseURL: again.url })
await page.goto('/sign-in')
await page.getByLabel('Email').fill('operator@quayside.local')
await page.getByLabel('Password').fill(password)
await page.getByRole('button', { name: 'Sign in', exact: true }).click()
await page.getByRole('heading', { level: 1, name: 'Fleet' }).waitFor()

/** KiB of JavaScript that an address makes a browser load, as brotli sends it. */
async function scripts(path: string): Promise<number> {
  const bodies: Promise<Buffer>[] = []
  const fresh = await browser.newContext({ baseURL: again.url, storageState: await page.context().storageState() })
  const one = await fresh.newPage()
  // What is only fetched ahead, for links in sight, is not needed to show the page.
  one.on('response', (reply) => {
    if (reply.request().resourceType() === 'script') bodies.push(reply.body())
  })
  await one.goto(path)
  await one.getByRole('heading', { level: 1 }).waitFor()
  const sizes = (await Promise.all(bodies)).map((body) => brotliCompressSync(body).length)
  await fresh.close()
  return sizes.reduce((sum, size) => sum + size, 0) / 1024
}
const fleet = await scripts('/')
print(`P10 first-load-js / ${fleet.toFixed(0)} KiB-br goal 200`)
for (const path of ['/hosts', '/tasks', '/services', '/definitions', '/audit'])
  print(`P10 first-load-js ${path} ${(await scripts(path)).toFixed(0)} KiB-br goal ${(fleet + 60).toFixed(0)}`)

await browser.close()
await again.stop()
rmSync(data, { recursive: true, force: true })
