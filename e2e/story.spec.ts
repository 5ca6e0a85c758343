import { execFile } from 'node:child_process'
import { randomBytes } from 'node:crypto'
import { readFileSync } from 'node:fs'
import { promisify } from 'node:util'
import { CreateLogGroupCommand } from '@aws-sdk/client-cloudwatch-logs'
import type { Page } from '@playwright/test'
import { expect, test } from './fixtures'

// The whole of the main job, by hand as an operator does it: longer than one test's usual time.
test.describe.configure({ timeout: 150_000 })

const run = promisify(execFile)
const file = 'e2e/workshop/external-task-definition.json'

async function createCluster(page: Page, name: string): Promise<void> {
  await page.goto('/clusters')
  await page.getByRole('button', { name: 'Create cluster' }).first().click()
  await page.getByRole('dialog').getByLabel('Name').fill(name)
  await page.getByRole('dialog').getByRole('button', { name: 'Create cluster' }).click()
  await expect(page.getByText(`Cluster ${name} is created`)).toBeVisible()
}

/** Registers a host as the page says: the command it shows is run as it stands. */
async function registerHost(page: Page, cluster: string, host: string): Promise<void> {
  await page.goto('/hosts')
  await page.getByRole('button', { name: 'Register host' }).click()
  const dialog = page.getByRole('dialog')
  await dialog.getByLabel('Cluster', { exact: true }).selectOption({ label: cluster })
  await expect(dialog.getByLabel('IAM role')).toHaveValue('ecsAnywhereRole')
  await dialog.getByLabel('Site').fill('lab')
  await dialog.getByLabel('Default name').fill(host)
  await dialog.getByRole('button', { name: 'Create activation' }).click()
  const practice = await dialog.getByText(/^node bin\/quayside\.mjs sandbox join/).textContent()
  await expect(dialog.getByText(/sudo bash ecs-anywhere-install\.sh --region us-east-1/)).toBeVisible()
  await run('bash', ['-c', practice ?? ''])
  await expect(dialog.getByRole('link', { name: host })).toBeVisible()
  await dialog.getByRole('button', { name: 'Done' }).click()
}

async function registerDefinition(page: Page, text: string, name: string): Promise<void> {
  await page.goto('/definitions')
  await page.getByRole('button', { name: 'Register definition' }).first().click()
  const dialog = page.getByRole('dialog')
  await dialog.getByLabel('Or paste it').fill(text)
  await dialog.getByRole('button', { name: /^Register/ }).click()
  await expect(page.getByRole('heading', { level: 1, name })).toBeVisible()
}

test('register a host, run the workshop’s definition on it, watch it start, and stop it', async ({ as, aws }) => {
  const cluster = `story-${randomBytes(3).toString('hex')}`
  const family = `${cluster}-nginx`
  const page = await as('operator')
  await createCluster(page, cluster)
  aws.adopt(cluster)
  await registerHost(page, cluster, 'rack-1')
  await expect(page.getByRole('row').filter({ hasText: 'rack-1' }).filter({ hasText: cluster })).toContainText(
    'Healthy',
  )

  const text = readFileSync(file, 'utf8').replace('"family": "nginx"', `"family": "${family}"`)
  await registerDefinition(page, text, `${family}:1`)
  await page.getByRole('button', { name: 'Run task' }).click()
  const dialog = page.getByRole('dialog')
  await dialog.getByLabel('Cluster', { exact: true }).selectOption({ label: cluster })
  // The definition runs on machines of one's own alone: the others say why not.
  await expect(dialog.getByRole('radio', { name: /Fargate/ })).toBeDisabled()
  await dialog.getByText('The AWS call').click()
  await expect(dialog.getByText(/aws ecs run-task --region us-east-1/)).toBeVisible()
  await dialog.getByRole('button', { name: 'Run 1 task' }).click()
  const started = page.getByRole('list', { name: 'Started tasks' })
  await expect(started.getByText('Running', { exact: true })).toBeVisible()
  await started.getByRole('link').first().click()

  await expect(page.getByText('rack-1').first()).toBeVisible()
  await expect(page.getByText(/8080/).first()).toBeVisible()
  await page.getByRole('link', { name: /^Logs/ }).click()
  await expect(page.getByText(/names no log driver/)).toBeVisible()

  // Its port is taken on the only host there is: AWS answers well and starts nothing, and that is an error.
  await page.getByRole('button', { name: 'Run again' }).click()
  await page.getByRole('dialog').getByRole('button', { name: 'Run 1 task' }).click()
  await expect(page.getByRole('dialog').getByRole('alert')).toContainText('RESOURCE:PORTS')
  await page.getByRole('dialog').getByRole('button', { name: 'Cancel' }).click()

  await page.getByRole('button', { name: 'Stop', exact: true }).click()
  await page.getByRole('dialog').getByLabel('Reason').fill('Enough seen')
  await page.getByRole('dialog').getByRole('button', { name: 'Stop the task' }).click()
  await expect(page.getByText('Stopped', { exact: true }).first()).toBeVisible()
  await page.getByRole('link', { name: 'Overview' }).click()
  await expect(page.getByText('Enough seen').first()).toBeVisible()
})

