import { EventEmitter } from 'node:events'
import { Client } from 'pg'
import { config } from '../config'
import { log } from '../log'
import { once } from '../once'
import { reasonOf } from '../reason'
import { channel } from './revisions'

const pingMs = 15_000

/** Which kind of which scope moved, and to which revision. */
export interface Moved {
  scope: string
  kind: string
  n: number
}

/**
 * The one connection of this process that hears NOTIFY. NOTIFY is lost while it is away, so after every connection it
 * compares the revisions with those it told last, and tells of all that moved meanwhile.
 */
class Live extends EventEmitter<{ moved: [Moved]; closing: [] }> {
  readonly #told = new Map<string, number>()
  #waiting: NodeJS.Timeout | null = null
  #pinging: NodeJS.Timeout | null = null

  constructor() {
    super()
    // Every open page listens.
    this.setMaxListeners(0)
    // A server that is told to stop waits for its open requests, and these never end by themselves.
    for (const signal of ['SIGTERM', 'SIGINT'] as const) process.once(signal, () => this.emit('closing'))
    void this.#connect()
  }

  async #connect(): Promise<void> {
    this.#waiting = null
    const client = new Client({
      connectionString: config().databaseUrl,
      connectionTimeoutMillis: 5000,
      keepAlive: true,
      query_timeout: 10_000,
    })
    client.on('error', (error) => this.#again(client, error))
    client.on('end', () => this.#again(client, new Error('the connection ended')))
    client.on('notification', ({ payload }) => this.#tell(JSON.parse(payload ?? '{}') as Moved))
    try {
      await client.connect()
      await client.query(`listen ${channel}`)
      const { rows } = await client.query<{ scope: string; kind: string; n: string }>(
        'select scope, kind, n from revisions',
      )
      for (const row of rows) this.#tell({ ...row, n: Number(row.n) })
      // A database that went away without a word would never be missed: nothing is sent on this connection.
      this.#pinging = setInterval(() => client.query('select 1').catch((error) => this.#again(client, error)), pingMs)
    } catch (error) {
      this.#again(client, error)
    }
  }

  #tell(moved: Moved): void {
    const key = `${moved.scope}/${moved.kind}`
    if (moved.n <= (this.#told.get(key) ?? 0)) return
    this.#told.set(key, moved.n)
    this.emit('moved', moved)
  }

  #again(client: Client, error: unknown): void {
    if (this.#waiting) return
    if (this.#pinging) clearInterval(this.#pinging)
    log().warn({ error: reasonOf(error) }, 'live updates lost the database')
    client.removeAllListeners()
    // Node ends a process on an error nobody listens for.
    client.on('error', () => undefined)
    void client.end().catch(() => undefined)
    this.#waiting = setTimeout(() => void this.#connect(), 1000)
  }
}

export const live = (): Live => once('live', () => new Live())
