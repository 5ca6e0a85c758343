import { defineConfig } from 'vitest/config'

export default defineConfig({
  resolve: { alias: { '@': import.meta.dirname } },
  test: {
    include: ['{lib,sandbox,components,app,bin}/**/*.test.{ts,tsx}'],
    environment: 'node',
    globalSetup: ['lib/server/testing/postgres.ts'],
    testTimeout: 30_000,
    hookTimeout: 30_000,
  },
})
