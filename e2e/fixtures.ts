import { type BrowserContext, test as base, type Page } from '@playwright/test'
import { Aws } from './aws'
import { type Role, stateFile } from './people'

interface Fixtures {
  /** AWS as the sandbox plays it, with a cluster of this test's own. */
  aws: Aws
  /** A page signed in as somebody of this role. */
  as: (role: Role) => Promise<Page>
}

export const test = base.extend<Fixtures>({
  // Playwright reads what a fixture needs from this pattern; the base URL is the least of it.
  aws: async ({ baseURL: _ }, use) => {
    const aws = new Aws()
    await use(aws)
    await aws.cleanUp()
  },
  as: async ({ browser }, use) => {
    const contexts: BrowserContext[] = []
    await use(async (role) => {
      const context = await browser.newContext({ storageState: stateFile(role) })
      contexts.push(context)
      return context.newPage()
    })
    for (const context of contexts) await context.close()
  },
})

export { expect } from '@playwright/test'
