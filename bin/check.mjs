#!/usr/bin/env node
// Everything that can be judged without running the product: types, lint and format, who imports whom, what nobody uses.
import { spawnSync } from 'node:child_process'
import { root } from './place.mjs'

const roomsToRead = ['app', 'components', 'lib', 'sandbox', 'e2e', 'bench']

function run(name, args, judge = (result) => result.status === 0) {
  const began = Date.now()
  const result = spawnSync('npx', ['--no-install', ...args], {
    cwd: root,
    encoding: 'utf8',
    maxBuffer: 64 * 1024 * 1024,
  })
  const well = judge(result)
  process.stdout.write(`${well ? 'ok  ' : 'FAIL'} ${name} (${((Date.now() - began) / 1000).toFixed(1)} s)\n`)
  if (!well) process.stdout.write(`${result.stdout}\n${result.stderr}\n`)
  return well
}

/** With a TypeScript it does not know, dependency-cruiser reads nothing and says all is well. */
const readSomething = (result) => result.status === 0 && Number(/\((\d+) modules/.exec(result.stdout)?.[1] ?? 0) > 100

const all = [
  run('route types', ['next', 'typegen']),
  run('types', ['tsc', '--noEmit', '-p', '.']),
  run('lint and format', ['biome', 'ci', '.']),
  run('imports', ['depcruise', '--config', '.dependency-cruiser.cjs', ...roomsToRead], readSomething),
  run('unused', ['knip']),
]
process.exit(all.every(Boolean) ? 0 : 1)
