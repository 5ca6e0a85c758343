import { parseArgs } from 'node:util'
import { eq, sql } from 'drizzle-orm'
import { z } from 'zod'
import { Role } from '@/lib/model/role'
import { verify } from './audit'
import { type Db, openDb } from './db/db'
import { sessions, tokens, users } from './db/schema'
import { createToken, savePerson } from './people'

type Values = Record<string, string | undefined>
const say = (line: string) => process.stdout.write(`${line}\n`)
const tell = (line: string) => process.stderr.write(`${line}\n`)

function need<T>(schema: z.ZodType<T>, value: string | undefined, option: string): T {
  const read = schema.safeParse(value)
  if (read.success) return read.data
  throw new Error(`--${option}: ${value === undefined ? 'is needed' : read.error.issues[0]?.message}`)
}

const Name = z.string().regex(/^[\w.@ -]{1,64}$/, '1 to 64 letters, digits, spaces and . _ @ -')

/** The commands that work on the database directly, for whoever may run them on the server itself. */
const commands: Record<string, (db: Db, values: Values) => Promise<void>> = {
  'token create': async (db, { role, name }) => {
    // Standard output is the token alone, so that a script can keep it.
    say(await createToken(db, need(Name, name, 'name'), need(Role, role, 'role')))
    tell('This is the only time the token is shown.')
  },
  'token revoke': async (db, { name }) => {
    const gone = await db
      .delete(tokens)
      .where(eq(tokens.name, need(Name, name, 'name')))
      .returning()
    if (gone.length === 0) throw new Error(`There is no token named ${name}`)
    tell(`Token ${name} is revoked.`)
  },
  'user set': async (db, { email, role, name }) => {
    const address = need(z.email(), email, 'email')
    const password = await fromStandardInput()
    if (password.length < 12) throw new Error('The password, read from standard input, needs 12 characters at least')
    await savePerson(db, { email: address, name: name ?? address, role: need(Role, role, 'role'), password })
    tell(`${address} can sign in.`)
  },
  'session end': async (db, { email }) => {
    const address = need(z.email(), email, 'email').toLowerCase()
    const ended = await db
      .delete(sessions)
      .where(sql`${sessions.user} in (select id from ${users} where email = ${address})`)
      .returning()
    tell(`${ended.length} sessions of ${address} ended.`)
  },
  'audit verify': async (db) => {
    const { rows, problems } = await verify(db)
    for (const problem of problems) tell(problem)
    if (problems.length > 0)
      throw new Error(`The audit is not as it was written: ${problems.length} problems in ${rows} rows`)
    say(`${rows} rows, each as it was written`)
  },
}

async function fromStandardInput(): Promise<string> {
  if (process.stdin.isTTY) tell('Password, then Enter:')
  let text = ''
  for await (const chunk of process.stdin) {
    text += String(chunk)
    if (text.includes('\n')) break
  }
  return text.split('\n')[0] ?? ''
}

async function main(): Promise<void> {
  const [noun = '', verb = '', ...args] = process.argv.slice(2)
  const run = commands[`${noun} ${verb}`]
  if (!run) throw new Error(`There is no command ${noun} ${verb}`)
  const option = { type: 'string' } as const
  const { values } = parseArgs({ args, options: { role: option, name: option, email: option }, strict: true })
  const { db, pool } = openDb(process.env.DATABASE_URL ?? '')
  try {
    await run(db, values)
  } finally {
    await pool.end()
  }
}

main()
  .then(() => process.exit(0))
  .catch((error: unknown) => {
    // drizzle's own error is the query; what went wrong with it is the cause.
    const { message, code } = ((error as { cause?: unknown }).cause ?? error) as { message?: string; code?: string }
    tell(code === 'ECONNREFUSED' ? 'The database does not answer. Does Quayside run?' : (message ?? String(error)))
    process.exit(1)
  })
