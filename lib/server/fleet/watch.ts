import { setTimeout as sleep } from 'node:timers/promises'
import { sql } from 'drizzle-orm'
import { Pool, type PoolClient } from 'pg'
import type { Subject } from '@/lib/api/endpoint'
import { type Scope, scopeKey } from '@/lib/model/scope'
import { clock } from '../clock'
import { config } from '../config'
import type { Db } from '../db/db'
import { interest } from '../db/schema'
import { log } from '../log'
import { reasonOf } from '../reason'
import { Bucket } from './bucket'
import { Budget } from './budget'
import { Collector } from './collect'
import { shown } from './interest'
import { note } from './sources'

/** How often, in milliseconds, a cluster is read that somebody looks at, any other, and what belongs to no cluster. */
const every = { shown: 1000, other: 2000, scope: 3000 }
/** What could not be read is tried again after twice as long each time, up to this. */
const mostBackOffMs = 15_000
/** How long one waits to become the one who watches, when another does. */
const standByMs = 3000
const idleMs = 250

const backOff = (usual: number, failures: number): number => Math.min(mostBackOffMs, usual * 2 ** failures)

/**
 * Watches one scope until told to stop. One worker does so at a time, whoever holds the scope's lock; the others stand
 * by and take over when its connection ends.
 */
export async function watch(db: Db, scope: Scope, signal: AbortSignal): Promise<void> {
  const pool = new Pool({
    connectionString: config().databaseUrl,
    max: 1,
    connectionTimeoutMillis: 5000,
    query_timeout: 10_000,
    keepAlive: true,
  })
  // A connection that breaks says so to whoever is using it; unheard, the event would end the process.
  pool.on('error', () => undefined)
  while (!signal.aborted) {
    let lock: PoolClient | null = null
    try {
      lock = await pool.connect()
      lock.on('error', () => undefined)
      const { rows } = await lock.query<{ mine: boolean }>(
        "select pg_try_advisory_lock(hashtext('watch'), hashtext($1)) as mine",
        [scopeKey(scope)],
      )
      if (rows[0]?.mine) await new Watch(db, scope).run(lock, signal)
    } catch (error) {
      if (!signal.aborted)
        log().error({ scope: scopeKey(scope), error: reasonOf(error) }, 'watching stopped; it will begin again')
    } finally {
      // The lock belongs to the connection: it ends with it.
      lock?.release(true)
    }
    await rest(standByMs, signal)
  }
  await pool.end()
}

const rest = (ms: number, signal: AbortSignal) => sleep(ms, undefined, { signal }).catch(() => undefined)

/** One scope's rounds: which cluster to read next, and how each was when last read. */
class Watch {
  readonly #db: Db
  readonly #scope: Scope
  readonly #budget = new Budget()
  readonly #collector: Collector
  readonly #last = new Map<string, { started: number; at: number; failures: number; failed: Map<Subject, string> }>()
  /** Where nobody looks, at most a quarter of AWS's bucket. */
  readonly #sweep = new Bucket(25, 5)

  constructor(db: Db, scope: Scope) {
    this.#db = db
    this.#scope = scope
    this.#collector = new Collector(db, scope, this.#budget)
  }

  /** Reads on until told to stop, or until the lock's connection is lost: then somebody else may watch. */
  async run(lock: PoolClient, signal: AbortSignal): Promise<void> {
    const lost = new AbortController()
    const stop = AbortSignal.any([signal, lost.signal])
    // The first read teaches the clock; before it, this machine's own may be wrong.
    await this.#collector.parts.cluster()
    const all = [
      this.#hold(lock, stop),
      this.#clusters(stop),
      ...Object.values(this.#collector.parts).map((part) => this.#again(part, stop)),
    ]
    // What one of them dies of ends all: they begin again together.
    await Promise.all(all.map((one) => one.finally(() => lost.abort())))
  }

  async #hold(lock: PoolClient, stop: AbortSignal): Promise<void> {
    while (!stop.aborted) {
      await lock.query('select 1')
      await this.#db.delete(interest).where(sql`${interest.until} < now()`)
      await rest(every.scope, stop)
    }
  }

  async #again(part: () => Promise<boolean>, stop: AbortSignal): Promise<void> {
    for (let failures = 0; !stop.aborted; ) {
      const began = performance.now()
      failures = (await part()) ? 0 : failures + 1
      // A part that takes long is not read all the time.
      await rest(Math.max(backOff(every.scope, failures), performance.now() - began), stop)
    }
  }

  async #clusters(stop: AbortSignal): Promise<void> {
    while (!stop.aborted) {
      const next = this.#next(await shown(this.#db, this.#scope))
      if (!next) {
        await this.#note()
        await rest(idleMs, stop)
        continue
      }
      const before = this.#budget.calls
      const started = clock().now()
      const failed = await this.#collector.readCluster(next.name)
      const failures = failed.size > 0 ? (this.#last.get(next.name)?.failures ?? 0) + 1 : 0
      this.#last.set(next.name, { started, at: performance.now(), failures, failed })
      if (!next.looked) this.#sweep.take(this.#budget.calls - before)
      await this.#note()
    }
  }

  /** The cluster whose turn it is: of those due, one that is looked at, and of these the one read longest ago. */
  #next(names: Set<string>): { name: string; looked: boolean } | null {
    const mayOthers = this.#sweep.has(1)
    const due = (this.#collector.clusters ?? [])
      .map((name) => {
        const last = this.#last.get(name)
        const looked = names.has(name)
        const wait = backOff(looked ? every.shown : every.other, last?.failures ?? 0)
        return { name, looked, wait, age: last ? performance.now() - last.at : Number.POSITIVE_INFINITY }
      })
      .filter(({ looked, wait, age }) => (looked || mayOthers) && age >= wait)
      .sort((a, b) => Number(b.looked) - Number(a.looked) || b.age - a.age)
    return due[0] ?? null
  }

  /** Hosts, services and tasks are as old as the cluster read longest ago, once every cluster has been read. */
  async #note(): Promise<void> {
    const { clusters } = this.#collector
    // Which clusters there are is not known yet: the part that reads them says why.
    if (clusters === null) return
    for (const name of this.#last.keys()) if (!clusters.includes(name)) this.#last.delete(name)
    const all = clusters.map((name) => this.#last.get(name))
    if (all.includes(undefined)) return
    const oldest = all.reduce((least, one) => Math.min(least, one?.started ?? least), clock().now())
    for (const kind of ['host', 'service', 'task'] as const) {
      const error = all.find((one) => one?.failed.has(kind))?.failed.get(kind) ?? null
      await note(this.#db, this.#scope, kind, oldest, error)
    }
  }
}
