import { execFile } from 'node:child_process'
import { randomBytes } from 'node:crypto'
import { readFileSync } from 'node:fs'
import { promisify } from 'node:util'
import { account, region, sandboxUrl } from './aws'
import { expect, test } from './fixtures'

const run = promisify(execFile)

/** The real aws command on the sandbox's port, and what it prints. */
async function aws(...words: string[]): Promise<Record<string, never>> {
  const { stdout } = await run('aws', ['--endpoint-url', sandboxUrl, '--output', 'json', ...words], {
    env: {
      ...process.env,
      AWS_ACCESS_KEY_ID: account,
      AWS_SECRET_ACCESS_KEY: 'x',
      AWS_DEFAULT_REGION: region,
      AWS_PAGER: '',
    },
  })
  return JSON.parse(stdout || '{}') as Record<string, never>
}

test('what the aws command makes on the sandbox, the pages show', async ({ as, aws: world }) => {
  const name = `cli-${randomBytes(3).toString('hex')}`
  await aws('ecs', 'create-cluster', '--cluster-name', name)
  world.adopt(name)
  const { ActivationId: id, ActivationCode: code } = (await aws(
    'ssm',
    'create-activation',
    '--iam-role',
    'ecsAnywhereRole',
    '--registration-limit',
    '1',
    '--default-instance-name',
    `${name}-pi`,
  )) as unknown as Record<string, string>
  await run(process.execPath, [
    'bin/quayside.mjs',
    'sandbox',
    'join',
    '--activation-id',
    id ?? '',
    '--activation-code',
    code ?? '',
    '--cluster',
    name,
    '--name',
    `${name}-pi`,
    '--site',
    'lab',
  ])
  const definition = JSON.stringify({
    ...JSON.parse(readFileSync('e2e/workshop/external-task-definition.json', 'utf8')),
    family: name,
  })
  await aws('ecs', 'register-task-definition', '--cli-input-json', definition)
  const started = (await aws(
    'ecs',
    'run-task',
    '--cluster',
    name,
    '--launch-type',
    'EXTERNAL',
    '--task-definition',
    name,
  )) as unknown as { tasks: { taskArn: string }[]; failures: unknown[] }
  expect(started.failures).toEqual([])
  await run(
    'aws',
    [
      '--endpoint-url',
      sandboxUrl,
      'ecs',
      'wait',
      'tasks-running',
      '--cluster',
      name,
      '--tasks',
      started.tasks[0]?.taskArn ?? '',
    ],
    {
      env: { ...process.env, AWS_ACCESS_KEY_ID: account, AWS_SECRET_ACCESS_KEY: 'x', AWS_DEFAULT_REGION: region },
    },
  )

  const page = await as('auditor')
  await page.goto(`/tasks?cluster=${name}`)
  await expect(
    page
      .getByRole('row')
      .filter({ hasText: `${name}:1` })
      .getByText('Running', { exact: true }),
  ).toBeVisible()
  await page.goto(`/hosts?cluster=${name}`)
  await expect(page.getByRole('link', { name: `${name}-pi` })).toBeVisible()
  await page.goto(`/activations?q=${id}`)
  await expect(page.getByText(/used up/i).first()).toBeVisible()
  await page.goto(`/definitions?q=${name}`)
  await expect(page.getByRole('link', { name: `${name}:1` })).toBeVisible()
  await page.goto('/clusters')
  await expect(page.getByRole('link', { name })).toBeVisible()
})
