import { z } from 'zod'
import { Thing } from './thing'

/** What lets machines register with Systems Manager. Its code is shown once by AWS and is never kept here. */
export const Activation = Thing.extend({
  id: z.string(),
  description: z.string().nullable(),
  name: z.string().nullable().describe('Default name of the machines it registers'),
  role: z.string().nullable(),
  limit: z.number(),
  used: z.number(),
  expiresAt: z.iso.datetime().nullable(),
  expired: z.boolean(),
  createdAt: z.iso.datetime().nullable(),
  cluster: z.string().nullable().describe('The tag quayside:cluster'),
  site: z.string().nullable().describe('The tag quayside:site'),
  tags: z.record(z.string(), z.string()),
})
export type Activation = z.infer<typeof Activation>

export const activationState = (a: Pick<Activation, 'expired' | 'used' | 'limit'>): 'expired' | 'used up' | 'open' =>
  a.expired ? 'expired' : a.used >= a.limit ? 'used up' : 'open'
