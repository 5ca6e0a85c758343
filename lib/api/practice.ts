import { z } from 'zod'
import { type Noun, read, write } from './endpoint'

/** What the sandbox is doing, and what was done to it. Only where `me` says this is practice. */
export const Practice = z.object({
  seed: z.string().describe('The fleet it was started from'),
  now: z.iso.datetime().describe("The sandbox's clock"),
  speed: z.number().describe('Seconds of its clock to a second; 0 while it stands'),
  sites: z.array(z.object({ site: z.string(), hosts: z.number(), connected: z.number() })),
  brokenImages: z.array(z.string()),
  credentialsExpired: z.boolean(),
})
export type Practice = z.infer<typeof Practice>

export const seeds = {
  small: 'Three sites, EC2 and Fargate: the fleet to begin with',
  workshop: 'Where the ECS Anywhere workshop stands after its installation',
  edge: 'Sixty sites of one to eight machines',
  big: '5,000 hosts, 500 services, 20,000 tasks',
  hostile: 'Names, tags and log lines that attack',
  empty: 'An account with nothing in it',
} as const
export const speeds = [1, 10, 60] as const

const stales: Noun[] = ['practice', 'fleet', 'clusters', 'hosts', 'services', 'tasks', 'definitions', 'activations']

export const practice = read('/api/practice', {
  summary: 'Practice: what the sandbox is doing. 404 on real accounts',
  noun: 'practice',
  output: Practice,
})

const control = { permission: 'practice.control' as const, noun: 'practice' as const, output: Practice, stales }

export const practiceSite = write('/api/practice/sites/[site]', {
  ...control,
  summary: "Practice: pull a site's cable, or put it back",
  input: z.strictObject({ connected: z.boolean() }),
})

export const practiceImage = write('/api/practice/images', {
  ...control,
  summary: 'Practice: break the pulls of an image, or mend them',
  input: z.strictObject({ image: z.string().trim().min(1, 'Name an image').max(255), broken: z.boolean() }),
})

export const practiceCredentials = write('/api/practice/credentials', {
  ...control,
  summary: 'Practice: expire the credentials AWS is asked with, or renew them',
  input: z.strictObject({ expired: z.boolean() }),
})

export const practiceClock = write('/api/practice/clock', {
  ...control,
  summary: "Practice: make the sandbox's clock jump, or run faster",
  input: z.union([
    z.strictObject({
      advance: z.string().regex(/^([1-9]\d{0,3})(s|m|h)$/, 'Say it as 90s, 5m or 2h'),
    }),
    z.strictObject({ speed: z.union(speeds.map((speed) => z.literal(speed))) }),
  ]),
})

export const practiceReset = write('/api/practice/reset', {
  ...control,
  summary: 'Practice: start over from a fleet; all that was done in this one is lost',
  input: z.strictObject({ seed: z.enum(Object.keys(seeds) as [keyof typeof seeds]) }),
})
