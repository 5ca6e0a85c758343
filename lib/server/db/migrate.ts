import { drizzle } from 'drizzle-orm/node-postgres'
import { migrate as apply } from 'drizzle-orm/node-postgres/migrator'
import { Client } from 'pg'

/** Any number will do, as long as nothing else of ours uses it. */
const migrationLock = 7_270_001

/** Brings the database's schema up to date. Several may start at once: one migrates, the others wait for it. */
export async function migrate(url: string): Promise<void> {
  const client = new Client({ connectionString: url, connectionTimeoutMillis: 5000 })
  await client.connect()
  try {
    await client.query('select pg_advisory_lock($1)', [migrationLock])
    await apply(drizzle(client), { migrationsFolder: new URL('./migrations', import.meta.url).pathname })
  } finally {
    await client.end()
  }
}
