import { defineConfig } from 'vitest/config'

export default defineConfig({
  test: { include: ['server/**/*.test.ts', 'build/**/*.test.ts'], testTimeout: 20_000 },
})
