import { z } from 'zod'
import type { AppRouteHandlerRoutes } from '@/.next/types/routes'
import type { Activation } from '@/lib/model/activation'
import type { Cluster } from '@/lib/model/cluster'
import type { Definition } from '@/lib/model/definition'
import type { Host } from '@/lib/model/host'
import type { Service } from '@/lib/model/service'
import type { Task } from '@/lib/model/task'
import type { Permission } from './permissions'

/** A path of `app/api`, checked against the routes Next found there. */
export type Path = AppRouteHandlerRoutes

/** `/api/aws/[account]/tasks/[task]` → `{ account: string; task: string }`. */
export type Params<P extends string> = P extends `${string}[${infer Name}]${infer Rest}`
  ? { [K in Name | keyof Params<Rest>]: string }
  : unknown

/** What lists and things the pages may hold: the words that live updates and `stales` speak. */
export type Noun =
  | 'fleet'
  | 'clusters'
  | 'hosts'
  | 'services'
  | 'tasks'
  | 'definitions'
  | 'activations'
  | 'audit'
  | 'settings'
  | 'practice'

/** The kinds of things, and the shape each has. */
export interface Bodies {
  cluster: Cluster
  host: Host
  service: Service
  task: Task
  definition: Definition
  activation: Activation
}
/** Which thing a path names; `serve` loads it, answers 404 without it, and gives it to the handler. */
export type Subject = keyof Bodies

export interface Endpoint<
  P extends string = string,
  Query = unknown,
  Input = unknown,
  Output = unknown,
  S extends Subject | undefined = Subject | undefined,
> {
  path: P
  method: 'GET' | 'POST' | 'PUT' | 'DELETE'
  /** `read` changes nothing, even as a POST; `own` changes only the caller's own settings; `write` changes the fleet. */
  effect: 'read' | 'own' | 'write'
  permission: Permission
  summary: string
  noun: Noun
  query: z.ZodType<Query>
  input: z.ZodType<Input> | null
  output: z.ZodType<Output>
  subject: S
  /** Why this cannot be done to the thing now: pages disable the action with these words, the server refuses with them. */
  whyNot?: (thing: S extends Subject ? Bodies[S] : undefined) => string | null
  /** Nouns whose windows on screen this makes stale. */
  stales: Noun[]
  /** The input as the audit may keep it. */
  redact?: (input: Input) => unknown
  /** True where the reply holds something shown once. */
  once?: boolean
  /** What a reply that went well in form left undone, for the audit: AWS answers 200 with failures. */
  shortfall?: (output: Output) => { nothing: boolean; message: string } | null
}

const nothing = z.object({})

type ReadOptions<Query, Input, Output, S> = {
  permission?: Permission
  summary: string
  noun: Noun
  query?: z.ZodType<Query>
  input?: z.ZodType<Input>
  output: z.ZodType<Output>
  subject?: S
}

/** Declares an endpoint that changes nothing. With an input it is a POST. */
export function read<
  P extends Path,
  Output,
  Query = Record<string, never>,
  Input = undefined,
  S extends Subject | undefined = undefined,
>(path: P, of: ReadOptions<Query, Input, Output, S>): Endpoint<P, Query, Input, Output, S> {
  return {
    path,
    method: of.input ? 'POST' : 'GET',
    effect: 'read',
    permission: of.permission ?? 'fleet.read',
    summary: of.summary,
    noun: of.noun,
    query: of.query ?? (nothing as unknown as z.ZodType<Query>),
    input: of.input ?? null,
    output: of.output,
    stales: [],
    subject: of.subject as S,
  }
}

type WriteOptions<Input, Output, S extends Subject | undefined> = {
  method?: 'POST' | 'PUT' | 'DELETE'
  effect?: 'own' | 'write'
  permission: Permission
  summary: string
  noun: Noun
  input: z.ZodType<Input>
  output: z.ZodType<Output>
  subject?: S
  whyNot?: (thing: S extends Subject ? Bodies[S] : undefined) => string | null
  stales: Noun[]
  redact?: (input: Input) => unknown
  once?: boolean
  shortfall?: (output: Output) => { nothing: boolean; message: string } | null
}

/** Declares an endpoint that changes something. */
export function write<P extends Path, Input, Output, S extends Subject | undefined = undefined>(
  path: P,
  { method = 'POST', effect = 'write', subject, ...of }: WriteOptions<Input, Output, S>,
): Endpoint<P, Record<string, never>, Input, Output, S> {
  const query = nothing as unknown as z.ZodType<Record<string, never>>
  return { path, method, effect, query, subject: subject as S, ...of }
}

/** `?a=x,y` as a list: how the filters of lists say "any of these". */
const anyOf = z
  .string()
  .max(4000)
  .transform((text) => text.split(',').filter((word) => word !== ''))
  .pipe(z.array(z.string().max(255)).max(50))

const count = (most: number) =>
  z
    .string()
    .regex(/^\d{1,9}$/, 'must be a whole number')
    .transform(Number)
    .pipe(z.number().max(most))

/** The query every list takes, with this list's own filters and the columns it sorts by (`-name` for descending). */
export function listQuery<const Filter extends string, const Sort extends string>(
  filters: readonly Filter[],
  sorts: readonly Sort[],
): z.ZodType<Paging & { [F in Filter]?: string[] | undefined }> {
  const words = sorts.flatMap((sort) => [sort, `-${sort}`] as const)
  const shape = {
    q: z.string().max(255).optional(),
    from: count(10_000_000).optional(),
    limit: count(500).optional(),
    sort: z.enum(words as [string, ...string[]]).optional(),
    ...(Object.fromEntries(filters.map((filter) => [filter, anyOf.optional()])) as Record<
      Filter,
      z.ZodOptional<typeof anyOf>
    >),
  }
  // What TypeScript makes of a shape with names it does not know yet is every field a list of words.
  return z.strictObject(shape) as unknown as z.ZodType<Paging & { [F in Filter]?: string[] | undefined }>
}

type Paging = {
  q?: string | undefined
  from?: number | undefined
  limit?: number | undefined
  sort?: string | undefined
}
/** What a list's query is once read: filters by column, sort, window. */
export type ListQuery = Paging & Record<string, string[] | string | number | undefined>
