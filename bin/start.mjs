import { existsSync, readFileSync } from 'node:fs'
import path from 'node:path'
import { Children, tsx, untilAnswers } from './children.mjs'
import { inherited } from './environment.mjs'
import { buildIsOld, dataDir, keptSecret, mustBeFree, nearUrl, portOf, root, takeData, usualUrl } from './place.mjs'
import { bringPostgres, mustAnswer } from './postgres.mjs'
import { Stop, say, warn } from './say.mjs'

const next = path.join(root, 'node_modules', 'next', 'dist', 'bin', 'next')
const sandboxAccount = '123456789012'

/** Everything a start decides before it starts anything: wrong settings are told at once. */
function settings({ dev, only }) {
  const host = process.env.QUAYSIDE_HOST ?? '127.0.0.1'
  const port = portOf('PORT', 3000)
  const ownSandbox = !process.env.QUAYSIDE_CONFIG
  if (process.env.DATABASE_URL && !process.env.NEXTAUTH_SECRET)
    throw new Stop(
      'With DATABASE_URL, set NEXTAUTH_SECRET too (32 random characters or more): every process needs the same.',
    )
  return {
    dev,
    host,
    port,
    url: process.env.NEXTAUTH_URL ?? usualUrl(host, port),
    env: inherited(ownSandbox),
    sandboxPort: portOf('QUAYSIDE_SANDBOX_PORT', 4510),
    sandbox: ownSandbox,
    alone: only !== null,
    runs: (name) => only === null || only === name,
  }
}

/** Runs Quayside until it is told to stop. Resolves to the exit code. */
export async function start({ dev = false, only = null } = {}) {
  const of = settings({ dev, only })
  if (only === null) takeData()
  const children = new Children()
  const ended = new Promise((resolve) => {
    children.onGivenUp = (line) => {
      warn(line)
      resolve(1)
    }
    for (const signal of ['SIGINT', 'SIGTERM', 'SIGHUP']) process.once(signal, () => resolve(0))
  })
  try {
    const code = await Promise.race([ended, bringUp(of, children).then(() => ended)])
    await children.stop()
    return code
  } catch (error) {
    await children.stop()
    throw error
  }
}

async function bringUp(of, children) {
  if (of.runs('web')) await mustBeFree(of.port, of.host, 'Quayside', 'PORT')
  if (of.runs('sandbox') && of.sandbox)
    await mustBeFree(of.sandboxPort, '127.0.0.1', 'the sandbox', 'QUAYSIDE_SANDBOX_PORT')
  if (of.runs('web') && !of.dev && buildIsOld()) {
    say('Building, since the source is newer than the build…')
    await children.runToEnd([next, 'build'], { ...of.env, NODE_ENV: 'production' }, 'The build failed: see above.')
  }
  const sandboxUrl = `http://127.0.0.1:${of.sandboxPort}`
  // Until the database is up nobody has seen the sandbox's world, and there is none to forget.
  let forgetWorld = async () => {}
  const bringSandbox = async () => {
    if (!of.runs('sandbox') || !of.sandbox) return
    children.keep('sandbox', tsx('sandbox/main.ts', '--port', String(of.sandboxPort)), {
      env: of.env,
      // Before it is back: nothing can be read of the new world that would be forgotten with the old.
      onAgain: () => forgetWorld(),
    })
    const otherwise = `The sandbox does not answer; see ${dataDir()}/log/sandbox.log`
    await untilAnswers(`${sandboxUrl}/_sandbox/clock`, 15_000, otherwise, () => children.stopping)
  }
  if (!of.runs('web') && !of.runs('worker')) {
    await bringSandbox()
    return say(`sandbox   ${sandboxUrl}`)
  }
  // Neither needs the other to come up.
  const [env] = await Promise.all([environment(of, children, sandboxUrl), bringSandbox()])
  forgetWorld = () => setUp(of, children, env)
  if (of.runs('worker')) children.keep('worker', tsx('lib/server/worker.ts'), { env })
  if (!of.runs('web')) return say('worker    watching')
  const args = of.dev
    ? [next, 'dev', '-H', of.host, '-p', String(of.port)]
    : [next, 'start', '-H', of.host, '-p', String(of.port)]
  children.keep('web', args, { env })
  await untilAnswers(
    `${nearUrl(of.host, of.port)}/api/readyz`,
    60_000,
    `Quayside does not answer; see ${dataDir()}/log/web.log`,
    () => children.stopping,
  )
  if (children.stopping) return
  say()
  say(`Quayside  ${of.url}`)
  if (of.sandbox) {
    say(`sandbox   ${sandboxUrl}   (aws --endpoint-url ${sandboxUrl} ecs list-clusters)`)
    say(`sign in   auditor@, operator@ or admin@quayside.local   password ${env.QUAYSIDE_DEMO_PASSWORD}`)
  } else say('sign in   with the people and the provider you have set up')
  say()
}

/** The database of a start that runs beside this one. */
function runningDatabase() {
  const file = path.join(dataDir(), 'database-url')
  if (!existsSync(file)) throw new Stop('There is no database: set DATABASE_URL, or start the whole of Quayside first.')
  return readFileSync(file, 'utf8').trim()
}

/** What every process of ours is told, with the database up and its schema in place. */
async function environment(of, children, sandboxUrl) {
  const there = process.env.DATABASE_URL || (of.alone ? runningDatabase() : null)
  const url = there ?? (await bringPostgres(children))
  if (there) await mustAnswer(there, 5000)
  const env = {
    ...of.env,
    DATABASE_URL: url,
    NEXTAUTH_SECRET: process.env.NEXTAUTH_SECRET ?? keptSecret('session-secret'),
    NEXTAUTH_URL: of.url,
    NEXT_TELEMETRY_DISABLED: '1',
    // Releases of the SDK from January 2027 on will need Node 22; the versions here are pinned.
    AWS_SDK_JS_NODE_VERSION_SUPPORT_WARNING_DISABLED: 'true',
    ...(of.sandbox
      ? {
          AWS_ENDPOINT_URL: sandboxUrl,
          AWS_ACCESS_KEY_ID: sandboxAccount,
          AWS_SECRET_ACCESS_KEY: 'sandbox',
          QUAYSIDE_PRACTICE_URL: sandboxUrl,
          QUAYSIDE_DEMO_PASSWORD:
            process.env.QUAYSIDE_DEMO_PASSWORD ?? keptSecret('demo-password', () => easyPassword()),
        }
      : {}),
  }
  await setUp(of, children, env)
  return env
}

/** Readies the database; when the sandbox is ours it begins a new world each time, and the last is forgotten. */
function setUp(of, children, env) {
  const world = of.sandbox && of.runs('sandbox') ? { QUAYSIDE_NEW_WORLD: 'true' } : {}
  const otherwise = 'The database or the configuration is not ready: see above.'
  return children.runToEnd(tsx('lib/server/setup.ts'), { ...env, ...world }, otherwise)
}

/** Short enough to type, long enough not to be guessed before the lock-out: 60 bits. */
function easyPassword() {
  const letters = 'abcdefghjkmnpqrstuvwxyz23456789'
  const bytes = crypto.getRandomValues(new Uint8Array(12))
  return [...bytes].map((byte, i) => (i > 0 && i % 4 === 0 ? '-' : '') + letters[byte % letters.length]).join('')
}
