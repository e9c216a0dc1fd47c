import { defineConfig } from 'vitest/config'

export default defineConfig({
  test: { include: ['{server,client,snippets,syntaxes,build}/**/*.test.ts'], testTimeout: 20_000 },
})
