import { execFile, spawnSync } from 'node:child_process'
import { mkdtempSync, readFileSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import path from 'node:path'
import { promisify } from 'node:util'
import { createSandbox, listen } from '../server'

const run = promisify(execFile)
export const account = '123456789012'
export const region = 'us-east-1'

/** The aws commands of this machine: the one of its PATH, and Debian's, where they are not the same. */
export function commands(): { path: string; version: string }[] {
  const found = ['aws', '/usr/bin/aws'].flatMap((command) => {
    const { status, stdout, stderr } = spawnSync(command, ['--version'], { encoding: 'utf8' })
    const version = /aws-cli\/(\S+)/.exec(`${stdout}${stderr}`)?.[1]
    return status === 0 && version ? [{ path: command, version }] : []
  })
  return found.filter(({ version }, at) => found.findIndex((other) => other.version === version) === at)
}

type Words = (string | number)[]

/** A sandbox, and an aws command that talks to it as a person at a shell would. */
export async function shell(command: string, seed = 'empty') {
  const sandbox = createSandbox({ seed, now: Date.now() })
  const listening = await listen(sandbox, { port: 0 })
  const url = `http://127.0.0.1:${listening.port}`
  const folder = mkdtempSync(path.join(tmpdir(), 'quayside-cli-'))
  const env = {
    NODE_ENV: 'test' as const,
    PATH: process.env.PATH,
    HOME: folder,
    AWS_ACCESS_KEY_ID: account,
    AWS_SECRET_ACCESS_KEY: 'x',
    AWS_DEFAULT_REGION: region,
    AWS_PAGER: '',
    AWS_EC2_METADATA_DISABLED: 'true',
  }
  const text = async (...words: Words): Promise<string> => {
    // The endpoint is always said: version 1 does not heed AWS_ENDPOINT_URL for SQS.
    const { stdout } = await run(command, ['--endpoint-url', url, ...words.map(String)], { env })
    return stdout
  }
  const control = async (name: string, body: object): Promise<Record<string, string>> => {
    const reply = await fetch(`${url}/_sandbox/${name}`, { method: 'POST', body: JSON.stringify(body) })
    if (!reply.ok) throw new Error(`${name}: ${await reply.text()}`)
    return (await reply.json()) as Record<string, string>
  }
  return {
    url,
    text,
    /** What it prints, read as JSON. */
    aws: async <T = Record<string, unknown>>(...words: Words): Promise<T> =>
      JSON.parse((await text('--output', 'json', ...words)) || '{}') as T,
    /** What it says when AWS refuses. */
    refused: (...words: Words): Promise<string> =>
      text(...words).then(
        (said) => Promise.reject(new Error(`It was not refused: ${said}`)),
        (error: { stderr?: string }) => error.stderr ?? String(error),
      ),
    /** A file with its `$NAMES` filled, as the workshop's envsubst does; answers how the aws command is given it. */
    filled(file: string, names: Record<string, string> = {}): string {
      const whole = readFileSync(file, 'utf8').replace(/\$([A-Z_0-9]+)/g, (all, name: string) => names[name] ?? all)
      const to = path.join(folder, path.basename(file))
      writeFileSync(to, whole)
      return `file://${to}`
    },
    control,
    /** The aws command's own waiter, which looks once each 6 or 15 seconds: a minute of the world's passes before. */
    async wait(service: string, ...words: Words): Promise<void> {
      await control('clock', { advance: '1m' })
      await text(service, 'wait', ...words)
    },
    close: () => listening.close(),
  }
}
export type Shell = Awaited<ReturnType<typeof shell>>
