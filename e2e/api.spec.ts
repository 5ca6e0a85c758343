import { readFileSync } from 'node:fs'
import type { APIRequestContext } from '@playwright/test'
import { account, region } from './aws'
import { expect, test } from './fixtures'
import { type Role, stateFile } from './people'

const base = `/api/aws/${account}/${region}`
const nginx = JSON.parse(readFileSync('e2e/workshop/external-task-definition.json', 'utf8')) as Record<string, unknown>

const api = test.extend<{ ask: (role: Role) => Promise<APIRequestContext> }>({
  ask: async ({ playwright, baseURL }, use) => {
    const made: APIRequestContext[] = []
    await use(async (role) => {
      const context = await playwright.request.newContext({
        baseURL: baseURL ?? '',
        storageState: stateFile(role),
        extraHTTPHeaders: { origin: baseURL ?? '' },
      })
      made.push(context)
      return context
    })
    for (const context of made) await context.dispose()
  },
})

/** The newest audit rows of a thing that was tried at this path. */
const auditOf = async (request: APIRequestContext, path: string) => {
  const { rows } = (await (await request.get(`/api/audit?q=${encodeURIComponent(path)}`)).json()) as {
    rows: {
      phase: string
      actor: string
      error: { code: string } | null
      calls: { action: string; requestId: string }[]
    }[]
  }
  return rows
}

api('a write is in the audit before it is done and after, and its fact is there at once', async ({ ask, aws }) => {
  const { name, hosts } = await aws.cluster({ hosts: ['pi-1'] })
  const operator = await ask('operator')
  const host = `${base}/clusters/${name}/hosts/${hosts[0]?.id}`
  await expect.poll(async () => (await operator.get(host)).status()).toBe(200)

  const shown = await (await operator.post(`${host}/drain?preview=true`, { data: { reason: 'a new disk' } })).json()
  expect(shown.calls).toEqual([
    {
      service: 'ecs',
      action: 'UpdateContainerInstancesState',
      region,
      input: { cluster: name, containerInstances: [hosts[0]?.id], status: 'DRAINING' },
    },
  ])
  expect(await auditOf(operator, `${host}/drain`)).toEqual([])

  const drained = await operator.post(`${host}/drain`, { data: { reason: 'a new disk' } })
  expect(drained.status(), await drained.text()).toBe(200)
  expect(await (await operator.get(host)).json()).toMatchObject({ data: { status: 'DRAINING', health: 'leaving' } })
  const rows = await auditOf(operator, `${host}/drain`)
  expect(rows.map((row) => row.phase)).toEqual(['done', 'intent'])
  expect(rows[0]).toMatchObject({
    actor: 'operator@quayside.local',
    calls: [{ action: 'UpdateContainerInstancesState', requestId: expect.any(String) }],
  })

  const again = await operator.post(`${host}/drain`, { data: { reason: 'once more' } })
  expect(again.status()).toBe(409)
  expect((await again.json()).error).toMatchObject({ code: 'conflict', message: 'pi-1 is draining already' })
})

api('what AWS refuses is said in its own words, and kept', async ({ ask, aws }) => {
  const { name, hosts } = await aws.cluster({ hosts: ['pi-denied'] })
  const operator = await ask('operator')
  const host = `${base}/clusters/${name}/hosts/${hosts[0]?.id}`
  await expect.poll(async () => (await operator.get(host)).status()).toBe(200)
  const refused = await operator.post(`${host}/drain`, { data: { reason: 'a new disk' } })
  expect(refused.status()).toBe(422)
  expect((await refused.json()).error).toMatchObject({
    code: 'aws-refused',
    message: expect.stringMatching(/not authorized to perform: ecs:UpdateContainerInstancesState/),
    aws: { code: 'AccessDeniedException', requestId: expect.any(String) },
  })
  expect((await auditOf(operator, `${host}/drain`)).map((row) => row.phase)).toEqual(['failed', 'intent'])
})

api('tasks run once for one token, however often they are sent', async ({ ask, aws }) => {
  const { name } = await aws.cluster({ hosts: ['pi-1'] })
  const operator = await ask('operator')
  const registered = await (
    await operator.post(`${base}/definitions`, { data: { json: { ...nginx, family: `${name}-nginx` } } })
  ).json()
  await expect.poll(async () => (await operator.get(`${base}/clusters/${name}`)).status()).toBe(200)
  const input = {
    definition: { family: registered.family, revision: registered.revision },
    capacity: 'external',
    count: 1,
    overrides: [],
    where: { kind: 'anywhere' },
    network: null,
    token: crypto.randomUUID(),
  }
  const first = await (await operator.post(`${base}/clusters/${name}/tasks`, { data: input })).json()
  const second = await (await operator.post(`${base}/clusters/${name}/tasks`, { data: input })).json()
  expect(second.started[0].arn).toBe(first.started[0].arn)
  // Port 8080 is taken on the only host now: AWS answers 200 with a failure, and so it is told.
  const full = await (
    await operator.post(`${base}/clusters/${name}/tasks`, { data: { ...input, token: crypto.randomUUID() } })
  ).json()
  expect(full).toMatchObject({ started: [], failures: [{ reason: 'RESOURCE:PORTS' }] })
})

