import { defineConfig } from '@playwright/test'

// Where `npm test` reads how many passed.
const report = process.env.QUAYSIDE_E2E_REPORT
// The tests with the real aws command, where `npm test` found none.
const noCli = process.env.QUAYSIDE_E2E_AWS_CLI === 'false'
const port = process.env.PORT ?? '3210'

/** Run by `npm test`, which finds the browser and the ports. Real Chromium, real server, real PostgreSQL, the sandbox. */
export default defineConfig({
  testDir: 'e2e',
  outputDir: 'test-results',
  fullyParallel: true,
  workers: 2,
  forbidOnly: true,
  retries: 0,
  timeout: 60_000,
  expect: { timeout: 15_000 },
  reporter: [['list'], ...(report ? [['json', { outputFile: report }] as const] : [])],
  use: {
    baseURL: `http://127.0.0.1:${port}`,
    trace: 'retain-on-failure',
    screenshot: 'only-on-failure',
    viewport: { width: 1440, height: 900 },
    launchOptions: {
      ...(process.env.QUAYSIDE_CHROMIUM ? { executablePath: process.env.QUAYSIDE_CHROMIUM } : {}),
      args: [
        '--no-sandbox',
        '--disable-gpu',
        '--disable-quic',
        '--no-first-run',
        '--disable-background-networking',
        '--disable-component-update',
        '--disable-sync',
      ],
    },
  },
  projects: [
    { name: 'sign in', testMatch: 'sign-in.setup.ts' },
    { name: 'chromium', testMatch: '*.spec.ts', testIgnore: noCli ? 'cli.spec.ts' : [], dependencies: ['sign in'] },
  ],
  webServer: {
    command: 'node bin/quayside.mjs start',
    url: `http://127.0.0.1:${port}/api/readyz`,
    timeout: 240_000,
    // `npm test` picks ports of its own; by hand, PORT may be that of a server that runs already.
    reuseExistingServer: true,
    gracefulShutdown: { signal: 'SIGTERM', timeout: 20_000 },
    stdout: 'ignore',
    stderr: 'pipe',
  },
})
