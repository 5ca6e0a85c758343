#!/usr/bin/env node
// The whole of the tests, with all they need: `npm test`. `--only check`, `unit`, `cli` or `e2e` runs a part.
import { spawnSync } from 'node:child_process'
import { chmodSync, existsSync, mkdtempSync, readFileSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import path from 'node:path'
import { parseArgs } from 'node:util'
import { findAwsCli } from './aws-cli.mjs'
import { findBrowser } from './browser.mjs'
import { freePort, root } from './place.mjs'
import { Stop, say, warn } from './say.mjs'

const { values, positionals } = parseArgs({
  options: { only: { type: 'string' } },
  allowPositionals: true,
  strict: true,
})
const runs = (name) => !values.only || values.only === name
const data = mkdtempSync(path.join(tmpdir(), 'quayside-test-'))
chmodSync(data, 0o755)
const unitReport = path.join(data, 'unit.json')
const cliReport = path.join(data, 'cli.json')
const e2eReport = path.join(data, 'e2e.json')

function run(title, command, args, env = {}) {
  say(`\n── ${title}`)
  const { status } = spawnSync(command, args, { cwd: root, stdio: 'inherit', env: { ...process.env, ...env } })
  if (status !== 0) throw new Stop(`${title}: failed`)
}

/** How many passed and failed, as the runners themselves count. */
function count() {
  const read = (file) => (existsSync(file) ? JSON.parse(readFileSync(file, 'utf8')) : null)
  const [unit, cli] = [read(unitReport), read(cliReport)]
  const e2e = read(e2eReport)?.stats
  const passed = (unit?.numPassedTests ?? 0) + (cli?.numPassedTests ?? 0) + (e2e?.expected ?? 0)
  const failed = (unit?.numFailedTests ?? 0) + (cli?.numFailedTests ?? 0) + (e2e?.unexpected ?? 0) + (e2e?.flaky ?? 0)
  return { passed, failed }
}

try {
  if (runs('check')) run('check', process.execPath, ['bin/check.mjs'])
  if (runs('unit'))
    run('unit tests', 'npx', [
      '--no-install',
      'vitest',
      'run',
      '--reporter=default',
      '--reporter=json',
      `--outputFile.json=${unitReport}`,
      ...positionals,
    ])
  if (runs('cli') && findAwsCli())
    run('the sandbox by the aws command', 'npx', [
      '--no-install',
      'vitest',
      'run',
      '--config',
      'vitest.cli.config.ts',
      '--reporter=default',
      '--reporter=json',
      `--outputFile.json=${cliReport}`,
    ])
  if (runs('e2e'))
    run('end-to-end tests', 'npx', ['--no-install', 'playwright', 'test', ...positionals], {
      QUAYSIDE_CHROMIUM: findBrowser(),
      QUAYSIDE_DATA: data,
      PORT: String(await freePort()),
      QUAYSIDE_SANDBOX_PORT: String(await freePort()),
      QUAYSIDE_DEMO_PASSWORD: 'the e2e password',
      QUAYSIDE_E2E_REPORT: e2eReport,
      QUAYSIDE_E2E_AWS_CLI: findAwsCli() ? 'true' : 'false',
      AWS_SDK_JS_NODE_VERSION_SUPPORT_WARNING_DISABLED: 'true',
      // Whatever the machine has set up for real AWS stays out of it.
      QUAYSIDE_CONFIG: undefined,
      DATABASE_URL: undefined,
    })
} catch (error) {
  if (!(error instanceof Stop)) throw error
  warn(`\n${error.message}`)
  process.exitCode = 1
} finally {
  const { passed, failed } = count()
  say(`\n${passed} passed, ${failed} failed`)
  rmSync(data, { recursive: true, force: true })
}
