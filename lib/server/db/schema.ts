import { sql } from 'drizzle-orm'
import {
  bigint,
  bigserial,
  boolean,
  index,
  integer,
  jsonb,
  pgTable,
  primaryKey,
  real,
  text,
  timestamp,
  uniqueIndex,
  uuid,
} from 'drizzle-orm/pg-core'

/** Microseconds, and a string in JavaScript: a Date would cut them to milliseconds, and facts are 1 µs apart at least. */
const moment = (name: string) => timestamp(name, { withTimezone: true, precision: 6, mode: 'string' })
const time = (name: string) => timestamp(name, { withTimezone: true, precision: 3 })

/** What was ever known of the fleet: a row a change. Now is the rows with no `valid_to`. */
export const facts = pgTable(
  'facts',
  {
    id: bigserial('id', { mode: 'number' }).primaryKey(),
    scope: text('scope').notNull(),
    kind: text('kind').notNull(),
    arn: text('arn').notNull(),
    /** AWS's own version, where the kind has one. */
    version: bigint('version', { mode: 'number' }),
    /** When the read that last confirmed this row began. */
    readAt: moment('read_at').notNull(),
    hash: text('hash').notNull(),
    validFrom: moment('valid_from').notNull(),
    validTo: moment('valid_to'),
    /** True on a closed row when the thing was gone from AWS, and not merely changed. */
    gone: boolean('gone').notNull().default(false),
    body: jsonb('body').notNull(),
    name: text('name').notNull(),
    cluster: text('cluster'),
    capacity: text('capacity'),
    place: text('place'),
    state: text('state'),
    family: text('family'),
    service: text('service'),
    host: text('host'),
    running: integer('running'),
    desired: integer('desired'),
    cpu: real('cpu'),
    memory: real('memory'),
    createdAt: time('created_at'),
    /** Lower case: what the search box looks through. */
    search: text('search').notNull(),
  },
  (t) => [
    uniqueIndex('facts_open').on(t.scope, t.kind, t.arn).where(sql`valid_to is null`),
    index('facts_open_list').on(t.kind, t.scope, t.cluster).where(sql`valid_to is null`),
    index('facts_life').on(t.arn, t.validFrom),
  ],
)

/** What ticks without meaning (a ping): the latest only. */
export const observations = pgTable(
  'observations',
  {
    scope: text('scope').notNull(),
    kind: text('kind').notNull(),
    arn: text('arn').notNull(),
    at: time('at').notNull(),
  },
  (t) => [primaryKey({ columns: [t.scope, t.kind, t.arn] })],
)

/** What happened, as AWS tells it: append only, each once by AWS's id. */
export const events = pgTable(
  'events',
  {
    scope: text('scope').notNull(),
    id: text('id').notNull(),
    arn: text('arn').notNull(),
    at: time('at').notNull(),
    message: text('message').notNull(),
  },
  (t) => [primaryKey({ columns: [t.scope, t.id] }), index('events_of').on(t.arn, t.at)],
)

export const revisions = pgTable(
  'revisions',
  { scope: text('scope').notNull(), kind: text('kind').notNull(), n: bigint('n', { mode: 'number' }).notNull() },
  (t) => [primaryKey({ columns: [t.scope, t.kind] })],
)

/** How each part of what is known stands with AWS: when it was last wholly read, and why not since. */
export const sources = pgTable(
  'sources',
  {
    scope: text('scope').notNull(),
    kind: text('kind').notNull(),
    started: time('started').notNull(),
    complete: time('complete'),
    error: text('error'),
    nextTry: time('next_try'),
  },
  (t) => [primaryKey({ columns: [t.scope, t.kind] })],
)

/** What somebody is looking at, which the worker reads first. `cluster` is empty for all of them. */
export const interest = pgTable(
  'interest',
  { scope: text('scope').notNull(), cluster: text('cluster').notNull(), until: time('until').notNull() },
  (t) => [primaryKey({ columns: [t.scope, t.cluster] })],
)

export const users = pgTable('users', {
  id: uuid('id').primaryKey().defaultRandom(),
  email: text('email').notNull().unique(),
  name: text('name').notNull(),
  role: text('role').notNull(),
  /** scrypt, or null for people who come by single sign-on. */
  password: text('password'),
  failures: integer('failures').notNull().default(0),
  lockedUntil: time('locked_until'),
  createdAt: time('created_at').notNull().defaultNow(),
})

export const sessions = pgTable('sessions', {
  id: text('id').primaryKey(),
  user: uuid('user_id')
    .notNull()
    .references(() => users.id, { onDelete: 'cascade' }),
  agent: text('agent'),
  createdAt: time('created_at').notNull().defaultNow(),
  seenAt: time('seen_at').notNull().defaultNow(),
  expiresAt: time('expires_at').notNull(),
})

export const tokens = pgTable('tokens', {
  id: uuid('id').primaryKey().defaultRandom(),
  name: text('name').notNull().unique(),
  role: text('role').notNull(),
  hash: text('hash').notNull().unique(),
  createdAt: time('created_at').notNull().defaultNow(),
  usedAt: time('used_at'),
})

/** Each row holds the hash of the one before it: what is changed, cut or reordered later shows (`audit.ts`). */
export const audit = pgTable(
  'audit',
  {
    id: bigint('id', { mode: 'number' }).primaryKey(),
    at: time('at').notNull(),
    phase: text('phase').notNull(),
    intent: bigint('intent', { mode: 'number' }),
    actor: text('actor').notNull(),
    role: text('role'),
    action: text('action').notNull(),
    target: text('target').notNull(),
    account: text('account'),
    region: text('region'),
    arn: text('arn'),
    input: jsonb('input'),
    calls: jsonb('calls').notNull(),
    error: jsonb('error'),
    requestId: text('request_id').notNull(),
    previous: text('previous').notNull(),
    hash: text('hash').notNull(),
  },
  (t) => [index('audit_at').on(t.at), index('audit_intent').on(t.intent)],
)