test('the log of a task is read as it is written', async ({ as, aws }) => {
  const { name: cluster } = await aws.cluster({ hosts: ['rack-1'] })
  const group = `${cluster}-logs`
  await aws.logs.send(new CreateLogGroupCommand({ logGroupName: group }))
  const family = `${cluster}-logs`
  const text = readFileSync('e2e/workshop/external-task-definition-logs.json', 'utf8')
    .replace('"family": "logs"', `"family": "${family}"`)
    .replace('"awslogs-group": "ecsanywhere-logs"', `"awslogs-group": "${group}"`)
  const page = await as('operator')
  await page.goto('/definitions')
  await page.getByRole('button', { name: 'Register definition' }).first().click()
  const dialog = page.getByRole('dialog')
  await dialog.getByLabel('Or paste it').fill(text)
  // The file's names are filled in: the account is known, the region too.
  await expect(dialog.getByLabel('AWS_ACCOUNT_ID', { exact: true })).toHaveValue('123456789012')
  await expect(dialog.getByLabel('AWS_REGION', { exact: true })).toHaveValue('us-east-1')
  await dialog.getByRole('button', { name: /^Register/ }).click()
  await expect(page.getByRole('heading', { level: 1, name: `${family}:1` })).toBeVisible()
  await page.getByRole('button', { name: 'Run task' }).click()
  await page.getByRole('dialog').getByLabel('Cluster', { exact: true }).selectOption({ label: cluster })
  await page.getByRole('dialog').getByRole('button', { name: 'Run 1 task' }).click()
  const started = page.getByRole('list', { name: 'Started tasks' })
  await expect(started.getByText('Running', { exact: true })).toBeVisible()
  await started.getByRole('link').first().click()
  await page.getByRole('link', { name: /^Logs/ }).click()
  await expect(page.getByRole('region', { name: 'Log of logs' }).getByText(/ready for start up/)).toBeVisible()
  const lines = async () =>
    Number(
      /(\d+) lines?/.exec((await page.getByRole('status').filter({ hasText: 'Following' }).textContent()) ?? '')?.[1],
    )
  const before = await lines()
  await expect.poll(lines, { timeout: 30_000 }).toBeGreaterThan(before)
})

test('make it a service, scale it, be warned of a deployment that would hang, and delete it', async ({ as, aws }) => {
  const { name: cluster } = await aws.cluster({ hosts: ['rack-1', 'rack-2'] })
  const family = `${cluster}-nginx`
  const page = await as('operator')
  const text = readFileSync(file, 'utf8').replace('"family": "nginx"', `"family": "${family}"`)
  await registerDefinition(page, text, `${family}:1`)
  await page.getByRole('button', { name: 'Create service' }).click()
  const dialog = page.getByRole('dialog')
  await dialog.getByLabel('Cluster', { exact: true }).selectOption({ label: cluster })
  await dialog.getByLabel('Name').fill('web')
  await dialog.getByLabel('Tasks wanted').fill('2')
  // Two hosts, two tasks, one port each, 100/200 percent: AWS would wait for ever, and the form says so first.
  await expect(dialog.getByText(/A deployment would hang/)).toBeVisible()
  await dialog.getByLabel('Tasks wanted').fill('1')
  await expect(dialog.getByText(/A deployment would hang/)).toHaveCount(0)
  await dialog.getByRole('button', { name: 'Create service' }).click()
  await expect(page.getByRole('heading', { level: 1, name: 'web' })).toBeVisible()
  await expect(page.getByText('Steady', { exact: true }).first()).toBeVisible({ timeout: 30_000 })

  await page.getByRole('button', { name: 'Scale', exact: true }).click()
  await page.getByRole('dialog').getByLabel('Tasks wanted').fill('2')
  await page.getByRole('dialog').getByRole('button', { name: 'Scale to 2' }).click()
  await expect(page.getByText('web is to run 2 tasks')).toBeVisible()
  await page
    .getByRole('link', { name: /^Tasks/ })
    .last()
    .click()
  await expect(page.getByRole('row').getByText('Running', { exact: true })).toHaveCount(2, { timeout: 30_000 })
  await expect(page.getByText(/A deployment would hang/)).toBeVisible()

  await page.getByRole('link', { name: /^Events/ }).click()
  await expect(page.getByText(/has reached a steady state/).first()).toBeVisible({ timeout: 30_000 })

  await page.getByRole('button', { name: 'Delete', exact: true }).click()
  const deleting = page.getByRole('dialog')
  await deleting.getByLabel('By force').check()
  await deleting.getByRole('textbox').fill('web')
  await deleting.getByRole('button', { name: /^Delete/ }).click()
  await expect(page.getByText('web is being deleted')).toBeVisible()
})
