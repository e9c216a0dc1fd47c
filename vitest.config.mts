import { defineConfig } from 'vitest/config'

export default defineConfig({
  test: {
    include: ['{server,client,build,bench}/**/*.test.ts'],
    exclude: ['client/test/**', '**/node_modules/**'],
    testTimeout: 20_000,
  },
})
