#!/usr/bin/env node
import { existsSync, readFileSync } from 'node:fs'
import path from 'node:path'
import { setTimeout as sleep } from 'node:timers/promises'
import { parseArgs } from 'node:util'
import { runToEnd, tsx } from './children.mjs'
import { dataDir, portOf } from './place.mjs'
import { Stop, say, warn } from './say.mjs'
import { start } from './start.mjs'

const usage = `quayside start [--only web|worker|sandbox]   run Quayside; without DATABASE_URL it brings a database, without
                                              QUAYSIDE_CONFIG a sandbox
quayside dev                                  the same, with pages rebuilt as they are changed
quayside token create --role R --name N       make an API token; it is printed once
quayside token revoke --name N                end an API token
quayside user set --email E --role R [--name N]   make or change a person; the password is read from standard input
quayside session end --email E                end every session of a person
quayside audit verify                         check that the audit is as it was written
quayside sandbox join --activation-id I --activation-code C --cluster N
                      [--site S] [--name N] [--cpu U] [--memory M] [--arch A] [--region R]
                                              do on the sandbox what the install script does on a machine
`

const text = { type: 'string' }
const commands = {
  start: {
    options: { only: text },
    run: ({ only = null }) => start({ only: oneOf(only, ['web', 'worker', 'sandbox'], '--only') }),
  },
  dev: { options: {}, run: () => start({ dev: true }) },
  'token create': { options: { role: text, name: text }, run: admin },
  'token revoke': { options: { name: text }, run: admin },
  'user set': { options: { email: text, role: text, name: text }, run: admin },
  'session end': { options: { email: text }, run: admin },
  'audit verify': { options: {}, run: admin },
  'sandbox join': {
    options: {
      'activation-id': text,
      'activation-code': text,
      cluster: text,
      site: text,
      name: text,
      cpu: text,
      memory: text,
      arch: text,
      region: text,
    },
    run: join,
  },
}

function oneOf(value, words, what) {
  if (value !== null && !words.includes(value)) throw new Stop(`${what} takes ${words.join(', ')}, not ${value}`)
  return value
}

/** Commands on the database of a running start, or of DATABASE_URL. */
async function admin(_, command) {
  const kept = path.join(dataDir(), 'database-url')
  const url = process.env.DATABASE_URL || (existsSync(kept) ? readFileSync(kept, 'utf8').trim() : null)
  if (!url)
    throw new Stop(`There is no database: start Quayside first (its data folder is ${dataDir()}), or set DATABASE_URL.`)
  const args = process.argv.slice(2 + command.split(' ').length)
  await runToEnd(tsx('lib/server/admin.ts', ...command.split(' '), ...args), { ...process.env, DATABASE_URL: url }, '')
  return 0
}

async function join(values) {
  const { 'activation-id': activationId, 'activation-code': activationCode, cpu, memory, ...rest } = values
  for (const name of ['activation-id', 'activation-code', 'cluster'])
    if (!values[name]) throw new Stop(`quayside sandbox join needs --${name}`)
  const url = `http://127.0.0.1:${portOf('QUAYSIDE_SANDBOX_PORT', 4510)}`
  const numbers = Object.fromEntries(
    Object.entries({ cpu, memory }).flatMap(([name, value]) => (value ? [[name, Number(value)]] : [])),
  )
  const reply = await fetch(`${url}/_sandbox/join`, {
    method: 'POST',
    headers: { 'content-type': 'application/json' },
    body: JSON.stringify({ activationId, activationCode, ...rest, ...numbers }),
  }).catch((error) => {
    throw new Stop(`The sandbox at ${url} does not answer: ${error.cause?.message ?? error.message}`)
  })
  const body = await reply.json()
  if (!reply.ok) throw new Stop(`The host could not join: ${body.message}`)
  // As the install script does, it ends when ECS hears the agent. The sandbox's clock may stand: then it is told.
  const host = `${url}/_sandbox/hosts/${encodeURIComponent(body.containerInstanceArn.split('/').at(-1))}`
  for (const end = Date.now() + 30_000; !(await (await fetch(host)).json()).connected; await sleep(100))
    if (Date.now() > end)
      throw new Stop(`${body.managedInstanceId} is registered, but ECS has not heard its agent for 30 s.`)
  say(`${body.managedInstanceId} joined ${values.cluster}`)
  say(body.containerInstanceArn)
  return 0
}

async function main() {
  const words = process.argv.slice(2)
  const name = [words.slice(0, 2).join(' '), words[0] ?? ''].find((one) => one in commands)
  if (!name) {
    process.stdout.write(usage)
    return words.length === 0 || words[0] === 'help' || words[0] === '--help' ? 0 : 2
  }
  const { options, run } = commands[name]
  try {
    const { values } = parseArgs({ args: words.slice(name.split(' ').length), options, strict: true })
    return await run(values, name)
  } catch (error) {
    if (error.code?.startsWith('ERR_PARSE_ARGS')) {
      warn(error.message)
      return 2
    }
    if (!(error instanceof Stop)) throw error
    if (error.message) warn(error.message)
    return 1
  }
}

process.exitCode = await main()
process.exit()
