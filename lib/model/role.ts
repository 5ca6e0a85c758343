import { z } from 'zod'

/** The three kinds of people. Auditors read everything, the audit included, and write nothing but their own settings. */
export const Role = z.enum(['auditor', 'operator', 'admin'])
export type Role = z.infer<typeof Role>

export const roleMeaning: Record<Role, string> = {
  auditor: 'You can read everything and change nothing',
  operator: 'You can run and change workloads and hosts',
  admin: 'You can do everything operators can, and manage who may sign in',
}
