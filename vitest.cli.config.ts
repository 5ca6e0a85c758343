import { defineConfig } from 'vitest/config'

/** Tests by the aws command. Each of its calls takes a second: they have a run of their own. */
export default defineConfig({
  test: { include: ['sandbox/cli/*.cli.ts'], environment: 'node', testTimeout: 240_000, hookTimeout: 30_000 },
})
