import { defineConfig } from 'vitest/config'

export default defineConfig({
  test: {
    include: ['{server,client,snippets,syntaxes,build,bench}/**/*.test.ts'],
    // These run inside VS Code, under mocha.
    exclude: ['client/test/**', '**/node_modules/**'],
    testTimeout: 120_000,
  },
})
