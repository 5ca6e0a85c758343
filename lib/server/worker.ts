import { ConfigError, config, scopes } from './config'
import { db } from './db/db'
import { watch } from './fleet/watch'
import { log } from './log'

/** The worker: it watches AWS and carries out what takes longer than a request. It answers nobody. */
async function main(): Promise<void> {
  const stop = new AbortController()
  for (const signal of ['SIGINT', 'SIGTERM'] as const) process.on(signal, () => stop.abort())
  config()
  log().info({ scopes: scopes().length }, 'worker started')
  await Promise.all(scopes().map((scope) => watch(db(), scope, stop.signal)))
  log().info('worker stopped')
  process.exit(0)
}

main().catch((error: unknown) => {
  log().fatal({ error: error instanceof Error ? error.message : String(error) }, 'the worker cannot go on')
  if (error instanceof ConfigError) process.exit(2)
  process.exit(1)
})
