import { readFileSync } from 'node:fs'
import { z } from 'zod'
import { Scope } from '@/lib/model/scope'
import { once } from './once'

const RoleArn = z.string().regex(/^arn:aws[a-z-]*:iam::\d{12}:role\/[\w+=,.@/-]+$/, 'must be the ARN of an IAM role')

const Account = z.strictObject({
  name: z.string().min(1).max(64),
  id: Scope.shape.account,
  regions: z.array(Scope.shape.region).min(1, 'must name a region'),
  /** IAM roles to assume: the collector's for reading, each role of people's for what people of it do. */
  roles: z
    .strictObject({ collector: RoleArn, auditor: RoleArn, operator: RoleArn, admin: RoleArn })
    .partial()
    .default({}),
  /** URL of the SQS queue that EventBridge sends the account's ECS events to. */
  events: z.strictObject({ queue: z.url() }).optional(),
})

const Oidc = z.strictObject({
  name: z.string().min(1).default('Single sign-on'),
  issuer: z.url(),
  clientId: z.string().min(1),
  /** Name of the environment variable that holds the client's secret, so that the file needs hold none. */
  clientSecretEnv: z.string().min(1),
  scope: z.string().default('openid email profile'),
  /** The claim that says who is what, and its values for each role; the highest that matches counts. */
  roleClaim: z.string().default('groups'),
  roles: z.strictObject({
    auditor: z.array(z.string()).default([]),
    operator: z.array(z.string()).default([]),
    admin: z.array(z.string()).default([]),
  }),
})
export type Oidc = z.infer<typeof Oidc>

const File = z.strictObject({
  accounts: z
    .array(Account)
    .min(1, 'must name an account')
    .refine((all) => new Set(all.map((a) => a.id)).size === all.length, 'names an account twice'),
  oidc: Oidc.optional(),
  sessions: z.strictObject({ hours: z.number().positive().max(720).default(12) }).prefault({}),
})

export type Account = z.infer<typeof Account>
export interface Config {
  accounts: Account[]
  oidc: (Oidc & { clientSecret: string }) | null
  sessions: { hours: number }
  /** The sandbox's address when this is the sandbox: for the banner and the practice page, and nothing else. */
  practice: { url: string } | null
  databaseUrl: string
  publicUrl: string
  secret: string
}

/** The account of the sandbox, and the queue that its seeds make a rule for. */
function sandboxAccount(url: string | undefined) {
  const id = '123456789012'
  const events = url ? { events: { queue: `${url}/${id}/quayside-events` } } : {}
  return { accounts: [{ name: 'sandbox', id, regions: ['us-east-1'], ...events }] }
}

/** A configuration that cannot be used, with every wrong field named. */
export class ConfigError extends Error {
  readonly problems: string[]
  constructor(problems: string[]) {
    super(`The configuration cannot be used:\n${problems.map((problem) => `  - ${problem}`).join('\n')}`)
    this.name = 'ConfigError'
    this.problems = problems
  }
}

/** Reads the configuration from the environment and the file it names. Throws ConfigError with all that is wrong. */
export function readConfig(env: NodeJS.ProcessEnv): Config {
  const problems: string[] = []
  const file = File.safeParse(
    env.QUAYSIDE_CONFIG ? readFile(env.QUAYSIDE_CONFIG, problems) : sandboxAccount(env.QUAYSIDE_PRACTICE_URL),
  )
  if (problems.length === 0 && !file.success)
    for (const issue of file.error.issues)
      problems.push(`${env.QUAYSIDE_CONFIG}: ${issue.path.join('.') || 'the file'}: ${issue.message}`)
  const oidc = file.data?.oidc
  const clientSecret = oidc && env[oidc.clientSecretEnv]
  if (oidc && !clientSecret)
    problems.push(`oidc.clientSecretEnv: the environment variable ${oidc.clientSecretEnv} is not set`)
  if (!env.DATABASE_URL) problems.push('DATABASE_URL: is not set. `npm start` sets it when it brings the database')
  if (!env.NEXTAUTH_SECRET) problems.push('NEXTAUTH_SECRET: is not set. It signs sessions: 32 random bytes or more')
  else if (env.NEXTAUTH_SECRET.length < 32) problems.push('NEXTAUTH_SECRET: has fewer than 32 characters')
  const publicUrl = z.url().safeParse(env.NEXTAUTH_URL ?? 'http://127.0.0.1:3000')
  if (!publicUrl.success) problems.push('NEXTAUTH_URL: is not a URL')
  if (problems.length > 0 || !file.data) throw new ConfigError(problems)
  return {
    accounts: file.data.accounts,
    sessions: file.data.sessions,
    oidc: oidc && clientSecret ? { ...oidc, clientSecret } : null,
    practice: env.QUAYSIDE_PRACTICE_URL ? { url: env.QUAYSIDE_PRACTICE_URL } : null,
    databaseUrl: env.DATABASE_URL ?? '',
    publicUrl: publicUrl.data ?? '',
    secret: env.NEXTAUTH_SECRET ?? '',
  }
}

function readFile(path: string, problems: string[]): unknown {
  try {
    return JSON.parse(readFileSync(path, 'utf8'))
  } catch (error) {
    problems.push(`QUAYSIDE_CONFIG: ${path} cannot be read: ${error instanceof Error ? error.message : error}`)
    return null
  }
}

export const config = (): Config => once('config', () => readConfig(process.env))

/** Every account and region the configuration names. */
export const scopes = (): (Scope & { name: string })[] =>
  config().accounts.flatMap((a) => a.regions.map((region) => ({ account: a.id, region, name: a.name })))

export const knowsScope = (scope: Scope): boolean =>
  scopes().some((known) => known.account === scope.account && known.region === scope.region)
