import { AxeBuilder } from '@axe-core/playwright'
import type { Page } from '@playwright/test'
import { expect, test } from './fixtures'
import { addresses, patterns } from './pages'
import { stateFile } from './people'

// Every page in both themes is more than one test's usual time.
test.describe.configure({ timeout: 240_000 })

/** What axe finds against WCAG 2.2 AA, in words. Colours fade in over a moment: they are looked at when they stand. */
async function violations(page: Page): Promise<string[]> {
  await page.evaluate(() =>
    Promise.all(document.getAnimations().map((animation) => animation.finished.catch(() => null))),
  )
  const { violations: all } = await new AxeBuilder({ page })
    .withTags(['wcag2a', 'wcag2aa', 'wcag21a', 'wcag21aa', 'wcag22aa', 'best-practice'])
    .analyze()
  return all.flatMap((one) =>
    one.nodes.map((node) => `${one.id}: ${node.target.join(' ')} ${node.failureSummary ?? ''}`),
  )
}

const looks = [
  ['light', 'operator'],
  ['dark', 'operator'],
  // What an auditor sees is a part of that, in the same colours.
  ['light', 'auditor'],
] as const

for (const [theme, role] of looks)
  test(`axe finds nothing on any page, ${theme}, as ${role}`, async ({ browser }) => {
    const context = await browser.newContext({
      storageState: stateFile(role),
      colorScheme: theme,
      reducedMotion: 'reduce',
    })
    const all = await addresses(context.request)
    expect([...new Set(all.map(({ pattern }) => pattern))].sort()).toEqual(patterns())
    const bare = await browser.newContext({ colorScheme: theme, reducedMotion: 'reduce' })
    const found: Record<string, string[]> = {}
    for (const { what, path, signedIn } of all) {
      const page = await (signedIn ? context : bare).newPage()
      await page.goto(path)
      await expect(page.getByRole('heading', { level: 1 })).toBeVisible()
      await expect(page.locator('[aria-busy=true]')).toHaveCount(0)
      const here = await violations(page)
      if (here.length > 0) found[`${what} ${path}`] = here
      await page.close()
    }
    await bare.close()
    await context.close()
    expect(found).toEqual({})
  })
