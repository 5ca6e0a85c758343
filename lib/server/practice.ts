import { z } from 'zod'
import { refuse } from '@/lib/api/errors'
import type { Practice } from '@/lib/api/practice'
import { config, knowsScope, scopes } from './config'
import { db } from './db/db'
import { forgetWorld } from './fleet/forget'

/** What the sandbox says of itself at `GET /_sandbox/state`, as far as pages show it. */
const State = z.object({
  seed: z.string(),
  now: z.iso.datetime(),
  speed: z.number(),
  paused: z.boolean(),
  regions: z.array(
    z.object({
      account: z.string(),
      region: z.string(),
      sites: z.array(z.object({ site: z.string(), hosts: z.number(), connected: z.number() })),
    }),
  ),
  expired: z.string(),
  brokenImages: z.array(z.string()),
})

const waitMs = 20_000

/** Asks a control path of the sandbox. Refused with its own words; 404 where this is no practice. */
async function ask(path: string, body?: object): Promise<unknown> {
  const { practice } = config()
  if (!practice) throw refuse('not-found', 'This is a real account: there is nothing to practise on')
  const reply = await fetch(`${practice.url}/_sandbox/${path}`, {
    method: body ? 'POST' : 'GET',
    ...(body ? { body: JSON.stringify(body), headers: { 'content-type': 'application/json' } } : {}),
    signal: AbortSignal.timeout(waitMs),
  }).catch(() => {
    throw refuse('unavailable', 'The sandbox does not answer. See its log in the data folder.')
  })
  const said: unknown = await reply.json().catch(() => ({}))
  if (reply.ok) return said
  const message = (said as { message?: string }).message ?? `The sandbox answered ${reply.status}`
  throw refuse(reply.status === 404 ? 'not-found' : reply.status < 500 ? 'bad-request' : 'unavailable', message)
}

/** What the sandbox is doing now. */
export async function practiceNow(): Promise<Practice> {
  const { seed, now, speed, paused, regions, expired, brokenImages } = State.parse(await ask('state'))
  // A site of one name in two regions is one row, as the cable of both is pulled at once.
  const sites = new Map<string, Practice['sites'][number]>()
  for (const { site, hosts, connected } of regions.filter(knowsScope).flatMap((region) => region.sites)) {
    const before = sites.get(site) ?? { site, hosts: 0, connected: 0 }
    sites.set(site, { site, hosts: before.hosts + hosts, connected: before.connected + connected })
  }
  const credentialsExpired = expired !== 'none'
  return { seed, now, speed: paused ? 0 : speed, sites: [...sites.values()], brokenImages, credentialsExpired }
}

/** Does something to the sandbox, and answers what it is doing then. */
export async function practise(path: string, body: object): Promise<Practice> {
  await ask(path, body)
  return practiceNow()
}

/** Starts the sandbox over. What was known of the fleet before it is forgotten: the same ARNs begin anew. */
export async function startOver(seed: string): Promise<Practice> {
  await ask('reset', { seed })
  await forgetWorld(db(), scopes())
  return practiceNow()
}
