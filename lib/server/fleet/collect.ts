import { sql } from 'drizzle-orm'
import type { Bodies, Subject } from '@/lib/api/endpoint'
import { ApiError } from '@/lib/api/errors'
import type { Host, Node } from '@/lib/model/host'
import { type Scope, scopeKey } from '@/lib/model/scope'
import { Aws } from '../aws/aws'
import { describeClusters } from '../aws/clusters'
import { describeDefinition, listDefinitions } from '../aws/definitions'
import { describeHosts, listHosts, type Versioned } from '../aws/hosts'
import { describeActivations, describeNodes } from '../aws/nodes'
import { describeServices, listServices } from '../aws/services'
import { describeTasks, listTasks } from '../aws/tasks'
import { clock } from '../clock'
import type { Db } from '../db/db'
import { observations } from '../db/schema'
import { log } from '../log'
import { reasonOf, tellable } from '../reason'
import type { Budget } from './budget'
import { closeFact, put } from './facts'
import { hostsOf, keepEvents } from './refresh'
import { note } from './sources'

/** Most revisions described in one round: a long list of new ones must not keep the rest waiting. */
const definitionsPerRound = 100

/** Reads one scope's AWS into facts. Each part stands by itself: one that fails keeps its data, its age and why. */
export class Collector {
  readonly #db: Db
  readonly #scope: Scope
  readonly #aws: Aws
  #nodes: ReadonlyMap<string, Node> | null = null
  #clusters: string[] | null = null

  constructor(db: Db, scope: Scope, budget: Budget) {
    this.#db = db
    this.#scope = scope
    this.#aws = new Aws(scope, { role: 'collector' }, { pace: (action) => budget.take(action) })
  }

  /** The scope's clusters; null until they were read, since none and not known are not the same. */
  get clusters(): readonly string[] | null {
    return this.#clusters
  }

