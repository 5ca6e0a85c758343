import { spawn } from 'node:child_process'
import { appendFileSync, existsSync, mkdtempSync, readFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import path from 'node:path'
import { beforeAll, describe, expect, it, vi } from 'vitest'
import { Children } from './children.mjs'
import { root } from './place.mjs'
import { Stop } from './say.mjs'

const dir = mkdtempSync(path.join(tmpdir(), 'quayside-children-'))
beforeAll(() => {
  process.env.QUAYSIDE_DATA = dir
})
const soon = { timeout: 20_000, interval: 20 }

/** What a process of ours runs here: it adds its number to a file and stays. */
const noting = (file: string) => [
  '-e',
  `require('node:fs').appendFileSync(${JSON.stringify(file)}, process.pid + '\\n'); setInterval(() => {}, 1000)`,
]
const lines = (file: string) => (existsSync(file) ? readFileSync(file, 'utf8').trim().split('\n') : [])
const alive = (pid: number) => {
  try {
    return process.kill(pid, 0)
  } catch {
    return false
  }
}

describe('children', () => {
  it('ends what runs to its end too when told to stop, and starts nothing after', async () => {
    const file = path.join(dir, 'to-end')
    const children = new Children()
    const ran = children.runToEnd(noting(file), process.env, 'It failed.').catch((error: unknown) => error)
    await vi.waitUntil(() => lines(file).length === 1, soon)
    await children.stop()
    expect(await ran).toBeInstanceOf(Stop)
    expect(alive(Number(lines(file)[0]))).toBe(false)
    expect(() => children.keep('late', noting(file))).toThrow(Stop)
    await expect(children.runToEnd(noting(file), process.env, 'It failed.')).rejects.toThrow(Stop)
    expect(lines(file)).toHaveLength(1)
  })

  it('says how what runs to its end ended', async () => {
    const children = new Children()
    await children.runToEnd(['-e', ''], process.env, 'It failed.')
    await expect(children.runToEnd(['-e', 'process.exit(3)'], process.env, 'It failed.')).rejects.toThrow('It failed.')
  })

  it('takes what runs to its end along when the launcher is killed', async () => {
    const file = path.join(dir, 'leashed')
    const code = `import { Children } from ${JSON.stringify(path.join(root, 'bin/children.mjs'))}
      new Children().runToEnd(${JSON.stringify(noting(file))}, process.env, '')`
    const launcher = spawn(process.execPath, ['--input-type=module', '-e', code])
    await vi.waitUntil(() => lines(file).length === 1, soon)
    launcher.kill('SIGKILL')
    await vi.waitUntil(() => !alive(Number(lines(file)[0])), soon)
  })

  it('gives a process exactly the environment it is told', async () => {
    const file = path.join(dir, 'env')
    const code = `require('node:fs').writeFileSync(${JSON.stringify(file)}, JSON.stringify(process.env))`
    await new Children().runToEnd(['-e', code], { PATH: process.env.PATH, GIVEN: 'yes' }, 'It failed.')
    expect(Object.keys(JSON.parse(readFileSync(file, 'utf8'))).sort()).toEqual(['GIVEN', 'PATH', 'QUAYSIDE_LAUNCHER'])
  })

  it('does what is to be done again before a process is started again, and not before it is done', async () => {
    const file = path.join(dir, 'again')
    const children = new Children()
    let tries = 0
    const child = children.keep('again', noting(file), {
      onAgain: async () => {
        if (++tries === 1) throw new Stop('not yet')
        appendFileSync(file, 'done\n')
      },
    })
    await vi.waitUntil(() => lines(file).length === 1, soon)
    expect(tries).toBe(0)
    child.process?.kill('SIGKILL')
    await vi.waitUntil(() => lines(file).length === 3, soon)
    expect(lines(file)[1]).toBe('done')
    expect(tries).toBe(2)
    await children.stop()
  })
})
