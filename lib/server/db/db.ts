import { drizzle, type NodePgDatabase } from 'drizzle-orm/node-postgres'
import { Pool } from 'pg'
import { config } from '../config'
import { log } from '../log'
import { once } from '../once'
import * as schema from './schema'

export type Db = NodePgDatabase<typeof schema>
/** What a transaction gives: enough to read and write with. */
export type Tx = Parameters<Parameters<Db['transaction']>[0]>[0] | Db

export function openDb(url: string): { db: Db; pool: Pool } {
  const pool = new Pool({
    connectionString: url,
    max: 10,
    connectionTimeoutMillis: 5000,
    // A database that went away without a word must not hold anybody for ever.
    query_timeout: 15_000,
    statement_timeout: 15_000,
    keepAlive: true,
  })
  // An idle connection that breaks must not end the process; the next query gets a new one, or says why not.
  pool.on('error', (error) => log().warn({ error: error.message }, 'a database connection broke'))
  return { db: drizzle(pool, { schema }), pool }
}

/** The process's database, opened at first use: nothing opens it at import time, since `next build` imports all. */
export const db = (): Db => once('db', () => openDb(config().databaseUrl)).db
