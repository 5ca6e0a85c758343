import { arnOf } from './arn'
import { Scope } from './scope'

/** What an address of the AWS console says: everything but the account. */
export type ConsoleThing =
  | { kind: 'cluster'; cluster: string }
  | { kind: 'host'; cluster: string; id: string }
  | { kind: 'service'; cluster: string; id: string }
  | { kind: 'task'; cluster: string; id: string }
  | { kind: 'definition'; family: string; revision: number }

const hosts = /(^|\.)console\.(aws\.amazon\.com|amazonaws-us-gov\.com|amazonaws\.cn)$/
const word = '([A-Za-z0-9_-]{1,255})'
const shapes: [RegExp, (...parts: string[]) => ConsoleThing][] = [
  [
    new RegExp(`^clusters/${word}/services/[^/]+/tasks/${word}`),
    (cluster = '', id = '') => ({ kind: 'task', cluster, id }),
  ],
  [new RegExp(`^clusters/${word}/services/${word}`), (cluster = '', id = '') => ({ kind: 'service', cluster, id })],
  [new RegExp(`^clusters/${word}/tasks/${word}`), (cluster = '', id = '') => ({ kind: 'task', cluster, id })],
  [
    new RegExp(`^clusters/${word}/infrastructure/container-instances/${word}`),
    (cluster = '', id = '') => ({ kind: 'host', cluster, id }),
  ],
  [new RegExp(`^clusters/${word}(/|$)`), (cluster = '') => ({ kind: 'cluster', cluster })],
  [
    new RegExp(`^task-definitions/${word}/([1-9][0-9]{0,9})(/|$)`),
    (family = '', revision = '') => ({ kind: 'definition', family, revision: Number(revision) }),
  ],
]

/**
 * Reads an address of the AWS console for ECS, the one of now (`/ecs/v2/clusters/…`) and the one before it
 * (`/ecs/home?region=…#/clusters/…`, which the agent's install script still prints). It names no account.
 */
export function readConsoleAddress(text: string): { thing: ConsoleThing; region: string } | { error: string } | null {
  if (!URL.canParse(text.trim())) return null
  const url = new URL(text.trim())
  if (url.protocol !== 'https:' || !hosts.test(url.hostname)) return null
  const path = url.pathname.startsWith('/ecs/v2/')
    ? url.pathname.slice('/ecs/v2/'.length)
    : url.pathname === '/ecs/home'
      ? url.hash.replace(/^#\//, '')
      : null
  if (path === null) return { error: 'This is an address of the AWS console, but not of Amazon ECS' }
  const region = Scope.shape.region.safeParse(url.searchParams.get('region') ?? url.hostname.split('.')[0])
  if (!region.success) return { error: 'This console address does not say which region it is of' }
  for (const [shape, make] of shapes) {
    const match = shape.exec(path)
    if (match) return { thing: make(...match.slice(1)), region: region.data }
  }
  return { error: 'This console address names no cluster, host, service, task or definition' }
}

/** The ARNs a console address may mean: one in each account known in its region. */
export const arnsOf = ({ thing, region }: { thing: ConsoleThing; region: string }, scopes: Scope[]): string[] =>
  scopes.filter((scope) => scope.region === region).map(({ account }) => arnOf({ ...thing, account, region }))
