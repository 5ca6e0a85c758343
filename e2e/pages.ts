import { readdirSync } from 'node:fs'
import { setTimeout } from 'node:timers/promises'
import type { APIRequestContext } from '@playwright/test'

interface Thing {
  arn: string
  account: string
  region: string
}

/** The pages there are, by their folders: `/hosts`, `/aws/[account]/…`. */
export const patterns = (): string[] =>
  readdirSync('app', { recursive: true, encoding: 'utf8' })
    .filter((file) => /(^|\/)page\.tsx$/.test(file))
    .map((file) => `/${file.replace(/\/?page\.tsx$/, '')}`.replace(/\/\([^)]+\)/, '') || '/')
    .sort()

/** Asks until there is an answer, for some minutes at most: a start may have to build first. */
export async function until<Answer>(ask: () => Promise<Answer | null | undefined>): Promise<Answer> {
  for (const end = Date.now() + 240_000; Date.now() < end; ) {
    const answer = await ask()
    if (answer) return answer
    await setTimeout(20)
  }
  throw new Error(`No answer came within four minutes to ${ask}`)
}

/** An address of every page, with things of the simulated fleet in it: `what` names it in a file or a test's title. */
export async function addresses(
  request: APIRequestContext,
): Promise<{ what: string; pattern: string; path: string; signedIn: boolean }[]> {
  const first = <Row extends Thing>(list: string): Promise<Row> =>
    until(async () => ((await (await request.get(`/api/${list}`)).json()) as { rows: Row[] }).rows[0])
  const host = await first<Thing & { id: string; cluster: string }>('hosts?cluster=quay&place=berlin&state=ok')
  const lost = await first<Thing & { id: string; cluster: string }>('hosts?cluster=quay&state=offline,agent-down')
  const service = await first<Thing & { name: string; cluster: string }>('services?cluster=quay&family=orders')
  const stuck = await first<Thing & { name: string; cluster: string }>('services?state=stuck,short')
  const task = await first<Thing & { id: string; cluster: string }>('tasks?service=orders&state=running')
  const failed = await first<Thing & { id: string; cluster: string }>('tasks?state=failed')
  const definition = await first<Thing & { family: string; revision: number }>('definitions?family=orders')
  const activation = await first<Thing & { id: string }>('activations')
  const { account, region, cluster } = host
  const scope = `/aws/${account}/${region}`
  const at = '/aws/[account]/[region]'
  const of = (one: { cluster: string }) => `${scope}/clusters/${one.cluster}`
  const page = (what: string, pattern: string, path = pattern, signedIn = true) => ({ what, pattern, path, signedIn })
  return [
    page('sign-in', '/sign-in', '/sign-in', false),
    page('fleet', '/'),
    ...['clusters', 'hosts', 'services', 'tasks', 'definitions', 'activations', 'audit', 'settings', 'practice'].map(
      (noun) => page(noun, `/${noun}`),
    ),
    page('hosts-none', '/hosts', '/hosts?q=there-is-none-of-this-name'),
    page('go-unknown', '/go', '/go?arn=arn:aws:ecs:us-east-1:999999999999:cluster/elsewhere'),
    page('cluster', `${at}/clusters/[cluster]`, `${scope}/clusters/${cluster}`),
    page('host', `${at}/clusters/[cluster]/hosts/[host]`, `${of(host)}/hosts/${host.id}`),
    page('host-lost', `${at}/clusters/[cluster]/hosts/[host]`, `${of(lost)}/hosts/${lost.id}`),
    page('host-none', `${at}/clusters/[cluster]/hosts/[host]`, `${of(host)}/hosts/none`),
    page('service', `${at}/clusters/[cluster]/services/[service]`, `${of(service)}/services/${service.name}`),
    page('service-stuck', `${at}/clusters/[cluster]/services/[service]`, `${of(stuck)}/services/${stuck.name}`),
    page(
      'service-events',
      `${at}/clusters/[cluster]/services/[service]`,
      `${of(service)}/services/${service.name}?tab=events`,
    ),
    page('task', `${at}/clusters/[cluster]/tasks/[task]`, `${of(task)}/tasks/${task.id}`),
    page('task-log', `${at}/clusters/[cluster]/tasks/[task]`, `${of(task)}/tasks/${task.id}?tab=logs`),
    page('task-failed', `${at}/clusters/[cluster]/tasks/[task]`, `${of(failed)}/tasks/${failed.id}`),
    page(
      'definition',
      `${at}/definitions/[family]/[revision]`,
      `${scope}/definitions/${definition.family}/${definition.revision}`,
    ),
    page('activation', `${at}/activations/[activation]`, `${scope}/activations/${activation.id}`),
  ]
}
