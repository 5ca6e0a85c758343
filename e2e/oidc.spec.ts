import { type ChildProcess, spawn } from 'node:child_process'
import { randomUUID } from 'node:crypto'
import { mkdtempSync, readFileSync, writeFileSync } from 'node:fs'
import { createServer, type Server } from 'node:http'
import type { AddressInfo } from 'node:net'
import { tmpdir } from 'node:os'
import path from 'node:path'
import Provider from 'oidc-provider'
import { Aws, account, region, sandboxUrl } from './aws'
import { expect, test } from './fixtures'

/** A real OpenID Connect provider on loopback. Whoever signs in there is of the groups their name begins with. */
function provider(issuer: string, redirect: string): Provider {
  return new Provider(issuer, {
    clients: [{ client_id: 'quayside', client_secret: 'the client secret', redirect_uris: [redirect] }],
    claims: { openid: ['sub', 'groups', 'email', 'email_verified', 'name'] },
    conformIdTokenClaims: false,
    cookies: { keys: ['a key for tests'] },
    findAccount: (_, id) => ({
      accountId: id,
      claims: () => ({
        sub: id,
        email: `${id}@example.com`,
        email_verified: !id.startsWith('unverified'),
        name: id,
        groups: [`fleet-${id.split('-')[0]}`, 'everyone'],
      }),
    }),
  })
}

const roleArn = `arn:aws:iam::${account}:role/quayside-operator`

const listen = (server: Server): Promise<number> =>
  new Promise((resolve) => server.listen(0, '127.0.0.1', () => resolve((server.address() as AddressInfo).port)))

test.describe('single sign-on', () => {
  // One web and one provider for all of them.
  test.describe.configure({ mode: 'serial' })

  let web: ChildProcess
  let idp: Server
  let url = ''

  test.beforeAll(async () => {
    const spare = createServer()
    const port = await listen(spare)
    await new Promise((resolve) => spare.close(resolve))
    url = `http://127.0.0.1:${port}`
    let handle: ReturnType<Provider['callback']> | undefined
    idp = createServer((request, response) => void handle?.(request, response))
    const issuer = `http://127.0.0.1:${await listen(idp)}`
    handle = provider(issuer, `${url}/api/auth/callback/oidc`).callback()
    const config = path.join(mkdtempSync(path.join(tmpdir(), 'quayside-oidc-')), 'quayside.json')
    writeFileSync(
      config,
      JSON.stringify({
        accounts: [{ name: 'main', id: account, regions: [region], roles: { operator: roleArn } }],
        oidc: {
          name: 'Harbour ID',
          issuer,
          clientId: 'quayside',
          clientSecretEnv: 'OIDC_SECRET',
          roles: { auditor: ['fleet-auditor'], operator: ['fleet-operator'], admin: ['fleet-admin'] },
        },
      }),
    )
    // A web of its own beside the one under test, on the same data but with a provider: what a company would run.
    const data = process.env.QUAYSIDE_DATA ?? '.quayside'
    web = spawn(process.execPath, ['bin/quayside.mjs', 'start', '--only', 'web'], {
      env: {
        ...process.env,
        PORT: String(port),
        NEXTAUTH_URL: url,
        QUAYSIDE_CONFIG: config,
        OIDC_SECRET: 'the client secret',
        DATABASE_URL: await databaseBeside(data),
        NEXTAUTH_SECRET: 'a secret for single sign-on, long enough',
        AWS_ENDPOINT_URL: sandboxUrl,
        AWS_ACCESS_KEY_ID: account,
        AWS_SECRET_ACCESS_KEY: 'e2e',
      },
      stdio: 'ignore',
    })
    await expect
      .poll(async () => (await fetch(`${url}/api/readyz`).catch(() => null))?.status, { timeout: 40_000 })
      .toBe(200)
  })
  test.afterAll(async () => {
    const ended = new Promise((resolve) => web.once('exit', resolve))
    web.kill('SIGTERM')
    await ended
    idp.close()
  })

  test('brings people back to where they were going, with the role of their group', async ({ browser }) => {
    const context = await browser.newContext({ baseURL: url })
    const page = await context.newPage()
    await page.goto('/hosts?capacity=external')
    await page.getByRole('button', { name: 'Continue with Harbour ID' }).click()
    await page.locator('input[name=login]').fill('operator-anna')
    await page.locator('input[name=password]').fill('x')
    await page.getByRole('button', { name: 'Sign-in' }).click()
    await page.getByRole('button', { name: 'Continue' }).click()
    await expect(page).toHaveURL(`${url}/hosts?capacity=external`)
    const me = await (await context.request.get('/api/me')).json()
    expect(me).toMatchObject({ email: 'operator-anna@example.com', role: 'operator', practice: false })

    // What she changes is done with the operators' IAM role, and AWS is told who she is.
    const name = `sso-${randomUUID().slice(0, 8)}`
    const made = await context.request.post(`/api/aws/${account}/${region}/clusters`, {
      data: { name },
      headers: { origin: url },
    })
    expect(made.status(), await made.text()).toBe(200)
    const { calls } = (await new Aws().control('calls', {}, 'GET')) as {
      calls: { action: string; principal: string; sourceIdentity?: string }[]
    }
    expect(calls).toContainEqual(
      expect.objectContaining({
        action: 'ecs:CreateCluster',
        principal: `arn:aws:sts::${account}:assumed-role/quayside-operator/operator-anna@example.com`,
        sourceIdentity: 'operator-anna@example.com',
      }),
    )
    await context.close()
  })

  for (const [who, said] of [
    ['guest-gus', 'have no role here'],
    ['unverified-una', 'not verified there yet'],
  ] as const)
    test(`does not let ${who} in`, async ({ browser }) => {
      const context = await browser.newContext({ baseURL: url })
      const page = await context.newPage()
      await page.goto('/')
      await page.getByRole('button', { name: 'Continue with Harbour ID' }).click()
      await page.locator('input[name=login]').fill(who)
      await page.locator('input[name=password]').fill('x')
      await page.getByRole('button', { name: 'Sign-in' }).click()
      await page.getByRole('button', { name: 'Continue' }).click()
      await expect(page.getByRole('alert').filter({ hasText: said })).toBeVisible()
      expect((await context.request.get('/api/me')).status()).toBe(401)
      await context.close()
    })
})

/** A database of its own on the server under test: setting up a real account there would end the practice's people. */
async function databaseBeside(data: string): Promise<string> {
  const url = new URL(readFileSync(path.join(data, 'database-url'), 'utf8').trim())
  const { Client } = (await import('pg')).default
  const client = new Client({ connectionString: url.toString() })
  await client.connect()
  await client.query('create database single_sign_on').finally(() => client.end())
  url.pathname = '/single_sign_on'
  return url.toString()
}