const hostile = [
  '<script>alert(1)</script>',
  '../../../etc/passwd',
  "'; drop table facts; --",
  '‮gnp.exe',
  '%00',
  'a'.repeat(300),
]

api('hostile names and foreign ARNs are refused clearly, and nothing is changed', async ({ ask }) => {
  const operator = await ask('operator')
  for (const name of hostile) {
    const created = await operator.post(`${base}/clusters`, { data: { name } })
    expect(created.status(), name).toBe(400)
    expect((await created.json()).error).toMatchObject({ code: 'bad-request', fields: { name: expect.any(String) } })
    const host = await operator.get(`${base}/clusters/${encodeURIComponent(name)}/hosts/${encodeURIComponent(name)}`)
    expect([400, 404], name).toContain(host.status())
    expect((await host.json()).error).toMatchObject({
      code: expect.stringMatching(/bad-request|not-found/),
      requestId: expect.any(String),
    })
    const stopped = await operator.post(`${base}/clusters/quay/tasks/${encodeURIComponent(name)}/stop`, {
      data: { reason: 'try' },
    })
    expect([400, 404], name).toContain(stopped.status())
  }
  const foreign = await operator.post(`/api/aws/999999999999/${region}/clusters`, { data: { name: 'elsewhere' } })
  expect(foreign.status()).toBe(404)
  expect((await foreign.json()).error.message).toMatch(/does not know account 999999999999/)
  const rows = await auditOf(operator, '/api/aws/999999999999')
  expect(rows[0]).toMatchObject({ phase: 'refused', error: { code: 'not-found' } })
})

api('a malformed filter or body says which field is wrong', async ({ ask }) => {
  const operator = await ask('operator')
  for (const query of ['limit=-1', 'limit=100000', 'sort=colour', 'from=x', 'colour=red', `q=${'a'.repeat(300)}`]) {
    const reply = await operator.get(`/api/hosts?${query}`)
    expect(reply.status(), query).toBe(400)
    expect(Object.keys((await reply.json()).error.fields ?? {}).length, query).toBeGreaterThan(0)
  }
  const long = await operator.post(`${base}/definitions`, {
    data: { json: { family: 'x', containerDefinitions: ['x'.repeat(300 * 1024)] } },
  })
  expect(long.status()).toBe(413)
  for (const [body, type] of [
    ['{', 'application/json'],
    ['name=x', 'application/x-www-form-urlencoded'],
    ['[]', 'application/json'],
    ['"x"', 'application/json'],
  ]) {
    const reply = await operator.post(`${base}/clusters`, { data: body, headers: { 'content-type': type ?? '' } })
    expect(reply.status(), body).toBe(400)
  }
})

api('a list says it is cut, and unchanged lists are not sent twice', async ({ ask }) => {
  const auditor = await ask('auditor')
  const reply = await auditor.get('/api/tasks?limit=3')
  const window = await reply.json()
  expect(window.rows).toHaveLength(3)
  expect(window.total).toBeGreaterThan(3)
  expect(reply.headers()['cache-control']).toBe('private, no-cache')
  const roles = await auditor.get(`${base}/roles`)
  const etag = roles.headers().etag ?? ''
  expect((await auditor.get(`${base}/roles`, { headers: { 'if-none-match': etag } })).status()).toBe(304)
})

api('a code that is shown once is nowhere else', async ({ ask, aws }) => {
  const { name } = await aws.cluster()
  const operator = await ask('operator')
  const input = { cluster: name, role: 'ecsAnywhereRole', limit: 2, expiresInHours: 1, site: 'lab', name: null }
  const reply = await operator.post(`${base}/activations`, { data: input })
  expect(reply.headers()['cache-control']).toBe('no-store')
  const { code, linux, activation } = await reply.json()
  expect(linux).toContain(code)
  const places = await Promise.all(
    ['/api/audit?limit=500', '/api/activations?limit=500', `${base}/activations/${activation.id}`].map(async (path) =>
      (await operator.get(path)).text(),
    ),
  )
  for (const text of places) expect(text).not.toContain(code)
  expect(places[0]).toContain(`${base}/activations`)
})
