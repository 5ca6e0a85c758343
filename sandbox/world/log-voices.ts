import type { Voice } from './images'
import { colour, hostile, trace } from './log-voices-odd'
import type { Random } from './random'

const PATHS = [
  '/',
  '/',
  '/',
  '/index.html',
  '/api/orders',
  '/api/orders/42',
  '/healthz',
  '/favicon.ico',
  '/static/app.css',
]
const AGENTS = [
  'curl/8.5.0',
  'Mozilla/5.0 (X11; Linux x86_64) AppleWebKit/537.36',
  'kube-probe/1.31',
  'ELB-HealthChecker/2.0',
]
const COUNTRIES = ['Germany', 'Norway', 'Portugal', 'United States']

const pick = <T>(random: Random, from: readonly T[], otherwise: T): T => from[random.below(from.length)] ?? otherwise

/** What a program says when it starts. */
export function startLines(voice: Voice, image: string): string[] {
  if (voice === 'access')
    return [
      '/docker-entrypoint.sh: /docker-entrypoint.d/ is not empty, will attempt to perform configuration',
      '/docker-entrypoint.sh: Launching /docker-entrypoint.d/10-listen-on-ipv6-by-default.sh',
      '/docker-entrypoint.sh: Configuration complete; ready for start up',
    ]
  if (voice === 'json')
    return [
      JSON.stringify({ level: 'info', msg: 'starting', image }),
      JSON.stringify({ level: 'info', msg: 'connected to queue', queue: 'orders' }),
      JSON.stringify({ level: 'info', msg: 'ready' }),
    ]
  return [`starting ${image}`, 'configuration loaded', 'ready']
}

/** What a program of its kind writes at once: one line, or a report of several. */
export function line(voice: Voice, at: number, random: Random): string {
  if (voice === 'access') return access(at, random)
  if (voice === 'json') return json(at, random)
  if (voice === 'trace') return trace(at, random)
  if (voice === 'colour') return colour(at, random)
  if (voice === 'hostile') return hostile(at, random)
  return `${new Date(at).toISOString()} processed ${random.below(40)} records in ${random.below(900)} ms`
}

function access(at: number, random: Random): string {
  // 24/Nov/2026:03:14:01 +0000, as nginx's combined format
  const [, weekday] = new Date(at).toUTCString().split(', ')
  const [day, month, year, time] = (weekday ?? '').split(' ')
  const status = pick(random, [200, 200, 200, 200, 304, 404, 500], 200)
  const address = `10.${random.below(200)}.${random.below(250)}.${1 + random.below(250)}`
  return `${address} - - [${day}/${month}/${year}:${time} +0000] "GET ${pick(random, PATHS, '/')} HTTP/1.1" ${status} ${random.below(9000)} "-" "${pick(random, AGENTS, 'curl/8.5.0')}" "-"`
}

function json(at: number, random: Random): string {
  const roll = random.below(20)
  const common = { ts: new Date(at).toISOString(), order: 1000 + random.below(9000) }
  if (roll === 0) return JSON.stringify({ level: 'error', ...common, msg: 'payment refused', code: 402 })
  if (roll < 3) return JSON.stringify({ level: 'warn', ...common, msg: 'retrying', attempt: 1 + random.below(3) })
  return JSON.stringify({
    level: 'info',
    ...common,
    msg: 'order processed',
    country: pick(random, COUNTRIES, 'Norway'),
    ms: random.below(400),
  })
}
