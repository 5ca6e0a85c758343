import { z } from 'zod'

/** Where AWS keeps a thing: one account's one region. Facts, budgets and clients are kept apart by scope. */
export const Scope = z.object({
  account: z.string().regex(/^\d{12}$/, 'An AWS account id is 12 digits'),
  region: z.string().regex(/^[a-z]{2,5}(-[a-z]+)+-\d$/, 'An AWS region looks like us-east-1'),
})
export type Scope = z.infer<typeof Scope>

/** `123456789012/us-east-1`, the form scopes take in the database. */
export const scopeKey = (scope: Scope): string => `${scope.account}/${scope.region}`
