import { randomUUID } from 'node:crypto'
import type { APIRequestContext } from '@playwright/test'
import { account, region } from './aws'
import { expect, test } from './fixtures'
import { type Role, roles, stateFile } from './people'

interface Operation {
  operationId: string
  'x-effect': 'read' | 'own' | 'write'
  'x-permission': string
  parameters: { name: string; in: string }[]
}

/** Every operation of the API, as the API itself lists them. */
async function operations(request: APIRequestContext) {
  const { paths } = (await (await request.get('/api/openapi.json')).json()) as {
    paths: Record<string, Record<string, Operation>>
  }
  return Object.entries(paths).flatMap(([path, methods]) =>
    Object.entries(methods).map(([method, operation]) => ({ path, method, ...operation })),
  )
}

/** A path to a thing that is not there: who may not ask learns so before it is looked for, who may is told it is not. */
const fill = (path: string): string =>
  path
    .replace('{account}', account)
    .replace('{region}', region)
    .replace(/\{revision\}/, '1')
    .replace(/\{\w+\}/g, () => `none-${randomUUID()}`)

/** What nobody can read as a request, so that whoever may ask changes nothing by it. */
const unreadable = { data: '{"unknown": tru', headers: { 'content-type': 'application/json' } }

const send = (request: APIRequestContext, { path, method }: { path: string; method: string }, headers = {}) =>
  request.fetch(fill(path), {
    method,
    ...(method === 'get' ? { headers } : { data: unreadable.data, headers: { ...unreadable.headers, ...headers } }),
  })

test('every endpoint answers each role as the policy says, and nobody not at all', async ({
  playwright,
  baseURL,
  request,
}) => {
  const all = await operations(request)
  expect(all.length).toBeGreaterThan(30)
  for (const role of roles) {
    const asRole = await playwright.request.newContext({
      baseURL: baseURL ?? '',
      storageState: stateFile(role),
      extraHTTPHeaders: { origin: baseURL ?? '' },
    })
    const { permissions } = (await (await asRole.get('/api/me')).json()) as { permissions: string[] }
    for (const operation of all) {
      const reply = await send(asRole, operation)
      const may = permissions.includes(operation['x-permission'])
      const told = `${role} ${operation.operationId} ${reply.status()}`
      if (may) expect([200, 400, 404, 409], told).toContain(reply.status())
      else expect(reply.status(), told).toBe(403)
      if (role === 'auditor') expect(may, told).toBe(operation['x-effect'] !== 'write')
      if (!reply.ok())
        expect((await reply.json()).error, told).toMatchObject({
          code: expect.any(String),
          message: expect.any(String),
          requestId: expect.any(String),
        })
    }
    await asRole.dispose()
  }
  for (const headers of [
    {},
    { authorization: 'Bearer quay_nonsense' },
    { authorization: `Bearer quay_${'A'.repeat(43)}` },
    { authorization: 'Basic eDp5' },
    { cookie: 'next-auth.session-token=forged.by.me' },
  ]) {
    const nobody = await playwright.request.newContext({ baseURL: baseURL ?? '' })
    for (const operation of all) {
      const reply = await send(nobody, operation, headers)
      expect(reply.status(), `${JSON.stringify(headers)} ${operation.operationId}`).toBe(401)
    }
    await nobody.dispose()
  }
})

test('a write from another site is refused, whoever is signed in', async ({ playwright, baseURL }) => {
  const path = `/api/aws/${account}/${region}/clusters`
  for (const origin of ['https://evil.example', 'null', '']) {
    const context = await playwright.request.newContext({
      baseURL: baseURL ?? '',
      storageState: stateFile('admin' satisfies Role),
      extraHTTPHeaders: origin ? { origin } : {},
    })
    const reply = await context.post(path, { data: { name: 'by-another-site' } })
    expect(reply.status()).toBe(403)
    expect((await reply.json()).error.code).toBe('cross-origin')
    await context.dispose()
  }
})

test('an ended session opens nothing any more', async ({ browser, baseURL }) => {
  const context = await browser.newContext()
  const page = await context.newPage()
  await page.goto('/sign-in')
  await page.getByLabel('Email').fill('auditor@quayside.local')
  await page.getByLabel('Password').fill(process.env.QUAYSIDE_DEMO_PASSWORD ?? '')
  await page.getByRole('button', { name: 'Sign in', exact: true }).click()
  await expect(page.getByRole('heading', { level: 1, name: 'Fleet' })).toBeVisible()
  const { sessions } = (await (await context.request.get('/api/settings/sessions')).json()) as {
    sessions: { id: string; current: boolean }[]
  }
  const own = sessions.find((session) => session.current)
  const ended = await context.request.delete(`/api/settings/sessions/${own?.id}`, {
    data: {},
    headers: { origin: baseURL ?? '' },
  })
  expect(ended.status()).toBe(200)
  expect((await context.request.get('/api/fleet')).status()).toBe(401)
  // The open page is told within seconds, and asks to sign in again.
  await expect(page).toHaveURL(/\/sign-in/)
  await context.close()
})
