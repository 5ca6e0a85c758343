import { parseArgs } from 'node:util'
import { seedNames } from './seeds'
import { createSandbox, listen } from './server'

const usage = `Usage: sandbox [--port 4510] [--seed ${seedNames.join('|')}] [--still] [--now TIME]

  --port   where to listen on 127.0.0.1; QUAYSIDE_SANDBOX_PORT says it too
  --seed   the fleet to start from
  --still  leave the clock to POST /_sandbox/clock
  --now    the time at which the world begins, as 2026-11-24T08:00:00Z; now where it is not said`

function fail(message: string): never {
  console.error(message)
  process.exit(1)
}

function optionsOf() {
  try {
    const { values } = parseArgs({
      options: {
        port: { type: 'string', default: process.env.QUAYSIDE_SANDBOX_PORT ?? '4510' },
        seed: { type: 'string', default: 'small' },
        still: { type: 'boolean', default: false },
        now: { type: 'string' },
        help: { type: 'boolean', default: false },
      },
    })
    return values
  } catch (error) {
    return fail(`${error instanceof Error ? error.message : error}\n\n${usage}`)
  }
}

const options = optionsOf()
if (options.help) {
  console.log(usage)
  process.exit(0)
}
const port = Number(options.port)
if (!Number.isInteger(port) || port < 0 || port > 65_535) fail(`sandbox: ${options.port} is not a port`)
const now = options.now === undefined ? Date.now() : Date.parse(options.now)
if (Number.isNaN(now)) fail(`sandbox: ${options.now} is not a time`)

try {
  const sandbox = createSandbox({ seed: options.seed, now })
  const listening = await listen(sandbox, { port, still: options.still })
  console.log(`sandbox listening on http://127.0.0.1:${listening.port}`)
  const stop = () => void listening.close().then(() => process.exit(0))
  process.once('SIGTERM', stop)
  process.once('SIGINT', stop)
} catch (error) {
  if (error instanceof Error && 'code' in error && error.code === 'EADDRINUSE')
    fail(`sandbox: port ${port} on 127.0.0.1 is taken; choose another with --port or QUAYSIDE_SANDBOX_PORT`)
  if (error instanceof RangeError) fail(`sandbox: ${error.message}`)
  throw error
}
