import { chmodSync, mkdtempSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import path from 'node:path'
import type { TestProject } from 'vitest/node'
import { Children } from '@/bin/children.mjs'
import { bringPostgres } from '@/bin/postgres.mjs'

declare module 'vitest' {
  interface ProvidedContext {
    databaseUrl: string
  }
}

/** A real PostgreSQL for the tests that need one: the one of DATABASE_URL, or one brought up for this run. */
export default async function setup(project: TestProject): Promise<() => Promise<void>> {
  if (process.env.DATABASE_URL) {
    project.provide('databaseUrl', process.env.DATABASE_URL)
    return async () => undefined
  }
  const data = mkdtempSync(path.join(tmpdir(), 'quayside-unit-'))
  // PostgreSQL, run as another user where we are root, has to be able to enter it.
  chmodSync(data, 0o755)
  process.env.QUAYSIDE_DATA = data
  const children = new Children()
  project.provide('databaseUrl', await bringPostgres(children))
  return async () => {
    await children.stop()
    rmSync(data, { recursive: true, force: true })
  }
}
