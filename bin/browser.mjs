import { spawnSync } from 'node:child_process'
import { existsSync } from 'node:fs'
import { chromium } from 'playwright'
import { Stop, say } from './say.mjs'

const usual = [
  '/usr/bin/chromium',
  '/usr/bin/chromium-browser',
  '/usr/bin/google-chrome',
  '/Applications/Google Chrome.app/Contents/MacOS/Google Chrome',
]

/** A Chromium to test with: one that is installed, else Playwright's own, else Debian's, installed now. */
export function findBrowser() {
  const installed = [process.env.QUAYSIDE_CHROMIUM, ...usual, chromium.executablePath()].find(
    (file) => file && existsSync(file),
  )
  if (installed) return installed
  if (process.getuid?.() === 0 && existsSync('/usr/bin/apt-get')) {
    say('Installing Chromium for the tests…')
    const apt = (...args) =>
      spawnSync('apt-get', args, { stdio: 'inherit', env: { ...process.env, DEBIAN_FRONTEND: 'noninteractive' } })
    apt('update', '-q')
    apt('install', '-y', '-q', '--no-install-recommends', 'chromium')
    if (existsSync('/usr/bin/chromium')) return '/usr/bin/chromium'
  } else {
    say("Installing Playwright's Chromium for the tests…")
    spawnSync('npx', ['playwright', 'install', 'chromium'], { stdio: 'inherit' })
    if (existsSync(chromium.executablePath())) return chromium.executablePath()
  }
  throw new Stop('There is no Chromium to test with. Install one, or set QUAYSIDE_CHROMIUM to its path.')
}
