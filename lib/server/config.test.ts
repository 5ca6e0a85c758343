import { mkdtempSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import path from 'node:path'
import { describe, expect, it } from 'vitest'
import { ConfigError, readConfig } from './config'

const base = { DATABASE_URL: 'postgres://x', NEXTAUTH_SECRET: 'x'.repeat(32), NODE_ENV: 'test' as const }
const file = (value: unknown): string => {
  const at = path.join(mkdtempSync(path.join(tmpdir(), 'quayside-config-')), 'quayside.json')
  writeFileSync(at, typeof value === 'string' ? value : JSON.stringify(value))
  return at
}
const problems = (env: NodeJS.ProcessEnv): string[] => {
  try {
    readConfig(env)
    return []
  } catch (error) {
    if (error instanceof ConfigError) return error.problems
    throw error
  }
}
const account = { name: 'prod', id: '123456789012', regions: ['eu-central-1'] }

describe('the configuration', () => {
  it('without a file is one account on the sandbox', () => {
    expect(readConfig(base).accounts).toMatchObject([{ name: 'sandbox', id: '123456789012', regions: ['us-east-1'] }])
    const [account] = readConfig({ ...base, QUAYSIDE_PRACTICE_URL: 'http://127.0.0.1:4510' }).accounts
    expect(account?.events?.queue).toBe('http://127.0.0.1:4510/123456789012/quayside-events')
  })

  it('reads accounts, roles, a queue and a provider', () => {
    const QUAYSIDE_CONFIG = file({
      accounts: [
        {
          ...account,
          roles: { operator: 'arn:aws:iam::123456789012:role/ops' },
          events: { queue: 'https://sqs.eu-central-1.amazonaws.com/1/q' },
        },
      ],
      oidc: {
        issuer: 'https://id.example.com',
        clientId: 'q',
        clientSecretEnv: 'SECRET',
        roles: { operator: ['ops'] },
      },
    })
    const read = readConfig({ ...base, QUAYSIDE_CONFIG, SECRET: 's' })
    expect(read.accounts[0]?.roles.operator).toBe('arn:aws:iam::123456789012:role/ops')
    expect(read.oidc).toMatchObject({ clientSecret: 's', roleClaim: 'groups' })
    expect(read.practice).toBeNull()
  })

  it('names every field that is wrong, at once', () => {
    const QUAYSIDE_CONFIG = file({
      accounts: [{ name: '', id: '12', regions: ['mars'], roles: { operator: 'ops' }, colour: 'red' }],
      sessions: { hours: -1 },
    })
    const said = problems({ NODE_ENV: 'test', QUAYSIDE_CONFIG }).join('\n')
    for (const field of [
      'accounts.0.name',
      'accounts.0.id',
      'accounts.0.regions.0',
      'accounts.0.roles.operator',
      'colour',
      'sessions.hours',
      'DATABASE_URL',
      'NEXTAUTH_SECRET',
    ])
      expect(said).toContain(field)
  })

  it('says when a file is not there, not JSON, or names an account twice', () => {
    expect(problems({ ...base, QUAYSIDE_CONFIG: '/nowhere.json' }).join()).toMatch(/\/nowhere.json cannot be read/)
    expect(problems({ ...base, QUAYSIDE_CONFIG: file('{') }).join()).toMatch(/cannot be read/)
    expect(problems({ ...base, QUAYSIDE_CONFIG: file({ accounts: [account, account] }) }).join()).toMatch(
      /names an account twice/,
    )
  })
})
