import { expect, test as setup } from '@playwright/test'
import { password, roles, stateFile } from './people'

for (const role of roles)
  setup(`sign in as ${role}`, async ({ page }) => {
    await page.goto('/')
    await page.getByLabel('Email').fill(`${role}@quayside.local`)
    await page.getByLabel('Password').fill(password)
    await page.getByRole('button', { name: 'Sign in', exact: true }).click()
    await expect(page.getByRole('heading', { level: 1, name: 'Fleet' })).toBeVisible()
    await page.context().storageState({ path: stateFile(role) })
  })
