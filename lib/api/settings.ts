import { z } from 'zod'
import { AuditRow } from '@/lib/model/audit'
import { listQuery, read, write } from './endpoint'
import { window } from './part'

export const audit = read('/api/audit', {
  permission: 'audit.read',
  summary: 'The audit: who tried what, when, with what outcome',
  noun: 'audit',
  query: listQuery(['actor', 'action', 'phase', 'account', 'region', 'arn'], ['created']),
  output: window(AuditRow),
})

export const Session = z.object({
  id: z.string(),
  createdAt: z.iso.datetime(),
  seenAt: z.iso.datetime(),
  expiresAt: z.iso.datetime(),
  agent: z.string().nullable(),
  current: z.boolean(),
})
export type Session = z.infer<typeof Session>

export const sessions = read('/api/settings/sessions', {
  summary: 'Your own sessions',
  noun: 'settings',
  output: z.object({ sessions: z.array(Session) }),
})

export const endSession = write('/api/settings/sessions/[session]', {
  method: 'DELETE',
  effect: 'own',
  permission: 'own.write',
  summary: 'End one of your own sessions',
  noun: 'settings',
  input: z.strictObject({}),
  output: z.object({}),
  stales: ['settings'],
})
