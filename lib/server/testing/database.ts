import { randomBytes } from 'node:crypto'
import { Client } from 'pg'
import { afterAll, beforeAll, inject } from 'vitest'
import { type Db, openDb } from '../db/db'
import { migrate } from '../db/migrate'

/** A database of its own for each test file, with the schema in place. `url` and `db` are there once tests run. */
export function database(): { readonly url: string; readonly db: Db } {
  const name = `t_${randomBytes(6).toString('hex')}`
  const admin = () => new Client({ connectionString: inject('databaseUrl') })
  const at = new URL(inject('databaseUrl'))
  at.pathname = `/${name}`
  const url = at.toString()
  let opened: ReturnType<typeof openDb> | undefined

  const execute = async (sql: string) => {
    const client = admin()
    await client.connect()
    await client.query(sql).finally(() => client.end())
  }
  beforeAll(async () => {
    await execute(`create database ${name}`)
    await migrate(url)
    opened = openDb(url)
    process.env.DATABASE_URL = url
    process.env.NEXTAUTH_SECRET = 'a secret for tests, long enough to be taken'
  })
  afterAll(async () => {
    await opened?.pool.end()
    await execute(`drop database ${name} with (force)`)
  })
  return {
    url,
    get db() {
      if (!opened) throw new Error('The database is there once tests run, not before')
      return opened.db
    },
  }
}
