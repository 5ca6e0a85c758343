import { account, region } from './aws'
import { expect, test } from './fixtures'
import { password } from './people'

const arn = (resource: string, of = account) => `arn:aws:ecs:${region}:${of}:${resource}`

test('an auditor who arrives signed out by an ARN signs in, lands on the thing, reads all of it and can change nothing', async ({
  browser,
  aws,
}) => {
  const { name, hosts } = await aws.cluster({ hosts: [{ name: 'pi-1', site: 'lab' }] })
  const context = await browser.newContext()
  const page = await context.newPage()
  await page.goto(`/go?arn=${encodeURIComponent(hosts[0]?.arn ?? '')}`)
  await expect(page).toHaveURL(/\/sign-in\?/)
  await page.getByLabel('Email').fill('auditor@quayside.local')
  await page.getByLabel('Password').fill(password)
  await page.getByRole('button', { name: 'Sign in', exact: true }).click()
  await expect(page).toHaveURL(`/aws/${account}/${region}/clusters/${name}/hosts/${hosts[0]?.id}`)
  await expect(page.getByRole('heading', { level: 1, name: 'pi-1' })).toBeVisible()
  await expect(page.getByText('lab').first()).toBeVisible()
  await page.getByRole('link', { name: 'Audit' }).click()
  await expect(page.getByRole('heading', { level: 1, name: 'Audit' })).toBeVisible()
  // Actions its role can never do are not drawn, on any of the pages that have them.
  for (const path of [
    '/',
    '/clusters',
    '/hosts',
    '/services',
    '/tasks',
    '/definitions',
    '/activations',
    `/aws/${account}/${region}/clusters/quay/services/orders`,
  ]) {
    await page.goto(path)
    await expect(page.getByRole('heading', { level: 1 })).toBeVisible()
    await expect(page.locator('[aria-busy=true]')).toHaveCount(0)
    await expect(
      page.getByRole('button', { name: /^(Register|Run|Create|Drain|Stop|Scale|Delete|Deregister|Change)\b/ }),
    ).toHaveCount(0)
  }
  await context.close()
})

test('every kind of ARN and the id of a machine lead to their page, from the address and from the palette', async ({
  as,
  aws,
}) => {
  const { name, hosts } = await aws.cluster({ hosts: ['pi-1'] })
  const page = await as('operator')
  const { rows } = await (await page.request.get('/api/tasks?service=orders&state=running&limit=1')).json()
  const scope = `/aws/${account}/${region}`
  for (const [given, path] of [
    [arn('cluster/quay'), `${scope}/clusters/quay`],
    [arn('service/quay/orders'), `${scope}/clusters/quay/services/orders`],
    [rows[0].arn, `${scope}/clusters/quay/tasks/${rows[0].id}`],
    [arn('task-definition/orders:2'), `${scope}/definitions/orders/2`],
    [hosts[0]?.machine ?? '', `${scope}/clusters/${name}/hosts/${hosts[0]?.id}`],
  ]) {
    await expect
      .poll(
        async () =>
          ((await (await page.request.get('/api/search', { params: { q: given } })).json()) as { rows: unknown[] }).rows
            .length,
      )
      .toBe(1)
    await page.goto(`/go?arn=${encodeURIComponent(given)}`)
    await expect(page).toHaveURL(path)
  }
  await page.goto('/')
  // What the page asked for is there: so are its keys.
  await expect(page.getByRole('link', { name: 'berlin', exact: true })).toBeVisible()
  await page.keyboard.press('ControlOrMeta+k')
  await page.getByRole('combobox').fill(arn('service/quay/orders'))
  await page.getByRole('option').filter({ hasText: /Go to/ }).first().click()
  await expect(page).toHaveURL(`${scope}/clusters/quay/services/orders`)
})

test('an ARN that leads nowhere is said, never guessed', async ({ as }) => {
  const page = await as('operator')
  for (const [given, said] of [
    [arn('service/quay/orders', '999999999999'), /does not know account 999999999999/],
    [arn('service/quay/no-such-service'), /No such service was ever seen/],
    [arn('task/0123456789abcdef'), /old, short ARN/],
    ['arn:aws:lambda:us-east-1:123456789012:function:x', /no page for a thing of lambda/],
    ['orders', /not an ARN/],
    ['<script>alert(1)</script>', /not an ARN/],
    ['mi-0123456789abcdef0', /No host with the id/],
  ] as const) {
    await page.goto(`/go?arn=${encodeURIComponent(given)}`)
    await expect(page.getByRole('alert').filter({ hasText: said })).toBeVisible()
  }
})

test('signing in leads nowhere but back into Quayside', async ({ browser }) => {
  for (const elsewhere of ['https://evil.example/', '//evil.example', '/\\evil.example', 'javascript:alert(1)']) {
    const context = await browser.newContext()
    const page = await context.newPage()
    await page.goto(`/sign-in?callbackUrl=${encodeURIComponent(elsewhere)}`)
    await page.getByLabel('Email').fill('auditor@quayside.local')
    await page.getByLabel('Password').fill(password)
    await page.getByRole('button', { name: 'Sign in', exact: true }).click()
    await expect(page.getByRole('heading', { level: 1, name: 'Fleet' })).toBeVisible()
    await context.close()
  }
})
