import { readFileSync } from 'node:fs'
import {
  RegisterTaskDefinitionCommand,
  type RegisterTaskDefinitionCommandInput,
  RunTaskCommand,
} from '@aws-sdk/client-ecs'
import { account, region } from './aws'
import { expect, test } from './fixtures'

const nginx = JSON.parse(
  readFileSync('e2e/workshop/external-task-definition.json', 'utf8'),
) as RegisterTaskDefinitionCommandInput
const hostPath = (cluster: string, id: string) => `/aws/${account}/${region}/clusters/${cluster}/hosts/${id}`

test('an AWS refusal is shown once, where the operator is looking', async ({ as, aws }) => {
  const { name, hosts } = await aws.cluster({ hosts: ['pi-denied'] })
  const page = await as('operator')
  await page.goto(`/hosts?cluster=${name}`)
  await page.getByRole('link', { name: 'pi-denied' }).click()
  await expect(page).toHaveURL(hostPath(name, hosts[0]?.id ?? ''))
  await page.getByRole('button', { name: 'Drain', exact: true }).click()
  const dialog = page.getByRole('dialog')
  await dialog.getByLabel('Reason').fill('A new disk')
  await dialog.getByText('The AWS call').click()
  await expect(dialog.getByText('ecs:UpdateContainerInstancesState')).toBeVisible()
  await expect(dialog.getByText(/aws ecs update-container-instances-state/)).toBeVisible()
  await dialog.getByRole('button', { name: 'Drain', exact: true }).click()
  await expect(page.getByRole('alert').filter({ hasText: /not authorized to perform/i })).toHaveCount(1)
  await expect(dialog.getByRole('alert')).toContainText('not authorized')
  await expect(dialog).toBeVisible()
  await dialog.getByRole('button', { name: 'Cancel' }).click()
  await expect(page.getByText('Healthy').first()).toBeVisible()
})

test('a host is drained and put back to work', async ({ as, aws }) => {
  const { name, hosts } = await aws.cluster({ hosts: ['pi-1'] })
  const page = await as('operator')
  await page.goto('/hosts')
  await expect(page.getByRole('link', { name: 'berlin-01' })).toBeVisible()
  await page.goto(hostPath(name, hosts[0]?.id ?? ''))
  await page.getByRole('button', { name: 'Drain', exact: true }).click()
  await page.getByRole('dialog').getByLabel('Reason').fill('A new disk')
  await page.getByRole('dialog').getByRole('button', { name: 'Drain', exact: true }).click()
  await expect(page.getByText('pi-1 is draining')).toBeVisible()
  await expect(page.getByText('Draining', { exact: true }).first()).toBeVisible()
  await expect(page.getByRole('button', { name: 'Drain', exact: true })).toHaveCount(0)
  await page.getByRole('button', { name: 'Put back to work' }).click()
  await page.getByRole('dialog').getByLabel('Reason').fill('The disk is in')
  await page.getByRole('dialog').getByRole('button', { name: 'Put back to work' }).click()
  await expect(page.getByText('Healthy').first()).toBeVisible()
})

test('a host whose cable is pulled shows it by itself, and its tasks are assumed to run', async ({ as, aws }) => {
  const { name, hosts } = await aws.cluster({ hosts: ['pi-1'] })
  const family = `${name}-nginx`
  await aws.ecs.send(new RegisterTaskDefinitionCommand({ ...nginx, family }))
  await aws.ecs.send(new RunTaskCommand({ cluster: name, taskDefinition: family, launchType: 'EXTERNAL' }))
  const page = await as('auditor')
  await page.goto(`/tasks?cluster=${name}`)
  const row = page.getByRole('row').filter({ hasText: family })
  await expect(row.getByText('Running', { exact: true })).toBeVisible()
  await aws.control(`hosts/${hosts[0]?.machine}/disconnect`)
  await expect(row.getByText('Assumed running')).toBeVisible()
  await page.goto(hostPath(name, hosts[0]?.id ?? ''))
  await expect(page.getByText('Agent down').first()).toBeVisible()
  await expect(page.getByText(/assumed to run/).first()).toBeVisible()
  await expect(page.getByRole('button', { name: 'Drain' })).toHaveCount(0)
  await aws.control(`hosts/${hosts[0]?.machine}/connect`)
  await expect(page.getByText('Healthy').first()).toBeVisible()
})

test('with AWS away, the page stands with what was last known and says since when and why not', async ({ as, aws }) => {
  const { name } = await aws.cluster({ hosts: ['pi-1'] })
  const page = await as('operator')
  await page.goto(`/hosts?cluster=${name}`)
  await expect(page.getByRole('link', { name: 'pi-1' })).toBeVisible()
  await aws.control('faults', {
    service: 'ecs',
    action: 'DescribeContainerInstances',
    error: 'InternalFailure',
    cluster: name,
  })
  await expect(page.getByText(/Could not refresh|Not refreshed|not newer/i).first()).toBeVisible({ timeout: 30_000 })
  await expect(page.getByRole('link', { name: 'pi-1' })).toBeVisible()
  await aws.control('faults', {}, 'DELETE')
  await expect(page.getByText(/Could not refresh|Not refreshed|not newer/i)).toHaveCount(0, { timeout: 30_000 })
})
