import { z } from 'zod'
import { Capacity } from './capacity'
import { Place } from './place'
import { Thing } from './thing'

/** Something a host has so much of. `used` is what tasks have reserved of it, which is what placement goes by. */
export const Share = z.object({ used: z.number(), total: z.number() })
export type Share = z.infer<typeof Share>

/** What Systems Manager knows of the machine, where it knows it. */
export const Node = z.object({
  id: z.string(),
  name: z.string().nullable(),
  ping: z.string().nullable().describe('SSM PingStatus: Online or ConnectionLost'),
  activation: z.string().nullable(),
  platform: z.string().nullable(),
  address: z.string().nullable(),
  agentVersion: z.string().nullable(),
  registeredAt: z.iso.datetime().nullable(),
})
export type Node = z.infer<typeof Node>

/** A machine that runs tasks: AWS's word is container instance. Health is the rule of `health.ts`. */
export const Health = z.enum(['ok', 'agent-down', 'ssm-down', 'offline', 'leaving', 'gone', 'unknown'])
export type Health = z.infer<typeof Health>

export const Host = Thing.extend({
  cluster: z.string(),
  id: z.string().describe('The container instance id'),
  name: z.string(),
  machine: z.string().describe('The mi- or i- id'),
  capacity: Capacity,
  status: z.string().describe("AWS's status: ACTIVE, DRAINING, …"),
  connected: z.boolean().describe('agentConnected'),
  health: Health,
  place: Place,
  cpu: Share.describe('CPU units, 1024 to a vCPU'),
  memory: Share.describe('MiB'),
  gpus: z.number(),
  ports: z.array(z.number()).describe('Host TCP ports taken, AWS’s reserved ones left out'),
  running: z.number(),
  pending: z.number(),
  architecture: z.string().nullable(),
  os: z.string().nullable(),
  agentVersion: z.string().nullable(),
  dockerVersion: z.string().nullable(),
  attributes: z.record(z.string(), z.string()),
  tags: z.record(z.string(), z.string()),
  registeredAt: z.iso.datetime().nullable(),
  node: Node.nullable(),
})
export type Host = z.infer<typeof Host>
