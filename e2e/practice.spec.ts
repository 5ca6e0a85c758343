import { rmSync } from 'node:fs'
import { type Browser, expect, type Page, test } from '@playwright/test'
import { newData, password, type Started, start } from './start'

test.describe('practice', () => {
  // What is done here is done to the whole sandbox: these have one of their own.
  test.describe.configure({ mode: 'serial', timeout: 120_000 })

  const data = newData()
  let own: Started
  test.beforeAll(async () => {
    own = await start(data)
  })
  test.afterAll(async () => {
    await own.stop()
    rmSync(data, { recursive: true, force: true })
  })

  const as = async (browser: Browser, role: string): Promise<Page> => {
    const page = await (await browser.newContext({ baseURL: own.url })).newPage()
    await page.goto('/practice')
    await page.getByLabel('Email').fill(`${role}@quayside.local`)
    await page.getByLabel('Password').fill(password)
    await page.getByRole('button', { name: 'Sign in', exact: true }).click()
    await expect(page.getByRole('heading', { level: 1, name: 'Practice' })).toBeVisible()
    return page
  }
  const row = (page: Page, name: string) => page.getByRole('listitem').filter({ hasText: name })

  test('an operator may watch and do nothing', async ({ browser }) => {
    const page = await as(browser, 'operator')
    await expect(row(page, 'berlin').getByText('5 of 6 hosts connected')).toBeVisible()
    await expect(
      page.getByRole('main').getByRole('button', { name: /Pull|Jump|Run at|Break|Expire|Start over/ }),
    ).toHaveCount(0)
    await page.context().close()
  })

  test('a site goes dark and comes back, and pages show both', async ({ browser }) => {
    const page = await as(browser, 'admin')
    await row(page, 'oslo').getByRole('button', { name: 'Pull the cable' }).click()
    await expect(row(page, 'oslo').getByText('0 of 4 hosts connected')).toBeVisible()
    await row(page, 'oslo').getByRole('link', { name: 'oslo' }).click()
    await expect(page.getByRole('row').filter({ hasText: 'Agent down' })).toHaveCount(4)
    await page.goto('/practice')
    await row(page, 'oslo').getByRole('button', { name: 'Put the cable back' }).click()
    await page.goto('/hosts?place=oslo')
    await expect(page.getByRole('row').filter({ hasText: 'Healthy' })).toHaveCount(4)
    await page.context().close()
  })

  test('an image that is broken can be mended', async ({ browser }) => {
    const page = await as(browser, 'admin')
    await page.getByLabel('Image').fill('nginx:latest')
    await page.getByRole('button', { name: 'Break it' }).click()
    await expect(row(page, 'nginx:latest').getByText('Cannot be pulled')).toBeVisible()
    await row(page, 'nginx:latest').getByRole('button', { name: 'Mend it' }).click()
    await expect(row(page, 'nginx:latest')).toHaveCount(0)
    await page.context().close()
  })

  test('with expired credentials pages keep what was known, and say why', async ({ browser }) => {
    const page = await as(browser, 'admin')
    await page.getByRole('button', { name: 'Expire them' }).click()
    await page.goto('/')
    await expect(page.getByText(/Could not refresh: .*expired/).first()).toBeVisible({ timeout: 30_000 })
    await expect(page.getByRole('link', { name: 'berlin', exact: true })).toBeVisible()
    await page.goto('/practice')
    await page.getByRole('button', { name: 'Renew them' }).click()
    await page.goto('/')
    await expect(page.getByText(/Could not refresh/)).toHaveCount(0, { timeout: 40_000 })
    await page.context().close()
  })

  test('time jumps, the fleet starts over, and the audit has all of it', async ({ browser }) => {
    const page = await as(browser, 'admin')
    await page.getByRole('button', { name: 'Jump 2 hours' }).click()
    await expect(page.getByText('2 hours have passed')).toBeVisible()
    await page.getByRole('radio', { name: /^empty/ }).check()
    await page.getByRole('button', { name: 'Start over from empty' }).click()
    await page.getByRole('alertdialog').getByRole('button', { name: 'Start over' }).click()
    await expect(page.getByText('Started over from empty')).toBeVisible()
    await expect(page.getByText('This fleet has no sites.')).toBeVisible()
    await page.goto('/hosts')
    await expect(
      page
        .getByText('0 in all')
        .or(page.getByText(/Register a machine/).first())
        .first(),
    ).toBeVisible()
    await page.goto('/audit?q=practice')
    await expect(page.getByRole('row').filter({ hasText: '/practice/reset' }).first()).toBeVisible()
    await expect(page.getByRole('row').filter({ hasText: '/practice/clock' }).first()).toBeVisible()
    await page.context().close()
  })
})
