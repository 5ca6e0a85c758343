import { readdirSync, readFileSync } from 'node:fs'
import path from 'node:path'
import { describe, expect, it } from 'vitest'
import { endpoints } from './api/endpoints'

/** The house rules that are about the source itself (CONTRIBUTING, "House rules"). */
const rooms = ['app', 'bench', 'bin', 'components', 'e2e', 'lib', 'sandbox']
const every = rooms.flatMap((room) =>
  readdirSync(room, { recursive: true, encoding: 'utf8' })
    .filter((file) => /\.(tsx?|mjs)$/.test(file))
    .map((file) => ({ file: path.join(room, file), text: readFileSync(path.join(room, file), 'utf8') })),
)
const isTest = (file: string): boolean => file.includes('.test.') || file.startsWith('e2e/')
const files = (pattern: RegExp) => every.filter(({ file }) => pattern.test(file))

const lines = (text: string): number => text.trimEnd().split('\n').length

const found = (all: { file: string; text: string }[], pattern: RegExp): string[] =>
  all.flatMap(({ file, text }) =>
    text.split('\n').flatMap((line, i) => (pattern.test(line) ? [`${file}:${i + 1}: ${line.trim()}`] : [])),
  )

describe('the house', () => {
  it('makes links by to() and toThing(), never by hand', () => {
    const source = files(/^(app|components)\/.*\.tsx?$/).filter(({ file }) => !isTest(file))
    expect(source.length).toBeGreaterThan(50)
    expect(found(source, /href=(\{\s*)?["'`]\/(?!\/)|\b(push|replace|redirect|assign)\(\s*["'`]\//)).toEqual([])
  })

  it('has a route for every endpoint, and says nothing else in it', () => {
    for (const [name, { path, method }] of endpoints) {
      const text = readFileSync(`app${path}/route.ts`, 'utf8')
      expect(text, path).toContain(`export const ${method} = serve(api.${name},`)
      expect(lines(text), path).toBeLessThanOrEqual(35)
    }
  })

  it('lets no route go round serve() but those that hold nothing of the fleet, and the live stream', () => {
    const round = files(/^app\/api\/.*route\.ts$/)
      .filter(({ text }) => !text.includes('serve('))
      .map(({ file }) => file)
      .sort()
    expect(round).toEqual([
      'app/api/auth/[...nextauth]/route.ts',
      'app/api/healthz/route.ts',
      'app/api/live/route.ts',
      'app/api/openapi.json/route.ts',
      'app/api/readyz/route.ts',
    ])
  })

  it('keeps pages and files of a size to be read in one go', () => {
    const source = every.filter(({ file }) => !file.includes('.test.'))
    const long = source.filter(({ file, text }) => lines(text) > (file.endsWith('page.tsx') ? 160 : 280))
    expect(long.map(({ file, text }) => `${file} ${lines(text)}`)).toEqual([])
  })

  it('tests by what users see: nothing waited out, intercepted, skipped or looked up by a mark of ours', () => {
    const tests = every.filter(({ file }) => isTest(file) && !file.endsWith('house.test.ts'))
    expect(
      found(tests, /waitForTimeout|\.route\(|getByTestId|vi\.mock|\b(test|it|describe)\.(skip|only|fixme|todo)\b/),
    ).toEqual([])
  })
})
