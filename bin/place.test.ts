import { spawn } from 'node:child_process'
import { mkdtempSync, readdirSync, readFileSync, statSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import path from 'node:path'
import { afterEach, beforeEach, describe, expect, it } from 'vitest'
import { keptSecret, nearUrl, root, takeData, usualUrl } from './place.mjs'
import { startOf } from './processes.mjs'

let data = ''
const before = process.env.QUAYSIDE_DATA
beforeEach(() => {
  data = mkdtempSync(path.join(tmpdir(), 'quayside-place-'))
  process.env.QUAYSIDE_DATA = data
})
afterEach(() => {
  process.env.QUAYSIDE_DATA = before
})

describe('the data folder', () => {
  it('is taken over when the number in the lock is our own: we have not written it', () => {
    writeFileSync(path.join(data, 'start.lock'), `${process.pid} ${startOf(process.pid)}\n`)
    takeData()
    expect(readFileSync(path.join(data, 'start.lock'), 'utf8')).toBe(`${process.pid} ${startOf(process.pid)}\n`)
    expect(readdirSync(data)).toEqual(['start.lock'])
  })

  it('is taken by one of several that find a dead lock at once', async () => {
    writeFileSync(path.join(data, 'start.lock'), '99999999 1\n')
    const code = `
      import { takeData } from ${JSON.stringify(path.join(root, 'bin/place.mjs'))}
      await new Promise((resolve) => setTimeout(resolve, ${Date.now() + 1500} - Date.now()))
      try { takeData(); console.log('took'); setTimeout(() => {}, 1500) } catch (error) { console.log(error.message) }`
    const all = await Promise.all(
      [1, 2, 3, 4].map(
        () =>
          new Promise<string>((resolve) => {
            const child = spawn(process.execPath, ['--input-type=module', '-e', code])
            let said = ''
            child.stdout.on('data', (chunk) => {
              said += String(chunk)
            })
            child.once('exit', () => resolve(said.trim()))
          }),
      ),
    )
    expect(all.filter((one) => one === 'took')).toHaveLength(1)
    expect(all.filter((one) => one.includes('already runs'))).toHaveLength(3)
  })

  it('is made by whatever first keeps something in it, and nobody else may look', () => {
    process.env.QUAYSIDE_DATA = path.join(data, 'not', 'there')
    const secret = keptSecret('demo-password')
    expect(keptSecret('demo-password')).toBe(secret)
    // Where we are root, PostgreSQL is another user that has to pass through it.
    const mode = process.getuid?.() === 0 ? 0o711 : 0o700
    expect(statSync(process.env.QUAYSIDE_DATA).mode & 0o777).toBe(mode)
  })
})

describe('addresses', () => {
  it('reaches what listens here by where it listens, not by its public name', () => {
    expect(nearUrl('0.0.0.0', 3000)).toBe('http://127.0.0.1:3000')
    expect(nearUrl('::', 3000)).toBe('http://[::1]:3000')
    expect(nearUrl('fd00::7', 3000)).toBe('http://[fd00::7]:3000')
    expect(nearUrl('10.0.0.7', 80)).toBe('http://10.0.0.7:80')
    expect(usualUrl('::', 3000)).toBe('http://localhost:3000')
    expect(usualUrl('::1', 3000)).toBe('http://[::1]:3000')
  })
})
