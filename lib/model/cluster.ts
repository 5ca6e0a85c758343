import { z } from 'zod'
import { Thing } from './thing'

export const Cluster = Thing.extend({
  name: z.string(),
  status: z.string(),
  hosts: z.number(),
  services: z.number(),
  running: z.number(),
  pending: z.number(),
  tags: z.record(z.string(), z.string()),
})
export type Cluster = z.infer<typeof Cluster>

/** A cluster's name as ECS takes it: up to 255 letters, digits, hyphens and underscores (CreateCluster). */
export const ClusterName = z
  .string()
  .regex(/^[A-Za-z0-9_-]{1,255}$/, 'A cluster name is 1 to 255 letters, digits, hyphens and underscores')
