import { sql } from 'drizzle-orm'
import type { Bodies, Subject } from '@/lib/api/endpoint'
import type { Host } from '@/lib/model/host'
import { type Scope, scopeKey } from '@/lib/model/scope'
import type { ServiceEvent } from '@/lib/model/service'
import type { Aws } from '../aws/aws'
import type { Versioned } from '../aws/hosts'
import type { Described } from '../aws/services'
import { clock } from '../clock'
import { db, type Tx } from '../db/db'
import { events } from '../db/schema'
import { log } from '../log'
import { reasonOf } from '../reason'
import { closeFact, put } from './facts'

/** What a write's reply says of the things it changed becomes a fact at once: the next page sees it. */
export async function keep<K extends Subject>(aws: Aws, kind: K, seen: Versioned<Bodies[K]>[]): Promise<void> {
  await kept(() => put(db(), aws.scope, kind, seen, clock().now()))
}

/** AWS has done it: that it could not be noted here fails nothing, and the next sweep sees it. */
async function kept(write: () => Promise<unknown>): Promise<void> {
  try {
    await write()
  } catch (error) {
    log().warn({ error: reasonOf(error) }, 'what a write changed could not be kept; the next sweep will')
  }
}

export async function keepService(aws: Aws, described: Described): Promise<void> {
  await keep(aws, 'service', [{ body: described.body, version: null }])
  await kept(() => keepEvents(db(), aws.scope, described.body.arn, described.events))
}

/** What a write did away with is gone at once; the next complete list would say the same. */
export async function close(aws: Aws, kind: Subject, arn: string): Promise<void> {
  await kept(() => closeFact(db(), aws.scope, kind, arn, clock().now()))
}

/** A service's events, each kept once by AWS's id. */
export async function keepEvents(on: Tx, scope: Scope, arn: string, all: ServiceEvent[]): Promise<void> {
  if (all.length === 0) return
  await on
    .insert(events)
    .values(all.map((e) => ({ scope: scopeKey(scope), id: e.id, arn, at: new Date(e.at), message: e.message })))
    .onConflictDoNothing()
}

/** The newest events of a thing, newest first. */
export async function eventsOf(arn: string, most = 100): Promise<ServiceEvent[]> {
  const rows = await db()
    .select({ id: events.id, at: events.at, message: events.message })
    .from(events)
    .where(sql`${events.arn} = ${arn}`)
    .orderBy(sql`${events.at} desc, ${events.id}`)
    .limit(most)
  return rows.map((row) => ({ ...row, at: row.at.toISOString() }))
}

/** The hosts of a cluster as known, by ARN: what tasks take their host's name and place from. */
export async function hostsOf(on: Tx, scope: Scope, cluster: string): Promise<Map<string, Host>> {
  const { rows } = await on.execute<{ body: Host }>(sql`
    select body from facts
    where kind = 'host' and scope = ${scopeKey(scope)} and cluster = ${cluster} and valid_to is null`)
  return new Map(rows.map(({ body }) => [body.arn, body]))
}
