import { expect, test } from './fixtures'

test('a password is never in an address, even where the page’s scripts did not come', async ({ browser }) => {
  const context = await browser.newContext({ javaScriptEnabled: false })
  const page = await context.newPage()
  const asked: string[] = []
  page.on('request', (request) => asked.push(request.url()))
  await page.goto('/sign-in')
  await page.getByLabel('Email').fill('auditor@quayside.local')
  await page.getByLabel('Password').fill('a secret of mine')
  await page.getByLabel('Password').press('Enter')
  await expect(page.getByRole('button', { name: 'Sign in', exact: true })).toBeDisabled()
  await page.reload()
  await expect(page.getByRole('heading', { level: 1, name: 'Sign in to Quayside' })).toBeVisible()
  expect(asked.filter((url) => url.includes('secret'))).toEqual([])
  await context.close()
})

test('a wrong password is said once, in the form', async ({ browser }) => {
  const context = await browser.newContext()
  const page = await context.newPage()
  await page.goto('/sign-in')
  await page.getByLabel('Email').fill('nobody@quayside.local')
  await page.getByLabel('Password').fill('not the password')
  await page.getByRole('button', { name: 'Sign in', exact: true }).click()
  await expect(page.getByRole('alert').filter({ hasText: 'The email or the password is wrong' })).toHaveCount(1)
  await expect(page).toHaveURL(/\/sign-in$/)
  await context.close()
})
