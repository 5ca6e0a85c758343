import { like } from 'drizzle-orm'
import { Role } from '@/lib/model/role'
import { ConfigError, config, scopes } from './config'
import { openDb } from './db/db'
import { migrate } from './db/migrate'
import { users } from './db/schema'
import { forgetWorld } from './fleet/forget'
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
  if (practice && process.env.QUAYSIDE_NEW_WORLD) await forgetWorld(db, scopes())
  await pool.end()
}

main().catch((error: unknown) => {
  const message = error instanceof Error ? error.message : String(error)
  process.stderr.write(
    error instanceof ConfigError ? `${message}\n` : `The database could not be made ready: ${message}\n`,
  )
  process.exit(1)
})