  /** What belongs to no cluster, each part by itself. */
  readonly parts: Record<'cluster' | 'node' | 'activation' | 'definition', () => Promise<boolean>> = {
    cluster: () =>
      this.#part('cluster', async (started) => {
        const all = await describeClusters(this.#aws)
        this.#clusters = all.map((cluster) => cluster.name)
        await this.#put('cluster', all, started)
        await this.#closeOrphans(this.#clusters, started)
      }),
    node: () =>
      this.#part('node', async () => {
        const all = await describeNodes(this.#aws)
        this.#nodes = new Map(all.map(({ node }) => [node.id, node]))
        await this.#observe(new Map(all.flatMap(({ node, ping }) => (ping ? [[node.id, ping] as const] : []))))
      }),
    activation: () =>
      this.#part('activation', async (started) => {
        await this.#put('activation', await describeActivations(this.#aws), started)
      }),
    definition: () => this.#part('definition', (started) => this.#definitions(started)),
  }

  /**
   * One cluster's hosts, services and tasks; hosts first, since tasks take their place from them. Answers the kinds that
   * could not be read, with why.
   */
  async readCluster(cluster: string): Promise<Map<Subject, string>> {
    const failed = new Map<Subject, string>()
    const attempt = async (kind: Subject, read: (started: number) => Promise<void>) => {
      try {
        await read(clock().now())
      } catch (error) {
        failed.set(kind, tellable(error))
        this.#warn({ cluster, kind }, error)
      }
    }
    await attempt('host', async (started) => {
      const nodes = this.#nodes ?? (await this.#nodesAsKnown())
      const arns = await this.#withKnown('host', cluster, await listHosts(this.#aws, cluster))
      const seen = await describeHosts(this.#aws, cluster, arns, nodes)
      await this.#putCluster(
        'host',
        cluster,
        seen.filter(({ body }) => body.status !== 'INACTIVE'),
        started,
      )
    })
    await attempt('service', async (started) => {
      const arns = await this.#withKnown('service', cluster, await listServices(this.#aws, cluster))
      const all = (await describeServices(this.#aws, cluster, arns)).filter(({ body }) => body.status !== 'INACTIVE')
      await this.#putCluster(
        'service',
        cluster,
        all.map(({ body }) => ({ body, version: null })),
        started,
      )
      for (const { body, events } of all) await keepEvents(this.#db, this.#scope, body.arn, events)
    })
    await attempt('task', async (started) => {
      const arns = await this.#withKnown('task', cluster, await listTasks(this.#aws, cluster))
      const seen = await describeTasks(this.#aws, cluster, arns, await hostsOf(this.#db, this.#scope, cluster))
      await this.#putCluster('task', cluster, seen, started)
    })
    return failed
  }

  /**
   * What was listed, and what is known but was not: lists leave out services that drain and tasks just run, so only what
   * AWS does not describe either is gone (ECS API reference, ListServices and RunTask).
   */
  async #withKnown(kind: Subject, cluster: string, listed: string[]): Promise<string[]> {
    const { rows } = await this.#db.execute<{ arn: string }>(sql`
      select arn from facts
      where kind = ${kind} and scope = ${scopeKey(this.#scope)} and cluster = ${cluster} and valid_to is null`)
    return [...new Set([...listed, ...rows.map((row) => row.arn)])]
  }

  #putCluster<K extends Subject>(kind: K, cluster: string, seen: Versioned<Bodies[K]>[], started: number) {
    return put(this.#db, this.#scope, kind, seen, started, { arns: seen.map(({ body }) => body.arn), cluster })
  }

  #put<K extends Subject>(kind: K, bodies: Bodies[K][], started: number) {
    const seen = bodies.map((body) => ({ body, version: null }))
    return put(this.#db, this.#scope, kind, seen, started, { arns: bodies.map((body) => body.arn), cluster: null })
  }

  /** A revision never changes but for its status, so only those not known yet are described. */
  async #definitions(started: number): Promise<void> {
    const listed = new Set(await listDefinitions(this.#aws))
    const { rows } = await this.#db.execute<{ arn: string }>(sql`
      select arn from facts
      where kind = 'definition' and scope = ${scopeKey(this.#scope)} and valid_to is null and state = 'ACTIVE'`)
    const known = new Set(rows.map((row) => row.arn))
    const fresh = [...listed].filter((arn) => !known.has(arn))
    // A deregistered revision leaves the list of the active ones but is still there: it is read once more.
    const left = [...known].filter((arn) => !listed.has(arn))
    for (const arn of [...left, ...fresh].slice(0, definitionsPerRound)) {
      try {
        const body = await describeDefinition(this.#aws, arn)
        await put(this.#db, this.#scope, 'definition', [{ body, version: null }], clock().now())
      } catch (error) {
        // "Unable to describe task definition": it was deleted for good.
        if (!(error instanceof ApiError) || error.body.aws?.code !== 'ClientException') throw error
        await closeFact(this.#db, this.#scope, 'definition', arn, started)
      }
    }
  }

  /** What was known of the machines when the last worker stopped: until Systems Manager answers, it still is. */
  async #nodesAsKnown(): Promise<Map<string, Node>> {
    const { rows } = await this.#db.execute<{ node: Host['node'] }>(sql`
      select body->'node' as node from facts where kind = 'host' and scope = ${scopeKey(this.#scope)} and valid_to is null`)
    return new Map(rows.flatMap(({ node }) => (node ? [[node.id, node] as const] : [])))
  }

  /** A cluster that is gone took its hosts, services and tasks along. */
  async #closeOrphans(clusters: string[], started: number): Promise<void> {
    for (const kind of ['host', 'service', 'task'] as const) {
      const { rows } = await this.#db.execute<{ cluster: string }>(sql`
        select distinct cluster from facts where kind = ${kind} and scope = ${scopeKey(this.#scope)} and valid_to is null
          and not (cluster = any(${sql.param(clusters)}::text[]))`)
      for (const { cluster } of rows) await put(this.#db, this.#scope, kind, [], started, { arns: [], cluster })
    }
  }

  async #part(kind: string, read: (started: number) => Promise<unknown>): Promise<boolean> {
    const started = clock().now()
    try {
      await read(started)
      await note(this.#db, this.#scope, kind, started, null)
      return true
    } catch (error) {
      this.#warn({ kind }, error)
      await note(this.#db, this.#scope, kind, started, tellable(error))
      return false
    }
  }

  #warn(of: object, error: unknown): void {
    log().warn({ scope: scopeKey(this.#scope), ...of, error: reasonOf(error) }, 'a part of the fleet could not be read')
  }

  async #observe(all: ReadonlyMap<string, Date>): Promise<void> {
    if (all.size === 0) return
    const scope = scopeKey(this.#scope)
    await this.#db
      .insert(observations)
      .values([...all].map(([arn, at]) => ({ scope, kind: 'ping', arn, at })))
      .onConflictDoUpdate({
        target: [observations.scope, observations.kind, observations.arn],
        set: { at: sql`excluded.at` },
      })
  }
}
