import { z } from 'zod'
import { Capacity } from './capacity'
import { Share } from './host'
import { Place } from './place'

/** One of the three columns of the fleet. A number that nobody knows is null, never 0. */
export const Column = z.object({
  capacity: Capacity,
  hosts: z.object({ connected: z.number(), known: z.number() }).nullable().describe('Fargate has none'),
  cpu: z.object({ used: z.number(), total: z.number().nullable() }).describe('CPU units; Fargate has no total'),
  memory: z.object({ used: z.number(), total: z.number().nullable() }).describe('MiB'),
  tasks: z.object({ running: z.number(), pending: z.number(), assumed: z.number() }),
  services: z.object({ total: z.number(), troubled: z.number() }),
  places: z.array(
    Place.extend({
      hosts: z.object({ connected: z.number(), known: z.number() }).nullable(),
      cpu: Share.nullable(),
      tasks: z.number(),
    }),
  ),
})
export type Column = z.infer<typeof Column>

/** Something an operator should look at, with the thing it is about. */
export const Attention = z.object({
  severity: z.enum(['failed', 'attention']),
  kind: z.enum(['host', 'service', 'task']),
  arn: z.string(),
  name: z.string(),
  cluster: z.string(),
  title: z.string(),
  detail: z.string(),
  since: z.iso.datetime().nullable().describe('Null where it was so before it was first read'),
})
export type Attention = z.infer<typeof Attention>

export const Fleet = z.object({
  clusters: z.number(),
  columns: z.array(Column),
  attention: z.array(Attention),
  attentionTotal: z.number().describe('How many there are; the list holds the first of them'),
})
export type Fleet = z.infer<typeof Fleet>
