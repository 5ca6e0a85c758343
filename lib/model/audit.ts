import { z } from 'zod'
import { AwsCall } from './aws-call'

/** One row of the audit. A write leaves an intent before it acts and an outcome after; a refusal leaves one row. */
export const AuditRow = z.object({
  id: z.number(),
  at: z.iso.datetime(),
  phase: z.enum(['intent', 'done', 'failed', 'unknown', 'refused']),
  intent: z.number().nullable().describe('For an outcome: the row of its intent'),
  actor: z.string().describe('Email of the person, or name of the token'),
  role: z.string().nullable(),
  action: z.string().describe('The permission the write needed'),
  target: z.string().describe('The path it was sent to'),
  account: z.string().nullable(),
  region: z.string().nullable(),
  arn: z.string().nullable(),
  input: z.unknown(),
  calls: z.array(AwsCall.pick({ service: true, action: true }).extend({ requestId: z.string().nullable() })),
  error: z.object({ code: z.string(), message: z.string() }).nullable(),
  requestId: z.string(),
  hash: z.string(),
})
export type AuditRow = z.infer<typeof AuditRow>
