import { z } from 'zod'
import { Cluster, ClusterName } from '@/lib/model/cluster'
import { Fleet } from '@/lib/model/fleet'
import { Role } from '@/lib/model/role'
import { listQuery, read, write } from './endpoint'
import { thing, window } from './part'

const part = <T extends z.ZodType>(data: T) =>
  z.object({ data, asOf: z.iso.datetime().nullable(), error: z.string().optional(), now: z.iso.datetime() })

export const fleet = read('/api/fleet', {
  summary: 'The fleet: on-premises, EC2 and Fargate side by side, and what needs attention',
  noun: 'fleet',
  output: part(Fleet),
})

export const clusters = read('/api/clusters', {
  summary: 'Clusters',
  noun: 'clusters',
  query: listQuery(['account', 'region', 'cluster', 'state'], ['name', 'running', 'created']),
  output: window(Cluster),
})

export const cluster = read('/api/aws/[account]/[region]/clusters/[cluster]', {
  summary: 'One cluster',
  noun: 'clusters',
  output: thing(Cluster),
  subject: 'cluster',
})

export const createCluster = write('/api/aws/[account]/[region]/clusters', {
  permission: 'cluster.create',
  summary: 'Create a cluster',
  noun: 'clusters',
  input: z.strictObject({ name: ClusterName }),
  output: Cluster,
  stales: ['clusters', 'fleet'],
})

/** What the palette finds: things by name, id or ARN. */
export const Found = z.object({
  kind: z.enum(['cluster', 'host', 'service', 'task', 'definition', 'activation']),
  arn: z.string(),
  name: z.string(),
  cluster: z.string().nullable(),
  account: z.string(),
  region: z.string(),
})
export type Found = z.infer<typeof Found>

export const search = read('/api/search', {
  summary: 'Find things by name, id or ARN',
  noun: 'fleet',
  query: z.strictObject({ q: z.string().min(1).max(2048) }),
  output: z.object({
    rows: z.array(Found),
    /** When `q` is an ARN or an id that leads nowhere: why. */
    error: z.string().optional(),
  }),
})

export const me = read('/api/me', {
  summary: 'Who is asking, and what they may do',
  noun: 'settings',
  output: z.object({
    name: z.string(),
    email: z.string().nullable(),
    role: Role,
    permissions: z.array(z.string()),
    scopes: z.array(z.object({ account: z.string(), region: z.string(), name: z.string() })),
    practice: z.boolean().describe('Whether this is the sandbox, and not a real account'),
  }),
})
