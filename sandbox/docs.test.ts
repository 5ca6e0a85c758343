import { readFileSync, writeFileSync } from 'node:fs'
import { expect, test } from 'vitest'
import { namedFaults } from './faults'
import { seedNames } from './seeds'
import { createSandbox, mounts } from './server'

const file = 'docs/sandbox.md'
const text = readFileSync(file, 'utf8')
const [from, to] = ['<!-- operations: made by the test of this page -->', '<!-- end of operations -->']

/** What is mounted, as the page has it: a table a service, so that two who add to two services do not meet. */
function table(): string {
  const rows = mounts.map(({ signingName, actions, json, query, handlers }) => {
    const names = Object.keys(handlers)
      .filter((name) => handlers[name])
      .sort()
    const protocols = [json && 'JSON', query && (query.flavour === 'ec2' ? 'EC2 Query' : 'Query')].filter(Boolean)
    const title = `| **${actions ?? signingName}** | ${protocols.join(', ') || 'REST'} |`
    return `${title}\n|---|---|\n| ${names.length} | ${names.join(', ')} |\n`
  })
  return [from, '', ...rows.sort().flatMap((row) => row.split('\n')), to].join('\n')
}

test('docs/sandbox.md has every operation; `UPDATE_DOCS=1 npx vitest run sandbox/docs.test.ts` writes them anew', () => {
  const [start, end] = [text.indexOf(from), text.indexOf(to)]
  expect(start, 'its mark is there').toBeGreaterThan(0)
  const made = text.slice(0, start) + table() + text.slice(end + to.length)
  if (process.env.UPDATE_DOCS) writeFileSync(file, made)
  else expect(text, 'out of date: UPDATE_DOCS=1 npx vitest run sandbox/docs.test.ts').toBe(made)
})

const { controls } = createSandbox({ seed: 'empty', now: 0 })

test.for([
  ...seedNames.map((name) => `| \`${name}\` |`),
  ...Object.keys(namedFaults).map((ending) => `| \`*${ending}\` |`),
  ...controls.map(({ method, path }) => `| \`${method} ${path.replaceAll(/:(\w+)/g, '{$1}')}\` |`),
])('docs/sandbox.md tells of %s', (row) => {
  expect(text).toContain(row)
})
