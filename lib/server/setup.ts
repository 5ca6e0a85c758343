import { like, sql } from 'drizzle-orm'
import { Role } from '@/lib/model/role'
import { scopeKey } from '@/lib/model/scope'
import { ConfigError, config, scopes } from './config'
import { openDb } from './db/db'
import { migrate } from './db/migrate'
import { events, facts, interest, observations, revisions, sources, users } from './db/schema'
import { bump } from './fleet/revisions'
import { savePerson } from './people'

const demo = '%@quayside.local'

/**
 * Run once by every start, before anything else touches the database: the configuration is read, so that what is wrong
 * with it is told at once; the schema is brought up to date; the demonstration's people are there on the sandbox and
 * nowhere else.
 */
async function main(): Promise<void> {
  const { databaseUrl, practice } = config()
  await migrate(databaseUrl)
  const { db, pool } = openDb(databaseUrl)
  const password = process.env.QUAYSIDE_DEMO_PASSWORD
  if (practice && password) {
    for (const role of Role.options) {
      const name = `${role.charAt(0).toUpperCase()}${role.slice(1)}`
      await savePerson(db, { email: `${role}@quayside.local`, name, role, password })
    }
  } else await db.delete(users).where(like(users.email, demo))
  if (practice && process.env.QUAYSIDE_NEW_WORLD) {
    // The sandbox begins a new world each time it starts, under the same names: what was known of the last one would
    // stand in the way of it, since its versions and its clock begin anew.
    const known = sql`scope = any(${sql.param(scopes().map(scopeKey))}::text[])`
    await db.transaction(async (tx) => {
      for (const table of [facts, observations, events, sources, interest]) await tx.delete(table).where(known)
      // It may have started again under open pages: they are told.
      for (const { scope, kind } of await tx.select().from(revisions).where(known)) await bump(tx, scope, kind)
    })
  }
  await pool.end()
}

main().catch((error: unknown) => {
  const message = error instanceof Error ? error.message : String(error)
  process.stderr.write(
    error instanceof ConfigError ? `${message}\n` : `The database could not be made ready: ${message}\n`,
  )
  process.exit(1)
})
